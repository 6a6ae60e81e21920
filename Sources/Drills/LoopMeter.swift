import Glibc
import Runtime
import Synchronization

/// Counts committed records and the time and CPU they took, from the first processed record on.
final class LoopMeter: RuntimeObserver {
    private struct Counts {
        var started: UInt64?
        var startedCPU = 0.0
        var ended: UInt64 = 0
        var endedCPU = 0.0
        var committed = 0
        var restored = 0
        var restoredTasks = 0
        var restoreStarted: UInt64?
        var restoreEnded: UInt64 = 0
    }

    private let counts = Mutex(Counts())
    private let clock = SystemClock()

    var committed: Int { counts.withLock { $0.committed } }
    var restoredTasks: Int { counts.withLock { $0.restoredTasks } }

    func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        switch event {
        case .restoreStarted:
            counts.withLock { if $0.restoreStarted == nil { $0.restoreStarted = clock.monotonicNanoseconds() } }
        case .restoreFinished(_, let records, _):
            counts.withLock {
                $0.restored += records
                $0.restoredTasks += 1
                $0.restoreEnded = clock.monotonicNanoseconds()
            }
        case .processed:
            counts.withLock {
                guard $0.started == nil else { return }
                $0.started = clock.monotonicNanoseconds()
                $0.startedCPU = Self.cpuSeconds()
            }
        case .committed(let report):
            counts.withLock {
                $0.committed += report.records
                $0.ended = clock.monotonicNanoseconds()
                $0.endedCPU = Self.cpuSeconds()
            }
        default: break
        }
    }

    var result: Benchmark.Loop {
        counts.withLock {
            let wall = Double($0.ended - ($0.started ?? $0.ended)) / 1e9
            let records = Double(max(1, $0.committed))
            return Benchmark.Loop(
                recordsPerSecond: records / max(wall, 1e-9),
                cpuMicrosecondsPerRecord: ($0.endedCPU - $0.startedCPU) * 1e6 / records)
        }
    }

    /// Changelog records read a second, all tasks together.
    var restoreRate: Double {
        counts.withLock {
            let wall = Double($0.restoreEnded - ($0.restoreStarted ?? $0.restoreEnded)) / 1e9
            return Double($0.restored) / max(wall, 1e-9)
        }
    }

    /// User and system time of this process.
    static func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
