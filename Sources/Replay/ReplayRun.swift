import Records
public import Runtime
import Synchronization

/// Connects the workers of a run; remembers the log of the last one, to ask how far it is.
public final class ReplayLogFactory: LogFactory {
    // Invariant: `latest` is only touched under the mutex.
    private let inner: any LogFactory
    private let manifest: RunManifest
    private let ranges: [RunManifest.Range]
    private let clock: any RuntimeClock
    private let wait: @Sendable (Int) -> Void
    private let latest = Mutex<Kept?>(nil)

    /// Used by the thread that drives the worker only.
    private struct Kept: @unchecked Sendable {
        // Invariant of @unchecked Sendable: a run has one worker, driven by the thread that made the log.
        let log: ReplayLog
    }

    /// - Parameters:
    ///   - inner: made with the run's group prefix (``RunNames/groupPrefix(_:run:)``).
    ///   - filled: ranges of the run's topics that earlier stages filled, under their live names.
    ///   - wait: waits so many milliseconds, to hold the rate.
    public init(
        _ inner: any LogFactory, manifest: RunManifest, filled: [RunManifest.Range], clock: any RuntimeClock,
        wait: @escaping @Sendable (Int) -> Void
    ) {
        self.inner = inner
        self.manifest = manifest
        ranges = manifest.ranges + filled
        self.clock = clock
        self.wait = wait
    }

    public func makeLog(stage: String, slot: Int) throws(LogFault) -> any RecordLog {
        let log = ReplayLog(
            try inner.makeLog(stage: stage, slot: slot), manifest: manifest, ranges: ranges, clock: clock, wait: wait)
        let kept = Kept(log: log)
        latest.withLock { $0 = kept }
        return log
    }

    public func makeReader(stage: String, slot: Int) throws(LogFault) -> any LogReader {
        ReplayReader(try inner.makeReader(stage: stage, slot: slot), NameMap(manifest.names))
    }

    public var isFinished: Bool { latest.withLock { $0 }?.log.isFinished ?? false }
    public var handedOut: Int64 { latest.withLock { $0 }?.log.handedOut ?? 0 }
    /// Offsets of the ranges that are still to be read.
    public var remaining: Int64 { latest.withLock { $0 }?.log.remaining ?? 0 }

    /// A broker that does not answer has not said so.
    var loopsAreAtEnd: Bool { (try? latest.withLock { $0 }?.log.loopsAreAtEnd()) ?? false }
}

/// Drives one stage of a run to the end of its ranges.
public enum ReplayRun {
    public enum Outcome: String, Sendable { case finished, cancelled }

    /// How long a loop may stay short of its end, nothing coming, before the run ends all the same.
    static let loopPatienceMilliseconds: Int64 = 45_000

    /// - Parameters:
    ///   - loops: whether the stage reads a topic that it writes: then the end is when nothing has come for a while and
    ///     the broker says that nothing is left. Quiet alone will not do: a broker that stands still is quiet too.
    ///   - quietMilliseconds: that while; longer than an idle input holds the watermark back, so that what waits for event
    ///     time fires.
    ///   - goOn: asked after every turn; false drains and ends the run, which can be taken up again.
    public static func drive(
        _ worker: any WorkerLoop, log: ReplayLogFactory, loops: Bool, clock: any RuntimeClock,
        quietMilliseconds: Int64 = 7_000, goOn: (_ handedOut: Int64) -> Bool
    ) throws(WorkerFault) -> Outcome {
        try worker.start()
        var outcome = Outcome.finished
        var quietSince: Int64?
        var askedAt: Int64?
        while true {
            let processed = try worker.cycle()
            guard goOn(log.handedOut) else {
                outcome = .cancelled
                break
            }
            guard processed == 0, log.isFinished else {
                (quietSince, askedAt) = (nil, nil)
                continue
            }
            // A stage that wants the wall clock opens a transaction each second: that is no record, so the while goes on.
            let now = Int64(clock.monotonicNanoseconds() / 1_000_000)
            let since = quietSince ?? now
            quietSince = since
            guard worker.isSettled else { continue }
            guard loops else { break }
            let quiet = now - since
            guard quiet >= quietMilliseconds, askedAt.map({ now - $0 >= 1_000 }) ?? true else {
                continue
            }
            askedAt = now
            if log.loopsAreAtEnd || quiet >= loopPatienceMilliseconds { break }
        }
        try worker.stop()
        return outcome
    }
}

extension ReplayRun {
    /// What of the run's topics is there for `stage` to read: everything earlier stages published. The stage's own loops
    /// are left out, for they have no end yet.
    public static func filled(
        inputs: [String], outputs: [String], names: [String: String], catalogue: any LogCatalogue
    ) throws -> [RunManifest.Range] {
        var ranges: [RunManifest.Range] = []
        for live in inputs.sorted() {
            guard let own = names[live], !outputs.contains(live) else { continue }
            for number in 0..<Int32(try catalogue.partitionCount(of: own) ?? 0) {
                let range = try catalogue.range(of: TopicPartition(topic: own, partition: Partition(number)))
                ranges.append(
                    RunManifest.Range(
                        topic: live, partition: number, warmUp: range.start.rawValue, from: range.start.rawValue,
                        to: range.end.rawValue))
            }
        }
        return ranges
    }
}
