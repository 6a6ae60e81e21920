public import Records
public import StageKit

/// Which partition of which stage.
public struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var stage: String
    public var partition: Partition
    public init(stage: String, partition: Partition) {
        self.stage = stage
        self.partition = partition
    }
    public static func < (a: TaskID, b: TaskID) -> Bool { (a.stage, a.partition) < (b.stage, b.partition) }
    public var description: String { "\(stage)/\(partition.rawValue)" }
}

/// How far the local state is: everything of the changelog before ``changelog`` is in it.
public struct Checkpoint: Sendable, Equatable {
    /// The next changelog offset to read.
    public var changelog: Offset
    /// The next offset of each input, for a person who looks.
    public var inputs: [TopicPartition: Offset]
    /// When it was written, wall clock.
    public var writtenAt: EventTime
    public init(changelog: Offset, inputs: [TopicPartition: Offset], writtenAt: EventTime) {
        self.changelog = changelog
        self.inputs = inputs
        self.writtenAt = writtenAt
    }
}

extension Checkpoint {
    /// How far two machines' clocks, or one before and after it was corrected, may be apart.
    private static var clockToleranceMilliseconds: Int64 { 3_600_000 }

    /// Why a local file with this checkpoint must be rebuilt from the changelog's start; nil when it may be read on.
    func reasonToRebuild(
        range: (start: Offset, end: Offset), now: EventTime, settings: RuntimeSettings
    ) -> String? {
        if changelog > range.end {
            return "its changelog position \(changelog.rawValue) is beyond the changelog's end "
                + "\(range.end.rawValue): the changelog was made anew"
        }
        let age = now.milliseconds(since: writtenAt)
        if age < -Self.clockToleranceMilliseconds {
            return "it was written \(-age / 1_000) s in the future: the clock was set back, so its age is not known"
        }
        if age > settings.changelogDeleteRetentionMilliseconds {
            return "it is \(age / 1_000) s old, older than the changelog keeps tombstones "
                + "(\(settings.changelogDeleteRetentionMilliseconds / 1_000) s)"
        }
        return nil
    }
}

/// Why local state cannot be used or written.
public struct BackendFault: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// No space left. Kafka has the truth: nothing is lost, the checkpoint is tried again.
        case diskFull
        /// Not readable as a database of ours: set aside and rebuilt from the changelog.
        case corrupt
        /// Written by a newer version: refused, never touched.
        case newerSchema
        /// Another process holds it.
        case locked
        /// Sealed under another key than the one given, or one of the two is in clear: refused, never touched.
        case otherKey
        /// Anything else of the file system or of SQLite.
        case io
    }
    public var kind: Kind
    public var path: String
    public var message: String
    public init(kind: Kind, path: String, message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }
    public var description: String { "\(path): \(message)" }
}

/// One changed key.
public struct StateChange: Sendable, Equatable {
    public var store: StoreID
    public var key: String
    /// Nil deletes.
    public var value: [UInt8]?
    public init(store: StoreID, key: String, value: [UInt8]?) {
        self.store = store
        self.key = key
        self.value = value
    }
}

/// The local, rebuildable copy of one task's state. Used by one thread.
public protocol StateBackend: AnyObject, StateLoader {
    /// Where it is, for messages.
    var path: String { get }
    /// Nil for new, empty state.
    func checkpoint() throws(BackendFault) -> Checkpoint?
    /// Writes changed keys and the checkpoint in one transaction. `produce` hands each change over, so that a large
    /// checkpoint is never in memory twice.
    func write(_ checkpoint: Checkpoint, _ produce: (inout BackendWriter) -> Void) throws(BackendFault)
    /// The first failure of a load since the last call, if any: the runtime ends the task with it.
    func takeLoadFault() -> BackendFault?
    func close()
}

/// Collects the changes of one ``StateBackend/write(_:_:)``; the closure is the backend's.
public struct BackendWriter: ChangeSink {
    private let put: (StoreID, String, borrowing ByteWriter?) -> Void
    public init(_ put: @escaping (StoreID, String, borrowing ByteWriter?) -> Void) { self.put = put }
    public mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) { put(store, key, value) }
}

/// Opens the local state of tasks.
public protocol StateBackendFactory: Sendable {
    /// - Parameter cluster: id of the cluster whose changelog fills it; state of another cluster is foreign and set aside.
    func open(_ task: TaskID, cluster: String) throws(BackendFault) -> any StateBackend
    /// Sets the task's local state aside or deletes it: the next open starts empty.
    func discard(_ task: TaskID, reason: String) throws(BackendFault)
}
