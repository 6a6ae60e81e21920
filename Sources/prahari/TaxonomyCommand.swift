import ArgumentParser
import Foundation
import Tagging

struct TaxonomyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "taxonomy",
        abstract: "Checks, shows and compares the tagger's taxonomy and rules.",
        discussion: """
            A file that passes the check can be put in force while the stage runs: produce it to ref.taxonomy.v1 under the
            key 'taxonomy' or 'rules'. The stage runs the same check and keeps the old document if it fails.
            """,
        subcommands: [Check.self, Show.self, Diff.self])

    static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ValidationError("cannot read '\(path)'")
        }
        return String(decoding: data, as: UTF8.self)
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a taxonomy or a rules file and runs its own texts; exit code 1 if one fails.")
        @Argument(help: "The file: JSON with 'facets' (a taxonomy) or 'rules'.") var file: String
        @Option(help: "Check rules against this taxonomy instead of the built-in one.") var taxonomy: String?

        func run() throws {
            let json = try TaxonomyCommand.read(file)
            let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
            let isTaxonomy = object?["facets"] != nil
            guard isTaxonomy || object?["rules"] != nil else {
                throw ValidationError("'\(file)' is not a JSON object with 'facets' or 'rules'")
            }
            guard !isTaxonomy || taxonomy == nil else {
                throw ValidationError("--taxonomy goes with a rules file; '\(file)' is a taxonomy")
            }
            let tags = isTaxonomy ? try Taxonomy(json: json) : try taxonomyOfRules()
            let book = try RuleBook(taxonomy: tags, rulesJSON: isTaxonomy ? RuleBook.builtInRules : json)
            let failures = book.failures()
            for failure in failures { Terminal.line(failure) }
            let kind = isTaxonomy ? "taxonomy \(tags.version), \(tags.tagNames.count) tags" : "rules \(book.version)"
            Terminal.line("\(kind): \(book.textCount - failures.count) of \(book.textCount) texts as they must be")
            if !failures.isEmpty { throw ExitCode(1) }
        }

        private func taxonomyOfRules() throws -> Taxonomy {
            guard let taxonomy else { return try Taxonomy.builtIn() }
            return try Taxonomy(json: TaxonomyCommand.read(taxonomy))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints the tags with their definitions.")
        @Argument(help: "A taxonomy file; without it the built-in one.") var file: String?
        @Option(help: "Only this facet.") var facet: String?
        @Flag(help: "Print the document.") var json = false

        func run() throws {
            let taxonomy = try file.map { try Taxonomy(json: TaxonomyCommand.read($0)) } ?? Taxonomy.builtIn()
            if json { return Terminal.line(try taxonomy.json()) }
            if let facet, taxonomy.facet(facet) == nil {
                let known = taxonomy.facets.map(\.id).joined(separator: ", ")
                throw ValidationError("there is no facet '\(facet)'; there are \(known)")
            }
            Terminal.line("taxonomy \(taxonomy.version)")
            for part in taxonomy.facets where facet == nil || part.id == facet {
                Terminal.line("\n\(part.id): \(part.definition)")
                for tag in part.tags { Terminal.line("  " + Self.line(tag)) }
            }
        }

        private static func line(_ tag: Taxonomy.Definition) -> String {
            var line = tag.id + ": " + tag.definition
            if !tag.parents.isEmpty { line += " (< \(tag.parents.joined(separator: ", ")))" }
            if !tag.aliases.isEmpty { line += " (was \(tag.aliases.joined(separator: ", ")))" }
            if let gone = tag.deprecated {
                let heirs = gone.replacedBy.isEmpty ? "nothing" : gone.replacedBy.joined(separator: ", ")
                line += " (not given since \(gone.since): \(heirs))"
            }
            return line
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what changed between two taxonomies, one line each.")
        @Argument(help: "The older file.") var old: String
        @Argument(help: "The newer file.") var new: String

        func run() throws {
            let changes = Taxonomy.diff(
                try Taxonomy(json: TaxonomyCommand.read(old)), try Taxonomy(json: TaxonomyCommand.read(new)))
            for change in changes { Terminal.line(change.description) }
            if changes.isEmpty { Terminal.line("no difference") }
        }
    }
}
