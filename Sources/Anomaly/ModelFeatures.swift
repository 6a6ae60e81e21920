public import Records
import StageKit

/// The row of numbers that a trained model sees of a booking: what the detectors found and the figures behind it.
///
/// A model stores the names of its features; one that does not have exactly ``names``, in this order, is refused.
public enum ModelFeatures {
    public static let names: [String] =
        Signal.allCases.map { "signal_" + $0.code.lowercased() } + [
            "detectors", "octave", "octaves_over_usual", "is_debit", "channel", "local_hour", "has_counterparty",
            "has_device", "bookings", "payees_known", "hour_share", "burst_count", "burst_usual", "day_sum_octave",
            "usual_day_octave", "credits_today", "credits_usual", "channel_uses", "kilometres", "hours_since_seen",
            "silence_hours", "near_threshold_count", "pool_credit_octave", "pool_share", "pool_age_minutes",
            "level_run", "level_octaves", "pace_run", "pace_octaves", "round_run", "round_share",
            "counterparties_today", "counterparties_usual", "payee_share", "payee_age_hours",
        ]

    /// - Parameter detectors: the score of `found`, which costs more than all the rest.
    static func row(_ booking: BookingFeatures, _ found: borrowing Assessment, detectors: Double) -> Row {
        var row = Row()
        for index in 0..<Signal.count { row.append(found.strengths[index]) }
        row.append(Float(detectors))
        row.append(booking.octave)
        row.append(found.usualOctave > 0 ? booking.octave - found.usualOctave : .nan)
        row.append(booking.isDebit ? 1 : 0)
        row.append(Float(booking.channel))
        row.append(Float(booking.localHour))
        row.append(booking.counterparty != 0 ? 1 : 0)
        row.append(booking.device != 0 ? 1 : 0)
        row.append(Float(min(found.bookings, 10_000)))
        row.append(Float(found.payeesKnown))
        row.append(found.hourShare)
        row.append(found.burstCount)
        row.append(found.burstUsual)
        row.append(Float(PortableLog.rupees(Double(found.daySum))))
        row.append(found.usualDayOctave)
        row.append(found.creditsToday)
        row.append(found.creditsUsual)
        row.append(Float(min(found.channelUses, 1_000)))
        row.append(found.kilometres)
        row.append(found.kilometres > 0 ? Float(found.sinceSeen) / 3_600_000 : .nan)
        row.append(Float(found.silence) / 3_600_000)
        row.append(found.nearCount)
        row.append(Float(PortableLog.rupees(Double(found.poolCredit))))
        row.append(found.poolShare)
        row.append(Float(found.poolAge) / 60_000)
        row.append(Float(found.levelRun))
        row.append(found.levelGain)
        row.append(Float(found.paceRun))
        row.append(found.paceGain)
        row.append(Float(found.roundRun))
        row.append(found.roundShare)
        row.append(found.fan)
        row.append(found.fanUsual)
        row.append(found.payeeShare)
        row.append(found.payeePayments > 0 ? Float(found.payeeAge) / 3_600_000 : .nan)
        return row
    }

    /// The values of one booking, in the order of ``names``, without memory of their own.
    struct Row {
        private(set) var values = InlineArray<64, Float>(repeating: 0)
        private var count = 0

        mutating func append(_ value: Float) {
            values[count] = value
            count += 1
        }

        /// As training and the library take them.
        var array: [Float] { (0..<count).map { values[$0] } }
    }
}

/// Bookings in event-time order to feature rows, with the accounts' states in memory: what training reads. The rows are
/// those the stage would have seen.
public struct FeatureStream: Sendable {
    private var accounts: [String: AccountState] = [:]

    public init() {}

    /// The row of a booking and what the detectors alone give it; nil for a redelivery.
    public mutating func take(_ booking: BankTransaction) -> (row: [Float], detectors: Double)? {
        let features = BookingFeatures(booking)
        var found = Assessment()
        guard accounts[booking.account, default: AccountState()].take(features, &found) else { return nil }
        let detectors = found.score
        return (ModelFeatures.row(features, found, detectors: detectors).array, detectors)
    }
}
