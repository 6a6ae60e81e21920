import Foundation
import Testing
import Yams

@testable import TopicsAsCode

/// The container files say the same as the code: they cannot be run where there is no engine.
@Suite struct DeploymentTests {
    private func compose() throws -> JSONObject {
        let text = try String(contentsOfFile: repository + "/docker-compose.yml", encoding: .utf8)
        let node = try #require(try Yams.compose(yaml: text))
        return try #require(JSONValue(node).object)
    }

    /// A service with what `<<` merges into it.
    private func service(_ name: String, _ compose: JSONObject) throws -> JSONObject {
        var service = try #require(compose["services"]?.object?[name]?.object, "no service \(name)")
        for (key, value) in compose["x-stage"]?.object?.members ?? [] where service["<<"] != nil && service[key] == nil
        {
            service[key] = value
        }
        return service
    }

    @Test func everyStageIsAServiceWithStateHealthAndLimits() throws {
        let compose = try compose()
        var ports: Set<String> = []
        for stage in StageTopology.all {
            let service = try service(stage.name, compose)
            #expect(service["command"] == ["run", .string(stage.name)])
            #expect(service["environment"]?.object?["PRAHARI_INSTANCE_ID"] == .string("\(stage.name)-1"))
            #expect(service["volumes"] == [.string("\(stage.name)-state:/var/lib/prahari")])
            #expect(compose["volumes"]?.object?.names.contains("\(stage.name)-state") == true)
            #expect(service["healthcheck"]?.object?["test"]?.text.contains("/livez") == true)
            #expect(service["restart"] == "unless-stopped")
            #expect(service["deploy"]?.object?["resources"]?.object?["limits"]?.object?["memory"] != nil)
            #expect(service["depends_on"]?.object?["topics"]?.object?["condition"] == "service_completed_successfully")
            ports.formUnion(service["ports"]?.array?.compactMap(\.string) ?? [])
        }
        #expect(ports.count == StageTopology.all.count)
        #expect(ports.allSatisfy { $0.hasPrefix("127.0.0.1:") && $0.hasSuffix(":9464") })
    }

    @Test func topicsAreAppliedOnceAndKafkaIsOneNode() throws {
        let compose = try compose()
        let topics = try service("topics", compose)
        #expect(topics["command"] == ["topics", "apply"] && topics["restart"] == "no")
        let kafka = try #require(try service("kafka", compose)["environment"]?.object)
        #expect(kafka["KAFKA_PROCESS_ROLES"] == "broker,controller")
        #expect(kafka["KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR"] == "1")
        #expect(kafka["KAFKA_TRANSACTION_STATE_LOG_MIN_ISR"] == "1")
        #expect(kafka["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false")
    }

    @Test func theImageIsSmallAndNotRoot() throws {
        let text = try String(contentsOfFile: repository + "/Dockerfile", encoding: .utf8)
        #expect(text.components(separatedBy: "\nFROM ").count == 3)
        #expect(text.contains("\nUSER prahari\n") && text.contains("--static-swift-stdlib"))
        for library in ["librdkafka1", "libsimdjson14", "libs2-0", "libsqlite3-0"] { #expect(text.contains(library)) }
        let runtime = try #require(text.components(separatedBy: "\nFROM ").last)
        #expect(!runtime.contains("-dev") && runtime.contains("COPY topics "))
    }
}
