import Runtime
import Synchronization
public import Telemetry

/// `/livez`: the loop turns. `/readyz`: the group has given its partitions, or none, and the entries are read back.
public final class GatewayHealth: HealthReporter, Sendable {
    private struct State {
        var turnedAt: UInt64
        var waiting: String? = "joining the group"
    }

    private let stallNanoseconds: UInt64
    private let clock: any RuntimeClock
    private let state: Mutex<State>

    /// - Parameter stallMilliseconds: how long a turn may take.
    init(stallMilliseconds: Int64, clock: any RuntimeClock) {
        stallNanoseconds = UInt64(max(1, stallMilliseconds)) * 1_000_000
        self.clock = clock
        state = Mutex(State(turnedAt: clock.monotonicNanoseconds()))
    }

    func turned() {
        let now = clock.monotonicNanoseconds()
        state.withLock { $0.turnedAt = now }
    }

    func ready() { state.withLock { $0.waiting = nil } }
    func waits(for what: String) { state.withLock { $0.waiting = what } }

    public func health() -> HealthReport {
        let now = clock.monotonicNanoseconds()
        let (turnedAt, waiting) = state.withLock { ($0.turnedAt, $0.waiting) }
        let isStuck = now > turnedAt && now - turnedAt > stallNanoseconds
        return HealthReport(
            dead: isStuck ? ["the loop has not turned for \((now - turnedAt) / 1_000_000_000) s"] : [],
            waiting: waiting.map { [$0] } ?? [])
    }
}
