internal import RdKafka
public import Records
public import Runtime

/// ``LogReader`` over librdkafka: chosen partitions, read-committed, no group joined.
public final class KafkaLogReader: LogReader {
    private let consumer: KafkaConsumer
    private let patience: Patience

    init(consumer: KafkaConsumer, patience: Patience) {
        self.consumer = consumer
        self.patience = patience
    }

    public func add(_ partition: TopicPartition, from offset: Offset) throws(LogFault) {
        do {
            try consumer.add([partition.kafka: offset.rawValue])
        } catch {
            throw LogFault(error, "read \(partition)")
        }
    }

    public func remove(_ partition: TopicPartition) throws(LogFault) {
        do {
            try consumer.remove([partition.kafka])
        } catch {
            throw LogFault(error, "stop reading \(partition)")
        }
    }

    public func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        let batch = consumer.consume(max: maxRecords, timeoutMilliseconds: Int32(clamping: timeoutMilliseconds))
        KafkaDelivery.append(batch, into: &records, events: &events)
        for error in consumer.takeErrors() { events.append(.fault(LogFault(error, "consume"))) }
    }

    public func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        let range = try patience("range of \(partition)") { (timeout) throws(KafkaError) in
            try consumer.range(of: partition.kafka, timeoutMilliseconds: timeout)
        }
        return (Offset(range.start), Offset(range.end))
    }

    public func cachedEnd(of partition: TopicPartition) -> Offset? {
        consumer.cachedRange(of: partition.kafka).map { Offset($0.end) }
    }

    public func partitionCount(of topic: String) throws(LogFault) -> Int? {
        try patience("metadata of \(topic)") { (timeout) throws(KafkaError) in
            try consumer.partitionCount(of: topic, timeoutMilliseconds: timeout)
        }
    }

    public func close() { consumer.close() }
}
