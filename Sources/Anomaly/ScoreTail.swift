import Records
import StageKit

/// How rare a score is in one stream of scores: a streaming extreme-value tail in 160 bytes.
///
/// Peaks over a threshold, as SPOT and DSPOT (Siffer, Fouque, Termier and Largouët, KDD 2017), with three changes for
/// bounded memory and for drift:
///
/// - The threshold is not set once: stochastic approximation (Robbins and Monro 1951) keeps it where ``exceedanceShare``
///   of the scores lie above it, so it follows the stream's level, as DSPOT's moving average does.
/// - The generalised Pareto distribution is fitted by probability-weighted moments (Hosking and Wallis 1987) in place of
///   Grimshaw's search over stored peaks. With F the distribution of an excess Y, E[Y(1-F(Y))] is half the mean of the
///   smaller of two independent excesses, so two decayed sums are enough: of the excess, and of the smaller of it
///   and each of the eight before it.
/// - The fit is checked against what came: every excess is judged before it is learned, and a histogram of those
///   probabilities by half octaves corrects the next ones. A tail that is not Pareto (steps, several modes) still gets rates
///   that hold, to about the resolution of that histogram.
///
/// Every score is learned, alarms too: the tail is of all scores, so a rate is one of all bookings.
/// Cost: a few nanoseconds a score, some fifty more for one above the threshold. A function of the scores in their order.
struct ScoreTail {
    /// Share of scores that the threshold leaves above it.
    static let exceedanceShare: Float = 0.02
    /// Scores that only place the threshold.
    static let warmUp: UInt32 = 500
    /// Excesses before a tail is believed: about 2,500 scores.
    static let weightMin: Float = 40
    /// Excesses before rates far beyond them are believed: about 10,000 scores.
    static let weightOfRareMin: Float = 200
    /// About the last 4,096 excesses count, 200,000 scores.
    private static let decay: Float = 1 - 1 / 4_096
    /// Scores that the share above the threshold is averaged over.
    private static let shareWindow: Float = 20_000
    private static let partners = 8
    private static let bins = 24

    /// Scores taken, saturating.
    private(set) var seen: UInt32 = 0
    /// On the scale of ``bits(of:)``.
    private(set) var threshold: Float = 0
    /// Decayed share of the scores that were above the threshold of their time.
    private(set) var share: Float = 0
    /// Decayed number of excesses, their sum, and the sum of the mean smaller of each and its partners.
    private(set) var weight: Float = 0
    private var sum: Float = 0
    private var smaller: Float = 0
    /// The last excesses, in a ring.
    private var last = InlineArray<8, Float>(repeating: 0)
    private var lastCount: UInt8 = 0
    /// Decayed counts of excesses by the half octave of the probability that the fit gave them beforehand.
    private var judged = InlineArray<24, Float>(repeating: 0)

    init() {}

    /// The scale on which scores add up: bits of surprise, 0 for a score of 0, 14.3 at most.
    static func bits(of score: Double) -> Float {
        score <= 0 ? 0 : Float(max(0, -PortableMath.log2(max(5e-5, 1 - score))))
    }

    var isBelieved: Bool { weight >= Self.weightMin }

    /// Takes the next score, in bits.
    ///
    /// - Returns: the probability of a score this high or higher; nil below the threshold, or while the tail is young.
    mutating func take(_ bits: Float) -> Double? {
        let excess = bits - threshold
        var tail: Double?
        if excess > 0 {
            if seen >= Self.warmUp {
                let octave = octave(of: excess)
                if isBelieved { tail = Double(share) * corrected(octave) }
                learn(excess, octave: octave)
            } else {
                learn(excess, octave: nil)
            }
        }
        move(isAbove: excess > 0)
        return tail
    }

    private mutating func move(isAbove: Bool) {
        if seen < .max { seen += 1 }
        if seen == Self.warmUp { forgetExcesses() }
        let count = Float(seen)
        share += ((isAbove ? 1 : 0) - share) * max(1 / count, 1 / Self.shareWindow)
        // The mean excess is the tail's own scale; a guess counts as two excesses.
        let scale = (sum + 0.5) / (weight + 2)
        let step = scale * max(0.005, min(0.5, 50 / count))
        threshold += step * (isAbove ? 1 - Self.exceedanceShare : -Self.exceedanceShare)
        if threshold < 0 { threshold = 0 }
    }

    private mutating func forgetExcesses() {
        // The scale stays, as one excess, so that the steps do not jump.
        let scale = sum / max(1, weight)
        weight = 1
        sum = scale
        smaller = scale / 2
        share = Self.exceedanceShare
    }

    private mutating func learn(_ excess: Float, octave: Float?) {
        var least: Float = 0
        let known = min(Int(lastCount), Self.partners)
        for index in 0..<known { least += min(excess, last[index]) }
        weight = weight * Self.decay + 1
        sum = sum * Self.decay + excess
        smaller = smaller * Self.decay + (known > 0 ? least / Float(known) : excess / 2)
        last[Int(lastCount) % Self.partners] = excess
        lastCount = lastCount < 15 ? lastCount + 1 : 8
        guard let octave else { return }
        for index in 0..<Self.bins { judged[index] *= Self.decay }
        judged[min(Self.bins - 1, Int(octave * 2))] += 1
    }

    /// Shape of the fitted distribution, drawn towards the exponential while little is known.
    private var shape: Double {
        let ratio = Double(sum) / max(1e-9, Double(smaller))
        guard ratio > 1 else { return -1 }
        let shape = min(0.5, max(-1, (ratio - 2) / (ratio - 1)))
        return shape * Double(weight) / Double(weight + 100)
    }

    /// -log2 of the probability of an excess this large, by the fit.
    private func octave(of excess: Float) -> Float {
        guard weight > 0, sum > 0 else { return 0 }
        let shape = shape
        let scale = Double(sum) / Double(weight) * (1 - shape)
        let x = Double(excess) / scale
        guard abs(shape) > 1e-3 else { return Float(min(40, x * 1.4426950408889634)) }
        let inside = 1 + shape * x
        guard inside > 0 else { return 40 }
        return Float(min(40, PortableMath.log2(inside) / shape))
    }

    /// What the probability 2^-octave of the fit has been worth: between the shares of excesses that were judged at most
    /// as probable as the half octaves around it.
    private func corrected(_ octave: Float) -> Double {
        let place = Double(octave) * 2
        let whole = min(79, Int(place))
        let part = place - Double(whole)
        let low = PortableMath.log2(survival(whole))
        let high = PortableMath.log2(survival(whole + 1))
        return PortableMath.exp2(low + (high - low) * part)
    }

    /// Share of excesses judged less probable than 2^(-bin/2), drawn towards the fit by four imagined excesses.
    private func survival(_ bin: Int) -> Double {
        if bin >= Self.bins { return survival(Self.bins - 1) * PortableMath.exp2(Double(Self.bins - 1 - bin) / 2) }
        var all = 0.0
        var beyond = 0.0
        for index in 0..<Self.bins {
            all += Double(judged[index])
            if index >= bin { beyond += Double(judged[index]) }
        }
        let imagined = 4.0
        return (beyond + imagined) / (all + imagined * PortableMath.exp2(Double(bin) / 2))
    }
}

// MARK: Bytes

extension ScoreTail {
    func encode(into writer: inout ByteWriter) {
        writer.append(varint: UInt64(seen))
        for value in [threshold, share, weight, sum, smaller] { writer.append(float: value) }
        writer.append(lastCount)
        for index in 0..<min(Int(lastCount), Self.partners) { writer.append(float: last[index]) }
        for index in 0..<Self.bins { writer.append(float: judged[index]) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        seen = UInt32(truncatingIfNeeded: try reader.varint())
        threshold = try reader.amount()
        share = try reader.amount(most: 1)
        weight = try reader.amount()
        sum = try reader.amount()
        smaller = try reader.amount()
        lastCount = try reader.byte()
        guard lastCount <= 15 else { throw .invalid("\(lastCount) excesses in a ring of \(Self.partners)") }
        for index in 0..<min(Int(lastCount), Self.partners) { last[index] = try reader.amount() }
        for index in 0..<Self.bins { judged[index] = try reader.amount() }
    }
}

extension ByteReader {
    /// A number that is not negative and not absurd.
    mutating func amount(most: Float = 1e12) throws(StateFault) -> Float {
        let value = try float()
        guard value >= 0, value <= most else { throw .invalid("\(value) is not in 0...\(most)") }
        return value
    }
}
