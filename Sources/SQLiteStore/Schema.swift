import GRDB

/// The tables of a task's file and how older files become current ones.
///
/// `user_version` is the number of migrations that were applied. They only go forward; a file with a larger number was
/// written by a newer version and is refused.
struct Schema: Sendable {
    /// "PRHR": tells our files from anybody else's.
    static let applicationID: Int32 = 0x5052_4852

    var migrations: [@Sendable (Database) throws -> Void]

    var version: Int { migrations.count }

    static let current = Schema(migrations: [
        { db in
            // WITHOUT ROWID: the key is the tree, one look-up instead of two and no second copy of the key.
            try db.execute(
                sql: """
                    CREATE TABLE entries (
                        store INTEGER NOT NULL,
                        key TEXT NOT NULL COLLATE BINARY,
                        value BLOB NOT NULL,
                        digest INTEGER NOT NULL,
                        PRIMARY KEY (store, key)
                    ) WITHOUT ROWID;
                    CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value NOT NULL) WITHOUT ROWID;
                    CREATE TABLE inputs (
                        topic TEXT NOT NULL,
                        partition INTEGER NOT NULL,
                        next INTEGER NOT NULL,
                        PRIMARY KEY (topic, partition)
                    ) WITHOUT ROWID;
                    """)
        }
    ])

    /// Applies what is missing, each migration in a transaction of its own.
    func migrate(_ db: Database, from found: Int) throws {
        for number in found..<max(found, version) {
            try db.inTransaction(.immediate) {
                try migrations[number](db)
                try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
                try db.execute(sql: "PRAGMA user_version = \(number + 1)")
                return .commit
            }
        }
        // The version must be readable in the file's header, without the log: that is where it is looked up first.
        if found < version { try db.checkpoint(.truncate) }
    }
}
