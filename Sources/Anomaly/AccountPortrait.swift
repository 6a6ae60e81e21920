public import Records
import StageKit

/// What the anomaly stage knows of one account, in the units of people: rupees, seconds, counts. For who looks at the
/// state; nothing decides by it.
public struct AccountPortrait: Sendable, Equatable {
    /// What is usual of an amount or a gap: the typical value and the range of one spread around it.
    public struct Usual: Sendable, Equatable {
        public var typical: Double
        public var low: Double
        public var high: Double
        /// Effective number of observations, at most 64; 0: nothing is known.
        public var weight: Double

        init(_ baseline: Baseline) {
            typical = Self.unit(baseline.mean)
            low = Self.unit(baseline.mean - baseline.spread)
            high = Self.unit(baseline.mean + baseline.spread)
            weight = Double(baseline.weight)
        }

        private static func unit(_ octave: Float) -> Double {
            (PortableLog.rupees(ofOctave: octave) * 100).rounded() / 100
        }
    }

    /// Bookings in the running bucket of a window and in the one before.
    public struct Window: Sendable, Equatable {
        public var current: Int
        public var previous: Int

        init(_ count: SlidingCount) {
            current = Int(count.current)
            previous = Int(count.previous)
        }
    }

    /// How often something was seen lately; the counts fade.
    public struct Share: Sendable, Equatable {
        public var name: String
        public var bookings: Int
    }

    public var bookings: Int
    public var first: EventTime
    public var last: EventTime
    /// Rupees.
    public var debits: Usual
    public var credits: Usual
    /// Seconds between bookings.
    public var gaps: Usual
    /// Rupees: the largest debit the account is used to.
    public var peak: Double
    public var debitsOfMinute: Window
    public var debitsOfTenMinutes: Window
    public var debitsOfHour: Window
    public var debitsOfDay: Window
    public var debitsOfWeek: Window
    public var creditsOfDay: Window
    /// Rupees debited in the running day.
    public var daySum: Double
    public var usualDebitsADay: Double
    public var usualCreditsADay: Double
    /// Nil until a whole week has gone by.
    public var usualDebitsAWeek: Double?
    /// Rupees of a day with debits.
    public var usualDaySum: Usual
    /// Local hours, the busiest first.
    public var hours: [Share]
    public var channels: [Share]
    public var payeesKnown: Int
    public var devicesKnown: Int
    /// 0...1: of the transfers, those that went to a new payee.
    public var newPayeeShare: Double
    public var seenAt: GeoPoint?
    public var seen: EventTime?
    /// Rupees that came in together and have left again, and when the first of them came; zeros: none.
    public var poolCredited: Double
    public var poolDebited: Double
    public var poolSince: EventTime?
}

extension AccountState {
    static let channelNames = [
        "UPI", "IMPS", "NEFT", "RTGS", "ATM", "POS", "AEPS", "CHEQUE", "BRANCH", "CARD", "WALLET",
    ]

    public var portrait: AccountPortrait {
        AccountPortrait(
            bookings: Int(records), first: EventTime(milliseconds: firstAt), last: EventTime(milliseconds: lastAt),
            debits: .init(debits), credits: .init(credits), gaps: .init(gaps),
            peak: PortableLog.rupees(ofOctave: peak).rounded(), debitsOfMinute: .init(velocity.minute),
            debitsOfTenMinutes: .init(velocity.tenMinutes), debitsOfHour: .init(velocity.hour),
            debitsOfDay: .init(velocity.day), debitsOfWeek: .init(velocity.week),
            creditsOfDay: .init(velocity.creditDay), daySum: Double(velocity.daySum),
            usualDebitsADay: Double(velocity.usualCount), usualCreditsADay: Double(velocity.usualCredits),
            usualDebitsAWeek: velocity.usualWeek.map { Double($0) }, usualDaySum: .init(velocity.usualSum),
            hours: Self.shares(hours) { "\($0):00" }, channels: Self.shares(channels) { Self.channelNames[$0] },
            payeesKnown: Int(payees.count), devicesKnown: Int(devices.count), newPayeeShare: Double(newPayeeRate),
            seenAt: place.at == 0 ? nil : place.point,
            seen: place.at == 0 ? nil : EventTime(milliseconds: place.at), poolCredited: Double(pool.credited),
            poolDebited: Double(pool.debited),
            poolSince: pool.credited > 0 ? EventTime(milliseconds: pool.startedAt) : nil)
    }

    private static func shares<let classes: Int>(
        _ histogram: Histogram<classes>, name: (Int) -> String
    ) -> [AccountPortrait.Share] {
        (0..<classes).map { ($0, histogram.occurrences($0)) }.filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { AccountPortrait.Share(name: name($0.0), bookings: $0.1) }
    }
}

/// What the anomaly stage knows of the scores of one channel and direction in one partition.
public struct SegmentPortrait: Sendable, Equatable {
    public var scores: Int
    /// Scores above it are judged by how rare they are, 0...1.
    public var threshold: Double
    /// Of the scores, those above the threshold: 0.02 is aimed at.
    public var shareAbove: Double
    /// Effective number of scores above the threshold.
    public var excesses: Double
    /// Enough is known to say how rare a score is, and how rare a very rare one.
    public var isBelieved: Bool
    public var isMature: Bool
}

extension SegmentState {
    public var portrait: SegmentPortrait {
        SegmentPortrait(
            scores: Int(tail.seen), threshold: 1 - PortableMath.exp2(-Double(tail.threshold)),
            shareAbove: Double(tail.share), excesses: Double(tail.weight), isBelieved: tail.isBelieved,
            isMature: tail.weight >= ScoreTail.weightOfRareMin)
    }
}
