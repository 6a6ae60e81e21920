import RdKafka
public import Records
public import Replay
public import Runtime

/// What a plan asks of the configured cluster. Reads nothing but a record here and there, for its timestamp.
public final class KafkaCatalogue: LogCatalogue {
    private let consumer: KafkaConsumer
    private let patience = Cluster.patienceMilliseconds

    /// - Parameter group: whose committed offsets can be asked for.
    public init(_ cluster: Cluster, group: String = "prahari-tools") throws {
        consumer = try cluster.makeConsumer(group: group)
    }

    public func partitionCount(of topic: String) throws -> Int? {
        try consumer.partitionCount(of: topic, timeoutMilliseconds: patience)
    }

    public func range(of partition: TopicPartition) throws -> (start: Offset, end: Offset) {
        let range = try consumer.range(of: partition.native, timeoutMilliseconds: patience)
        return (Offset(range.start), Offset(range.end))
    }

    public func offset(of partition: TopicPartition, at time: EventTime) throws -> Offset? {
        let native = partition.native
        return try consumer.offsets(of: [native], at: time.milliseconds, timeoutMilliseconds: patience)[native]
            .map { Offset($0) }
    }

    public func timestamp(of partition: TopicPartition, at offset: Offset) throws -> EventTime? {
        guard offset < (try range(of: partition)).end else { return nil }
        try consumer.assign([partition.native: offset.rawValue])
        // A control record or the end of an aborted transaction may stand at the offset: the next record counts.
        let clock = SystemClock()
        let deadline = clock.monotonicNanoseconds() + UInt64(patience) * 1_000_000
        while clock.monotonicNanoseconds() < deadline {
            let batch = consumer.consume(max: 1, timeoutMilliseconds: 100)
            for index in 0..<batch.count {
                guard let error = batch.error(at: index) else {
                    return EventTime(milliseconds: batch[index].timestampMilliseconds)
                }
                if error.code == KafkaError.Code.endOfPartition { return nil }
                if !error.isRetriable { throw error }
            }
        }
        throw ClusterFault(
            "waited \(patience / 1_000) s for the record at offset \(offset.rawValue) of \(partition), for its Kafka timestamp: the "
                + "broker answers, but sends none")
    }

    /// What the group has committed.
    public func committed(_ sources: [TopicPartition]) throws -> [TopicPartition: Offset] {
        let found = try consumer.committed(sources.map(\.native), timeoutMilliseconds: patience)
        return Dictionary(
            found.map { (TopicPartition(topic: $0.topic, partition: Partition($0.partition)), Offset($1)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// All partitions of these topics.
    public func partitions(of topics: [String]) throws -> [TopicPartition] {
        try topics.flatMap { topic -> [TopicPartition] in
            guard let count = try partitionCount(of: topic) else {
                throw ClusterFault("topic '\(topic)' does not exist; prahari topics apply creates it")
            }
            return (0..<Int32(count)).map { TopicPartition(topic: topic, partition: Partition($0)) }
        }
    }

    public func close() { consumer.close() }
}

extension TopicPartition {
    var native: KafkaPartition { KafkaPartition(topic, partition.rawValue) }
}
