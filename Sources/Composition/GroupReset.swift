import RdKafka
import Records
public import Replay
public import Runtime
import StageKit

/// Moves the offsets of a stage's group, and clears the state that was made from what lies before them.
public final class GroupReset {
    private let cluster: Cluster
    private let stage: StageDescriptor
    private let group: String
    private let catalogue: KafkaCatalogue

    public init(_ cluster: Cluster, stage name: String) throws {
        guard let stage = StageRegistry.stage(named: name) else {
            throw ClusterFault("unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        self.cluster = cluster
        self.stage = stage.descriptor
        group = cluster.configuration.group(of: name)
        catalogue = try KafkaCatalogue(cluster, group: group)
    }

    public func plan(_ target: ResetTarget) throws -> [OffsetMove] {
        let sources = try catalogue.partitions(of: stage.inputs.map(cluster.configuration.runtime.name(of:)))
        return try OffsetReset.plan(
            target, of: sources, committed: try catalogue.committed(sources), catalogue: catalogue)
    }

    /// Throws while the group has members: their next commit would undo the reset.
    public func checkInactive() throws {
        let members = try cluster.makeAdmin().memberCount(group: group)
        guard members == 0 else {
            throw ClusterFault(
                "group '\(group)' has \(members) member\(members == 1 ? "" : "s"): stop stage \(stage.name) everywhere. "
                    + "A stopped member leaves when its session has timed out (kafka.session.timeout.ms, 45 s)")
        }
    }

    /// Keys in the changelog that a clearing deletes.
    public func stateKeys() throws -> [TopicPartition: Set<[UInt8]>] {
        var keys: [TopicPartition: Set<[UInt8]>] = [:]
        let reader = try TopicReader(cluster, topic: changelog, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records {
                let source = TopicPartition(topic: changelog, partition: record.partition)
                guard let key = record.key else { continue }
                if record.value == nil { keys[source]?.remove(key) } else { keys[source, default: []].insert(key) }
            }
        }
        return keys
    }

    private var changelog: String { cluster.configuration.runtime.topicPrefix + stage.changelogTopic }

    /// Sets the offsets. With `keys`, deletes them from the changelog first: a local copy, wherever it lies, follows when
    /// its stage starts.
    public func apply(_ moves: [OffsetMove], clearing keys: [TopicPartition: Set<[UInt8]>]) throws {
        try checkInactive()
        let producer = try BulkProducer(cluster)
        for (source, keys) in keys.sorted(by: { $0.key < $1.key }) {
            for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                try producer.send(key: key, value: nil, to: source.topic, partition: source.partition.rawValue)
            }
        }
        try producer.finish()
        try cluster.makeAdmin().setOffsets(
            group: group,
            Dictionary(moves.map { ($0.source.native, $0.to.rawValue) }, uniquingKeysWith: { first, _ in first }))
    }

    public func close() { catalogue.close() }
}
