import Records
import Runtime

/// A log of one partition that serves prepared records and swallows what is produced: the worker without a client.
///
/// What is left when a worker runs over it is the worker's own cost.
final class SinkLog: RecordLog {
    /// Keeps the prepared bytes alive.
    final class Owner: RecordOwner, @unchecked Sendable {
        // Invariant of @unchecked Sendable: immutable after `init`; freed with the last record.
        let memory: UnsafeMutableRawBufferPointer

        init(_ chunks: [[UInt8]]) {
            memory = .allocate(byteCount: max(1, chunks.reduce(0) { $0 + $1.count }), alignment: 1)
            super.init()
            var at = 0
            for chunk in chunks {
                UnsafeMutableRawBufferPointer(rebasing: memory[at..<at + chunk.count]).copyBytes(from: chunk)
                at += chunk.count
            }
        }

        deinit { memory.deallocate() }
    }

    private let topic: String
    private let count: Int
    /// The records of a range of offsets.
    private let supply: (Range<Int>) -> ArraySlice<RawRecord>
    private var next = 0
    private weak var listener: (any RebalanceListener)?
    private var isAssigned = false
    private(set) var produced = 0

    /// - Parameter values: keys and values of the input, in offset order.
    convenience init(topic: String, _ values: [(key: [UInt8], value: [UInt8])], timestamp: EventTime) {
        let records = Self.records(topic: topic, values, from: 0, timestamp: timestamp)
        self.init(topic: topic, count: records.count) { records[$0] }
    }

    /// A log of `count` records that are made when they are asked for.
    convenience init(
        topic: String, count: Int, timestamp: EventTime, make: @escaping (Int) -> (key: [UInt8], value: [UInt8])
    ) {
        self.init(topic: topic, count: count) { range in
            Self.records(topic: topic, range.map(make), from: range.lowerBound, timestamp: timestamp)[...]
        }
    }

    private init(topic: String, count: Int, supply: @escaping (Range<Int>) -> ArraySlice<RawRecord>) {
        self.topic = topic
        self.count = count
        self.supply = supply
    }

    private static func records(
        topic: String, _ values: [(key: [UInt8], value: [UInt8])], from first: Int, timestamp: EventTime
    ) -> [RawRecord] {
        let owner = Owner(values.flatMap { [$0.key, $0.value] })
        var at = 0
        var records: [RawRecord] = []
        records.reserveCapacity(values.count)
        func take(_ count: Int) -> UnsafeRawBufferPointer {
            defer { at += count }
            return UnsafeRawBufferPointer(rebasing: owner.memory[at..<at + count])
        }
        for (index, pair) in values.enumerated() {
            let key = take(pair.key.count)
            let value = take(pair.value.count)
            records.append(
                RawRecord(
                    topic: topic, partition: Partition(0), offset: Offset(Int64(first + index)), timestamp: timestamp,
                    key: key, value: value, owner: owner, handle: index))
        }
        return records
    }

    private var source: TopicPartition { TopicPartition(topic: topic, partition: Partition(0)) }
    /// Of the input. Nothing that is produced is kept: other topics stay empty.
    private func end(of partition: TopicPartition) -> Offset { Offset(partition == source ? Int64(count) : 0) }

    func subscribe(_ topics: [String], listener: any RebalanceListener) throws(LogFault) { self.listener = listener }

    func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        if !isAssigned {
            isAssigned = true
            listener?.assigned([source])
            return
        }
        let last = min(count, next + maxRecords)
        records.append(contentsOf: supply(next..<last))
        next = last
    }

    func produce(
        topic: String, partition: Partition?, key: RawSpan?, value: RawSpan?, headers: RawSpan?, timestamp: EventTime?
    ) throws(LogFault) {
        produced += 1
    }

    func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        (Offset(0), end(of: partition))
    }
    func cachedEnd(of partition: TopicPartition) -> Offset? { end(of: partition) }
    func partitionCount(of topic: String) throws(LogFault) -> Int? { 1 }
    func clusterID() throws(LogFault) -> String { "sink" }
    func committed(_ partitions: [TopicPartition]) throws(LogFault) -> [TopicPartition: Offset] { [:] }
    func start(_ positions: [TopicPartition: Offset]) throws(LogFault) {}
    func pause(_ partitions: [TopicPartition]) throws(LogFault) {}
    func resume(_ partitions: [TopicPartition]) throws(LogFault) {}
    func seek(_ partition: TopicPartition, to offset: Offset) throws(LogFault) {}
    func initTransactions() throws(LogFault) {}
    func beginTransaction() throws(LogFault) {}
    func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault) {}
    func commitTransaction() throws(LogFault) {}
    func abortTransaction() throws(LogFault) {}
    func flushAndCommit(_ offsets: [TopicPartition: Offset]) throws(LogFault) {}
    func close() {}
}

/// A reader of empty topics, but for one record of reference data.
final class TableReader: LogReader {
    private var added: [TopicPartition] = []
    private var table: RawRecord?

    /// - Parameter table: a topic, a key and a document, served once.
    init(_ table: (topic: String, key: String, value: String)?, timestamp: EventTime) {
        guard let table else { return }
        let owner = SinkLog.Owner([Array(table.key.utf8), Array(table.value.utf8)])
        let memory = UnsafeRawBufferPointer(owner.memory)
        let split = table.key.utf8.count
        self.table = RawRecord(
            topic: table.topic, partition: Partition(0), offset: Offset(0), timestamp: timestamp,
            key: UnsafeRawBufferPointer(rebasing: memory[..<split]),
            value: UnsafeRawBufferPointer(rebasing: memory[split...]), owner: owner, handle: 0)
    }

    private func end(_ partition: TopicPartition) -> Offset { Offset(partition.topic == servedTopic ? 1 : 0) }
    private lazy var servedTopic = table?.topic

    func add(_ partition: TopicPartition, from offset: Offset) throws(LogFault) { added.append(partition) }
    func remove(_ partition: TopicPartition) throws(LogFault) { added.removeAll { $0 == partition } }
    func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        for partition in added {
            let end = end(partition)
            if let served = table, partition.topic == served.topic {
                records.append(served)
                table = nil
            }
            events.append(.endOfPartition(partition, next: end))
        }
    }
    func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        (Offset(0), end(partition))
    }
    func cachedEnd(of partition: TopicPartition) -> Offset? { end(partition) }
    func partitionCount(of topic: String) throws(LogFault) -> Int? { 1 }
    func close() {}
}

/// Hands out the one log.
struct SinkLogFactory: LogFactory {
    // Invariant of nonisolated(unsafe): made and used by one thread.
    nonisolated(unsafe) let log: SinkLog
    var table: (topic: String, key: String, value: String)?
    func makeLog(stage: String, slot: Int) throws(LogFault) -> any RecordLog { log }
    func makeReader(stage: String, slot: Int) throws(LogFault) -> any LogReader {
        TableReader(table, timestamp: .distantPast)
    }
}
