import ArgumentParser
import Cases
import Foundation

struct CasesReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "A person's word on cases: on the terminal, or by a sheet.",
        discussion: """
            On the terminal, a line a case, the most doubtful first:
              \(ReviewDialogue.help)

            By a spreadsheet: export, fill accept (y), add, remove (tags, separated by ;), note, reviewer, and import it back.
            A row that cannot be taken is listed; importing a sheet twice is as once. A tag the taxonomy does not know is taken
            as a proposal when it names its facet: crime_type=e_challan_fraud.

              prahari cases review --reviewer si.verma
              prahari cases review --export sheet.csv --limit 100
              prahari cases review --import sheet.csv --reviewer si.verma
            """)

    @OptionGroup var cases: CaseFileOptions
    @Option(name: .customLong("export"), help: "Write a sheet.") var exportPath: String?
    @Option(name: .customLong("import"), help: "Take a sheet back.") var importPath: String?
    @Option(help: "Cases at most.") var limit = 500
    @Option(help: "Who reviews; for rows of a sheet that name nobody.") var reviewer: String?

    func run() throws {
        let file = try cases.open()
        if let exportPath {
            let views = try file.cases(.toReview(limit: limit))
            try CaseShell.write(ReviewSheet.write(views), to: exportPath)
            Terminal.note("\(views.count) cases to review are in \(exportPath)")
        } else if let importPath {
            try take(importPath, file)
        } else {
            try talk(file)
        }
    }

    private func take(_ path: String, _ file: CaseFile) throws {
        let report = try ReviewSheet.read(
            CaseShell.bytes(path), name: path, into: file, reader: file.reader(), reviewer: reviewer,
            milliseconds: CaseShell.milliseconds)
        for refusal in report.refusals { Terminal.error("\(path):\(refusal.line): \(refusal.reason)") }
        Terminal.note(
            "\(report.taken) rows taken, \(report.known) said before, \(report.empty) empty, \(report.refusals.count) refused"
        )
        if !report.refusals.isEmpty { throw ExitCode(1) }
    }

    private func talk(_ file: CaseFile) throws {
        guard let reviewer else { throw ValidationError("say who reviews: --reviewer si.verma") }
        let reader = try file.reader()
        let dialogue = ReviewDialogue(reviewer: reviewer)
        let views = try file.cases(.toReview(limit: limit))
        Terminal.note(views.isEmpty ? "nothing to review" : ReviewDialogue.help)
        for (index, view) in views.enumerated() {
            Terminal.line("\n" + dialogue.show(view, number: index + 1, of: views.count))
            var isOpen = true
            while isOpen {
                FileHandle.standardError.write(Data("> ".utf8))
                switch dialogue.answer(readLine(), to: view) {
                case .quit: return
                case .skip: isOpen = false
                case .say(let text): Terminal.note(text)
                case .note(let entry): _ = try write(entry, file, reader)
                case .decide(let entry): isOpen = try !write(entry, file, reader)
                }
            }
        }
    }

    /// Returns whether it was taken.
    private func write(_ entry: ReviewEntry, _ file: CaseFile, _ reader: TagReader) throws -> Bool {
        switch try file.review(entry, reader: reader, milliseconds: CaseShell.milliseconds) {
        case .taken(let tags):
            Terminal.note("  " + tags.map(\.name).joined(separator: " "))
            return true
        case .known: return true
        case .refused(let reason):
            Terminal.note("  \(reason)")
            return false
        }
    }
}

struct CasesTaxonomy: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "taxonomy",
        abstract: "New tags from corrections, and a new taxonomy over all that was tagged.",
        discussion: """
              prahari cases taxonomy propose
              prahari cases taxonomy show > taxonomy.json        edit it: give it a new version, rename by aliases, retire
                                                                 by deprecated/replaced_by
              prahari cases taxonomy apply taxonomy.json --dry-run
              prahari cases taxonomy apply taxonomy.json --why "e-challan fraud is a tag now"
              prahari cases classify --rest --again              the rules read everything again
              prahari produce --topic ref.taxonomy.v1 --key taxonomy --from taxonomy.json --whole
            """,
        subcommands: [Propose.self, Show.self, Apply.self])

    struct Propose: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tags that people gave, or a model wished for, and the taxonomy does not know.")
        @OptionGroup var cases: CaseFileOptions

        func run() throws {
            let file = try cases.open()
            let proposals = try file.proposals(reader: file.reader())
            for item in proposals {
                Terminal.line(
                    "\(item.facet)=\(item.tag)  people \(item.people), model \(item.models)  e.g. \(item.examples.joined(separator: ", "))"
                        + (item.resembles.map { "  resembles \($0)" } ?? ""))
            }
            if proposals.isEmpty { Terminal.note("no tag is new") }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The taxonomy in force, or with --rules the rules.")
        @OptionGroup var cases: CaseFileOptions
        @Flag(help: "The rules.") var rules = false

        func run() throws {
            let reader = try cases.open().reader()
            Terminal.line(rules ? reader.rulesJSON : reader.taxonomyJSON)
        }
    }

    struct Apply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a taxonomy in force and brings every tag in the file to it, in one transaction.")
        @OptionGroup var cases: CaseFileOptions
        @Argument(help: "The taxonomy.") var taxonomy: String
        @Option(help: "Rules that go with it; needed when it renames tags that rules give.") var rules: String?
        @Option(help: "Why, for the record.") var why = ""
        @Flag(help: "Only say what would change.") var dryRun = false

        func run() throws {
            let change = try cases.open().apply(
                taxonomyJSON: CaseShell.text(taxonomy), rulesJSON: rules.map { try CaseShell.text($0) }, why: why,
                milliseconds: CaseShell.milliseconds, dryRun: dryRun)
            for step in change.steps {
                Terminal.line("\(step.kind) \(step.from) -> \(step.to.joined(separator: ", "))  \(step.count) times")
            }
            Terminal.note(
                "\(change.from) -> \(change.to): \(change.rewritten) readings and corrections \(dryRun ? "would be " : "")rewritten, "
                    + "\(change.toReview) cases to review again")
        }
    }
}
