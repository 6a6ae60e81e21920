import Composition
import Records
import Runtime
import Scenario
import StageKit
import TestKit
import Wire

/// A scenario, and a worker of each stage.
final class City {
    let cluster: InMemoryCluster
    private(set) var events: [ScenarioEvent]
    private var workers: [any WorkerLoop] = []

    /// - Parameters:
    ///   - settings: of every worker.
    ///   - observer: hears the workers of one stage.
    init(
        _ parameters: ScenarioParameters, settings: RuntimeSettings = RuntimeSettings(),
        backends: any StateBackendFactory = InMemoryBackends(), sealKey: (any StateSealKey)? = nil,
        observer: (_ stage: String) -> any RuntimeObserver = { _ in SilentObserver() }
    ) throws {
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
                    settings: settings, slot: 0,
                    logs: InMemoryLogFactory(cluster: cluster, instance: stage.descriptor.name),
                    backends: backends, clock: cluster.clock, observer: observer(stage.descriptor.name),
                    sealKey: sealKey))
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
    func run(beforeTheEnd: () throws -> Void = {}) throws {
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
        try beforeTheEnd()
        for worker in workers { try worker.stop() }
    }

    func settle() throws {
        var idle = 0
        while idle < 4 {
            var processed = 0
            for worker in workers { processed += try worker.cycle() }
            cluster.clock.advance(milliseconds: 100)
            idle = processed == 0 ? idle + 1 : 0
        }
    }
}
