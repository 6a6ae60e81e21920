import GRDB

/// Every PRAGMA of a task's file, in the order they are run, each with its why. The long form, with the alternatives,
/// is in `docs/decisions/0009-sqlite-local-state.md`.
enum Pragmas {
    /// Before the first access, so that they hold for it. They change nothing in the file.
    static func beforeFirstAccess(_ db: Database) throws {
        // One process a file. Set before the first access, so that the WAL's index lives on the heap: there is no -shm
        // file, and a read takes no file lock.
        try run(db, "locking_mode = EXCLUSIVE")
        // A damaged cell is refused instead of being followed out of its page.
        try run(db, "cell_size_check = ON")
        // Functions and virtual tables that a planted schema might name are not run.
        try run(db, "trusted_schema = OFF")
        // A mapped file that is cut short or fails to read kills the process by a signal; a read returns an error.
        try run(db, "mmap_size = 0")
    }

    /// Once the file is known to be ours, or empty.
    static func afterIdentification(_ db: Database, options: SQLiteOptions) throws {
        // A transaction appends to the log and syncs nothing; a crash leaves the last whole transaction.
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw DatabaseError(resultCode: .SQLITE_IOERR, message: "the file system does not allow a write-ahead log")
        }
        // The log is synced before its pages go to the main file, so a power cut leaves an older but whole state. OFF
        // would leave pages of different ages, and nothing would notice.
        try run(db, "synchronous = NORMAL")
        // 32 MiB of log between two syncs: a page that changes in several checkpoints is written back once.
        try run(db, "wal_autocheckpoint = 8192")
        // A restore's large log is cut back afterwards.
        try run(db, "journal_size_limit = 67108864")
        try run(db, "cache_size = -\(max(64, options.cacheKibibytes))")
        // No temporary files; our queries need none.
        try run(db, "temp_store = MEMORY")
        // Account numbers that were deleted leave the file when that costs no further page.
        try run(db, "secure_delete = FAST")
        if let pagesMax = options.pagesMax { try run(db, "max_page_count = \(pagesMax)") }
    }

    private static func run(_ db: Database, _ pragma: String) throws {
        // Some answer with a row, some do not: read whatever comes.
        _ = try Row.fetchOne(db, sql: "PRAGMA \(pragma)")
    }
}
