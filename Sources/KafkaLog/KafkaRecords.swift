internal import RdKafka
internal import Records
internal import Runtime

/// Keeps a batch of messages alive for the records that point into it.
///
/// Invariant of `@unchecked Sendable`, inherited: the records of a batch stay with the worker that polled them; headers
/// are parsed lazily inside of the message.
final class KafkaRecordOwner: RecordOwner, @unchecked Sendable {
    let batch: KafkaMessageBatch
    init(_ batch: KafkaMessageBatch) { self.batch = batch }

    override func headers(handle: Int) -> [RecordHeader] {
        batch.headers(at: handle).map { RecordHeader(name: $0.name, value: $0.value) }
    }
}

extension TopicPartition {
    init(_ partition: KafkaPartition) { self.init(topic: partition.topic, partition: Partition(partition.partition)) }
    var kafka: KafkaPartition { KafkaPartition(topic, partition.rawValue) }
}

func kafkaOffsets(_ offsets: [TopicPartition: Offset]) -> [KafkaPartition: Int64] {
    var native: [KafkaPartition: Int64] = [:]
    for (partition, offset) in offsets { native[partition.kafka] = offset.rawValue }
    return native
}

/// Turns a batch of messages into records and events.
struct KafkaDelivery {
    /// Positions in `events` of this batch's ends of partitions.
    private var ends: [Int] = []

    static func append(_ batch: KafkaMessageBatch, into records: inout [RawRecord], events: inout [LogEvent]) {
        guard !batch.isEmpty else { return }
        let owner = KafkaRecordOwner(batch)
        var delivery = KafkaDelivery()
        records.reserveCapacity(records.count + batch.count)
        for index in 0..<batch.count {
            let message = batch[index]
            guard message.errorCode == 0 else {
                delivery.event(message, batch.error(at: index), &events)
                continue
            }
            if !delivery.ends.isEmpty { delivery.forgetEnd(before: message, &events) }
            records.append(
                RawRecord(
                    topic: message.topic, partition: Partition(message.partition), offset: Offset(message.offset),
                    timestamp: EventTime(milliseconds: message.timestampMilliseconds), key: message.key,
                    value: message.value, owner: owner, handle: index))
        }
    }

    private mutating func event(_ message: KafkaMessage, _ error: KafkaError?, _ events: inout [LogEvent]) {
        let partition = TopicPartition(topic: message.topic, partition: Partition(message.partition))
        switch message.errorCode {
        case KafkaError.Code.endOfPartition:
            ends.append(events.count)
            events.append(.endOfPartition(partition, next: Offset(message.offset)))
        case KafkaError.Code.autoOffsetReset, KafkaError.Code.offsetOutOfRange:
            events.append(.offsetOutOfRange(partition))
        default:
            if let error { events.append(.fault(LogFault(error, "consume"))) }
        }
    }

    /// The end that was told is no longer the end: records come after it in the same batch.
    private mutating func forgetEnd(before message: KafkaMessage, _ events: inout [LogEvent]) {
        for (position, end) in ends.enumerated() {
            guard case .endOfPartition(let partition, _) = events[end],
                partition.partition.rawValue == message.partition, partition.topic == message.topic
            else { continue }
            events.remove(at: end)
            ends.remove(at: position)
            for later in position..<ends.count { ends[later] -= 1 }
            return
        }
    }
}
