import Records
import Replay
import Runtime
import StageKit
import TestKit

/// Plans and drives runs of one stage on a cluster in memory, beside the stage's live work.
final class Rehearsal<S: Stage> {
    let driver: StageDriver<S>
    var cluster: InMemoryCluster { driver.cluster }
    private let backends = InMemoryBackends()

    init(_ stage: S) { driver = StageDriver(stage) }

    func plan(
        _ id: String, _ span: ReplayRequest.Span, _ change: (inout ReplayRequest) -> Void = { _ in }
    ) throws -> ReplayPlan {
        var request = ReplayRequest(id: id, stages: [driver.stage.descriptor], span: span)
        change(&request)
        return try ReplayPlanner(cluster, prefix: "", all: [driver.stage.descriptor]).plan(request)
    }

    func create(_ plan: ReplayPlan) {
        for topic in plan.creates { cluster.createTopic(topic.topic, partitions: topic.partitions) }
    }

    /// - Parameter turns: give up after so many, as if the process were asked to stop.
    @discardableResult
    func run(
        _ manifest: RunManifest, turns: Int = 20_000, stage: S? = nil, loops: Bool = false,
        turn: (_ handedOut: Int64) -> Void = { _ in }
    ) throws -> ReplayRun.Outcome {
        let logs = InMemoryLogFactory(
            cluster: cluster, instance: "run",
            groupPrefix: RunNames.groupPrefix("prahari-", run: manifest.id))
        let clock = cluster.clock
        let factory = ReplayLogFactory(logs, manifest: manifest, filled: [], clock: clock) { wait in
            clock.advance(milliseconds: Int64(wait))
        }
        let worker = try Worker(
            stage: stage ?? driver.stage, settings: driver.settings, slot: 0, logs: factory, backends: backends,
            clock: clock, observer: SilentObserver())
        var left = turns
        return try ReplayRun.drive(worker, log: factory, loops: loops, clock: clock) { read in
            turn(read)
            clock.advance(milliseconds: 50)
            left -= 1
            return left > 0
        }
    }

    func diff(_ manifest: RunManifest, tolerance: Double = 1e-9) -> [RunDiff.Change] {
        var diff = RunDiff(tolerance: tolerance)
        for record in outputs(.scoredTransactions, run: nil, manifest) { diff.takeBefore(record) }
        for record in outputs(.scoredTransactions, run: manifest.id, manifest) { diff.takeAfter(record) }
        return diff.finish().changes
    }

    func outputs(_ topic: Topic, run: String?, _ manifest: RunManifest) -> [OutputRecord] {
        let name = run.map { RunNames.topic(topic.rawValue, run: $0) } ?? topic.rawValue
        return cluster.records(of: name).compactMap { stored in
            guard manifest.counts(id: stored.header("ce_id"), timestamp: stored.timestamp) else { return nil }
            return OutputRecord(
                topic: topic.rawValue, partition: stored.partition, offset: stored.offset, timestamp: stored.timestamp,
                key: stored.keyText, value: stored.value, id: stored.header("ce_id"),
                runID: stored.header(RunNames.header))
        }
    }
}
