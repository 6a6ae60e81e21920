import Foundation
import GRDB
public import Records
public import Runtime
public import StageKit

/// A look at one task's local file while its processor may be running: a private copy, read once.
///
/// The processor holds its file exclusively, so nobody else can read it through SQLite. The file and its log are
/// therefore read as bytes, without a lock, and SQLite opens the copy as it would after a crash: pages of the file that are
/// older or half written are replaced by the log's. That is sound as long as the log was not started anew in between,
/// which its first 32 bytes tell; then the copy is made again. The original is never created, written or locked, and the
/// copy is unlinked before the first entry is read, so that no account number stays behind.
///
/// Not for a file that this process has open: closing a descriptor of it would give up the lock.
public final class StateSnapshot {
    /// What a file holds of one store.
    public struct Totals: Sendable, Equatable {
        public var keys: Int
        /// Of keys and values.
        public var bytes: Int
    }

    public let path: String
    /// Size of the file and of its log.
    public let fileBytes: Int64
    /// Empty when the file does not say.
    public let cluster: String
    public let checkpoint: Checkpoint?
    private let queue: DatabaseQueue

    /// Nil when the task has no file here. Costs a copy of the file, in the directory for temporary files.
    ///
    /// - Throws: `.newerSchema` for a file of a newer version, `.corrupt` for one that is none of ours, `.io` for one that may
    ///   not be read.
    public convenience init?(directory: String, task: TaskID) throws(BackendFault) {
        try self.init(directory: directory, task: task, whileCopying: {})
    }

    init?(directory: String, task: TaskID, whileCopying: () -> Void) throws(BackendFault) {
        let file = StateFile(directory: URL(fileURLWithPath: directory).standardizedFileURL.path, task: task)
        path = file.path
        guard !OpenFiles.contains(file.path) else {
            throw BackendFault(kind: .locked, path: file.path, message: "this process has the file open")
        }
        guard let copy = try FileCopy(of: file.path, whileCopying: whileCopying) else { return nil }
        defer { copy.remove() }
        fileBytes = copy.bytes
        do {
            try copy.checkHeader()
            var configuration = GRDB.Configuration()
            configuration.label = "snapshot of \(task)"
            configuration.prepareDatabase { try Pragmas.beforeFirstAccess($0) }
            let queue = try DatabaseQueue(path: copy.path, configuration: configuration)
            (cluster, checkpoint) = try queue.read { db in
                let cluster = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'cluster'") ?? ""
                return (cluster, try CheckpointTable.read(db))
            }
            self.queue = queue
        } catch {
            throw SQLiteFault.make(error, path: file.path, doing: "look at the state")
        }
    }

    deinit { try? queue.close() }

    /// The partitions of a stage that have a file in `directory`, sorted.
    public static func partitions(directory: String, stage: String) throws(BackendFault) -> [Partition] {
        let folder = "\(directory)/\(stage)"
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            throw BackendFault(kind: .io, path: folder, message: "cannot list the state directory: \(error)")
        }
        return names.compactMap { name in
            name.hasSuffix(".sqlite") ? Int32(name.dropLast(".sqlite".count)).map(Partition.init) : nil
        }.sorted()
    }

    /// Entries whose store and key are as asked, by store and key; `limit` at most.
    ///
    /// - Parameters:
    ///   - store: nil: every store.
    ///   - key: the whole key, or with `isPrefix` its beginning.
    public func entries(
        store: StoreID? = nil, key: String = "", isPrefix: Bool = true, limit: Int = .max
    ) throws(BackendFault) -> [StateChange] {
        // A list of all numbers lets SQLite seek the key in each store instead of reading the whole file.
        let stores = store.map { [$0.rawValue] } ?? Array(UInt8.min...UInt8.max)
        let numbers = stores.map { String($0) }.joined(separator: ", ")
        // As bytes: SQLite's functions on texts end at a NUL.
        let match = isPrefix ? "substr(CAST(entries.key AS BLOB), 1, ?) = ?" : "entries.key = CAST(? AS TEXT)"
        let bytes = Data(key.utf8)
        let arguments: StatementArguments =
            isPrefix ? [bytes.count, bytes, Int64(limit)] : [bytes, Int64(limit)]
        let sql =
            "SELECT store, CAST(key AS BLOB) AS name, value, digest FROM entries WHERE store IN (\(numbers)) AND \(match) "
            + "ORDER BY store, entries.key LIMIT ?"
        do {
            return try queue.read { db in
                try Row.fetchAll(db, sql: sql, arguments: arguments).map { try Self.entry($0) }
            }
        } catch {
            throw SQLiteFault.make(error, path: path, doing: "read the state")
        }
    }

    private static func entry(_ row: Row) throws -> StateChange {
        guard let number = UInt8.fromDatabaseValue(row["store"]), let name = Data.fromDatabaseValue(row["name"]),
            let value = Data.fromDatabaseValue(row["value"]), let digest = Int64.fromDatabaseValue(row["digest"])
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an entry is not as it was written") }
        let bytes = [UInt8](value)
        let found = [UInt8](name).withUnsafeBytes { key in
            bytes.withUnsafeBytes { EntryDigest.of(store: number, key: key, value: $0) }
        }
        guard found == digest else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the digest of an entry does not match")
        }
        return StateChange(store: StoreID(number), key: String(decoding: name, as: UTF8.self), value: bytes)
    }

    /// How much each store holds. Reads every entry's length.
    public func totals() throws(BackendFault) -> [StoreID: Totals] {
        do {
            return try queue.read { db in
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT store, count(*) AS keys, sum(length(CAST(key AS BLOB)) + length(value)) AS bytes
                        FROM entries GROUP BY store
                        """)
                var totals: [StoreID: Totals] = [:]
                for row in rows {
                    let number: UInt8 = row["store"]
                    totals[StoreID(number)] = Totals(keys: row["keys"], bytes: row["bytes"])
                }
                return totals
            }
        } catch {
            throw SQLiteFault.make(error, path: path, doing: "count the state")
        }
    }
}
