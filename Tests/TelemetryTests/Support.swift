import Logging
import Records
import Synchronization

@testable import Runtime
@testable import Telemetry

/// A clock that stands until it is moved.
final class TestClock: RuntimeClock {
    private let nanoseconds = Atomic<UInt64>(1_000_000_000)
    private let wall: EventTime

    init(wall: EventTime = EventTime(milliseconds: 1_772_340_300_123)) { self.wall = wall }

    func now() -> EventTime { wall }
    func monotonicNanoseconds() -> UInt64 { nanoseconds.load(ordering: .relaxed) }
    func advance(seconds: UInt64) { nanoseconds.add(seconds * 1_000_000_000, ordering: .relaxed) }
}

final class MemorySink: LogSink {
    private let all = Mutex<[String]>([])
    func write(_ line: [UInt8]) { all.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }
    var lines: [String] { all.withLock { $0 } }
}

struct FixedHealth: HealthReporter {
    var report: HealthReport
    func health() -> HealthReport { report }
}

func task(_ partition: Int32) -> TaskID { TaskID(stage: "anomaly", partition: Partition(partition)) }

func lag(_ partition: Int32, committed: Int64, end: Int64, milliseconds: Int64 = 0) -> RuntimeEvent {
    let source = TopicPartition(topic: "bank.transactions.v1", partition: Partition(partition))
    return .lag(
        LagReport(
            partition: source, committed: Offset(committed), end: Offset(end), lagMilliseconds: milliseconds))
}

func committed(records: Int, milliseconds: Double, endToEnd: Int64 = 0, entries: Int = 0) -> RuntimeEvent {
    .committed(
        CommitReport(
            records: records, changelogRecords: records, milliseconds: milliseconds,
            endToEndMillisecondsMax: endToEnd, stateEntries: entries))
}

/// A server-side view of everything, fed by hand.
struct Bench {
    let registry = PrometheusRegistry()
    let clock = TestClock()
    let sink = MemorySink()
    let health: HealthMonitor
    let observer: TelemetryObserver

    init(stallMilliseconds: Int64 = 60_000) {
        health = HealthMonitor(stallMilliseconds: stallMilliseconds, clock: clock)
        let (sink, clock) = (sink, clock)
        let logger = Logger(label: "prahari") { label in
            StructuredLogHandler(label: label, format: .json, level: .debug, sink: sink, clock: clock)
        }
        observer = TelemetryObserver(
            registry: registry, health: health, logger: logger, clock: clock, groupName: { "prod.\($0)" })
    }

    func tell(_ events: RuntimeEvent..., worker: Int = 0) {
        for event in events { observer.observe(event, stage: "anomaly", worker: worker) }
    }

    /// Exposed lines whose name starts with `prefix`, without comments.
    func lines(_ prefix: String) -> [String] {
        registry.exposition().split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
    }
}
