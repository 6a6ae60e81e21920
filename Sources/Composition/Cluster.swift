public import RdKafka
import Records

/// Clients of the configured cluster for commands, outside of any stage.
public struct Cluster: Sendable {
    public let configuration: Configuration
    private let log: KafkaLogSink

    /// How long a command waits for one answer of a broker that is there: it may be busy with others.
    public static let patienceMilliseconds: Int32 = 60_000

    /// - Parameter log: takes librdkafka's own log lines; by default they are dropped, errors come as errors.
    public init(_ configuration: Configuration, log: @escaping KafkaLogSink = { _ in }) {
        self.configuration = configuration
        self.log = log
    }

    /// - Parameter kind: whose addressed settings (`kafka.producer.*`) hold as well.
    private func properties(_ ours: [String: String], for kind: String? = nil) throws -> KafkaConfiguration {
        var kafka = configuration.kafka.filter { !$0.key.hasPrefix("producer.") && !$0.key.hasPrefix("consumer.") }
        kafka.merge(ours) { _, ours in ours }
        if let kind {
            for (key, value) in configuration.kafka where key.hasPrefix(kind) {
                kafka[String(key.dropFirst(kind.count))] = value
            }
        }
        return try KafkaConfiguration(kafka)
    }

    /// An idempotent producer with Java's partitioner.
    public func makeProducer() throws -> KafkaProducer {
        let kafka = try properties(
            [
                "enable.idempotence": "true", "partitioner": "murmur2_random", "linger.ms": "20",
                "queue.buffering.max.messages": "500000", "delivery.report.only.error": "true",
                "allow.auto.create.topics": "false",
            ], for: "producer.")
        return try KafkaProducer(kafka, log: log)
    }

    /// A consumer for assigned partitions that reads committed records only and tells the end of a partition.
    ///
    /// - Parameter group: whose committed offsets it asks for; it never joins.
    public func makeConsumer(group: String = "prahari-tools") throws -> KafkaConsumer {
        let kafka = try properties(
            [
                "group.id": group, "isolation.level": "read_committed", "enable.auto.commit": "false",
                "enable.auto.offset.store": "false", "enable.partition.eof": "true", "auto.offset.reset": "earliest",
                "queued.max.messages.kbytes": "32768", "fetch.wait.max.ms": "50", "allow.auto.create.topics": "false",
                // Some brokers answer a fetch with all they have, whatever was asked for.
                "receive.message.max.bytes": "1000000000",
            ], for: "consumer.")
        return try KafkaConsumer(kafka, log: log)
    }

    /// Fails within ten seconds when no broker answers: one that is there does so within one.
    public func makeAdmin() throws -> KafkaAdmin {
        let admin = try KafkaAdmin(try properties([:]), log: log)
        let patience = admin.timeoutMilliseconds
        admin.timeoutMilliseconds = 10_000
        _ = try admin.metadata()
        admin.timeoutMilliseconds = patience
        return admin
    }
}
