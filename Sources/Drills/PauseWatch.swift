import Composition
import Foundation
import Records
import Runtime
import StageKit
import Synchronization

/// Follows from outside how far a group has committed: the longest time that a partition with waiting records stood
/// still, and when it last moved.
final class PauseWatch: Sendable {
    private struct Seen {
        var committed: [String: (offset: Int64, at: Double)] = [:]
        var longest = 0.0
        var longestPartition = ""
        var lastProgress = 0.0
        var worstLag: Int64 = 0
        var lag: Int64 = 0
        var failure: String?
    }

    private let seen = Mutex(Seen())
    private let stopped = Atomic<Bool>(false)
    private let finished = Atomic<Bool>(false)
    private let clock = SystemClock()

    /// - Parameter seconds: between two looks; also how exact the answers are.
    init(_ cluster: Cluster, stages: [StageDescriptor], every seconds: Double = 0.2) {
        Thread { [self] in
            defer { finished.store(true, ordering: .releasing) }
            do {
                let progress = try stages.map { try GroupProgress(cluster, stage: $0) }
                defer { for one in progress { one.close() } }
                while !stopped.load(ordering: .acquiring) {
                    take(try progress.flatMap { try $0.rows() })
                    usleep(UInt32(seconds * 1e6))
                }
            } catch {
                seen.withLock { $0.failure = "\(error)" }
            }
        }.start()
    }

    private func take(_ rows: [GroupProgress.Row]) {
        let now = seconds
        seen.withLock { seen in
            seen.lag = rows.reduce(0) { $0 + max(0, $1.remaining) }
            seen.worstLag = max(seen.worstLag, seen.lag)
            for row in rows {
                let name = "\(row.topic)-\(row.partition.rawValue)"
                let offset = row.committed?.rawValue ?? -1
                guard let before = seen.committed[name] else {
                    seen.committed[name] = (offset, now)
                    continue
                }
                if before.offset != offset { seen.lastProgress = now }
                if before.offset != offset || row.remaining <= 0 {
                    seen.committed[name] = (offset, now)
                } else if now - before.at > seen.longest {
                    seen.longest = now - before.at
                    seen.longestPartition = name
                }
            }
        }
    }

    /// Of the monotonic clock.
    var seconds: Double { Double(clock.monotonicNanoseconds()) / 1e9 }
    /// When a commit was last seen, by ``seconds``.
    var lastProgress: Double { seen.withLock { $0.lastProgress } }
    var longestPause: Double { seen.withLock { $0.longest } }
    /// Records waiting at the last look.
    var lag: Int64 { seen.withLock { $0.lag } }

    /// The most records that waited since the last call.
    func takeWorstLag() -> Int64 {
        seen.withLock { seen in
            defer { seen.worstLag = seen.lag }
            return seen.worstLag
        }
    }

    /// Ends the looking. Throws what it failed with.
    func stop() throws {
        stopped.store(true, ordering: .releasing)
        while !finished.load(ordering: .acquiring) { usleep(20_000) }
        if let failure = seen.withLock({ $0.failure }) { throw ClusterFault("cannot follow the group: \(failure)") }
    }
}
