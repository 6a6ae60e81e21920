import GRDB
import Glibc

/// One SQLite file with the cases of a unit: imports, readings, corrections, what a language model cost.
///
/// Every step is a transaction: a process that is killed loses at most the step at hand. Only the owner may read the file:
/// it holds what victims told the police. Safe to share between threads and processes; writers wait for each other.
public final class CaseFile: Sendable {
    public let path: String
    private let queue: DatabaseQueue

    /// Opens a file or makes one, and brings an older one up to date.
    ///
    /// - Throws: `storage` when it belongs to another program, was written by a newer version, or cannot be opened.
    public init(path: String) throws(CasesFault) {
        self.path = path
        do {
            let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw CasesFault.storage(path: path, message: "cannot be opened: \(String(cString: strerror(errno)))")
            }
            Glibc.close(descriptor)
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.foreignKeysEnabled = true
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA trusted_schema = OFF")
                try db.execute(sql: "PRAGMA secure_delete = FAST")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { db in
                let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
                let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
                guard application == CaseSchema.applicationID || (application == 0 && tables == 0) else {
                    throw CasesFault.storage(path: path, message: "it is a database of another program")
                }
                guard try !CaseSchema.migrator.hasBeenSuperseded(db) else {
                    throw CasesFault.storage(path: path, message: "it was written by a newer version of prahari")
                }
                // The log lets a second process read while this one writes.
                _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                try db.execute(sql: "PRAGMA application_id = \(CaseSchema.applicationID)")
            }
            try CaseSchema.migrator.migrate(queue)
        } catch let fault as CasesFault {
            throw fault
        } catch {
            throw .storage(path: path, message: "cannot be opened: \(error)")
        }
    }

    /// Closes the file. Idempotent; every later call fails.
    public func close() { try? queue.close() }

    /// One transaction; what is thrown rolls it back.
    func write<R>(_ doing: String, _ body: (Database) throws -> R) throws(CasesFault) -> R {
        do {
            return try queue.write(body)
        } catch let fault as CasesFault {
            throw fault
        } catch {
            throw .storage(path: path, message: "cannot \(doing): \(error)")
        }
    }

    func read<R>(_ doing: String, _ body: (Database) throws -> R) throws(CasesFault) -> R {
        do {
            return try queue.read(body)
        } catch let fault as CasesFault {
            throw fault
        } catch {
            throw .storage(path: path, message: "cannot \(doing): \(error)")
        }
    }

    public struct Counts: Equatable, Sendable {
        public var cases = 0
        public var classified = 0
        public var reviewed = 0
        public var refusedRows = 0
    }

    public func counts() throws(CasesFault) -> Counts {
        try read("count cases") { db in
            Counts(
                cases: try Int.fetchOne(db, sql: "SELECT count(*) FROM cases") ?? 0,
                classified: try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE uncertainty IS NOT NULL") ?? 0,
                reviewed: try Int.fetchOne(db, sql: "SELECT count(*) FROM cases WHERE reviewed_by IS NOT NULL") ?? 0,
                refusedRows: try Int.fetchOne(db, sql: "SELECT count(*) FROM import_issues WHERE is_refusal = 1") ?? 0)
        }
    }
}
