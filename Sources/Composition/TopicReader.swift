import RdKafka
public import Records
public import Runtime

/// A record read by a command.
public struct ReadRecord: Sendable {
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

/// Reads all partitions of a topic, committed records only, outside of any group.
public final class TopicReader {
    public enum Start: Sendable, Equatable {
        case beginning
        /// Only what comes from now on.
        case end
        /// The last records of each partition, at most this many (control records count).
        case last(Int64)
        /// From the first record of each partition that is from this Kafka timestamp or later.
        case time(EventTime)
    }

    private let consumer: KafkaConsumer
    private var open: Set<Int32> = []
    /// Where each partition ended when the reader was made.
    private var ends: [Int32: Int64] = [:]
    /// Partitions that were read up to there.
    private var reached: Set<Int32> = []
    /// The physical topic.
    public let topic: String

    /// - Parameter topic: the physical name.
    public init(_ cluster: Cluster, topic: String, from start: Start) throws {
        self.topic = topic
        consumer = try cluster.makeConsumer()
        let patience = Cluster.patienceMilliseconds
        guard let count = try consumer.partitionCount(of: topic, timeoutMilliseconds: patience) else {
            throw ClusterFault("topic '\(topic)' does not exist; prahari topics plan shows what is missing")
        }
        var positions: [KafkaPartition: Int64] = [:]
        var timed: [KafkaPartition: Int64] = [:]
        if case .time(let time) = start {
            timed = try consumer.offsets(
                of: (0..<Int32(count)).map { KafkaPartition(topic, $0) }, at: time.milliseconds,
                timeoutMilliseconds: patience)
        }
        for number in 0..<Int32(count) {
            let partition = KafkaPartition(topic, number)
            let range = try consumer.range(of: partition, timeoutMilliseconds: patience)
            ends[number] = range.end
            switch start {
            case .beginning: positions[partition] = range.start
            case .end: positions[partition] = range.end
            case .last(let records): positions[partition] = max(range.start, range.end - records)
            case .time: positions[partition] = timed[partition] ?? range.end
            }
            open.insert(number)
        }
        try consumer.assign(positions)
    }

    /// Whether every partition has been read to its end since it last had records.
    public var isAtEnd: Bool { open.isEmpty }

    /// The next records; waits at most `timeoutMilliseconds` for the first.
    public func next(max: Int = 10_000, timeoutMilliseconds: Int32 = 100) throws -> [ReadRecord] {
        let batch = consumer.consume(max: max, timeoutMilliseconds: timeoutMilliseconds)
        var records: [ReadRecord] = []
        records.reserveCapacity(batch.count)
        for index in 0..<batch.count {
            let message = batch[index]
            if let error = batch.error(at: index) {
                if error.code == KafkaError.Code.endOfPartition {
                    open.remove(message.partition)
                    reached.insert(message.partition)
                } else if !error.isRetriable {
                    throw ClusterFault("reading '\(topic)': \(error)")
                }
                continue
            }
            open.insert(message.partition)
            if let end = ends[message.partition], message.offset >= end - 1 { reached.insert(message.partition) }
            records.append(
                ReadRecord(
                    topic: topic, partition: Partition(message.partition), offset: Offset(message.offset),
                    timestamp: EventTime(milliseconds: message.timestampMilliseconds),
                    key: message.key.map { Array($0) }, value: message.value.map { Array($0) },
                    headers: batch.headers(at: index).map { RecordHeader(name: $0.name, value: $0.value) }))
        }
        return records
    }

    /// Everything there was when the reader was made, handed over in pieces, and a little of what came meanwhile: live work
    /// that goes on faster than this reads must not keep it for ever.
    public func readToEnd(_ body: ([ReadRecord]) throws -> Void) throws {
        let clock = SystemClock()
        var heard = clock.monotonicNanoseconds()
        while reached.count < ends.count {
            let count = reached.count
            let records = try next()
            let now = clock.monotonicNanoseconds()
            if !records.isEmpty || reached.count > count { heard = now }
            guard now - heard < UInt64(Cluster.patienceMilliseconds) * 1_000_000 else {
                let missing = ends.keys.filter { !reached.contains($0) }.sorted().map(String.init)
                throw ClusterFault(
                    "waited \(Cluster.patienceMilliseconds / 1_000) s for '\(topic)': nothing more came of partition "
                        + "\(missing.joined(separator: ", ")), which is not at its end")
            }
            try body(records)
        }
    }

    public func close() { consumer.close() }
}
