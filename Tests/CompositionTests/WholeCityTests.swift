import Composition
import Foundation
import Records
import Runtime
import Scenario
import StageKit
import TestKit
import Testing
import TopicsAsCode
import Wire

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

/// A scenario, and a worker of each stage.
private final class City {
    let cluster: InMemoryCluster
    private var events: [ScenarioEvent]
    private var workers: [any WorkerLoop] = []

    init(_ parameters: ScenarioParameters) throws {
        cluster = InMemoryCluster(clock: VirtualClock(at: parameters.start))
        events = Array(try ScenarioStream(parameters))
        // One case that says nothing: somebody has to read it.
        if let place = events.firstIndex(where: { $0.topic == .policeFIRs }), case .fir(var fir) = events[place].record
        {
            fir.firID += "-unclear"
            fir.gist = "The complainant appeared and stated that the matter is as in the enclosure."
            var unclear = events[place]
            unclear.record = .fir(fir)
            events.insert(unclear, at: place + 1)
        }
        let stages = StageRegistry.all
        let tables = Set(stages.flatMap(\.descriptor.tables))
        var topics = Set(stages.flatMap { $0.descriptor.inputs + $0.descriptor.outputs }).union(events.map(\.topic))
        topics.formUnion(tables)
        for topic in topics { cluster.createTopic(topic.rawValue, partitions: tables.contains(topic) ? 1 : 2) }
        for stage in stages {
            for name in [
                stage.descriptor.changelogTopic, stage.descriptor.deadLetterTopic, stage.descriptor.lateTopic,
            ] { cluster.createTopic(name, partitions: 2) }
        }
        // Reference records come first, as an operator loads them before anything runs.
        for event in events where tables.contains(event.topic) { produce(event) }
        events.removeAll { tables.contains($0.topic) }
        for stage in stages {
            let worker = try stage.makeWorker(
                AnyStage.WorkerParts(
                    settings: RuntimeSettings(), slot: 0,
                    logs: InMemoryLogFactory(cluster: cluster, instance: stage.descriptor.name),
                    backends: InMemoryBackends(), clock: cluster.clock, observer: SilentObserver()))
            try worker.start()
            workers.append(worker)
        }
    }

    private func produce(_ event: ScenarioEvent) {
        var writer = ByteWriter()
        WireEncoder.encode(event.record, into: &writer)
        cluster.produce(event.topic.rawValue, key: event.record.key, value: writer.bytes, timestamp: event.time)
    }

    /// An hour of the city at a time, then the workers until they have nothing left to do.
    func run() throws {
        var next = 0
        while next < events.count {
            let until = cluster.clock.now().advanced(byMilliseconds: 3_600_000)
            while next < events.count, events[next].time <= until {
                produce(events[next])
                next += 1
            }
            try settle()
            cluster.clock.advance(milliseconds: max(0, until.milliseconds(since: cluster.clock.now())))
        }
        try settle()
        for worker in workers { try worker.stop() }
    }

    private func settle() throws {
        var idle = 0
        while idle < 4 {
            var processed = 0
            for worker in workers { processed += try worker.cycle() }
            cluster.clock.advance(milliseconds: 100)
            idle = processed == 0 ? idle + 1 : 0
        }
    }
}
