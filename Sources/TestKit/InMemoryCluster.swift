public import Records
public import Runtime

/// A cluster in memory that keeps Kafka's promises: partitions, groups with eager rebalances, transactions, fencing.
///
/// One thread drives everything, so that a test decides the order. What a transaction produced becomes visible at its
/// commit; a crash forgets it. ``FaultPlan`` decides which calls fail.
public final class InMemoryCluster: @unchecked Sendable {
    // Invariant of @unchecked Sendable: used by one thread, the test's.

    /// One stored record.
    public struct Stored: Sendable {
        public var topic: String
        public var partition: Partition
        public var offset: Offset
        public var timestamp: EventTime
        public var key: [UInt8]?
        public var value: [UInt8]?
        public var headers: [RecordHeader]

        public var keyText: String { String(decoding: key ?? [], as: UTF8.self) }
        public var valueText: String { String(decoding: value ?? [], as: UTF8.self) }
        public func header(_ name: String) -> String? {
            headers.first { $0.name == name }.flatMap(\.value).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    var topics: [String: [[Stored]]] = [:]
    var committed: [String: [TopicPartition: Offset]] = [:]
    var groups: [String: InMemoryGroup] = [:]
    var epochs: [String: Int] = [:]
    public var faults: FaultPlan
    /// Topics of which no group's member gets records or hears of an end: a broker that stands still.
    public var stillTopics: Set<String> = []
    public let clock: VirtualClock

    public init(clock: VirtualClock = VirtualClock(), faults: FaultPlan = FaultPlan()) {
        self.clock = clock
        self.faults = faults
    }

    public func createTopic(_ name: String, partitions: Int) {
        topics[name] = Array(repeating: [], count: partitions)
    }

    /// Publishes outside of any transaction, as a bank does.
    @discardableResult
    public func produce(
        _ topic: String, key: String, value: [UInt8]?, headers: [RecordHeader] = [], timestamp: EventTime,
        partition: Partition? = nil
    ) -> Offset {
        let bytes = Array(key.utf8)
        let count = topics[topic]?.count ?? 1
        let target = partition ?? Partition(Int32(Murmur2.partition(of: bytes, count: count)))
        return append(
            Stored(
                topic: topic, partition: target, offset: Offset(0), timestamp: timestamp, key: bytes, value: value,
                headers: headers))
    }

    @discardableResult
    func append(_ record: Stored) -> Offset {
        var stored = record
        let number = Int(record.partition.rawValue)
        stored.offset = Offset(Int64(topics[record.topic]?[number].count ?? 0))
        topics[record.topic]?[number].append(stored)
        return stored.offset
    }

    /// Everything on a topic, partition by partition.
    public func records(of topic: String) -> [Stored] { (topics[topic] ?? []).flatMap { $0 } }

    /// Deletes a key of a compacted topic, where its records are.
    public func delete(_ record: Stored, timestamp: EventTime) {
        var tombstone = record
        tombstone.value = nil
        tombstone.headers = []
        tombstone.timestamp = timestamp
        append(tombstone)
    }

    /// What a compacted topic comes down to: the last value of each key, tombstones left out.
    public func compacted(_ topic: String) -> [[UInt8]: [UInt8]] {
        var last: [[UInt8]: [UInt8]] = [:]
        for record in records(of: topic) { last[record.key ?? []] = record.value }
        return last
    }

    public func committedOffset(group: String, topic: String, partition: Partition) -> Offset? {
        committed[group]?[TopicPartition(topic: topic, partition: partition)]
    }

    func end(of source: TopicPartition) -> Offset {
        Offset(Int64(topics[source.topic]?[Int(source.partition.rawValue)].count ?? 0))
    }
}

/// A consumer group: every join or leave moves all partitions, as the eager range assignor does.
final class InMemoryGroup {
    var members: [InMemoryLog] = []
    var generation = 0
    var topics: [String] = []

    /// The partitions of member `index` of `count`, in ranges, the first members taking one more.
    static func range(partitions: Int, member index: Int, of count: Int) -> Range<Int> {
        let each = partitions / count
        let extra = partitions % count
        let start = index * each + min(index, extra)
        return start..<(start + each + (index < extra ? 1 : 0))
    }
}
