/// Usual amounts of all transfers that a partition has seen: mean and spread of the binary logarithm.
///
/// Welford's running moments (Technometrics 1962); odd amounts are not learnt. Three numbers, O(1).
struct AmountBaseline: Sendable, Equatable {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    /// How many deviations `octave` lies off the mean, 0 before `warmUp` transfers.
    func deviation(_ octave: Double, warmUp: Double) -> Double {
        guard count >= warmUp else { return 0 }
        let spread = max(0.25, (squares / count).squareRoot())
        return (octave - mean) / spread
    }

    mutating func learn(_ octave: Double) {
        count += 1
        let difference = octave - mean
        mean += difference / count
        squares += difference * (octave - mean)
    }
}

enum RingMath {
    /// Binary logarithm, the same bits on every machine; absolute error below 1e-8. 0 or less counts as 2^-64.
    static func log2(_ x: Double) -> Double {
        guard x > 5.4e-20 else { return -64 }
        let m = x.significand
        let isUpper = m > 1.4142135623730951
        let f = isUpper ? m * 0.5 : m
        let s = (f - 1) / (f + 1)
        let q = s * s
        var series = 1.0 / 11
        for odd in [9.0, 7, 5, 3, 1] { series = series * q + 1 / odd }
        return Double(x.exponent) + (isUpper ? 1 : 0) + 2.8853900817779268 * s * series
    }
}
