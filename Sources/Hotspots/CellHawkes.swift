import StageKit

/// A Hawkes process in each cell with one exponential trigger for all: λ_c(t) = μ_c + Σ θ ω exp(−ω (t − tᵢ)) over the
/// earlier events of the cell.
///
/// The form that was tested in the field for predictive policing (Mohler et al. 2015); here a baseline.
public struct CellHawkes: Sendable, Equatable {
    /// Events a day without a trigger, by cell; cells without events have none.
    public var background: [Int: Double]
    /// Events that one event brings on average (θ).
    public var branching: Double
    /// Days until half of them have come, ln 2 / ω.
    public var halfLife: Double

    static let ln2 = 0.6931471805599453

    public init(background: [Int: Double], branching: Double, halfLife: Double) {
        self.background = background
        self.branching = branching
        self.halfLife = halfLife
    }

    /// Fits by expectation-maximisation (Veen and Schoenberg 2008) to the times in each cell.
    ///
    /// - Parameters:
    ///   - times: days, ascending in each cell, all in `start ..< end`.
    ///   - initialHalfLife: days.
    /// - Complexity: iterations × events, for the sums over earlier events are carried along.
    public static func fit(
        _ times: [Int: [Double]], start: Double, end: Double, iterations: Int = 50, initialHalfLife: Double = 14
    ) -> CellHawkes {
        let span = end - start
        let total = times.values.reduce(0) { $0 + $1.count }
        guard span > 0, total > 0 else { return CellHawkes(background: [:], branching: 0, halfLife: initialHalfLife) }
        // In a fixed order, so that the sums are the same each time.
        let series = times.sorted { $0.key < $1.key }
        var model = CellHawkes(
            background: times.mapValues { 0.7 * Double($0.count) / span }, branching: 0.3, halfLife: initialHalfLife)
        for _ in 0..<iterations {
            var triggered = 0.0
            var delay = 0.0
            var exposure = 0.0
            for (cell, times) in series {
                let sums = model.expectation(times, cell: cell, end: end)
                model.background[cell] = sums.background / span
                triggered += sums.triggered
                delay += sums.delay
                exposure += sums.exposure
            }
            guard triggered > 0, delay > 0, exposure > 0 else { break }
            model.branching = min(triggered / exposure, 0.99)
            model.halfLife = min(max(ln2 * delay / triggered, 0.01), 3_650)
        }
        return model
    }

    /// What is ascribed to background and trigger in one cell, the ascribed delays in days, and the share of each
    /// event's successors that were due before `end`.
    private func expectation(
        _ times: [Double], cell: Int, end: Double
    ) -> (background: Double, triggered: Double, delay: Double, exposure: Double) {
        let rate = Self.ln2 / halfLife
        let floor = background[cell] ?? 0
        var result = (background: 0.0, triggered: 0.0, delay: 0.0, exposure: 0.0)
        // Σ exp(−ω (t − tᵢ)) and Σ (t − tᵢ) exp(−ω (t − tᵢ)) over the earlier events.
        var sum = 0.0
        var delays = 0.0
        var previous = times.first ?? 0
        for (position, time) in times.enumerated() {
            if position > 0 {
                let gap = time - previous
                let factor = PortableMath.exp2(-gap / halfLife)
                delays = factor * (delays + gap * (sum + 1))
                sum = factor * (sum + 1)
            }
            previous = time
            let excited = branching * rate * sum
            let intensity = floor + excited
            if intensity > 0 {
                result.background += floor / intensity
                result.triggered += excited / intensity
                result.delay += branching * rate * delays / intensity
            }
            result.exposure += 1 - PortableMath.exp2((time - end) / halfLife)
        }
        return result
    }

    /// Expected events in each of `count` cells in the `window` days from `now`, successors of successors left out.
    public func expected(_ times: [Int: [Double]], cells count: Int, now: Double, window: Double) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        let share = branching * (1 - PortableMath.exp2(-window / halfLife))
        for (cell, times) in times where cell < count {
            let left = times.reduce(0.0) { $0 + PortableMath.exp2(($1 - now) / halfLife) }
            values[cell] = Float((background[cell] ?? 0) * window + share * left)
        }
        return values
    }
}
