import Composition
import Foundation
import Records
import Scenario
import StageKit
import TestKit
import Testing
import TopicsAsCode

/// All stages together over a small city, on the cluster in memory: what they publish is held to its schema.
@Suite struct WholeCityTests {
    private var topicsFolder: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("topics").path
    }

    @Test func everyRecordThatTheStagesEmitFitsItsSchema() throws {
        let folder = try TopicFolder.load(topicsFolder, stages: StageRegistry.topologies)
        var parameters = ScenarioParameters()
        // Drift wants two whole days in UTC.
        parameters.days = 4
        parameters.accounts = 150
        parameters.rings = 2
        parameters.victims = 12
        let city = try City(parameters)
        try city.run()

        let outputs = Set(StageRegistry.all.flatMap(\.descriptor.outputs))
        for topic in outputs.sorted(by: { $0.rawValue < $1.rawValue }) {
            let schema = try #require(folder[topic]?.schema, "\(topic.rawValue)")
            let records = city.cluster.records(of: topic.rawValue)
            #expect(!records.isEmpty, "nothing on \(topic.rawValue)")
            for record in records {
                for name in ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type"] {
                    #expect(record.header(name) != nil, "\(topic.rawValue) \(record.keyText): no header \(name)")
                }
                guard let value = record.value else { continue }
                let violations = schema.validate(json: value)
                #expect(violations.isEmpty, "\(topic.rawValue) \(record.keyText): \(violations) in \(record.valueText)")
            }
            let repeated = Dictionary(grouping: records) { $0.header("ce_id") ?? "" }.filter { $0.value.count > 1 }
            let example = repeated.values.first?.map(\.valueText).joined(separator: " and ") ?? ""
            #expect(repeated.isEmpty, "ids on \(topic.rawValue) are not unique: \(repeated.keys.sorted()), \(example)")
        }
        for stage in StageRegistry.all {
            let refused = city.cluster.records(of: stage.descriptor.deadLetterTopic)
            #expect(refused.isEmpty, "\(refused.first?.header("__streams.errors.message") ?? "")")
        }
    }
}
