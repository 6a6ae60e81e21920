import ArgumentParser
import Cases
import Foundation
import Records
import Synchronization
import Wire

struct CasesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cases",
        abstract: "Tags a police unit's table of cases under human review: import, classify, review, report.",
        discussion: """
            All of it lives in one SQLite file (--file), and every step can be stopped with Ctrl-C and run again. The rules
            cost nothing and send nothing anywhere; a language model is asked only with --llm.

              prahari cases import cases.csv                    what cannot be read is listed with line and reason
              prahari cases classify --sample 100               a random sample
              prahari cases review --export sheet.csv           the most doubtful case first; fill it in a spreadsheet
              prahari cases review --import sheet.csv --reviewer si.verma
              prahari cases taxonomy propose                    tags that people gave and the taxonomy does not know
              prahari cases classify --sample 500               the next sample, then review again
              prahari cases report                              which tags to trust, by what people kept
              prahari cases classify --rest
              prahari cases report --by month --csv
              prahari cases export | prahari produce --topic labels.v1
            """,
        subcommands: [
            CasesImport.self, CasesClassify.self, CasesReview.self, CasesTaxonomy.self, CasesReport.self,
            CasesExport.self,
            CasesCompare.self, CasesBatch.self,
        ])
}

struct CaseFileOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The case file; made when it is not there.", valueName: "path"))
    var file = "cases.sqlite"

    func open(mustExist: Bool = true) throws -> CaseFile {
        if mustExist, !FileManager.default.fileExists(atPath: file) {
            Terminal.error(
                "there is no case file '\(file)'; make one with: prahari cases import cases.csv --file \(file)")
            throw ExitCode(2)
        }
        return try CaseFile(path: file)
    }
}

/// What the commands share.
enum CaseShell {
    static func bytes(_ path: String) throws -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle, let data = try? handle.readToEnd() ?? Data() else {
            Terminal.error("cannot read '\(path)': no such file, or no permission")
            throw ExitCode(2)
        }
        return [UInt8](data)
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    static func write(_ text: String, to path: String) throws {
        guard path != "-" else { return FileHandle.standardOutput.write(Data(text.utf8)) }
        // Cases are personal data: only the owner may read what leaves the file.
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else {
            Terminal.error("cannot write '\(path)'")
            throw ExitCode(1)
        }
    }

    static var milliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// The records of a file of JSON lines, or of `prahari tail --json`.
    static func records(_ path: String, _ kind: RecordKind) throws -> [DomainRecord] {
        let decoder = WireDecoder()
        var records: [DomainRecord] = []
        for (number, line) in try bytes(path).split(separator: 0x0A).enumerated() {
            var bytes = Array(line)
            if let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
                object["offset"] != nil, let value = object["value"],
                let data = try? JSONSerialization.data(withJSONObject: value)
            {
                bytes = [UInt8](data)
            }
            do {
                records.append(try decoder.decode(kind, key: nil, bytes.span.bytes))
            } catch {
                Terminal.error("\(path):\(number + 1): \(error)")
                throw ExitCode(1)
            }
        }
        return records
    }
}

/// Ctrl-C ends after the step at hand; a second one ends at once.
enum Interrupt {
    private static let flag = Atomic<Bool>(false)
    static var isSet: Bool { flag.load(ordering: .acquiring) }
    static func watch() {
        signal(SIGINT) { _ in
            Interrupt.flag.store(true, ordering: .releasing)
            signal(SIGINT, SIG_DFL)
        }
    }
}

struct CasesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads a CSV file of cases.",
        discussion: """
            Columns are found by their headings (Sl No., District, Case, Gist and others in use); station, number, date and
            sections are taken from the Case column when they have none of their own. Comma, semicolon or tab, UTF-8, UTF-16 and
            Windows-1252 are recognised; days stand before months. A row that cannot be read is listed and costs nothing but itself.

            The same file again does nothing; after Ctrl-C it goes on where it was. A later file with the same case and another
            text replaces the text and keeps what people said.

              prahari cases import cases.csv
              prahari cases import export.csv --column gist="Brief facts of the case" --column district=Unit
              prahari cases import firs.jsonl --format firs      records of police.firs.v1
              prahari cases import review.jsonl --format reviews the questions of review.firs.v1, as cases to review
            """)

    @OptionGroup var cases: CaseFileOptions
    @Argument(help: "The table.") var table: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which column is what: \(CaseField.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "field=name"))
    var column: [String] = []
    @Option(help: "\(TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")); found out when not given.")
    var encoding: String?
    @Option(help: "csv, firs or reviews.") var format = "csv"
    @Flag(help: "List every row that was refused, not the first 20.") var all = false

    func run() throws {
        let file = try cases.open(mustExist: false)
        switch format {
        case "csv": try importTable(file)
        case "firs":
            let firs = try CaseShell.records(table, .fir).compactMap { record -> FIR? in
                if case .fir(let fir) = record { fir } else { nil }
            }
            let report = try file.importFIRs(firs)
            Terminal.note("\(report.added) cases are new, \(report.changed) changed, \(report.unchanged) were known")
        case "reviews": Terminal.note("\(try file.take(CasesCompare.requests(table))) cases are new")
        default: throw ValidationError("--format takes csv, firs or reviews, not '\(format)'")
        }
    }

    private func importTable(_ file: CaseFile) throws {
        var options = ImportOptions()
        for item in column {
            let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = CaseField(rawValue: parts[0]) else {
                throw ValidationError("--column takes field=name, field one of \(CaseField.allCases.map(\.rawValue))")
            }
            options.columns[field] = parts[1]
        }
        if let encoding {
            guard let known = TextEncoding(rawValue: encoding.lowercased()) else {
                throw ValidationError("--encoding takes \(TextEncoding.allCases.map(\.rawValue)), not '\(encoding)'")
            }
            options.encoding = known
        }
        Interrupt.watch()
        let started = ContinuousClock.now
        var before: Int?
        let report = try file.importTable(try CaseShell.bytes(table), name: table, options: options) { report in
            before = before ?? report.rows
            if report.rows % 5_000 < 500, report.rows >= 5_000 { Terminal.note("\(report.rows) rows") }
            return !Interrupt.isSet
        }
        let seconds = max(0.001, Double((ContinuousClock.now - started) / .milliseconds(1)) / 1_000)
        if let line = report.resumedAtLine, report.rows > 0 { Terminal.note("was begun before, up to line \(line)") }
        if !report.columns.isEmpty { Terminal.note("columns: \(report.columns)") }
        try list(file.importIssues(of: table))
        if report.guessed > 0 { Terminal.note("\(report.guessed) fields were not UTF-8 and were read as Windows-1252") }
        Terminal.note(
            "\(report.added) cases are new, \(report.changed) changed, \(report.unchanged) were known, \(report.refused) rows refused; "
                + "\(String(format: "%.1f", seconds)) s")
        if !report.isFinished { Terminal.note("stopped; the same command goes on from here") }
    }

    private func list(_ issues: [ImportReport.Issue]) {
        for issue in issues.prefix(all ? .max : 20) {
            Terminal.error("\(table):\(issue.line): \(issue.isRefusal ? "refused: " : "")\(issue.reason)")
        }
        if !all, issues.count > 20 { Terminal.note("and \(issues.count - 20) more: --all lists them") }
    }
}

struct CasesReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "How often each tag was given, and what people kept of it.",
        discussion: """
              prahari cases report --by district
              prahari cases report --by month --csv > months.csv
              prahari cases report --reviewed --json

            Seasons are the India Meteorological Department's. Precision: of what readers gave, what people kept. Recall: of what
            stood in the end, what readers had given. Both need reviewed cases; a tag seen five times proves little.
            """)

    @OptionGroup var cases: CaseFileOptions
    @Option(help: "none, month, district or season.") var by = "none"
    @Flag(help: "Only cases that people reviewed.") var reviewed = false
    @Flag(help: "JSON.") var json = false
    @Flag(help: "CSV: group, cases, facet, tag, count, percentage.") var csv = false
    @Option(help: "Tags of a facet in the table for people.") var top = 20

    func run() throws {
        guard let grouping = CaseReport.Grouping(rawValue: by) else {
            throw ValidationError("--by takes none, month, district or season, not '\(by)'")
        }
        let file = try cases.open()
        let report = CaseReport(try file.cases(reviewed ? .reviewed : .classified), by: grouping)
        if json {
            Terminal.line(try report.json())
        } else if csv {
            try CaseShell.write(report.csv(), to: "-")
        } else {
            Terminal.line(report.text(top: top))
        }
    }
}

struct CasesExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "What people decided, as records of labels.v1: one JSON object a line.",
        discussion: """
            tag_added, tag_removed, and tag_confirmed for each tag that stood when a person accepted the case.

              prahari cases export --to labels.jsonl
              prahari cases export | prahari produce --topic labels.v1
            """)

    @OptionGroup var cases: CaseFileOptions
    @Option(help: "A file, or - for standard output.") var to = "-"

    func run() throws {
        let labels = try cases.open().labels()
        var writer = ByteWriter(capacity: 4_096)
        for label in labels {
            WireEncoder.encode(.label(label), into: &writer)
            writer.append(utf8: "\n")
        }
        try CaseShell.write(String(decoding: writer.bytes, as: UTF8.self), to: to)
        Terminal.note("\(labels.count) labels")
    }
}

struct CasesCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compares the questions of review.firs.v1 with the case file.",
        discussion: """
              prahari tail review.firs.v1 --from beginning --no-follow --json > review.jsonl
              prahari cases compare review.jsonl
            """)

    @OptionGroup var cases: CaseFileOptions
    @Argument(help: "JSON lines: records, or what tail --json prints.") var records: String

    func run() throws {
        let result = try cases.open().compare(Self.requests(records))
        for item in result.different.prefix(20) {
            Terminal.line(
                "\(item.key): only the topic: \(item.onlyTopic.joined(separator: " ")); only the file: \(item.onlyFile.joined(separator: " "))"
            )
        }
        Terminal.note(
            "\(result.same) cases have the same tags, \(result.different.count) others, \(result.missing.count) are not in the file; "
                + "people answered \(result.answered)")
    }

    static func requests(_ path: String) throws -> [ReviewRequest] {
        try CaseShell.records(path, .reviewRequest).compactMap { record in
            if case .reviewRequest(let request) = record { request } else { nil }
        }
    }
}
