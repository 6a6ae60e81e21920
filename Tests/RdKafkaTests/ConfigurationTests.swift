import Glibc
import RdKafka
import Testing

extension KafkaTests {
    @Suite struct ConfigurationTests {
        @Test func unknownPropertyIsNamed() {
            #expect {
                try KafkaConfiguration(["linger.ms": "5", "lingr.ms": "5"])
            } throws: {
                ($0 as? KafkaConfigurationError)?.key == "lingr.ms"
            }
        }

        @Test func badValueIsNamedAndExplained() {
            #expect {
                try KafkaConfiguration(["isolation.level": "sometimes"])
            } throws: {
                guard let error = $0 as? KafkaConfigurationError else { return false }
                return error.key == "isolation.level" && error.message.contains("sometimes")
            }
        }

        @Test func badSecretIsNotShown() {
            #expect {
                try KafkaConfiguration(["ssl.key.pem": "file:/nowhere/at/all"])
            } throws: {
                ($0 as? KafkaConfigurationError)?.key == "ssl.key.pem"
            }
        }

        @Test func secretsAreMaskedEverywhere() throws {
            let configuration = try KafkaConfiguration([
                "sasl.username": "alice", "sasl.password": "hunter2", "ssl.key.password": "opensesame",
                "ssl.key.location": "/etc/key.pem",
            ])
            var dumped = ""
            dump(configuration, to: &dumped)
            for text in [configuration.description, "\(configuration)", String(reflecting: configuration), dumped] {
                #expect(!text.contains("hunter2"))
                #expect(!text.contains("opensesame"))
                #expect(text.contains("alice"))
                #expect(text.contains("/etc/key.pem"))
                #expect(text.contains("sasl.password=***"))
            }
            #expect(configuration["sasl.password"] == "hunter2")
        }

        @Test func secretsComeFromFileAndEnvironment() throws {
            let path = "/tmp/prahari-test-secret-\(getpid())"
            let file = try #require(fopen(path, "w"))
            fputs("from-the-file\n", file)
            fclose(file)
            defer { unlink(path) }
            setenv("PRAHARI_TEST_SECRET", "from-the-environment", 1)
            defer { unsetenv("PRAHARI_TEST_SECRET") }
            let configuration = try KafkaConfiguration([
                "sasl.password": "file:" + path, "ssl.key.password": "env:PRAHARI_TEST_SECRET",
                // No secret: taken as it stands.
                "client.id": "env:PRAHARI_TEST_SECRET",
            ])
            #expect(configuration["sasl.password"] == "from-the-file")
            #expect(configuration["ssl.key.password"] == "from-the-environment")
            #expect(configuration["client.id"] == "env:PRAHARI_TEST_SECRET")
        }

        @Test func missingSecretIsAnError() {
            #expect {
                try KafkaConfiguration(["sasl.password": "env:PRAHARI_NO_SUCH_VARIABLE"])
            } throws: {
                ($0 as? KafkaConfigurationError)?.message.contains("PRAHARI_NO_SUCH_VARIABLE") == true
            }
        }

        @Test func overridingDoesNotResolveTwice() throws {
            setenv("PRAHARI_TEST_SECRET2", "env:PRAHARI_NO_SUCH_VARIABLE", 1)
            defer { unsetenv("PRAHARI_TEST_SECRET2") }
            let base = try KafkaConfiguration(["sasl.password": "env:PRAHARI_TEST_SECRET2", "client.id": "a"])
            let changed = try base.overriding(with: ["client.id": "b"])
            #expect(changed["sasl.password"] == "env:PRAHARI_NO_SUCH_VARIABLE")
            #expect(changed["client.id"] == "b")
        }

        @Test func settingsThatContradictAreRefusedWhenTheClientIsMade() throws {
            let configuration = try KafkaConfiguration([
                "transactional.id": "t", "transaction.timeout.ms": "1000", "message.timeout.ms": "60000",
            ])
            #expect {
                try KafkaProducer(configuration, log: { _ in })
            } throws: {
                guard let error = $0 as? KafkaError else { return false }
                return error.isFatal && error.message.contains("message.timeout.ms")
            }
        }

        @Test func consumerNeedsAGroup() throws {
            let configuration = try KafkaConfiguration(["bootstrap.servers": "127.0.0.1:1"])
            #expect(throws: KafkaError.self) { try KafkaConsumer(configuration, log: { _ in }) }
        }
    }
}
