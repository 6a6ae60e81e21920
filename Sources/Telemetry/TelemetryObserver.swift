public import Logging
public import Runtime
import Synchronization

/// Turns each runtime event into its metrics, its health transition and its log line. One for the process.
public final class TelemetryObserver: RuntimeObserver {
    private struct State {
        var stages: [String: StageMetrics] = [:]
        var limiter = LogLimiter()
    }

    private let registry: PrometheusRegistry
    private let health: HealthMonitor
    private let logger: Logger
    private let clock: any RuntimeClock
    private let groupName: @Sendable (String) -> String
    private let state = Mutex(State())

    /// - Parameter groupName: the consumer group of a stage, for the lag metrics.
    public init(
        registry: PrometheusRegistry, health: HealthMonitor, logger: Logger, clock: any RuntimeClock = SystemClock(),
        groupName: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.registry = registry
        self.health = health
        self.logger = logger
        self.clock = clock
        self.groupName = groupName
        for definition in MetricCatalog.all { registry.declare(definition) }
    }

    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        health.observe(event, stage: stage, worker: worker)
        let line = EventLog.line(of: event)
        let now = line?.limitKey == nil ? 0 : clock.monotonicNanoseconds()
        let verdict = state.withLock { state -> LogLimiter.Verdict in
            if state.stages[stage] == nil {
                state.stages[stage] = StageMetrics(stage: stage, group: groupName(stage), registry: registry)
            }
            state.stages[stage]?.observe(event, worker: worker)
            guard let key = line?.limitKey else { return .pass(suppressed: 0) }
            return state.limiter.admit("\(stage)/\(key)", at: now)
        }
        guard let line, case .pass(let suppressed) = verdict else { return }
        var metadata = line.metadata
        metadata["stage"] = "\(stage)"
        metadata["worker"] = "\(worker)"
        if suppressed > 0 { metadata["suppressed"] = "\(suppressed)" }
        logger.log(level: line.level, "\(line.message)", metadata: metadata)
    }
}

/// Keeps a flood of the same line out of the log: a poisoned topic makes one event a record.
struct LogLimiter {
    enum Verdict: Equatable {
        /// - suppressed: how many were held back before this one.
        case pass(suppressed: Int)
        case hold
    }

    static let linesPerWindow = 5
    static let windowNanoseconds: UInt64 = 10_000_000_000

    private struct Window {
        var startedAt: UInt64
        var lines = 0
        var held = 0
    }

    private var windows: [String: Window] = [:]

    mutating func admit(_ key: String, at now: UInt64) -> Verdict {
        var window = windows[key] ?? Window(startedAt: now)
        var suppressed = 0
        if now &- window.startedAt >= Self.windowNanoseconds {
            suppressed = window.held
            window = Window(startedAt: now)
        }
        window.lines += 1
        defer { windows[key] = window }
        guard window.lines > Self.linesPerWindow else { return .pass(suppressed: suppressed) }
        window.held += 1
        return .hold
    }
}
