import KafkaLog
import RdKafka
import Runtime
import Testing

extension KafkaLogTests {
    @Suite struct SettingsTests {
        @Test(arguments: [
            "isolation.level", "enable.auto.commit", "enable.auto.offset.store", "transactional.id", "group.id",
            "group.instance.id", "partitioner", "auto.offset.reset", "enable.partition.eof", "acks",
            "partition.assignment.strategy", "enable.idempotence", "consumer.isolation.level", "producer.acks",
        ])
        func whatExactlyOnceStandsOnIsRefused(key: String) {
            var settings = KafkaLogSettings(bootstrapServers: "127.0.0.1:1", instance: "one")
            settings.properties[key] = "anything"
            #expect {
                try KafkaLogFactory(settings)
            } throws: {
                guard let error = $0 as? KafkaConfigurationError else { return false }
                return error.key == "kafka." + key && error.message.contains("cannot be set")
            }
        }

        @Test func unknownPropertyIsNamedAsTheUserWroteIt() {
            var settings = KafkaLogSettings(bootstrapServers: "127.0.0.1:1", instance: "one")
            settings.properties["compresion.type"] = "lz4"
            #expect {
                try KafkaLogFactory(settings)
            } throws: {
                ($0 as? KafkaConfigurationError)?.key == "kafka.compresion.type"
            }
        }

        @Test func namesFollowStageInstanceAndSlot() throws {
            let factory = try KafkaLogFactory(KafkaLogSettings(bootstrapServers: "127.0.0.1:1", instance: "blr-3"))
            let consumer = try factory.consumerConfiguration(stage: "anomaly", slot: 2)
            let producer = try factory.producerConfiguration(stage: "anomaly", slot: 2)
            #expect(consumer["group.id"] == "prahari-anomaly")
            #expect(consumer["group.instance.id"] == "blr-3-anomaly-2")
            #expect(consumer["isolation.level"] == "read_committed")
            #expect(producer["transactional.id"] == "prahari-anomaly-blr-3-2")
            #expect(producer["transaction.timeout.ms"] == "10000")
            #expect(producer["partitioner"] == "murmur2_random")
        }

        @Test func theUsersPropertiesWinAndAreAddressed() throws {
            var settings = KafkaLogSettings(bootstrapServers: "127.0.0.1:1", instance: "one")
            settings.groupPrefix = "test."
            settings.guarantee = .atLeastOnce
            settings.properties = [
                "linger.ms": "7", "consumer.client.rack": "r1", "producer.compression.type": "lz4",
                "producer.linger.ms": "9", "sasl.password": "hunter2",
            ]
            let factory = try KafkaLogFactory(settings)
            let consumer = try factory.consumerConfiguration(stage: "trail", slot: 0)
            let producer = try factory.producerConfiguration(stage: "trail", slot: 0)
            #expect(consumer["group.id"] == "test.trail")
            #expect(consumer["client.rack"] == "r1" && producer["client.rack"] == nil)
            #expect(producer["compression.type"] == "lz4" && consumer["compression.type"] == nil)
            #expect(producer["linger.ms"] == "9")
            #expect(producer["transactional.id"] == nil)
            #expect(!producer.description.contains("hunter2"))
        }

        @Test func contradictionsEndInAFatalFault() throws {
            var settings = KafkaLogSettings(bootstrapServers: "127.0.0.1:1", instance: "one")
            settings.properties["producer.message.timeout.ms"] = "300000"
            let factory = try KafkaLogFactory(settings)
            #expect {
                _ = try factory.makeLog(stage: "anomaly", slot: 0)
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == .fatal && fault.message.contains("message.timeout.ms")
            }
        }
    }
}
