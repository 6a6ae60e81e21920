public import Records

/// One partition of one physical topic.
public struct TopicPartition: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var topic: String
    public var partition: Partition
    public init(topic: String, partition: Partition) {
        self.topic = topic
        self.partition = partition
    }
    public static func < (a: TopicPartition, b: TopicPartition) -> Bool {
        (a.topic, a.partition) < (b.topic, b.partition)
    }
    public var description: String { "\(topic)-\(partition.rawValue)" }
}

/// What went wrong at the log, and what may be done about it.
public struct LogFault: Error, Sendable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// The same call may succeed later.
        case retriable
        /// The open transaction must be aborted; afterwards work goes on from the last commit.
        case abortable
        /// Another instance took over (same transactional id, or the group moved on without us). This worker ends.
        case fenced
        /// Credentials or ACLs. This worker ends.
        case unauthorised
        /// Nothing helps. This worker ends.
        case fatal
    }
    public var kind: Kind
    /// What was tried: `commit transaction`.
    public var operation: String
    public var message: String
    /// librdkafka's error name: `_FENCED`, `COORDINATOR_NOT_AVAILABLE`.
    public var nativeName: String
    public var nativeCode: Int

    public init(kind: Kind, operation: String, message: String, nativeName: String, nativeCode: Int) {
        self.kind = kind
        self.operation = operation
        self.message = message
        self.nativeName = nativeName
        self.nativeCode = nativeCode
    }
    public var description: String { "\(operation): \(message) [\(nativeName)]" }
}

/// What came out of one poll besides records.
public enum LogEvent: Sendable {
    /// The reader stands at the end of the partition (its last stable offset when reading committed).
    case endOfPartition(TopicPartition, next: Offset)
    /// Something failed outside a call; retriable ones are for information.
    case fault(LogFault)
    /// The position is outside of what the log still has.
    case offsetOutOfRange(TopicPartition)
}

/// Told about partitions from inside ``RecordLog/poll(maxRecords:timeoutMilliseconds:into:)``, on the worker's thread.
public protocol RebalanceListener: AnyObject {
    /// Must call ``RecordLog/start(_:)`` for the partitions it takes.
    func assigned(_ partitions: [TopicPartition])
    /// The last chance to commit: the partitions are given up when this returns.
    func revoked(_ partitions: [TopicPartition])
    /// The group took the partitions away already: nothing may be committed.
    func lost(_ partitions: [TopicPartition])
}

/// One worker's connection to the log: a group consumer and a producer. Used by one thread.
public protocol RecordLog: AnyObject {
    /// Joins the group. Rebalances are told to `listener` during ``poll``. Inside `assigned` the listener calls
    /// ``start(_:)`` to say from where each partition is read.
    func subscribe(_ topics: [String], listener: any RebalanceListener) throws(LogFault)

    /// Called inside `assigned`: takes the partitions, each from its offset, paused.
    func start(_ positions: [TopicPartition: Offset]) throws(LogFault)

    /// Appends up to `maxRecords` records to `records`, waiting at most `timeoutMilliseconds` for the first.
    func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault)

    func pause(_ partitions: [TopicPartition]) throws(LogFault)
    func resume(_ partitions: [TopicPartition]) throws(LogFault)
    func seek(_ partition: TopicPartition, to offset: Offset) throws(LogFault)

    /// The group's committed offsets, waiting for transactions in flight; nil where nothing was committed.
    func committed(_ partitions: [TopicPartition]) throws(LogFault) -> [TopicPartition: Offset]
    /// The log's first offset and the offset after its last record.
    func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset)
    /// The end as the last fetch saw it: no request. Nil before the first fetch.
    func cachedEnd(of partition: TopicPartition) -> Offset?
    /// How many partitions the topic has; nil when there is no such topic.
    func partitionCount(of topic: String) throws(LogFault) -> Int?
    /// The cluster's id, empty when the broker gives none.
    func clusterID() throws(LogFault) -> String

    /// Registers the transactional id and fences any predecessor. No-op for at-least-once.
    func initTransactions() throws(LogFault)
    func beginTransaction() throws(LogFault)
    /// Queues a record. Spans are copied before it returns. Blocks (bounded by memory settings) while the queue is full.
    /// - Parameters:
    ///   - partition: nil: murmur2 of the key, as Java clients do.
    ///   - headers: a ``HeaderBlock``'s bytes.
    func produce(
        topic: String, partition: Partition?, key: RawSpan?, value: RawSpan?, headers: RawSpan?, timestamp: EventTime?
    ) throws(LogFault)
    /// Puts the next offsets to read into the open transaction, with the group's metadata (KIP-447).
    func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault)
    func commitTransaction() throws(LogFault)
    func abortTransaction() throws(LogFault)
    /// At-least-once: waits until everything queued is acknowledged, then commits the offsets.
    func flushAndCommit(_ offsets: [TopicPartition: Offset]) throws(LogFault)

    /// Leaves the group (the listener hears `revoked` first) and closes both clients.
    func close()
}

/// Reads chosen partitions from chosen offsets, outside of any group, read-committed: changelogs and tables.
public protocol LogReader: AnyObject {
    func add(_ partition: TopicPartition, from offset: Offset) throws(LogFault)
    func remove(_ partition: TopicPartition) throws(LogFault)
    func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault)
    func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset)
    /// The end as the last fetch saw it: no request. Nil before the first fetch.
    func cachedEnd(of partition: TopicPartition) -> Offset?
    func partitionCount(of topic: String) throws(LogFault) -> Int?
    func close()
}

/// Makes the connections of a worker.
public protocol LogFactory: Sendable {
    /// - Parameter slot: number of the worker in this process; part of the transactional and instance ids.
    func makeLog(stage: String, slot: Int) throws(LogFault) -> any RecordLog
    func makeReader(stage: String, slot: Int) throws(LogFault) -> any LogReader
}
