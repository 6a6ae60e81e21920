import Composition
import RdKafka
import Records
import Runtime
import StageKit

/// The topics of one stage under a drill's own prefix.
enum DrillTopics {
    private static func names(_ stage: StageDescriptor, _ prefix: String) -> [(name: String, compacted: Bool)] {
        let data = (stage.inputs + stage.outputs).map { (prefix + $0.rawValue, false) }
        let own = [(stage.deadLetterTopic, false), (stage.lateTopic, false), (stage.changelogTopic, true)]
        return data + own.map { (prefix + $0.0, $0.1) }
    }

    /// What every worker reads whole.
    private static func singles(_ stages: [StageDescriptor]) -> [Topic] { stages.flatMap(\.tables) + [.opsControl] }

    static func create(for stage: StageDescriptor, partitions: Int, on cluster: Cluster) throws {
        try create(for: [stage], partitions: partitions, on: cluster)
    }

    /// The topics of several stages, each once.
    static func create(for stages: [StageDescriptor], partitions: Int, on cluster: Cluster) throws {
        let prefix = cluster.configuration.runtime.topicPrefix
        var compacted: [String: Bool] = [:]
        for stage in stages { compacted.merge(names(stage, prefix)) { $0 || $1 } }
        var topics = compacted.sorted { $0.key < $1.key }.map { name, compacted in
            KafkaNewTopic(
                name: name, partitions: partitions, replicas: 1,
                configs: ["cleanup.policy": compacted ? "compact" : "delete", "retention.ms": "-1"])
        }
        let tables = Set(singles(stages).map { prefix + $0.rawValue }).subtracting(compacted.keys)
        topics += tables.sorted().map { KafkaNewTopic(name: $0, partitions: 1, replicas: 1) }
        try create(topics, on: cluster)
    }

    static func delete(for stages: [StageDescriptor], on cluster: Cluster) throws {
        let prefix = cluster.configuration.runtime.topicPrefix
        let all = stages.flatMap { names($0, prefix).map(\.name) } + singles(stages).map { prefix + $0.rawValue }
        _ = try cluster.makeAdmin().deleteTopics(Set(all).sorted())
    }

    static func create(_ topics: [KafkaNewTopic], on cluster: Cluster) throws {
        let failed = try cluster.makeAdmin().createTopics(topics)
        if let first = failed.sorted(by: { $0.key < $1.key }).first {
            throw ClusterFault("cannot create topic '\(first.key)': \(first.value)")
        }
    }

    static func delete(for stage: StageDescriptor, on cluster: Cluster) throws {
        try delete(for: [stage], on: cluster)
    }
}
