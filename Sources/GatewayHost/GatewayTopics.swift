public import Composition
import RdKafka
import Runtime

/// The gateway's own topics. They are private to it, so it makes them itself where they are missing.
public enum GatewayTopics {
    /// - Throws: when the commands' topic is missing, or the changelog has another number of partitions.
    public static func create(on cluster: Cluster) throws {
        let topics = Gateway.Topics(prefix: cluster.configuration.runtime.topicPrefix)
        let admin = try cluster.makeAdmin()
        let found = try admin.metadata().topics
        func topic(_ name: String) -> (partitions: Int, replicas: Int)? {
            found.first { $0.name == name }.map { ($0.partitions.count, $0.partitions.first?.replicas.count ?? 1) }
        }
        guard let commands = topic(topics.commands) else {
            throw ClusterFault("topic '\(topics.commands)' does not exist; prahari topics apply creates it")
        }
        let missing = [topics.changelog, topics.deadLetters].filter { topic($0) == nil }.map { name in
            KafkaNewTopic(
                name: name, partitions: commands.partitions, replicas: max(1, commands.replicas),
                configs: [
                    "cleanup.policy": name == topics.changelog ? "compact" : "delete",
                    "retention.ms": name == topics.changelog ? "-1" : "7776000000",
                ])
        }
        if !missing.isEmpty {
            for (name, error) in try admin.createTopics(missing) where error.code != KafkaError.Code.topicAlreadyExists
            {
                throw ClusterFault("cannot create topic '\(name)': \(error)")
            }
        }
        if let changelog = topic(topics.changelog), changelog.partitions != commands.partitions {
            throw ClusterFault(
                "topic '\(topics.changelog)' has \(changelog.partitions) partitions, the commands have "
                    + "\(commands.partitions): they must be the same")
        }
    }
}
