import StageKit

/// How rare a deviation of this size is in this series: a decayed histogram of deviations on a logarithmic grid.
///
/// Deviations are measured in a robust scale of their own (a clipped mean absolute deviation), either sign has its own
/// histogram, and beyond the largest deviation seen the tail goes on as a power law. This plays the part of the
/// extreme-value fit of SPOT (Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD 2017)
/// without its refits. Fixed size (about 0.5 KB); a step costs at most ``bins`` additions.
struct EmpiricalTail: Sendable {
    /// Four bins an octave.
    static let bins = 64

    /// Weights of deviations above and below, each divided by `unit` to be a count.
    var above = InlineArray<64, Float>(repeating: 0)
    var below = InlineArray<64, Float>(repeating: 0)
    /// Weight of the newest record; grows instead of fading all bins.
    var unit = 1.0
    var total = 0.0
    var largestAbove = 0.0
    var largestBelow = 0.0
    /// Mean absolute deviation, clipped.
    var scale = 0.0
    /// Bins that were ever used: those from here on weigh nothing. Not stored, see ``findUsed()``.
    private var usedAbove = 0
    private var usedBelow = 0

    /// Judges a deviation by the past, then learns it.
    ///
    /// - Parameter age: records before this one.
    /// - Returns: decades of surprise, the negative decimal logarithm of a one-sided tail probability.
    mutating func take(_ deviation: Double, age: Int, _ settings: SeriesConfiguration) -> Double {
        let size = abs(deviation)
        let standard = 1.25 * scale
        let z = standard > 0 ? min(size / standard, 1e6) : (size == 0 ? 0 : 1e6)
        let place = min(4 * PortableMath.log2(1 + 2 * z), Double(Self.bins) - 1.001)
        let bin = Int(place)
        let isAbove = deviation >= 0
        let count =
            isAbove
            ? Self.beyond(above.span, used: usedAbove, bin, place)
            : Self.beyond(below.span, used: usedBelow, bin, place)
        let largest = max(1, isAbove ? largestAbove : largestBelow)
        // One imagined record at the edge of what was seen stands for what was not.
        let imagined = z <= largest ? 1 : PortableMath.exp2(-settings.tailExponent * PortableMath.log2(z / largest))
        let probability = (count / unit + imagined) / (total / unit + 1)

        fade(age: age, memory: settings.memory)
        if z < 1e5 {
            if isAbove {
                above[bin] += Float(unit)
                usedAbove = max(usedAbove, bin + 1)
                largestAbove = max(largestAbove, z)
            } else {
                below[bin] += Float(unit)
                usedBelow = max(usedBelow, bin + 1)
                largestBelow = max(largestBelow, z)
            }
        }
        let bounded = age > 20 && scale > 0 ? min(size, settings.clip * scale) : size
        scale += (bounded - scale) / Double(min(age + 1, settings.memory))
        return -0.30102999566398120 * PortableMath.log2(probability)
    }

    /// Weight of the bins above `bin`, and of the part of it above `place`.
    private static func beyond(_ weights: Span<Float>, used: Int, _ bin: Int, _ place: Double) -> Double {
        var sum: Float = 0
        var index = bin + 1
        while index < used {
            sum += weights[index]
            index += 1
        }
        return Double(sum) + Double(weights[bin]) * (1 - (place - Double(bin)))
    }

    /// After the weights were read: which bins weigh anything.
    mutating func findUsed() {
        usedAbove = (0..<Self.bins).last { above[$0] != 0 }.map { $0 + 1 } ?? 0
        usedBelow = (0..<Self.bins).last { below[$0] != 0 }.map { $0 + 1 } ?? 0
    }

    private mutating func fade(age: Int, memory: Int) {
        let keep = 1 - 1 / Double(min(age + 2, memory))
        unit /= keep
        total += unit
        let root = keep.squareRoot()
        largestAbove *= root
        largestBelow *= root
        guard unit > 1e6 else { return }
        let shrink = Float(1 / unit)
        for index in 0..<Self.bins {
            above[index] *= shrink
            below[index] *= shrink
        }
        total /= unit
        unit = 1
    }
}
