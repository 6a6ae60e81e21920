import GRDB
import Records
import Runtime

/// An open, identified, current file: GRDB's connection and our prepared statements.
///
/// The statements are finalised before the connection closes: see ``close()``.
final class StateConnection {
    private let queue: DatabaseQueue
    private var table: EntryTable?

    private init(queue: DatabaseQueue, table: EntryTable) {
        self.queue = queue
        self.table = table
    }

    deinit { close() }

    static func open(
        path: String, identity: StateIdentity, options: SQLiteOptions, schema: Schema
    ) throws(OpenRefusal) -> StateConnection {
        do {
            var configuration = GRDB.Configuration()
            configuration.foreignKeysEnabled = false
            configuration.label = "state \(identity.task)"
            configuration.prepareDatabase { try Pragmas.beforeFirstAccess($0) }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.writeWithoutTransaction { db in
                let found = try identify(db, schema: schema, path: path)
                try Pragmas.afterIdentification(db, options: options)
                try schema.migrate(db, from: found)
                try check(identity, db)
                return StateConnection(queue: queue, table: try EntryTable(db))
            }
        } catch let refusal as OpenRefusal {
            throw refusal
        } catch {
            throw .fault(SQLiteFault.make(error, path: path, doing: "open"))
        }
    }

    /// The file's schema version; 0 for an empty file. Writes nothing.
    private static func identify(_ db: Database, schema: Schema, path: String) throws -> Int {
        let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application != Schema.applicationID {
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            if application == 0, version == 0, tables == 0 { return 0 }
            throw OpenRefusal.foreign("it is a database of another application (application_id \(application))")
        }
        if version > schema.version {
            throw OpenRefusal.fault(SQLiteBackendFactory.newer(version, than: schema.version, path: path))
        }
        // Cheap, unlike a check of the whole file, which would read all of it: the rest is checked entry by entry.
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        guard version > 0, pages > 0 else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the header is ours, the schema is missing")
        }
        return version
    }

    /// Compares the file's stage, partition and cluster with ours; writes them into a new file.
    private static func check(_ identity: StateIdentity, _ db: Database) throws {
        let wanted = [
            ("stage", identity.task.stage), ("partition", String(identity.task.partition.rawValue)),
            ("cluster", identity.cluster),
        ]
        let rows = try Row.fetchAll(db, sql: "SELECT name, value FROM meta")
        if rows.isEmpty {
            try db.inTransaction(.immediate) {
                for (name, value) in wanted {
                    try db.execute(sql: "INSERT INTO meta (name, value) VALUES (?, ?)", arguments: [name, value])
                }
                return .commit
            }
            return
        }
        for (name, value) in wanted {
            let found: String? = rows.first { $0["name"] == name }?["value"]
            guard found == value else {
                throw OpenRefusal.foreign("it belongs to \(name) '\(found ?? "")', not to '\(value)'")
            }
        }
    }

    /// For the hot path. Nil after ``close()``. The caller's thread is the only one that uses the connection.
    var entries: EntryTable? { table }

    func read<R>(_ body: (Database) throws -> R) throws -> R { try queue.writeWithoutTransaction(body) }

    /// Runs `body` in one transaction; anything thrown rolls it back.
    func transaction(_ body: (Database) throws -> Void) throws {
        try queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try body(db)
                return .commit
            }
        }
    }

    /// Writes the log back into the file, removes it, and gives the lock up. Idempotent.
    /// When a caller still holds a statement SQLite refuses to close; the connection then ends with the statement.
    func close() {
        table = nil
        try? queue.close()
    }
}
