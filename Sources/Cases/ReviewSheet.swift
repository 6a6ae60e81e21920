/// A sheet for people who review in a spreadsheet: the most doubtful case first, what the readers say, empty columns to fill.
public enum ReviewSheet {
    static let header = [
        "case", "district", "registered", "gist", "tags", "uncertainty", "why", "accept", "add", "remove", "note",
        "reviewer",
    ]

    /// - Returns: CSV with a byte order mark, so that spreadsheets take it for UTF-8. Texts that a spreadsheet would run as a
    ///   formula have an apostrophe before them.
    public static func write(_ cases: [CaseView]) -> String {
        var writer = CSVWriter()
        writer.row(header)
        for view in cases {
            let tags = view.tags.map { "\($0.name) (\(percent($0.confidence)), \($0.source))" }
            writer.row(
                [
                    view.key, view.district ?? "", CaseReport.day(view.registeredMilliseconds), view.gist,
                    tags.joined(separator: "; "), view.uncertainty.map(percent) ?? "", view.why ?? "", "", "", "", "",
                    "",
                ], guarded: true)
        }
        return "\u{FEFF}" + writer.text
    }

    static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded())) %" }

    public struct Report: Equatable, Sendable {
        public struct Refusal: Equatable, Sendable {
            public var line: Int
            public var reason: String
        }
        /// Rows that changed something.
        public var taken = 0
        /// Rows that said nothing new.
        public var known = 0
        /// Rows without an entry.
        public var empty = 0
        public var refusals: [Refusal] = []
    }

    /// Takes a filled sheet back, row by row; a row that cannot be taken is listed, the others stand. Twice is as once.
    ///
    /// - Parameter reviewer: of rows that name none.
    /// - Throws: `input` when columns are missing.
    public static func read(
        _ bytes: [UInt8], name: String, into file: CaseFile, reader: TagReader, reviewer: String?, milliseconds: Int64
    ) throws(CasesFault) -> Report {
        let encoding = TextEncoding.detect(bytes)
        let table = encoding.normalised(bytes)
        var parser = CSVParser(table, delimiter: CSVParser.delimiter(of: table))
        guard case .record(let first)? = parser.next() else { throw .input(path: name, message: "the sheet is empty") }
        let columns = first.fields.map { encoding.text($0).text.trimmingSpaces.lowercased() }
        for needed in ["case", "accept", "add", "remove", "note", "reviewer"] where !columns.contains(needed) {
            throw .input(
                path: name, message: "the column '\(needed)' is missing; a sheet has: \(header.joined(separator: ","))")
        }
        var report = Report()
        while let item = parser.next() {
            switch item {
            case .refusal(let line, let reason): report.refusals.append(.init(line: line, reason: reason))
            case .record(let record):
                let fields = record.fields.map { encoding.text($0).text.trimmingSpaces }
                let value = { (column: String) -> String in
                    columns.firstIndex(of: column).flatMap { $0 < fields.count ? fields[$0] : nil } ?? ""
                }
                let entry: ReviewEntry
                switch Self.entry(value, reviewer) {
                case .failure(let refusal):
                    report.refusals.append(.init(line: record.line, reason: refusal.reason))
                    continue
                case .success(let read): entry = read
                }
                guard !entry.isEmpty else {
                    report.empty += 1
                    continue
                }
                switch try file.review(entry, reader: reader, sheet: name, milliseconds: milliseconds) {
                case .taken: report.taken += 1
                case .known: report.known += 1
                case .refused(let reason): report.refusals.append(.init(line: record.line, reason: reason))
                }
            }
        }
        return report
    }

    private struct Unreadable: Error { var reason: String }

    private static func entry(_ value: (String) -> String, _ reviewer: String?) -> Result<ReviewEntry, Unreadable> {
        let accept = value("accept").lowercased()
        guard ["", "y", "yes", "x", "1", "true", "ok", "n", "no", "0", "false"].contains(accept) else {
            return .failure(Unreadable(reason: "accept is '\(accept)'; write y or leave it empty"))
        }
        let list = { (text: String) in
            text.split { $0 == ";" || $0 == "," || $0.isNewline }.map { String($0).trimmingSpaces }.filter {
                !$0.isEmpty
            }
        }
        // The key is ours: an apostrophe before it came from the export's guard.
        let key = value("case")
        return .success(
            ReviewEntry(
                key: key.hasPrefix("'") ? String(key.dropFirst()) : key,
                accepts: ["y", "yes", "x", "1", "true", "ok"].contains(accept), add: list(value("add")),
                remove: list(value("remove")), note: value("note").isEmpty ? nil : value("note"),
                reviewer: value("reviewer").isEmpty ? reviewer ?? "" : value("reviewer")))
    }
}
