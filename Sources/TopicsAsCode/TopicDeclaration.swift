/// What one file under `topics/` declares.
public struct TopicDeclaration: Sendable, Equatable {
    /// Logical name, without the prefix of a deployment.
    public var name: String
    /// Who answers for the records: a stage, or who produces them.
    public var owner: String
    public var role: TopicRole
    /// Name of the record's shape: `BankTransaction`.
    public var message: String
    public var description: String
    /// What the key is, in words.
    public var key: String
    /// The field of the value that the key repeats, when there is one.
    public var keyField: String?
    public var contentType: String
    public var compatibility: CompatibilityPolicy
    /// Of the value; nil for bytes of any kind.
    public var schema: JSONSchema?
    public var samples: [TopicSample]
    public var partitions: Int
    public var replicas: Int
    /// Topic settings by Kafka's names.
    public var configs: [String: String]
    /// The file's name, for messages.
    public var file: String

    public var isCompacted: Bool { configs["cleanup.policy"]?.contains("compact") ?? false }
}

/// A realistic record of a topic.
public struct TopicSample: Sendable, Equatable {
    public var key: String
    public var value: JSONValue
    public init(key: String, value: JSONValue) {
        self.key = key
        self.value = value
    }
}
