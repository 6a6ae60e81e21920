import Records
import Runtime
import StageKit
import TestKit

/// Local state that refuses a file which is open already, as the real one does.
final class ExclusiveBackends: StateBackendFactory, @unchecked Sendable {
    // Invariant of @unchecked Sendable: used by one thread, the test's.
    let inner = InMemoryBackends()
    fileprivate var open: Set<TaskID> = []

    func open(_ task: TaskID, cluster: String) throws(BackendFault) -> any StateBackend {
        guard open.insert(task).inserted else {
            throw BackendFault(kind: .locked, path: "\(task)", message: "opened twice")
        }
        return ExclusiveBackend(inner: try inner.open(task, cluster: cluster), task: task, owner: self)
    }

    func discard(_ task: TaskID, reason: String) throws(BackendFault) { try inner.discard(task, reason: reason) }

    /// The process died: nothing is open any more.
    func release() { open = [] }
}

private final class ExclusiveBackend: StateBackend {
    private let inner: any StateBackend
    private let task: TaskID
    private let owner: ExclusiveBackends
    private var isOpen = true

    init(inner: any StateBackend, task: TaskID, owner: ExclusiveBackends) {
        self.inner = inner
        self.task = task
        self.owner = owner
    }

    var path: String { inner.path }
    func checkpoint() throws(BackendFault) -> Checkpoint? { try inner.checkpoint() }
    func write(_ checkpoint: Checkpoint, _ produce: (inout BackendWriter) -> Void) throws(BackendFault) {
        guard isOpen else { throw BackendFault(kind: .io, path: "\(task)", message: "used after close") }
        try inner.write(checkpoint, produce)
    }
    func load(store: StoreID, key: String) -> [UInt8]? { inner.load(store: store, key: key) }
    func scan(store: StoreID, _ body: (String, [UInt8]) -> Void) { inner.scan(store: store, body) }
    func count(store: StoreID) -> Int { inner.count(store: store) }
    func report(_ fault: StateFault, store: StoreID, key: String) { inner.report(fault, store: store, key: key) }
    func takeLoadFault() -> BackendFault? { inner.takeLoadFault() }
    func close() {
        guard isOpen else { return }
        isOpen = false
        owner.open.remove(task)
    }
}

/// A process with one worker, a standby and a disk of its own.
final class SimulatedProcess {
    let name: String
    let backends: ExclusiveBackends
    let observer = RecordingObserver()
    let standby: Standby
    let worker: Worker<LedgerStage>

    init(
        _ name: String, _ cluster: InMemoryCluster, _ settings: RuntimeSettings, disk: ExclusiveBackends,
        sealKey: (any StateSealKey)?
    ) throws {
        self.name = name
        backends = disk
        let logs = InMemoryLogFactory(cluster: cluster, instance: name)
        standby = Standby(
            stage: "ledger", process: name, changelog: "ledger.changelog.v1", settings: settings, logs: logs,
            backends: backends, clock: cluster.clock, observer: observer)
        worker = try Worker(
            stage: LedgerStage(), settings: settings, slot: 0, logs: logs, backends: backends, clock: cluster.clock,
            observer: observer, standby: standby, sealKey: sealKey)
        try worker.start()
    }

    /// Where the tasks opened so far found their state.
    var origins: [Partition: [StateOrigin]] {
        observer.events.reduce(into: [:]) { found, event in
            if case .taskStarted(let id, let origin) = event { found[id.partition, default: []].append(origin) }
        }
    }

    /// Changelog records that the last opening of each task read.
    var restored: [Partition: Int] {
        observer.events.reduce(into: [:]) { found, event in
            if case .restoreFinished(let id, let records, _) = event { found[id.partition] = records }
        }
    }

    var faults: [String] {
        observer.events.compactMap { event in
            if case .standbyFault(let text) = event { return text }
            return nil
        }
    }
}

/// Several processes of the ledger on one cluster, turned by the test.
final class StandbyBench {
    static let changelog = "ledger.changelog.v1"
    let cluster = InMemoryCluster()
    var settings = RuntimeSettings()
    var processes: [SimulatedProcess] = []
    private var disks: [String: ExclusiveBackends] = [:]
    private let sealKey: (any StateSealKey)?

    init(partitions: Int = 4, replicas: Int = 1, sealKey: (any StateSealKey)? = nil) {
        self.sealKey = sealKey
        settings.standbyReplicas = replicas
        for topic in [
            Topic.bankTransactions.rawValue, Topic.scoredTransactions.rawValue, Self.changelog, "ledger.deadletters.v1",
            "ledger.late.v1",
        ] {
            cluster.createTopic(topic, partitions: partitions)
        }
    }

    func disk(_ name: String) -> ExclusiveBackends {
        let disk = disks[name] ?? ExclusiveBackends()
        disks[name] = disk
        return disk
    }

    @discardableResult
    func start(_ name: String) throws -> SimulatedProcess {
        let process = try SimulatedProcess(name, cluster, settings, disk: disk(name), sealKey: sealKey)
        processes.append(process)
        return process
    }

    /// SIGKILL: no file is closed by anybody, the group notices.
    func kill(_ process: SimulatedProcess) {
        processes.removeAll { $0 === process }
        process.worker.abandon()
        process.backends.release()
    }

    func turnWorkers() throws -> Bool {
        var processed = 0
        for process in processes { processed += try process.worker.cycle() }
        cluster.clock.advance(milliseconds: settings.commitIntervalMilliseconds)
        return processed == 0 && processes.allSatisfy(\.worker.isSettled)
    }

    func turnStandbys() throws {
        for process in processes { try process.standby.cycle() }
    }

    /// Until nothing is left to process; the standbys rest.
    func settle() throws {
        var idle = 0
        for _ in 0..<3_000 where idle < 4 { idle = try turnWorkers() ? idle + 1 : 0 }
    }

    /// Until the standbys have read everything.
    func follow() throws {
        for _ in 0..<20 {
            try turnStandbys()
            cluster.clock.advance(milliseconds: settings.standbyPauseMilliseconds)
        }
    }

    func changelogEnd(_ partition: Partition) -> Int {
        cluster.records(of: Self.changelog).count { $0.partition == partition }
    }
}
