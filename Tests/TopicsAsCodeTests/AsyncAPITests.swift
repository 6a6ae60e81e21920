import Testing
import Yams

@testable import TopicsAsCode

@Suite struct AsyncAPITests {
    private func document() throws -> JSONObject {
        try #require(AsyncAPIDocument(try checkedInTopics(), stages: StageTopology.all).document().object)
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let root = JSONValue.object(try document())
        var count = 0
        func visit(_ value: JSONValue) {
            if let reference = value.object?["$ref"]?.string {
                count += 1
                var target: JSONValue? = root
                for name in reference.dropFirst(2).split(separator: "/") { target = target?.object?[String(name)] }
                #expect(target != nil, "\(reference)")
            }
            for member in value.object?.members ?? [] { visit(member.value) }
            for item in value.array ?? [] { visit(item) }
        }
        visit(root)
        #expect(count > 100)
    }

    @Test func channelsOperationsAndMessagesAreComplete() throws {
        let document = try document()
        #expect(document["asyncapi"] == "3.0.0")
        let channel = try #require(
            document["channels"]?.object?["risk.cells.v1"]?.object?["bindings"]?.object?["kafka"]?.object)
        #expect(channel["partitions"] == 8 && channel["bindingVersion"] == "0.5.0")
        #expect(channel["topicConfiguration"]?.object?["cleanup.policy"] == ["compact"])
        let operations = try #require(document["operations"]?.object)
        #expect(operations["trail.receive.trail.taints.v1"]?.object?["action"] == "receive")
        #expect(operations["trail.send.trail.taints.v1"]?.object?["action"] == "send")
        #expect(
            operations["cashout.receive.ref.terminals.v1"]?.object?["bindings"]?.object?["kafka"]?.object?["groupId"]
                == nil)
        let message = try #require(document["components"]?.object?["messages"]?.object?["AlertCommand"]?.object)
        #expect(message["headers"] == ["$ref": "#/components/schemas/CloudEventHeaders"])
        #expect(message["payload"]?.object?["$schema"] == nil && message["payload"]?.object?["type"] == "object")
        #expect(message["examples"]?.array?.count == 2)
    }

    @Test func theTextReadsBackAsTheSameDocument() throws {
        let generator = AsyncAPIDocument(try checkedInTopics(), stages: StageTopology.all)
        let text = try generator.yaml()
        let node = try #require(try Yams.compose(yaml: text))
        #expect(JSONValue(node) == (try generator.document()))
        #expect(try generator.yaml() == text)
    }

    @Test func definitionsAreWrittenOut() throws {
        let inliner = SchemaInliner([
            "$defs": ["money": ["type": "string"]], "properties": ["amount": ["$ref": "#/$defs/money"]],
        ])
        let inlined = try inliner.inlined()
        #expect(inlined == ["properties": ["amount": ["type": "string"]]])
        let endless = SchemaInliner(["$defs": ["a": ["items": ["$ref": "#/$defs/a"]]], "$ref": "#/$defs/a"])
        #expect(throws: SchemaFault.self) { try endless.inlined() }
    }
}
