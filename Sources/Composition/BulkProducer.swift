import RdKafka
public import Records
import Runtime
import Wire

/// Publishes many records fast, outside of any transaction, as a bank or an ops person does.
public final class BulkProducer {
    private let producer: KafkaProducer
    private let prefix: String
    private var writer = ByteWriter(capacity: 2_048)
    public private(set) var sent = 0

    public init(_ cluster: Cluster) throws {
        producer = try cluster.makeProducer()
        prefix = cluster.configuration.runtime.topicPrefix
    }

    /// Encodes and queues a record under its own key. Waits while the queue is full.
    public func send(_ record: DomainRecord, to topic: Topic, timestamp: EventTime? = nil) throws {
        writer.clear()
        if case .document(let document) = record {
            writer.append(utf8: document.json)
        } else {
            WireEncoder.encode(record, into: &writer)
        }
        try send(key: Array(record.key.utf8), value: writer.bytes, to: prefix + topic.rawValue, timestamp: timestamp)
    }

    /// Queues bytes as they are; `topic` is the physical name. A nil value is a tombstone.
    public func send(
        key: [UInt8]?, value: [UInt8]?, to topic: String, headers: [UInt8] = [], timestamp: EventTime? = nil,
        partition: Int32 = -1
    ) throws {
        let keyBytes = key ?? []
        let valueBytes = value ?? []
        try producer.produce(
            topic: topic, partition: partition, key: key == nil ? nil : keyBytes.span.bytes,
            value: value == nil ? nil : valueBytes.span.bytes, headers: headers.isEmpty ? nil : headers.span.bytes,
            timestampMilliseconds: timestamp?.milliseconds ?? 0, queueFullMilliseconds: 60_000)
        sent += 1
        if sent % 1_000 == 0 { producer.poll(timeoutMilliseconds: 0) }
    }

    /// Waits until everything is acknowledged; throws when something was not.
    public func finish(timeoutMilliseconds: Int32 = 120_000) throws {
        try producer.flush(timeoutMilliseconds: timeoutMilliseconds)
        if let (count, first) = producer.takeUndelivered() {
            throw ClusterFault("\(count) of \(sent) records were not delivered; the first: \(first)")
        }
    }
}

/// Something a command could not do on the cluster, in words.
public struct ClusterFault: Error, Sendable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }
}
