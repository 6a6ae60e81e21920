import Records
import Testing
import Wire

@testable import TopicsAsCode

/// The schemas and the wire format are one contract.
@Suite struct WireContractTests {
    private func decode(_ topic: Topic, _ key: String, _ text: String) throws -> DomainRecord {
        let bytes = Array(text.utf8)
        return try WireDecoder().decode(topic.recordKind, key: key, bytes.span.bytes)
    }

    /// Every sample is a record, under the key that the record would be published with.
    @Test(arguments: Topic.allCases)
    func samplesDecode(_ topic: Topic) throws {
        for sample in try #require(try checkedInTopics()[topic]).samples {
            #expect(try decode(topic, sample.key, sample.value.text).key == sample.key)
        }
    }

    /// What the encoder writes for it is valid, and the same record.
    @Test(arguments: Topic.allCases)
    func whatIsEncodedIsValid(_ topic: Topic) throws {
        let declaration = try #require(try checkedInTopics()[topic])
        let schema = try #require(declaration.schema)
        for sample in declaration.samples {
            let record = try decode(topic, sample.key, sample.value.text)
            var writer = ByteWriter(capacity: 1_024)
            WireEncoder.encode(record, into: &writer)
            let text = String(decoding: writer.bytes, as: UTF8.self)
            #expect(schema.validate(json: text.utf8) == [], "\(text)")
            #expect(try decode(topic, sample.key, text) == record)
        }
    }
}
