import Records
import StageKit

/// A window that is unlike the past of its series.
struct VolumeFinding: Sendable, Equatable {
    /// Of the window, milliseconds.
    var start: Int64
    var tally: Tally
    /// At this hour of the week.
    var usualCount: Double
    var usualRupees: Double
    var countScore = 0.0
    var sumScore = 0.0

    init(start: Int64, tally: Tally, usualCount: Double, usualRupees: Double) {
        self.start = start
        self.tally = tally
        self.usualCount = usualCount
        self.usualRupees = usualRupees
    }

    var score: Double { max(countScore, sumScore) }

    /// Bookings that make a volume; fewer are for the detectors of accounts.
    private static let fewest = 5.0
    /// Natural logarithm of how rare a window must be by chance alone: one in a million.
    private static let rare = 14.0
    /// Payments vary about three times as much as their mean: a sum of them varies as a sum of clumps of ten does.
    private static let clump = 10.0

    /// Sets a score to 0 where independent customers explain the window: a detector ranks the surprises of its series,
    /// and the greatest of nothing but noise is still noise.
    ///
    /// The count is held against a Poisson distribution of the usual mean, the sum against one of clumps of ten usual
    /// payments. Both must differ by a fifth besides.
    mutating func dropWhatChanceExplains() {
        let count = Double(tally.count)
        let isVolume = max(count, usualCount) >= Self.fewest
        if !isVolume || !Self.isRare(count, mean: usualCount) { countScore = 0 }
        let unit = Self.clump * usualRupees / max(usualCount, 1)
        let rupees = MinorUnits(tally.sum).major
        if !isVolume || unit <= 0 || !Self.isRare(rupees / unit, mean: usualRupees / unit) { sumScore = 0 }
    }

    /// Chernoff's bound of a Poisson tail, either side; a mean below a half is taken for a half.
    private static func isRare(_ seen: Double, mean: Double) -> Bool {
        guard abs(seen - mean) >= mean / 5 else { return false }
        let mean = max(mean, 0.5)
        let log = seen > 0 ? PortableMath.log2(seen / mean) * 0.6931471805599453 : 0
        return seen * log - (seen - mean) >= rare
    }

    /// Why, in words with numbers.
    func reasons(of series: String, minutes: Int64) -> [Reason] {
        let subject = SeriesName.words(series)
        let share = score / max(countScore + sumScore, 1e-9)
        var reasons: [Reason] = []
        if countScore > 0 {
            reasons.append(
                Reason(
                    code: Double(tally.count) > usualCount ? "VOLUME_COUNT_HIGH" : "VOLUME_COUNT_LOW",
                    contribution: countScore * share,
                    evidence: "\(subject): \(tally.count) in \(minutes) minutes, usual \(Self.short(usualCount))"))
        }
        if sumScore > 0 {
            let sum = MinorUnits(tally.sum)
            reasons.append(
                Reason(
                    code: sum.major > usualRupees ? "VOLUME_SUM_HIGH" : "VOLUME_SUM_LOW",
                    contribution: sumScore * share,
                    evidence: "\(subject): \(sum.rupees) in \(minutes) minutes, usual \(usualSum.rupees)"))
        }
        return reasons
    }

    /// Whole rupees.
    var usualSum: MinorUnits {
        MinorUnits(min(Int64(min(usualRupees, 1e13).rounded()) * 100, MinorUnits.largest.rawValue))
    }

    /// One decimal below ten.
    private static func short(_ number: Double) -> String {
        if number >= 10 { return "\(Int64(min(number, 1e15).rounded()))" }
        let tenths = Int64((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
