import GRDB
import Records

/// A sample, or the rest.
public struct ClassifyRound: Equatable, Sendable {
    public var id: Int64
    /// Cases in it.
    public var total: Int
    /// Of them, those the rules had read when it was taken up.
    public var done: Int
    public var isResumed: Bool
}

public struct ClassifyProgress: Equatable, Sendable {
    public var done: Int
    public var total: Int
    public var doubtful: Int
}

extension CaseFile {
    /// Begins a round of `size` cases that were in none, drawn by ``CaseRow/rank``, or of all that are left; takes up the last round when
    /// that was of the same size and is not finished.
    public func beginRound(size: Int?) throws(CasesFault) -> ClassifyRound {
        try write("begin a round") { db in
            if let open = try Row.fetchOne(db, sql: "SELECT id, size FROM rounds WHERE finished = 0 ORDER BY id DESC"),
                open["size"] as Int? == size
            {
                let id: Int64 = open["id"]
                // The rest grows with every import.
                if size == nil { try Self.fill(db, id, nil) }
                return try Self.round(db, id, isResumed: true)
            }
            try db.execute(sql: "INSERT INTO rounds (size) VALUES (?)", arguments: [size])
            let id = db.lastInsertedRowID
            try Self.fill(db, id, size)
            return try Self.round(db, id, isResumed: false)
        }
    }

    /// A round that was begun before, to ask another reader about the same cases; nil when there is none of that number.
    public func round(_ id: Int64) throws(CasesFault) -> ClassifyRound? {
        try read("find a round") { db in
            guard try Bool.fetchOne(db, sql: "SELECT 1 FROM rounds WHERE id = ?", arguments: [id]) != nil else {
                return nil
            }
            return try Self.round(db, id, isResumed: true)
        }
    }

    /// Nothing is left to do in a round: the same size draws new cases from now on.
    public func finish(_ round: ClassifyRound) throws(CasesFault) {
        try write("finish a round") { db in
            try db.execute(sql: "UPDATE rounds SET finished = 1 WHERE id = ?", arguments: [round.id])
        }
    }

    private static func fill(_ db: Database, _ id: Int64, _ size: Int?) throws {
        try db.execute(
            sql:
                "UPDATE cases SET round = ? WHERE id IN (SELECT id FROM cases WHERE round IS NULL ORDER BY rank LIMIT ?)",
            arguments: [id, size ?? -1])
    }

    private static func round(_ db: Database, _ id: Int64, isResumed: Bool) throws -> ClassifyRound {
        ClassifyRound(
            id: id,
            total: try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE round = ?", arguments: [id]) ?? 0,
            done: try Int.fetchOne(
                db, sql: "SELECT count(*) FROM cases WHERE round = ? AND uncertainty IS NOT NULL", arguments: [id])
                ?? 0,
            isResumed: isResumed)
    }

    /// Puts every case that was read by other rules or another taxonomy back to be read again, in their rounds. People's corrections stay.
    /// Returns how many.
    public func forgetOldReadings(_ reader: TagReader) throws(CasesFault) -> Int {
        try write("forget old readings") { db in
            try db.execute(
                sql: """
                    UPDATE cases SET uncertainty = NULL, why = NULL, round = NULL WHERE id IN
                        (SELECT "case" FROM readings WHERE reader = 'rules' AND version <> ?)
                    """, arguments: [reader.version])
            return db.changesCount
        }
    }

    /// Reads the cases of a round by the rules, `casesPerStep` a transaction. Stopped or killed, the next call goes on.
    ///
    /// - Parameters:
    ///   - isLast: no other reader is to be asked: the round is finished when the rules have read it.
    ///   - goesOn: asked after each step; false stops there.
    @discardableResult
    public func classify(
        _ round: ClassifyRound, reader: TagReader, casesPerStep: Int = 200, isLast: Bool = true,
        goesOn: (ClassifyProgress) -> Bool = { _ in true }
    ) throws(CasesFault) -> ClassifyProgress {
        var progress = ClassifyProgress(done: round.done, total: round.total, doubtful: 0)
        while true {
            let step = try write("classify") { db in
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT id, gist, loss_minor, age FROM cases WHERE round = ? AND uncertainty IS NULL ORDER BY rank LIMIT ?
                        """, arguments: [round.id, max(1, casesPerStep)])
                var doubtful = 0
                for row in rows where try Self.classify(row, reader, db) { doubtful += 1 }
                if rows.isEmpty, isLast {
                    try db.execute(sql: "UPDATE rounds SET finished = 1 WHERE id = ?", arguments: [round.id])
                }
                return (count: rows.count, doubtful: doubtful)
            }
            progress.done += step.count
            progress.doubtful += step.doubtful
            if step.count == 0 || !goesOn(progress) { return progress }
        }
    }

    /// Returns whether the rules were in doubt.
    private static func classify(_ row: Row, _ reader: TagReader, _ db: Database) throws -> Bool {
        let loss: Int64? = row["loss_minor"]
        let reading = reader.read(row["gist"], loss: loss.map { MinorUnits($0) }, age: row["age"])
        let id: Int64 = row["id"]
        try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO readings (\"case\", reader, version, tags) VALUES (?, 'rules', ?, ?)"
        ).execute(arguments: [id, reader.version, try TagCoding.text(reading.tags)])
        try Self.judge(id, reading.uncertainty, reading.why, db)
        return reading.why != nil
    }

    private static func judge(_ id: Int64, _ uncertainty: Double, _ why: String?, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE cases SET uncertainty = ?, why = ? WHERE id = ?")
            .execute(arguments: [uncertainty, why, id])
    }

    /// Keeps another reader's word on a case beside the rules': its tags, or why there are none. Where the two name
    /// different types of crime, the case becomes doubtful.
    func keep(
        _ tags: [CaseTag], error: String?, notes: String?, of id: Int64, by reader: String, version: String
    ) throws(CasesFault) {
        try write("keep a reading") { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO readings ("case", reader, version, tags, notes, error) VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [id, reader, version, try TagCoding.text(tags), notes, error])
            guard error == nil,
                let text = try String.fetchOne(
                    db, sql: "SELECT tags FROM readings WHERE \"case\" = ? AND reader = 'rules'", arguments: [id])
            else { return }
            let main = { (tags: [CaseTag]) in tags.filter { $0.facet == CaseTag.mainFacet } }
            let (ours, theirs) = (main(try TagCoding.tags(text)), main(tags))
            guard let theirBest = theirs.first else { return }
            guard let ourBest = ours.first else {
                return try Self.judge(
                    id, 0.8, "no rule recognised the type of the crime; \(reader) says \(theirBest.tag)", db)
            }
            if Set(ours.map(\.tag)).isDisjoint(with: theirs.map(\.tag)) {
                try Self.judge(id, 0.9, "the rules say \(ourBest.tag), \(reader) says \(theirBest.tag)", db)
            }
        }
    }
}
