import Composition
import Foundation
import Records
import Scenario
import StageKit
import Testing
import TopicsAsCode
import Wire

/// The parts must fit each other: stages, topics, schemas, records.
@Suite struct RegistryTests {
    private var topicsFolder: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("topics").path
    }

    @Test func stagesAreAsTheTopicFilesSay() {
        let declared = StageTopology.all.sorted { $0.name < $1.name }
        let real = StageRegistry.topologies.sorted { $0.name < $1.name }
        #expect(declared.map(\.name) == real.map(\.name))
        for (a, b) in zip(declared, real) {
            #expect(Set(a.inputs) == Set(b.inputs), "inputs of \(a.name)")
            #expect(Set(a.outputs) == Set(b.outputs), "outputs of \(a.name)")
            #expect(Set(a.tables) == Set(b.tables), "tables of \(a.name)")
        }
    }

    @Test func topicFilesSamplesAndAsyncAPIAreGood() {
        let report = TopicCheck.run(path: topicsFolder, stages: StageRegistry.topologies)
        #expect(report.isGood, "\(report.text)")
    }

    @Test func everythingTheScenarioWritesFitsItsSchema() throws {
        let folder = try TopicFolder.load(topicsFolder, stages: StageRegistry.topologies)
        var parameters = ScenarioParameters()
        parameters.days = 2
        parameters.accounts = 400
        parameters.victims = 20
        var checked = 0
        for event in try ScenarioStream(parameters).prefix(6_000) {
            guard let schema = folder[event.topic]?.schema else { continue }
            var writer = ByteWriter()
            WireEncoder.encode(event.record, into: &writer)
            let violations = schema.validate(json: writer.bytes)
            #expect(violations.isEmpty, "\(event.topic.rawValue): \(violations)")
            checked += 1
        }
        #expect(checked > 1_000)
    }
}
