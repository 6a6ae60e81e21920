import RdKafka
public import Records
import Runtime
public import StageKit

/// How far a stage's group is, asked from outside of it.
public final class GroupProgress {
    /// One input partition.
    public struct Row: Sendable {
        public var topic: String
        public var partition: Partition
        /// Nil when the group has committed nothing.
        public var committed: Offset?
        public var start: Offset
        public var end: Offset
        /// Offsets between the committed one and the end; control records of transactions count.
        public var remaining: Int64 { end.rawValue - max(committed ?? start, start).rawValue }
    }

    private let consumer: KafkaConsumer
    private let partitions: [KafkaPartition]

    public init(_ cluster: Cluster, stage: StageDescriptor) throws {
        consumer = try cluster.makeConsumer(group: cluster.configuration.group(of: stage.name))
        var partitions: [KafkaPartition] = []
        for topic in stage.inputs.map(cluster.configuration.runtime.name(of:)) {
            guard let count = try consumer.partitionCount(of: topic, timeoutMilliseconds: Cluster.patienceMilliseconds)
            else {
                throw ClusterFault("topic '\(topic)' does not exist; prahari topics apply creates it")
            }
            partitions += (0..<Int32(count)).map { KafkaPartition(topic, $0) }
        }
        self.partitions = partitions
    }

    public func rows() throws -> [Row] {
        let committed = try consumer.committed(partitions, timeoutMilliseconds: Cluster.patienceMilliseconds)
        return try partitions.map { partition in
            let range = try consumer.range(of: partition, timeoutMilliseconds: Cluster.patienceMilliseconds)
            return Row(
                topic: partition.topic, partition: Partition(partition.partition),
                committed: committed[partition].map { Offset($0) }, start: Offset(range.start), end: Offset(range.end))
        }
    }

    /// Offsets between the committed ones and the ends.
    public func remaining() throws -> Int64 { try rows().reduce(0) { $0 + $1.remaining } }

    public func close() { consumer.close() }
}
