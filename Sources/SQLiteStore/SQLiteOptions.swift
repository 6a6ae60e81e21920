/// What may be chosen about the local files. The rest is fixed, with reasons, in `Pragmas`.
public struct SQLiteOptions: Sendable, Equatable {
    /// Page cache of one task's file, in KiB. Memory of a worker: this times its tasks.
    public var cacheKibibytes = 8_192
    /// How many set-aside files of one task are kept for a person to look at; older ones are deleted.
    public var setAsideMax = 3
    /// For tests: the file may not grow beyond this many pages, as if the disk were full.
    var pagesMax: Int?

    public init() {}
}

/// A local file that could not be used and was renamed; the task starts empty and is rebuilt from its changelog.
public struct SetAsideReport: Sendable, Equatable {
    /// What was wrong with the file.
    public enum Cause: String, Sendable {
        /// Not readable as what we wrote: damaged, truncated, or no database at all.
        case corrupt
        /// A sound database of someone else: another application, task or cluster.
        case foreign
    }
    public var cause: Cause
    /// Where the file was.
    public var path: String
    /// Where it is now; its `-wal` lies beside it.
    public var movedTo: String
    /// For a person.
    public var reason: String
}
