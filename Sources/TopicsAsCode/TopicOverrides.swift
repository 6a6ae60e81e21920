/// What a deployment changes of the files when it plans and applies.
public struct TopicOverrides: Sendable, Equatable {
    /// Before every topic name, so that several deployments can share a cluster.
    public var prefix = ""
    /// Copies of each partition; nil takes the files' (1).
    public var replicas: Int?
    /// Partitions of every topic that has more than one in its file, so that co-partitioned topics stay equal.
    public var partitions: Int?
    /// Settings of every topic, over those of the files: `min.insync.replicas`.
    public var configs: [String: String] = [:]
    /// Lets plan grow topics, although that moves keys to other partitions.
    public var allowsGrowth = false

    public init(
        prefix: String = "", replicas: Int? = nil, partitions: Int? = nil, configs: [String: String] = [:],
        allowsGrowth: Bool = false
    ) {
        self.prefix = prefix
        self.replicas = replicas
        self.partitions = partitions
        self.configs = configs
        self.allowsGrowth = allowsGrowth
    }

    /// The topic as this deployment wants it.
    func wanted(_ topic: TopicDeclaration) -> TopicToCreate {
        TopicToCreate(
            name: prefix + topic.name,
            partitions: topic.partitions > 1 ? partitions ?? topic.partitions : topic.partitions,
            replicas: replicas ?? topic.replicas,
            configs: topic.configs.merging(configs) { _, override in override })
    }
}
