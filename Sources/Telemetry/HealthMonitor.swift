import Records
public import Runtime
import Synchronization

/// Derives health from what the workers tell.
///
/// A worker:
///
///     starting ──tables loaded──▶ joining ──assigned──▶ working ──stopped──▶ stopped
///                                    ▲                     │
///                                    └──────revoked────────┘
///
/// Live: every partition with lag, and every restore, has moved within the stall time; a worker that sends heartbeats
/// has sent one. Starting, joining and restoring are alive, and a partition that was paused stands still rightly. Ready: every expected worker is working and all of its
/// tasks are restored.
public final class HealthMonitor: HealthReporter, Sendable {
    private struct WorkerKey: Hashable, Comparable {
        var stage: String
        var worker: Int
        static func < (a: Self, b: Self) -> Bool { (a.stage, a.worker) < (b.stage, b.worker) }
        var name: String { "\(stage)/\(worker)" }
    }

    private enum Phase { case starting, joining, working, stopped }

    private struct Progress {
        var committed: Offset
        var lagRecords: Int64
        var movedAt: UInt64
    }

    private struct Restore {
        var records: Int
        var remaining: Int64
        var movedAt: UInt64
    }

    private struct WorkerState {
        var phase = Phase.starting
        var partitions: Set<Partition> = []
        var restores: [Partition: Restore] = [:]
        var progress: [TopicPartition: Progress] = [:]
        /// Partitions that somebody paused, in words.
        var paused: [Partition: String] = [:]
        /// Nil until the first: not every host sends them.
        var heartbeatAt: UInt64?
        var stopReason = ""
    }

    private let stallNanoseconds: UInt64
    private let clock: any RuntimeClock
    private let workers = Mutex<[WorkerKey: WorkerState]>([:])

    /// - Parameters:
    ///   - stallMilliseconds: how long a partition may stand still while there is lag.
    ///   - clock: its monotonic time is read.
    public init(stallMilliseconds: Int64, clock: any RuntimeClock = SystemClock()) {
        stallNanoseconds = UInt64(max(1, stallMilliseconds)) * 1_000_000
        self.clock = clock
    }

    /// Names a worker that must come up before the process is ready, also when it never tells anything.
    public func expect(stage: String, worker: Int) {
        workers.withLock { workers in
            let key = WorkerKey(stage: stage, worker: worker)
            if workers[key] == nil { workers[key] = WorkerState() }
        }
    }

    /// One turn of the worker's loop ended. From the first one on, silence counts as a hang.
    public func heartbeat(stage: String, worker: Int) {
        let now = clock.monotonicNanoseconds()
        workers.withLock { $0[WorkerKey(stage: stage, worker: worker), default: WorkerState()].heartbeatAt = now }
    }

    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        let now = clock.monotonicNanoseconds()
        workers.withLock { workers in
            Self.apply(event, at: now, to: &workers[WorkerKey(stage: stage, worker: worker), default: WorkerState()])
        }
    }

    private static func apply(_ event: RuntimeEvent, at now: UInt64, to state: inout WorkerState) {
        switch event {
        case .starting: state = WorkerState(heartbeatAt: state.heartbeatAt)
        case .tablesLoaded: if state.phase == .starting { state.phase = .joining }
        case .assigned(let partitions):
            state.phase = .working
            state.partitions.formUnion(partitions)
        case .revoked(let partitions), .lost(let partitions): giveUp(partitions, &state)
        case .restoreStarted(let id, let from, let end, _):
            state.restores[id.partition] = Restore(
                records: 0, remaining: max(0, end.rawValue - from.rawValue), movedAt: now)
        case .restoreProgress(let id, let records, let remaining):
            let before = state.restores[id.partition]
            let moved = before.map { $0.records != records || $0.remaining != remaining } ?? true
            state.restores[id.partition] = Restore(
                records: records, remaining: remaining, movedAt: moved ? now : before?.movedAt ?? now)
        case .restoreFinished(let id, _, _):
            state.restores[id.partition] = nil
            // Its inputs start now.
            for source in state.progress.keys where source.partition == id.partition {
                state.progress[source]?.movedAt = now
            }
        case .lag(let report): lag(report, at: now, &state)
        case .paused(let id, let control): state.paused[id.partition] = Redaction.mask(control.summary)
        case .resumed(let id, _):
            state.paused[id.partition] = nil
            for source in state.progress.keys where source.partition == id.partition {
                state.progress[source]?.movedAt = now
            }
        case .stopped(let reason):
            state = WorkerState(phase: .stopped, stopReason: reason)
        default: break
        }
    }

    private static func giveUp(_ partitions: [Partition], _ state: inout WorkerState) {
        for partition in partitions {
            state.partitions.remove(partition)
            state.restores[partition] = nil
            state.paused[partition] = nil
            for source in state.progress.keys where source.partition == partition { state.progress[source] = nil }
        }
        if state.phase == .working, state.partitions.isEmpty { state.phase = .joining }
    }

    private static func lag(_ report: LagReport, at now: UInt64, _ state: inout WorkerState) {
        guard state.partitions.contains(report.partition.partition) else { return }
        var progress =
            state.progress[report.partition] ?? Progress(committed: report.committed, lagRecords: 0, movedAt: now)
        // Lag that begins now has not stood still before.
        if progress.committed != report.committed || progress.lagRecords == 0 { progress.movedAt = now }
        progress.committed = report.committed
        progress.lagRecords = report.lagRecords
        state.progress[report.partition] = progress
    }

    // MARK: The answer

    public func health() -> HealthReport {
        let now = clock.monotonicNanoseconds()
        return workers.withLock { workers in
            var report = HealthReport()
            if workers.isEmpty { report.waiting.append("no worker has started yet") }
            for (key, state) in workers.sorted(by: { $0.key < $1.key }) {
                report.dead += stalls(of: state, named: key.name, at: now)
                report.waiting += waits(of: state, named: key.name)
                report.notes += state.paused.sorted { $0.key < $1.key }.map {
                    "\(key.name): partition \($0.key.rawValue) \($0.value)"
                }
            }
            return report
        }
    }

    private func isStalled(_ since: UInt64, at now: UInt64) -> Bool { now >= since && now - since > stallNanoseconds }

    private func stalls(of state: WorkerState, named name: String, at now: UInt64) -> [String] {
        guard state.phase != .stopped else { return [] }
        var reasons: [String] = []
        if let last = state.heartbeatAt, isStalled(last, at: now) {
            reasons.append("\(name): its loop has not turned for \((now - last) / 1_000_000_000) s")
        }
        for (partition, restore) in state.restores.sorted(by: { $0.key < $1.key })
        where restore.remaining > 0 && isStalled(restore.movedAt, at: now) {
            reasons.append(
                "\(name): the restore of partition \(partition.rawValue) has stood still for "
                    + "\((now - restore.movedAt) / 1_000_000_000) s with \(restore.remaining) offsets to read")
        }
        for (source, progress) in state.progress.sorted(by: { $0.key < $1.key })
        where progress.lagRecords > 0 && state.restores[source.partition] == nil
            && state.paused[source.partition] == nil && isStalled(progress.movedAt, at: now)
        {
            reasons.append(
                "\(name): \(source) has stood still at offset \(progress.committed.rawValue) for "
                    + "\((now - progress.movedAt) / 1_000_000_000) s with a lag of \(progress.lagRecords) records")
        }
        return reasons
    }

    private func waits(of state: WorkerState, named name: String) -> [String] {
        switch state.phase {
        case .starting: return ["\(name): starting, its tables are not loaded"]
        case .joining: return ["\(name): waiting for the group to assign partitions"]
        case .stopped: return ["\(name): stopped: \(state.stopReason)"]
        case .working:
            return state.restores.sorted { $0.key < $1.key }.map {
                "\(name): restoring partition \($0.key.rawValue), \($0.value.remaining) offsets to read"
            }
        }
    }
}
