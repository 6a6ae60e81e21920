import RdKafka
public import TopicsAsCode

/// The cluster's topics, for plan and apply.
public final class KafkaTopicsAdmin: TopicsAdmin {
    private let admin: KafkaAdmin

    public init(_ cluster: Cluster) throws { admin = try cluster.makeAdmin() }

    public func describe(configsOf names: [String]) throws(TopicsAdminFault) -> [String: TopicStatus] {
        do throws(KafkaError) {
            let topics = try admin.metadata().topics
            let known = Set(names).intersection(topics.map(\.name)).sorted()
            let configs = try admin.describeConfigs(topics: known)
            return Dictionary(
                topics.map { topic in
                    let values = configs[topic.name]?.compactMapValues(\.value)
                    return (
                        topic.name,
                        TopicStatus(
                            partitions: topic.partitions.count, replicas: topic.partitions.first?.replicas.count ?? 0,
                            configs: values)
                    )
                }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw TopicsAdminFault("\(error)")
        }
    }

    public func create(_ topic: TopicToCreate) throws(TopicsAdminFault) {
        let wanted = KafkaNewTopic(
            name: topic.name, partitions: topic.partitions, replicas: topic.replicas, configs: topic.configs)
        do throws(KafkaError) {
            guard let failed = try admin.createTopics([wanted])[topic.name] else { return }
            throw failed
        } catch {
            throw TopicsAdminFault("\(error)", alreadyExists: error.code == KafkaError.Code.topicAlreadyExists)
        }
    }

    public func addPartitions(topic: String, total: Int) throws(TopicsAdminFault) {
        do throws(KafkaError) {
            try admin.createPartitions(topic: topic, total: total)
        } catch {
            throw TopicsAdminFault("\(error)")
        }
    }

    public func alterConfigs(topic: String, _ configs: [String: String]) throws(TopicsAdminFault) {
        do throws(KafkaError) {
            try admin.alterConfigs(topic: topic, configs.mapValues { .some($0) })
        } catch {
            throw TopicsAdminFault("\(error)")
        }
    }
}
