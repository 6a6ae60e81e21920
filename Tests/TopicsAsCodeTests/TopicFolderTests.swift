import Records
import Testing

@testable import TopicsAsCode

@Suite struct TopicFolderTests {
    /// The words of the faults of one file.
    private func faults(_ text: String, name: String = "test.things.v1.yaml") -> [String] {
        var reader = TopicFileReader(file: name)
        _ = reader.read(text)
        return reader.faults.map(\.description)
    }

    @Test func readsAFile() throws {
        var reader = TopicFileReader(file: "test.things.v1.yaml")
        let read = reader.read(topicFile())
        let topic = try #require(read)
        #expect(reader.faults == [])
        #expect(topic.name == "test.things.v1")
        #expect(topic.partitions == 4)
        #expect(topic.configs == ["cleanup.policy": "delete"])
        #expect(topic.samples.map(\.key) == ["a", "b"])
    }

    @Test func namesFileLineKeyAndWhatIsRight() {
        #expect(
            faults(topicFile(partitions: "eight"))
                == ["test.things.v1.yaml:17: spec.partitions: expected a whole number in 1...10000, found 'eight'"])
    }

    @Test func refusesUnknownAndMissingKeys() {
        #expect(
            faults(topicFile(extra: "  retention: 5")).contains {
                $0.contains("spec.retention: is not known here; expected one of partitions, replicas, configs")
            })
        #expect(faults("kind: KafkaTopic").contains { $0.contains("metadata: is missing") })
        #expect(faults("") == ["test.things.v1.yaml: is empty; expected a KafkaTopic resource"])
        #expect(faults("a: [").first?.contains("is not YAML") == true)
        #expect(faults("- a").first?.contains("expected a mapping") == true)
    }

    @Test func gathersAllFaultsOfAFile() {
        #expect(faults(topicFile(role: "inputt", partitions: "0", configs: "{retention.ms: 5}")).count == 3)
    }

    @Test(arguments: ["Test.things.v1", "things", "test.things", "test..v1", "test-things.v1", "test.things.v"])
    func refusesBadNames(_ name: String) {
        #expect(faults(topicFile(name), name: "\(name).yaml").contains { $0.contains("is no topic name") })
    }

    @Test func refusesAFileOfAnotherName() {
        #expect(
            faults(topicFile(), name: "other.yaml").contains { $0.contains("belongs in the file test.things.v1.yaml") })
    }

    @Test func holdsSamplesToTheSchemaAndTheKey() {
        #expect(faults(topicFile(sampleKey: "z")).contains { $0.contains("samples[0].key: 'z' is not the value's id") })
        let strict = "{type: object, properties: {id: {type: integer}}}"
        #expect(faults(topicFile(schema: strict)).contains { $0.contains("breaks the schema: id: expected integer") })
        #expect(
            faults(topicFile(schema: "{typ: object}")).contains { $0.contains("#/typ: keyword 'typ' is not supported") }
        )
    }

    @Test func binaryTopicsHaveNoSchema() {
        #expect(faults(topicFile(role: "changelog")).contains { $0.contains("is not for topics of role changelog") })
    }

    @Test func missesTopicsThatTheCodeNames() throws {
        try withFolder(["test.things.v1.yaml": topicFile()]) { path in
            let fault = #expect(throws: TopicFaults.self) { try TopicFolder.load(path, stages: []) }
            #expect(
                fault?.faults.contains {
                    $0.message == "topic 'bank.transactions.v1' has no file; expected bank.transactions.v1.yaml"
                } == true)
        }
    }

    @Test func missingFoldersAreToldPlainly() {
        let fault = #expect(throws: TopicFaults.self) { try TopicFolder.load("/nowhere/topics", stages: []) }
        #expect(fault?.description == "/nowhere/topics: is no folder that can be read")
    }

    @Test func inputsOfAStageNeedEqualCounts() throws {
        let good = try checkedInTopics()
        let changed = good.topics.map { topic in
            var topic = topic
            if topic.name == "case.subjects.v1" { topic.partitions = 4 }
            return topic
        }
        let faults = TopicFolder(topics: changed, path: "topics").faults(StageTopology.all)
        #expect(
            faults.map(\.description) == [
                "case.subjects.v1.yaml: spec.partitions: 4, but stage 'trail' reads it beside bank.transactions.v1 with "
                    + "8; co-partitioned topics need the same count"
            ])
    }

    @Test func duplicatesPoliciesAndMessagesAreChecked() throws {
        let good = try checkedInTopics()
        let receipts = try #require(good[.alertReceipts])
        var double = receipts
        double.file = "copy.yaml"
        var loose = receipts
        loose.name = "loose.receipts.v1"
        loose.file = "loose.receipts.v1.yaml"
        loose.configs["cleanup.policy"] = "compact"
        loose.schema = try JSONSchema(["type": "object"])
        let topics = (good.topics + [double, loose]).sorted { $0.name < $1.name }
        let faults = TopicFolder(topics: topics, path: "topics").faults([]).map(\.description)
        #expect(faults.contains { $0.contains("is declared in") })
        #expect(faults.contains { $0.contains("keeps every record; expected delete") })
        #expect(faults.contains { $0.contains("has another schema in") })
    }
}
