import Composition
import Runtime
import Testing

@Suite struct ConfigurationTests {
    private func load(_ overrides: [String], environment: [String: String] = [:]) throws -> Configuration {
        try Configuration.load(file: nil, environment: environment, overrides: overrides)
    }

    @Test func laterSourcesWin() throws {
        let environment = ["PRAHARI_COMMIT_INTERVAL_MS": "200", "PRAHARI_BOOTSTRAP": "broker:9092"]
        #expect(try load([], environment: environment).runtime.commitIntervalMilliseconds == 200)
        let over = try load(["commit.interval.ms=300"], environment: environment)
        #expect(over.runtime.commitIntervalMilliseconds == 300)
        #expect(over.kafka["bootstrap.servers"] == "broker:9092")
        #expect(over.origins["commit.interval.ms"] == "--set")
    }

    @Test func anIllegalValueNamesKeyValueRangeAndOrigin() {
        #expect {
            _ = try load(["commit.interval.ms=0"])
        } throws: { error in
            let text = "\(error)"
            return text.contains("commit.interval.ms") && text.contains("'0'") && text.contains("1...60000")
                && text.contains("--set")
        }
    }

    @Test func aTypoGetsASuggestion() {
        #expect {
            _ = try load(["comit.interval.ms=100"])
        } throws: { "\($0)".contains("did you mean 'commit.interval.ms'") }
    }

    @Test func aTypoInAVariableGetsASuggestionAndForeignVariablesDoNot() throws {
        #expect {
            _ = try Configuration.load(file: nil, environment: ["PRAHARI_COMIT_INTERVAL_MS": "5"], overrides: [])
        } throws: { "\($0)".contains("did you mean 'PRAHARI_COMMIT_INTERVAL_MS'") }
        _ = try Configuration.load(
            file: nil, environment: ["PRAHARI_DATA": "d", "PRAHARI_BROKER_DATA": "b", "PRAHARI_TEST_BOOTSTRAP": "t:1"],
            overrides: [])
    }

    @Test func standbyReplicasAreBounded() throws {
        #expect(try load([]).runtime.standbyReplicas == 0)
        #expect(try load(["num.standby.replicas=3"]).runtime.standbyReplicas == 3)
        for text in ["-1", "4", "one"] {
            #expect {
                _ = try load(["num.standby.replicas=\(text)"])
            } throws: { "\($0)".contains("0...3") }
        }
    }

    @Test func whatChangedIsToldAndWhetherARunningProcessTakesIt() throws {
        let before = try load(["kafka.sasl.password=old", "kafka.linger.ms=5"])
        let after = try load(["commit.interval.ms=50", "workers=2", "kafka.sasl.password=new"])
        let changes = before.changes(to: after)
        #expect(
            changes.map(\.description) == [
                "workers: 1 -> 2", "commit.interval.ms: 100 -> 50", "kafka.linger.ms: 5 -> (not set)",
                "kafka.sasl.password: (hidden) -> (hidden)",
            ])
        #expect(changes.map(\.isLive) == [false, true, false, false])
        #expect(before.changes(to: before).isEmpty)
    }

    /// A live setting that the pace does not carry would be told as taken and have no effect.
    @Test func whatIsLiveReachesTheWorkers() throws {
        for setting in Setting.all where setting.isLive && setting.key != "log.level" {
            var next = Configuration()
            try next.set(setting.key, to: "77", origin: "test")
            var settings = RuntimeSettings()
            settings.pace = next.runtime.pace
            #expect(settings == next.runtime, "\(setting.key)")
            #expect(settings != RuntimeSettings(), "\(setting.key)")
        }
    }

    @Test func everyDefaultIsLegalAndReadsBack() throws {
        var configuration = Configuration()
        for setting in Setting.all {
            let before = setting.get(configuration)
            try configuration.set(setting.key, to: before, origin: "test")
            #expect(setting.get(configuration) == before)
        }
    }

    @Test func unknownLibrdkafkaPropertiesAreRefusedByName() throws {
        let configuration = try load(["kafka.no.such.property=1"])
        #expect {
            try configuration.checkKafka()
        } throws: { "\($0)".contains("no.such.property") }
    }

    @Test func whatExactlyOnceStandsOnCannotBeSet() throws {
        let configuration = try load(["kafka.isolation.level=read_uncommitted"])
        #expect {
            try configuration.checkKafka()
        } throws: { "\($0)".contains("kafka.isolation.level") }
    }
}
