import StageKit

/// Exponential backoff with full jitter (Brooker, "Exponential Backoff and Jitter", 2015): before the retry after attempt
/// n the wait is uniform in 0...min(limit, base · 2^(n-1)).
///
/// The draw is a hash of the seed, the delivery and the attempt: the same after a restart, different between deliveries.
public struct Backoff: Sendable, Equatable {
    public var baseMilliseconds: Int64
    public var limitMilliseconds: Int64
    public var seed: UInt64

    public init(baseMilliseconds: Int64 = 1_000, limitMilliseconds: Int64 = 120_000, seed: UInt64 = 0) {
        self.baseMilliseconds = baseMilliseconds
        self.limitMilliseconds = limitMilliseconds
        self.seed = seed
    }

    /// The longest wait after attempt `attempt`, counted from 1.
    public func ceiling(after attempt: Int) -> Int64 {
        let doubled = baseMilliseconds.multipliedReportingOverflow(by: 1 << Int64(min(max(attempt, 1) - 1, 40)))
        return doubled.overflow ? limitMilliseconds : min(limitMilliseconds, doubled.partialValue)
    }

    public func wait(after attempt: Int, of delivery: String) -> Int64 {
        var hash = StableHash()
        hash.combine(delivery)
        hash.combine(Int64(bitPattern: seed))
        hash.combine(Int64(attempt))
        return Int64(hash.value % UInt64(ceiling(after: attempt) + 1))
    }
}
