import RdKafka
public import Records
public import Runtime
import StageKit
import Wire

/// `ops.control.v1`: what was ordered, and new orders.
public struct ControlDesk {
    /// One record of the topic.
    public struct Entry: Sendable {
        public var partition: Partition
        public var offset: Offset
        /// When the broker took it.
        public var timestamp: EventTime
        /// Nil: not understood; `fault` says why.
        public var control: StageControl?
        public var fault: String?
    }

    private let cluster: Cluster
    public let topic: String

    public init(_ cluster: Cluster) {
        self.cluster = cluster
        topic = cluster.configuration.runtime.name(of: .opsControl)
    }

    /// Every record, oldest first, also those that no worker understands.
    public func entries() throws -> [Entry] {
        let reader = try TopicReader(cluster, topic: topic, from: .beginning)
        defer { reader.close() }
        let decoder = WireDecoder()
        var entries: [Entry] = []
        try reader.readToEnd { records in
            for record in records {
                var entry = Entry(partition: record.partition, offset: record.offset, timestamp: record.timestamp)
                do throws(DecodeFault) {
                    entry.control = try ControlBook.decode(key: record.key, record.value?.span.bytes, with: decoder)
                } catch {
                    entry.fault = "\(error)"
                }
                entries.append(entry)
            }
        }
        return entries.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    /// What the orders come down to; empty on a cluster without the topic.
    public func book() throws -> ControlBook {
        let consumer = try cluster.makeConsumer()
        let exists = try consumer.partitionCount(of: topic, timeoutMilliseconds: 10_000) != nil
        consumer.close()
        var book = ControlBook()
        guard exists else { return book }
        for entry in try entries() { if let control = entry.control { book.take(control) } }
        return book
    }

    /// How many partitions a stage has, by its first input.
    public func partitions(of stage: String) throws -> Int {
        guard let found = StageRegistry.stage(named: stage), let input = found.descriptor.inputs.first else {
            throw ClusterFault("unknown stage '\(stage)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        let consumer = try cluster.makeConsumer()
        defer { consumer.close() }
        let name = cluster.configuration.runtime.name(of: input)
        guard let count = try consumer.partitionCount(of: name, timeoutMilliseconds: 10_000) else {
            throw ClusterFault("topic '\(name)' does not exist; prahari topics apply creates it")
        }
        return count
    }

    /// Publishes an order and waits until the cluster has it. Workers follow within a second.
    public func send(_ control: StageControl) throws {
        let count = try partitions(of: control.stage)
        if let wrong = control.partitions.first(where: { Int($0.rawValue) >= count }) {
            throw ClusterFault(
                "stage \(control.stage) has no partition \(wrong.rawValue): it has 0 to \(count - 1)")
        }
        let producer = try BulkProducer(cluster)
        try producer.send(.stageControl(control), to: .opsControl)
        try producer.finish()
    }
}
