import ArgumentParser
import Composition
import Foundation
import Records
import ReferenceData
import Wire

struct RefCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ref",
        abstract: "Loads and checks reference data: the cash terminals and the police stations.",
        discussion: """
            Forecasts need to know where machines stand, maps which station is near. Both tables are compacted topics:
            loading a file again changes nothing, a corrected row replaces the old one by its id.
            """,
        subcommands: [Load.self, Check.self])

    struct Load: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads terminals or stations from a file: CSV, GeoJSON, OpenStreetMap (Overpass JSON or XML).",
            discussion: """
                The form is told from the file. Columns are known by usual names (id, lat, longitude, operator, ...) or
                named by --column. A bad row is reported with its line and left out; the others are loaded. Data of
                OpenStreetMap is under the ODbL: its attribution goes into every record and onto every map.

                  prahari ref load terminals --from atms.csv --state Karnataka --district 'Bengaluru Urban' --dry-run
                  prahari ref load stations --from police.osm --to stations.jsonl
                  prahari ref load terminals --from list.csv --column 'ATM No=id' --column 'Lat.=lat' --strict

                Exit code 1 when nothing could be loaded, or with --strict a row was bad.
                """)

        enum Table: String, ExpressibleByArgument, CaseIterable { case terminals, stations }

        @OptionGroup var common: CommonOptions
        @Argument(help: "terminals or stations.") var table: Table
        @Option(help: "The file.") var from: String
        @Option(help: "kafka, a file for JSON lines, or - for standard output.") var to = "kafka"
        @Flag(help: "Only read and report.") var dryRun = false
        @Flag(help: "Load nothing when a row is bad.") var strict = false
        @Flag(help: "Take places outside India, too.") var anywhere = false
        @Option(help: "Kind of terminals whose row names none: ATM, AEPS, BRANCH, POS, OFFICE.") var kind = "ATM"
        @Option(help: "Bank of terminals whose row names none.") var bank: String?
        @Option(help: "State of rows that name none.") var state: String?
        @Option(help: "District of rows that name none.") var district: String?
        @Option(help: "What to call stations without a name, before their id; without it they are left out.")
        var unnamed: String?
        @Option(help: "Whom the data's licence asks to name, over what the file says.") var attribution: String?
        @Option(help: "Separator of a CSV file; guessed without it. 'tab' for a tab.") var delimiter: String?
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("What a CSV column is; may be repeated.", valueName: "column=field"))
        var column: [String] = []
        @Option(help: "How many bad rows to print.") var show = 20
        @Flag(help: "Print one JSON object with the counts last.") var json = false

        func run() throws {
            let file = try ReferenceFiles.read(from, options: try options())
            for (name, field) in file.columns { Terminal.note("  \(name) is read as \(field.rawValue)") }
            if !file.unusedColumns.isEmpty {
                Terminal.note("  not read: \(file.unusedColumns.joined(separator: ", "))")
            }
            switch table {
            case .terminals: try finish(rules().terminals(file), file, .refTerminals) { .terminal($0) }
            case .stations: try finish(rules().stations(file), file, .refStations) { .station($0) }
            }
        }

        private func options() throws -> PlaceFile.Options {
            var options = PlaceFile.Options()
            if let delimiter {
                guard let mark = delimiter == "tab" ? "\t" : delimiter.first, delimiter.count == 1 || mark == "\t"
                else { throw ValidationError("--delimiter takes one character or 'tab', not '\(delimiter)'") }
                options.delimiter = mark
            }
            for pair in column {
                guard let cut = pair.lastIndex(of: "="),
                    let field = RawPlace.Field(rawValue: String(pair[cut...].dropFirst()))
                else {
                    let fields = RawPlace.Field.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError(
                        "--column takes 'name of the column=field', the field one of \(fields); not '\(pair)'")
                }
                options.columns[String(pair[..<cut])] = field
            }
            return options
        }

        private func rules() -> PlaceRules {
            var rules = PlaceRules()
            if anywhere { rules.box = nil }
            rules.kind = kind
            rules.bank = bank
            rules.state = state
            rules.district = district
            rules.attribution = attribution
            rules.unnamed = unnamed
            return rules
        }

        private func finish<Place>(
            _ loaded: LoadedPlaces<Place>, _ file: PlaceFile, _ topic: Topic, _ record: (Place) -> DomainRecord
        ) throws {
            for problem in loaded.problems.prefix(show) { Terminal.error("\(from):\(problem)") }
            if loaded.problems.count > show { Terminal.error("and \(loaded.problems.count - show) more (--show)") }
            let refused = strict && !loaded.problems.isEmpty
            let places = refused ? [] : loaded.places
            if !dryRun, !places.isEmpty { try ReferenceFiles.write(places.map(record), topic, to: to, common) }
            let fate = refused ? "not loaded (--strict)" : dryRun ? "good (dry run)" : "to \(to)"
            Terminal.note(
                "\(file.format.rawValue): \(loaded.places.count) \(table.rawValue) \(fate), "
                    + "\(loaded.problems.count) rows left out"
                    + (loaded.others > 0 ? ", \(loaded.others) of another sort" : ""))
            if let name = attribution ?? file.attribution { Terminal.note("attribution: \(name)") }
            if json {
                Terminal.json([
                    "good": loaded.places.count, "bad": loaded.problems.count, "others": loaded.others,
                    "written": dryRun ? 0 : places.count,
                ])
            }
            if refused || loaded.places.isEmpty { throw ExitCode(1) }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what is in the reference data and what forecasts and alerts will miss in it.",
            discussion: """
                Reads the topics, or files of JSON lines as 'ref load --to' writes them.

                  prahari ref check
                  prahari ref check --terminals terminals.jsonl --stations stations.jsonl
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: "A file of terminals instead of the topic.") var terminals: String?
        @Option(help: "A file of stations instead of the topic.") var stations: String?

        func run() throws {
            let fromFiles = terminals != nil || stations != nil
            let check = ReferenceCheck(
                terminals: try ReferenceFiles.terminals(terminals, orKafka: !fromFiles, common),
                stations: try ReferenceFiles.stations(stations, orKafka: !fromFiles, common))
            for line in check.lines { Terminal.line(line) }
            if check.terminals + check.stations == 0 { throw ExitCode(1) }
        }
    }
}
