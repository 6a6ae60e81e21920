/// What plan and apply ask of a cluster. The composition root implements it over Kafka; tests over a dictionary.
public protocol TopicsAdmin {
    /// Every topic of the cluster by its physical name, Kafka's own (`__...`) included or not.
    /// - Parameter names: the topics whose settings are asked for as well; the others have `configs` nil.
    func describe(configsOf names: [String]) throws(TopicsAdminFault) -> [String: TopicStatus]

    /// Creates one topic.
    /// - Throws: a fault with `alreadyExists` when somebody else was faster.
    func create(_ topic: TopicToCreate) throws(TopicsAdminFault)

    /// Grows a topic to `total` partitions.
    func addPartitions(topic: String, total: Int) throws(TopicsAdminFault)

    /// Sets these settings of a topic and leaves its others as they are.
    func alterConfigs(topic: String, _ configs: [String: String]) throws(TopicsAdminFault)
}

/// A topic as the cluster has it.
public struct TopicStatus: Sendable, Equatable {
    public var partitions: Int
    public var replicas: Int
    /// The settings in force: the topic's own, else the broker's. Nil when they were not asked for or are not told.
    public var configs: [String: String]?

    public init(partitions: Int, replicas: Int, configs: [String: String]?) {
        self.partitions = partitions
        self.replicas = replicas
        self.configs = configs
    }
}

/// A topic to create, by its physical name.
public struct TopicToCreate: Sendable, Equatable {
    public var name: String
    public var partitions: Int
    public var replicas: Int
    public var configs: [String: String]
}

/// What the cluster would not do.
public struct TopicsAdminFault: Error, Sendable, Equatable, CustomStringConvertible {
    public var message: String
    public var alreadyExists: Bool
    public init(_ message: String, alreadyExists: Bool = false) {
        self.message = message
        self.alreadyExists = alreadyExists
    }
    public var description: String { message }
}
