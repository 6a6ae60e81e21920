/// How many attempts a while allows.
public struct Rate: Sendable, Equatable {
    public var count: Int
    public var perMilliseconds: Int64
    /// How many may go at once after a quiet while.
    public var burst: Int

    /// - Parameters:
    ///   - count: at least 1.
    ///   - burst: at least 1; by default `count`.
    public init(_ count: Int, perMilliseconds: Int64, burst: Int? = nil) {
        self.count = max(1, count)
        self.perMilliseconds = max(1, perMilliseconds)
        self.burst = max(1, burst ?? count)
    }
}

/// A token bucket, kept as one number: the virtual scheduling form of the generic cell rate algorithm (ITU-T I.371).
///
/// Lives in memory: after a restart it is full, so a restart can cost one burst.
public struct TokenBucket: Sendable, Equatable {
    /// Microseconds between two tokens.
    private let interval: Int64
    /// Microseconds that attempts may run ahead of the steady rate.
    private let tolerance: Int64
    /// When the next token would be due at the steady rate, in microseconds.
    private var due: Int64 = .min / 4

    public init(_ rate: Rate) {
        interval = max(1, rate.perMilliseconds * 1_000 / Int64(rate.count))
        tolerance = interval * Int64(rate.burst - 1)
    }

    /// When a token can be had, in milliseconds; in the past when there is one.
    public var freeAt: Int64 { (due - tolerance + 999) / 1_000 }

    /// Takes a token when there is one.
    public mutating func take(at milliseconds: Int64) -> Bool {
        guard freeAt <= milliseconds else { return false }
        due = max(due, milliseconds * 1_000) + interval
        return true
    }
}
