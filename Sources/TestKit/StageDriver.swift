import Records
public import Runtime
public import StageKit

/// Runs a real ``Worker`` of a stage on an ``InMemoryCluster``, step by step: only the edges and the clock are fake.
public final class StageDriver<S: Stage> {
    public let cluster: InMemoryCluster
    public let backends: InMemoryBackends
    public let stage: S
    public var settings: RuntimeSettings
    /// Of workers started from now on.
    public var sealKey: (any StateSealKey)?
    public let observer: RecordingObserver
    public private(set) var workers: [Worker<S>] = []

    /// Creates the stage's topics on `cluster` where they are missing.
    public init(
        _ stage: S, partitions: Int = 4, settings: RuntimeSettings = RuntimeSettings(),
        cluster: InMemoryCluster = InMemoryCluster(), backends: InMemoryBackends = InMemoryBackends()
    ) {
        self.stage = stage
        self.settings = settings
        self.cluster = cluster
        self.backends = backends
        observer = RecordingObserver()
        let descriptor = stage.descriptor
        let data = (descriptor.inputs + descriptor.outputs).map(settings.name(of:))
        let own = [descriptor.changelogTopic, descriptor.deadLetterTopic, descriptor.lateTopic].map {
            settings.topicPrefix + $0
        }
        for name in data + own where cluster.topics[name] == nil { cluster.createTopic(name, partitions: partitions) }
        for topic in descriptor.tables where cluster.topics[settings.name(of: topic)] == nil {
            cluster.createTopic(settings.name(of: topic), partitions: 1)
        }
    }

    /// Starts a worker of the simulated process `instance`.
    @discardableResult
    public func startWorker(instance: String = "a") throws(WorkerFault) -> Worker<S> {
        let worker = try Worker(
            stage: stage, settings: settings, slot: 0,
            logs: InMemoryLogFactory(cluster: cluster, instance: instance), backends: backends, clock: cluster.clock,
            observer: observer, sealKey: sealKey)
        workers.append(worker)
        try worker.start()
        return worker
    }

    /// Turns every worker until nothing is left to do, and commits.
    public func runUntilIdle() throws(WorkerFault) {
        var idle = 0
        var turns = 0
        while idle < 4 {
            turns += 1
            guard turns < 5_000 else { throw .configuration("not settled after \(turns) turns") }
            var processed = 0
            for worker in workers { processed += try worker.cycle() }
            cluster.clock.advance(milliseconds: settings.commitIntervalMilliseconds)
            idle = processed == 0 && workers.allSatisfy(\.isSettled) ? idle + 1 : 0
        }
    }

    /// The process of `worker` dies: nothing is committed, its memory is gone, the group notices.
    public func kill(_ worker: Worker<S>) {
        workers.removeAll { $0 === worker }
        worker.abandon()
    }

    /// Every process dies, and with them what they had planned to fail.
    public func killAll() {
        for worker in workers { worker.abandon() }
        workers = []
    }

    /// Stops every worker gracefully.
    public func stopAll() throws(WorkerFault) {
        for worker in workers { try worker.stop() }
        workers = []
    }
}

/// Keeps the events of a run, for tests to ask.
public final class RecordingObserver: RuntimeObserver, @unchecked Sendable {
    // Invariant of @unchecked Sendable: used by one thread, the test's.
    public private(set) var events: [RuntimeEvent] = []
    public init() {}
    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) { events.append(event) }

    public var restoredRecords: Int {
        events.reduce(0) { sum, event in
            guard case .restoreFinished(_, let records, _) = event else { return sum }
            return sum + records
        }
    }
    public var discards: [String] {
        events.compactMap { event in
            guard case .stateDiscarded(_, let reason) = event else { return nil }
            return reason
        }
    }
    public var aborts: Int {
        events.count { event in
            if case .aborted = event { return true }
            return false
        }
    }
    public var commits: Int {
        events.count { event in
            if case .committed = event { return true }
            return false
        }
    }
}

/// The outputs of a run in one readable, order-free form: what goldens hold.
public enum Canonical {
    /// One line a record, `key id value`, sorted: the order between partitions and between runs does not count.
    public static func lines(_ records: [InMemoryCluster.Stored]) -> [String] {
        records.map { "\($0.keyText) \($0.header("ce_id") ?? "-") \($0.valueText)" }.sorted()
    }
}
