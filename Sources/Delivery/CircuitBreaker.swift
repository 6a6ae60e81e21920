/// Stops attempts at a provider that does not work, and tries it again with one.
///
///     closed ──failures in a row──▶ open ──cool-down──▶ half-open ──success──▶ closed
///                                    ▲                     │
///                                    └──────failure────────┘  (the cool-down doubles, up to its limit)
public struct CircuitBreaker: Sendable, Equatable {
    public struct Settings: Sendable, Equatable {
        /// Failures in a row that open it.
        public var failures: Int
        public var coolDownMilliseconds: Int64
        public var coolDownLimitMilliseconds: Int64

        public init(
            failures: Int = 5, coolDownMilliseconds: Int64 = 10_000, coolDownLimitMilliseconds: Int64 = 300_000
        ) {
            self.failures = failures
            self.coolDownMilliseconds = coolDownMilliseconds
            self.coolDownLimitMilliseconds = coolDownLimitMilliseconds
        }
    }

    public enum State: Sendable, Equatable {
        case closed(failures: Int)
        /// No attempt before the time, in milliseconds.
        case open(until: Int64)
        /// One attempt is on its way; what it says decides.
        case halfOpen
    }

    private let settings: Settings
    public private(set) var state = State.closed(failures: 0)
    private var coolDown: Int64

    public init(_ settings: Settings) {
        self.settings = settings
        coolDown = settings.coolDownMilliseconds
    }

    /// Whether an attempt may start now.
    public func allows(at milliseconds: Int64) -> Bool {
        switch state {
        case .closed: true
        case .open(let until): until <= milliseconds
        case .halfOpen: false
        }
    }

    /// When it is worth to look again; nil when there is nothing to wait for.
    public var nextProbe: Int64? {
        if case .open(let until) = state { return until }
        return nil
    }

    /// Told before an attempt that ``allows(at:)`` let through.
    public mutating func started() {
        if case .open = state { state = .halfOpen }
    }

    public mutating func succeeded() {
        state = .closed(failures: 0)
        coolDown = settings.coolDownMilliseconds
    }

    public mutating func failed(at milliseconds: Int64) {
        switch state {
        case .closed(let failures) where failures + 1 < settings.failures: state = .closed(failures: failures + 1)
        case .closed: state = .open(until: milliseconds + coolDown)
        case .halfOpen:
            coolDown = min(coolDown * 2, settings.coolDownLimitMilliseconds)
            state = .open(until: milliseconds + coolDown)
        case .open: break
        }
    }

    /// An attempt ended that says nothing about the provider: it was cancelled, or the provider asked to wait.
    public mutating func undecided(at milliseconds: Int64) {
        if state == .halfOpen { state = .open(until: milliseconds + coolDown) }
    }
}
