/// What `/livez` and `/readyz` answer from.
public protocol HealthReporter: Sendable {
    /// Called on the HTTP server's thread: be quick, never block.
    func health() -> HealthReport
}

/// The process's health. Readiness is not liveness: a process that restores or rebalances is alive and should be left
/// alone.
public struct HealthReport: Sendable, Equatable {
    /// Why a restart is called for; empty while alive.
    public var dead: [String]
    /// Why it does not serve yet; empty when ready.
    public var waiting: [String]

    /// What a person should know of a process that is well: partitions that somebody paused.
    public var notes: [String]

    public init(dead: [String] = [], waiting: [String] = [], notes: [String] = []) {
        self.dead = dead
        self.waiting = waiting
        self.notes = notes
    }

    public var isLive: Bool { dead.isEmpty }
    /// What is dead is not ready either.
    public var isReady: Bool { dead.isEmpty && waiting.isEmpty }
}
