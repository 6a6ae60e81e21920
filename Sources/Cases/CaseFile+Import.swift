import GRDB
public import Records
import StageKit

/// How a table is to be read.
public struct ImportOptions: Sendable {
    public var columns: [CaseField: String] = [:]
    /// Nil: found out.
    public var encoding: TextEncoding?
    /// Nil: found out.
    public var delimiter: UInt8?
    /// Rows a transaction.
    public var rowsPerStep = 500
    public init() {}
}

/// What became of an import.
public struct ImportReport: Equatable, Sendable {
    public struct Issue: Equatable, Sendable {
        public var line: Int
        public var isRefusal: Bool
        public var reason: String
        /// The row's beginning, for whoever has to find it.
        public var excerpt: String
    }
    public var columns = ""
    public var added = 0
    public var changed = 0
    public var unchanged = 0
    public var refused = 0
    /// Fields that were not in the file's encoding and were read as Windows-1252.
    public var guessed = 0
    /// Where it was taken up again; nil when it was begun anew.
    public var resumedAtLine: Int?
    public var isFinished = false
    /// Rows seen so far, of all sorts.
    public var rows: Int { added + changed + unchanged + refused }
}

extension CaseFile {
    /// Reads a table of cases into the file, a step of rows a transaction.
    ///
    /// A file is known by its SHA-256: after a crash or a stop the same call goes on behind the last whole step, and once it
    /// is finished does nothing. A case that is known keeps what people said of it; when its text changed it is to be read again.
    ///
    /// - Parameters:
    ///   - name: for the record.
    ///   - goesOn: asked after each step; false stops there.
    /// - Throws: `input` when the table has no header or no gist.
    @discardableResult
    public func importTable(
        _ bytes: [UInt8], name: String, options: ImportOptions = ImportOptions(),
        goesOn: (ImportReport) -> Bool = { _ in true }
    ) throws(CasesFault) -> ImportReport {
        let encoding = options.encoding ?? TextEncoding.detect(bytes)
        let table = encoding.normalised(bytes)
        let delimiter = options.delimiter ?? CSVParser.delimiter(of: table)
        var parser = CSVParser(table, delimiter: delimiter)
        guard case .record(let first)? = parser.next() else {
            throw .input(
                path: name, message: "no header in the first line; expected column names such as District,Case,Gist")
        }
        let header = first.fields.map { encoding.text($0).text }
        let columns: CaseColumns
        do throws(CasesFault) { columns = try CaseColumns(header: header, named: options.columns) } catch {
            throw .input(path: name, message: error.description)
        }
        var (entry, report, position) = try beginImport(
            name: name, digest: SHA256.hex(bytes), size: bytes.count, after: parser.position)
        report.columns = columns.described(header: header)
        guard !report.isFinished else { return report }
        parser = CSVParser(table, delimiter: delimiter, from: position)
        while !report.isFinished {
            position = parser.position
            report = try write("import rows") { db in
                var step = ImportStep(db: db, entry: entry, columns: columns, encoding: encoding, report: report)
                for _ in 0..<max(1, options.rowsPerStep) {
                    guard let item = parser.next() else {
                        step.report.isFinished = true
                        break
                    }
                    try step.take(item)
                }
                try step.save(parser.position)
                return step.report
            }
            guard goesOn(report) else { break }
        }
        return report
    }

    private func beginImport(
        name: String, digest: String, size: Int, after header: CSVParser.Position
    ) throws(CasesFault) -> (entry: Int64, report: ImportReport, position: CSVParser.Position) {
        try write("begin an import") { db in
            if let row = try Row.fetchOne(db, sql: "SELECT * FROM imports WHERE digest = ?", arguments: [digest]) {
                var report = ImportReport()
                report.added = row["added"]
                report.changed = row["changed"]
                report.unchanged = row["unchanged"]
                report.refused = row["refused"]
                report.guessed = row["guessed"]
                report.isFinished = row["finished"]
                report.resumedAtLine = row["next_line"]
                return (row["id"], report, CSVParser.Position(offset: row["next_offset"], line: row["next_line"]))
            }
            try db.execute(
                sql: "INSERT INTO imports (name, digest, bytes, next_offset, next_line) VALUES (?, ?, ?, ?, ?)",
                arguments: [name, digest, size, header.offset, header.line])
            return (db.lastInsertedRowID, ImportReport(), header)
        }
    }

    /// Reads FIRs, such as the records of `police.firs.v1`. The same rules as for a table, without its file.
    @discardableResult
    public func importFIRs(_ firs: some Sequence<FIR>) throws(CasesFault) -> ImportReport {
        try write("import FIRs") { db in
            var report = ImportReport()
            for fir in firs { try CaseWriter(db: db).put(CaseRow(fir), import: nil, line: 0, report: &report) }
            report.isFinished = true
            return report
        }
    }

    /// What could not be read of a finished or a stopped import, in the order of lines. Of all imports without a name.
    public func importIssues(of name: String? = nil) throws(CasesFault) -> [ImportReport.Issue] {
        try read("list rows") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT i.* FROM import_issues i JOIN imports m ON m.id = i.import
                    WHERE ?1 IS NULL OR m.name = ?1 ORDER BY i.import, i.line
                    """, arguments: [name]
            ).map {
                ImportReport.Issue(
                    line: $0["line"], isRefusal: $0["is_refusal"], reason: $0["reason"], excerpt: $0["excerpt"])
            }
        }
    }
}

/// One transaction's worth of rows.
private struct ImportStep {
    let db: Database
    let entry: Int64
    let columns: CaseColumns
    let encoding: TextEncoding
    var report: ImportReport

    mutating func take(_ item: CSVParser.Item) throws {
        switch item {
        case .refusal(let line, let reason): try refuse(line, reason, "")
        case .record(let record):
            let decoded = record.fields.map { encoding.text($0) }
            report.guessed += decoded.count(where: \.wasGuessed)
            let fields = decoded.map(\.text)
            let excerpt = fields.joined(separator: " | ")
            guard !fields.allSatisfy({ $0.trimmingSpaces.isEmpty }) else { return }
            guard fields.count <= columns.width || fields[columns.width...].allSatisfy({ $0.trimmingSpaces.isEmpty })
            else {
                return try refuse(
                    record.line,
                    "\(fields.count) fields, the header has \(columns.width): is a text with a comma in it not quoted?",
                    excerpt)
            }
            var warnings: [String] = []
            let row: CaseRow
            do throws(CaseRow.Refusal) { row = try CaseRow(fields, columns, warnings: &warnings) } catch {
                return try refuse(record.line, error.reason, excerpt)
            }
            for warning in warnings { try issue(record.line, false, warning, excerpt) }
            if let reason = try CaseWriter(db: db).put(row, import: entry, line: record.line, report: &report) {
                try refuse(record.line, reason, excerpt)
            }
        }
    }

    private mutating func refuse(_ line: Int, _ reason: String, _ excerpt: String) throws {
        report.refused += 1
        try issue(line, true, reason, excerpt)
    }

    private func issue(_ line: Int, _ isRefusal: Bool, _ reason: String, _ excerpt: String) throws {
        try db.execute(
            sql: "INSERT INTO import_issues (import, line, is_refusal, reason, excerpt) VALUES (?, ?, ?, ?, ?)",
            arguments: [entry, line, isRefusal, reason, String(excerpt.prefix(120))])
    }

    func save(_ position: CSVParser.Position) throws {
        try db.execute(
            sql: """
                UPDATE imports SET next_offset = ?, next_line = ?, added = ?, changed = ?, unchanged = ?, refused = ?,
                    guessed = ?, finished = ? WHERE id = ?
                """,
            arguments: [
                position.offset, position.line, report.added, report.changed, report.unchanged, report.refused,
                report.guessed, report.isFinished, entry,
            ])
    }
}

/// Puts one case.
struct CaseWriter {
    let db: Database

    /// Returns why the row was refused, nil when it was taken.
    @discardableResult
    func put(_ row: CaseRow, import entry: Int64?, line: Int, report: inout ImportReport) throws -> String? {
        let known = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, digest, import, line FROM cases WHERE key = ?"), arguments: [row.key])
        let digest = row.digest
        guard let known else {
            try insert(row, digest, entry, line)
            report.added += 1
            return nil
        }
        if known["digest"] == digest {
            report.unchanged += 1
            return nil
        }
        if let entry, known["import"] == entry {
            return "the same case as line \(known["line"] as Int) (\(row.key)), but another text"
        }
        try db.execute(
            sql: """
                UPDATE cases SET digest = ?, import = ?, line = ?, state = ?, district = ?, station = ?, number = ?,
                    registered_ms = ?, heading = ?, gist = ?, loss_minor = ?, age = ?, uncertainty = NULL, why = NULL,
                    reviewed_by = NULL, reviewed_ms = NULL, round = NULL WHERE id = ?
                """,
            arguments: [
                digest, entry, line, row.state, row.district, row.station, row.number,
                row.registeredAt?.time.milliseconds,
                row.heading, row.gist, row.loss?.rawValue, row.age, known["id"] as Int64,
            ])
        try db.execute(sql: "DELETE FROM readings WHERE \"case\" = ?", arguments: [known["id"] as Int64])
        report.changed += 1
        return nil
    }

    private func insert(_ row: CaseRow, _ digest: String, _ entry: Int64?, _ line: Int) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO cases (key, digest, import, line, state, district, station, number, registered_ms, heading, gist,
                    loss_minor, age, rank) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            row.key, digest, entry, line, row.state, row.district, row.station, row.number,
            row.registeredAt?.time.milliseconds, row.heading, row.gist, row.loss?.rawValue, row.age, row.rank,
        ])
    }
}
