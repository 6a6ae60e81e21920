import Composition
import RdKafka
import Records
import Runtime
import StageKit

/// How far a stage's group is, asked from outside.
final class GroupProgress {
    private let consumer: KafkaConsumer
    private let partitions: [KafkaPartition]

    init(_ cluster: Cluster, stage: StageDescriptor) throws {
        consumer = try cluster.makeConsumer(group: cluster.configuration.group(of: stage.name))
        var partitions: [KafkaPartition] = []
        for topic in stage.inputs.map(cluster.configuration.runtime.name(of:)) {
            guard let count = try consumer.partitionCount(of: topic, timeoutMilliseconds: 10_000) else {
                throw ClusterFault("topic '\(topic)' does not exist")
            }
            partitions += (0..<Int32(count)).map { KafkaPartition(topic, $0) }
        }
        self.partitions = partitions
    }

    /// Records between the committed offsets and the ends.
    func remaining() throws -> Int64 {
        let committed = try consumer.committed(partitions, timeoutMilliseconds: 30_000)
        var remaining: Int64 = 0
        for partition in partitions {
            let range = try consumer.range(of: partition, timeoutMilliseconds: 10_000)
            remaining += range.end - (committed[partition] ?? range.start)
        }
        return remaining
    }

    func close() { consumer.close() }
}
