public import RdKafka
public import Runtime

/// How a worker is a member of its stage's group.
public enum GroupMembership: String, Sendable, CaseIterable {
    /// By a name that outlives the process (KIP-345): a restart within the session's time moves no partition, a stop leaves
    /// its partitions waiting for that long.
    case fixed = "static"
    /// A stop hands the partitions on at once, and every restart moves them.
    case dynamic
}

/// How the workers of a process connect to Kafka.
public struct KafkaLogSettings: Sendable {
    public var bootstrapServers: String
    /// librdkafka properties, without our `kafka.` prefix. One that starts with `consumer.` or `producer.` goes, without
    /// that, to the one kind of client.
    public var properties: [String: String] = [:]
    /// The group of a stage is this and the stage's name.
    public var groupPrefix = "prahari-"
    /// Name of this instance, stable over restarts and different for each process of a stage: a restarted one then
    /// takes its partitions back without a rebalance and fences what it left open.
    public var instance: String
    public var membership = GroupMembership.fixed
    public var guarantee = ProcessingGuarantee.exactlyOnce
    /// How long retriable errors are retried before they end the worker. Longer than `transaction.timeout.ms`, so that
    /// a dead instance's open transaction is waited for.
    public var patienceMilliseconds: Int64 = 60_000
    /// Where librdkafka's own lines go. Called on its threads.
    public var log: KafkaLogSink = { _ in }

    public init(bootstrapServers: String, instance: String) {
        self.bootstrapServers = bootstrapServers
        self.instance = instance
    }

    /// The consumer group of `stage`.
    public func group(of stage: String) -> String { groupPrefix + stage }
}
