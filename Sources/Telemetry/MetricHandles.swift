import Synchronization

/// A counter's cell. One atomic addition, from any thread.
public final class CounterHandle: Sendable {
    private let total = Atomic<Int64>(0)

    init() {}

    /// Negative amounts are ignored: a counter never goes down.
    public func add(_ amount: Int64 = 1) {
        guard amount > 0 else { return }
        total.add(amount, ordering: .relaxed)
    }

    public var value: Int64 { total.load(ordering: .relaxed) }

    func clear() { total.store(0, ordering: .relaxed) }
}

/// A gauge's cell. One atomic store, from any thread.
public final class GaugeHandle: Sendable {
    private let bits = Atomic<UInt64>(0)

    init() {}

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func add(_ amount: Double) {
        var seen = bits.load(ordering: .relaxed)
        while true {
            let wanted = (Double(bitPattern: seen) + amount).bitPattern
            let (done, now) = bits.compareExchange(expected: seen, desired: wanted, ordering: .relaxed)
            if done { return }
            seen = now
        }
    }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// A histogram's cells: one lock, held for a few nanoseconds. From any thread.
public final class HistogramHandle: Sendable {
    struct Counts: Sendable {
        /// One a bound, and a last one for what is above all of them. Not cumulative.
        var byBucket: [Int64]
        var sum = 0.0
        var count: Int64 = 0
    }

    /// Upper bounds, ascending, without +Inf.
    public let bounds: [Double]
    private let counts: Mutex<Counts>

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = Mutex(Counts(byBucket: Array(repeating: 0, count: bounds.count + 1)))
    }

    /// Adds one observation; NaN is ignored.
    public func observe(_ value: Double) {
        guard !value.isNaN else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        counts.withLock {
            $0.byBucket[bucket] += 1
            $0.sum += value
            $0.count += 1
        }
    }

    func snapshot() -> Counts { counts.withLock { $0 } }

    public var count: Int64 { counts.withLock { $0.count } }
}
