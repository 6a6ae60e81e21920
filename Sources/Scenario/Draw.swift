/// A seeded stream of numbers (SplitMix64; Steele, Lea and Flood 2014) and the distributions that the city draws from.
///
/// Only IEEE additions, multiplications, divisions and square roots are used, never the C library's functions: the
/// same seed gives the same numbers on every machine.
struct Draw: Sendable {
    /// What a stream is for: streams of different purposes never meet.
    enum Purpose: UInt64 {
        case city = 1, person, ring, victimCase, payment, posts, scamPosts, otherCases, gist, name, load, crew
    }

    private var state: UInt64

    init(seed: UInt64, _ purpose: Purpose, _ index: Int = 0) {
        state = Self.mix(
            Self.mix(seed &+ purpose.rawValue &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(truncatingIfNeeded: index))
    }

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next() -> UInt64 {
        let value = Self.mix(state)
        state &+= 0x9E37_79B9_7F4A_7C15
        return value
    }

    /// 0 ..< 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// 0 ..< `count`; 0 when `count` is not positive.
    mutating func below(_ count: Int) -> Int {
        guard count > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    mutating func within(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// One of `items`, which must not be empty.
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// Near enough to a standard normal: the sum of four uniform numbers, so never beyond 3.5.
    mutating func normal() -> Double {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Double(sum) * 0x1p-16 - 2) * 1.7320508075688772
    }

    /// Mean 1.
    mutating func exponential() -> Double { -Self.logarithm(1 - unit()) }

    /// `spread` is the standard deviation of the logarithm.
    mutating func logNormal(median: Double, spread: Double) -> Double { median * Self.exponential(normal() * spread) }

    /// An index of `cumulative`, an ascending table that ends with the total weight.
    mutating func weighted(_ cumulative: [Double]) -> Int {
        let mark = unit() * (cumulative.last ?? 0)
        var index = 0
        while index + 1 < cumulative.count, cumulative[index] <= mark { index += 1 }
        return index
    }

    static func cumulative(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        return weights.map {
            sum += $0; return sum
        }
    }

    /// Natural logarithm of a positive number, to about 1e-7.
    static func logarithm(_ value: Double) -> Double {
        guard value > 0 else { return -745 }
        let s = (value.significand - 1) / (value.significand + 1)
        let q = s * s
        let series = 1 + q * (1.0 / 3 + q * (0.2 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))))
        return Double(value.exponent) * 0.6931471805599453 + 2 * s * series
    }

    /// e to the `value`, to about 1e-7.
    static func exponential(_ value: Double) -> Double {
        let power = (value * 1.4426950408889634).rounded(.down)
        let r = value - power * 0.6931471805599453
        let tail = 1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5_040 + r / 40_320)))
        let series = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * tail)))
        return Double(sign: .plus, exponent: Int(power), significand: series)
    }
}
