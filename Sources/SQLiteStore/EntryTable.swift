import GRDB
import GRDBSQLite

/// The hot statements on `entries`: prepared once, bound and stepped through SQLite's C interface.
///
/// GRDB prepares and owns the statements. It would also copy each value twice (into `Data`, into SQLite) and check its
/// queue on each step; a checkpoint writes hundreds of thousands of entries, so here SQLite reads the caller's bytes in
/// place. Why that is sound: bytes bound without a copy are only read by the step inside the same `withUnsafe` scope,
/// and every statement is reset before its method returns, so that SQLite holds no pointer to them that it would
/// follow. Used by one thread at a time, the task's.
final class EntryTable {
    private let upsert: Statement
    private let delete: Statement
    private let select: Statement
    private let scan: Statement
    private let count: Statement

    /// Call on the connection's queue.
    init(_ db: Database) throws {
        // With a single index and no trigger SQLite overwrites in place: one search of the tree.
        upsert = try db.makeStatement(
            sql: "INSERT OR REPLACE INTO entries (store, key, value, digest) VALUES (?, ?, ?, ?)")
        delete = try db.makeStatement(sql: "DELETE FROM entries WHERE store = ? AND key = ?")
        select = try db.makeStatement(sql: "SELECT value, digest FROM entries WHERE store = ? AND key = ?")
        scan = try db.makeStatement(
            sql: "SELECT key, value, digest, store FROM entries WHERE store >= ? ORDER BY store, key")
        count = try db.makeStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM entries WHERE store = ? LIMIT ?)")
    }

    /// What a look-up found.
    enum Found {
        case value([UInt8])
        case absent
        /// The entry is not what was written.
        case damaged
        case failed(ResultCode)
    }

    /// Nil when it succeeded.
    func put(store: UInt8, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) -> ResultCode? {
        let statement = upsert.sqliteStatement
        let digest = unsafe EntryDigest.of(store: store, key: key, value: value)
        unsafe Self.bind(statement, store: store, key: key)
        if value.isEmpty {
            unsafe sqlite3_bind_zeroblob(statement, 3, 0)
        } else {
            unsafe sqlite3_bind_blob64(statement, 3, value.baseAddress, UInt64(value.count), nil)
        }
        unsafe sqlite3_bind_int64(statement, 4, digest)
        return unsafe Self.fault(Self.finish(statement))
    }

    /// Nil when it succeeded, also when there was no such key.
    func remove(store: UInt8, key: UnsafeRawBufferPointer) -> ResultCode? {
        let statement = delete.sqliteStatement
        unsafe Self.bind(statement, store: store, key: key)
        return unsafe Self.fault(Self.finish(statement))
    }

    func get(store: UInt8, key: String) -> Found {
        let statement = select.sqliteStatement
        var key = key
        return key.withUTF8 { bytes in
            defer { unsafe sqlite3_reset(statement) }
            unsafe Self.bind(statement, store: store, key: UnsafeRawBufferPointer(bytes))
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                let value = unsafe Self.blob(statement, 0)
                let rawKey = UnsafeRawBufferPointer(bytes)
                let digest = unsafe EntryDigest.of(store: store, key: rawKey, value: value)
                guard unsafe sqlite3_column_int64(statement, 1) == digest else { return .damaged }
                return .value(unsafe [UInt8](value))
            case SQLITE_DONE: return .absent
            case let code: return .failed(ResultCode(rawValue: code))
            }
        }
    }

    /// Every entry of a store, keys in the order of their UTF-8 bytes. Returns `.absent` when it came to the end.
    ///
    /// The first entry of the next store is checked as well: a damaged store number must not look like the end.
    func forEach(store: UInt8, _ body: (String, [UInt8]) -> Void) -> Found {
        let statement = scan.sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        unsafe sqlite3_bind_int64(statement, 1, Int64(store))
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                let key = unsafe Self.blob(statement, 0)
                let value = unsafe Self.blob(statement, 1)
                guard let found = UInt8(exactly: unsafe sqlite3_column_int64(statement, 3)) else { return .damaged }
                let digest = unsafe EntryDigest.of(store: found, key: key, value: value)
                guard unsafe sqlite3_column_int64(statement, 2) == digest else { return .damaged }
                guard found == store else { return .absent }
                unsafe body(String(decoding: key, as: UTF8.self), [UInt8](value))
            case SQLITE_DONE: return .absent
            case let code: return .failed(ResultCode(rawValue: code))
            }
        }
    }

    /// How many entries the store has, counted up to `limit`.
    func count(store: UInt8, limit: Int) -> Result<Int, DatabaseError> {
        let statement = count.sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        unsafe sqlite3_bind_int64(statement, 1, Int64(store))
        unsafe sqlite3_bind_int64(statement, 2, Int64(limit))
        let code = unsafe sqlite3_step(statement)
        guard code == SQLITE_ROW else { return .failure(DatabaseError(resultCode: ResultCode(rawValue: code))) }
        return .success(Int(unsafe sqlite3_column_int64(statement, 0)))
    }

    // MARK: The C interface

    /// A nil destructor is SQLITE_STATIC: the bytes are used where they are.
    @inline(__always)
    private static func bind(_ statement: OpaquePointer, store: UInt8, key: UnsafeRawBufferPointer) {
        unsafe sqlite3_bind_int64(statement, 1, Int64(store))
        guard let base = key.baseAddress, !key.isEmpty else {
            // A nil pointer would bind NULL.
            unsafe sqlite3_bind_text(statement, 2, "", 0, nil)
            return
        }
        let text = unsafe base.assumingMemoryBound(to: CChar.self)
        unsafe sqlite3_bind_text64(statement, 2, text, UInt64(key.count), nil, UInt8(SQLITE_UTF8))
    }

    @inline(__always)
    private static func finish(_ statement: OpaquePointer) -> Int32 {
        let code = unsafe sqlite3_step(statement)
        let reset = unsafe sqlite3_reset(statement)
        return code == SQLITE_DONE ? reset : code
    }

    /// The bytes of a column, valid until the next step or reset. A text column is UTF-8 already: the file's encoding.
    @inline(__always)
    private static func blob(_ statement: OpaquePointer, _ column: Int32) -> UnsafeRawBufferPointer {
        let start = unsafe sqlite3_column_blob(statement, column)
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    @inline(__always)
    private static func fault(_ code: Int32) -> ResultCode? {
        code == SQLITE_OK ? nil : ResultCode(rawValue: code)
    }
}
