public import KafkaLog
public import RdKafka
import Runtime

extension Configuration {
    /// The consumer group of a stage.
    public func group(of stage: String) -> String { groupPrefix + "prahari-" + stage }

    /// What the workers of this process connect with.
    public func kafkaLogSettings(log: @escaping KafkaLogSink) -> KafkaLogSettings {
        var settings = KafkaLogSettings(bootstrapServers: kafka["bootstrap.servers"] ?? "", instance: instance)
        settings.properties = kafka.filter { $0.key != "bootstrap.servers" }
        settings.groupPrefix = groupPrefix + "prahari-"
        settings.membership = membership
        settings.guarantee = runtime.guarantee
        settings.log = log
        return settings
    }

    /// Makes librdkafka look at its properties; throws for one it does not know or that exactly-once depends on.
    public func checkKafka() throws { _ = try KafkaLogFactory(kafkaLogSettings(log: { _ in })) }
}
