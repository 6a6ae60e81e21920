import GRDB
public import Records
public import Runtime
public import StageKit

/// One task's state in its SQLite file. Made by ``SQLiteBackendFactory``; used by one thread, the task's worker.
///
/// A write is one transaction: all of its changes and its checkpoint are there afterwards, or none. When the file turns
/// out to be damaged, on a read or a write, it is set aside at once and every later call fails with `.corrupt`: nothing
/// is ever computed from a state with holes. The next open starts empty.
public final class SQLiteBackend: StateBackend {
    private var connection: StateConnection?
    private let file: StateFile
    private let options: SQLiteOptions
    private let onSetAside: @Sendable (SetAsideReport) -> Void
    private var loadFault: BackendFault?
    /// Set once the file is damaged.
    private var retired: BackendFault?

    init(
        connection: StateConnection, file: StateFile, options: SQLiteOptions,
        onSetAside: @escaping @Sendable (SetAsideReport) -> Void
    ) {
        self.connection = connection
        self.file = file
        self.options = options
        self.onSetAside = onSetAside
    }

    deinit { close() }

    public var path: String { file.path }

    // MARK: Checkpoints

    public func checkpoint() throws(BackendFault) -> Checkpoint? {
        let connection = try usable()
        do {
            return try connection.read { try CheckpointTable.read($0) }
        } catch {
            throw fail(error, doing: "read the checkpoint")
        }
    }

    public func write(_ checkpoint: Checkpoint, _ produce: (inout BackendWriter) -> Void) throws(BackendFault) {
        let connection = try usable()
        guard let entries = connection.entries else { throw closed }
        do {
            try connection.transaction { db in
                let batch = WriteBatch(entries)
                var writer = BackendWriter { store, key, value in
                    batch.apply(store: store, key: key, value: value)
                }
                produce(&writer)
                if let code = batch.finish() {
                    throw DatabaseError(resultCode: code, message: db.lastErrorMessage)
                }
                try CheckpointTable.write(checkpoint, db)
            }
        } catch {
            throw fail(error, doing: "write the checkpoint")
        }
    }

    // MARK: Loads

    /// Two to five microseconds for an entry whose page is cached.
    public func load(store: StoreID, key: String) -> [UInt8]? {
        guard let entries = connection?.entries else {
            noteLoadFault(retired ?? closed)
            return nil
        }
        switch entries.get(store: store.rawValue, key: key) {
        case .value(let value): return value
        case .absent: return nil
        case let found:
            note(found, doing: "read an entry of store \(store.rawValue)")
            return nil
        }
    }

    /// In the order of the keys' UTF-8 bytes. One entry in memory at a time. The body must not write.
    public func scan(store: StoreID, _ body: (_ key: String, _ value: [UInt8]) -> Void) {
        guard let entries = connection?.entries else {
            noteLoadFault(retired ?? closed)
            return
        }
        note(entries.forEach(store: store.rawValue, body), doing: "read store \(store.rawValue)")
    }

    /// Exact up to 2^20 entries, found by walking the keys (about 0.1 us each); `Int.max` beyond.
    public func count(store: StoreID) -> Int {
        guard let entries = connection?.entries else {
            noteLoadFault(retired ?? closed)
            // Not 0: that would say that the store is known to be empty.
            return .max
        }
        switch entries.count(store: store.rawValue, limit: Self.countLimit) {
        case .success(let count): return count < Self.countLimit ? count : .max
        case .failure(let error):
            noteLoadFault(fail(error, doing: "count store \(store.rawValue)"))
            return .max
        }
    }

    static let countLimit = 1 << 20

    /// The bytes are those that were written, so a rebuild would bring the same: the file stays.
    public func report(_ fault: StateFault, store: StoreID, key: String) {
        // The key may be an account: only its end is told.
        let what = "the entry '...\(key.suffix(4))' of store \(store.rawValue) does not decode: \(fault)"
        switch fault {
        case .unknownVersion:
            noteLoadFault(
                BackendFault(
                    kind: .newerSchema, path: file.path,
                    message: "\(what); it was written by another version of the stage"))
        case .truncated, .invalid:
            noteLoadFault(BackendFault(kind: .io, path: file.path, message: what))
        }
    }

    public func takeLoadFault() -> BackendFault? {
        defer { loadFault = nil }
        return loadFault
    }

    /// Moves the log into the file and gives the lock up. Idempotent.
    public func close() {
        guard let open = connection else { return }
        connection = nil
        open.close()
        OpenFiles.release(file.path)
    }

    // MARK: Faults

    private func usable() throws(BackendFault) -> StateConnection {
        if let retired { throw retired }
        guard let connection else { throw closed }
        return connection
    }

    private var closed: BackendFault { BackendFault(kind: .io, path: file.path, message: "used after close") }

    private func noteLoadFault(_ fault: BackendFault) {
        if loadFault == nil { loadFault = fault }
    }

    private func note(_ found: EntryTable.Found, doing: String) {
        switch found {
        case .value, .absent: break
        case .damaged:
            let error = DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the entry's digest does not match")
            noteLoadFault(fail(error, doing: doing))
        case .failed(let code):
            noteLoadFault(fail(DatabaseError(resultCode: code), doing: doing))
        }
    }

    /// The fault for `error`; a damaged file is set aside now. No statement may be in use.
    private func fail(_ error: any Error, doing: String) -> BackendFault {
        let fault = SQLiteFault.make(error, path: file.path, doing: doing)
        guard fault.kind == .corrupt, retired == nil else { return fault }
        retired = fault
        connection?.close()
        connection = nil
        if let target = try? file.setAside(.corrupt, keep: options.setAsideMax) {
            onSetAside(SetAsideReport(cause: .corrupt, path: file.path, movedTo: target, reason: fault.message))
        }
        OpenFiles.release(file.path)
        return fault
    }

    /// For tests: lets the file grow to `pages`.
    func setPagesMax(_ pages: Int) throws {
        _ = try connection?.read { try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages)") }
    }
}
