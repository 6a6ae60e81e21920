import Records
import StageKit

/// Says in words, with numbers, why a booking scored: the slow path, taken above the reporting floor alone.
struct Evidence {
    let booking: BookingFeatures
    let amount: MinorUnits
    let found: Assessment

    /// Reasons with their shares of `score` (they add up to it), those below a hundredth left out.
    func reasons(of score: Double) -> [Reason] {
        var total = 0.0
        for index in 0..<Signal.count { total += Self.weight(found.strengths[index]) }
        guard total > 0 else { return [] }
        var reasons: [Reason] = []
        for signal in Signal.allCases {
            let share = Self.weight(found[signal]) / total
            guard share >= 0.01 else { continue }
            let rounded = Double(Int(share * score * 10_000 + 0.5)) / 10_000
            reasons.append(Reason(code: signal.code, contribution: rounded, evidence: words(for: signal)))
        }
        return reasons
    }

    /// Noisy-or adds up in logarithms of what is left quiet.
    private static func weight(_ strength: Float) -> Double { -PortableMath.log2(1 - Double(strength)) }

    private func words(for signal: Signal) -> String {
        switch signal {
        case .amount, .newPayee: amountWords(signal)
        case .hour:
            "\(booking.localHour):00 is an hour at which this account hardly ever pays "
                + "(\(Self.percent(found.hourShare)) of an even spread)"
        case .burst: burstWords
        case .dayTotal:
            "\(Self.rupees(found.daySum)) went out within about a day; a day with payments usually has "
                + Self.rupees(Float(PortableLog.rupees(ofOctave: found.usualDayOctave)))
        case .creditBurst:
            "about \(Int(found.creditsToday.rounded())) credits within a day; usual are "
                + Self.number(found.creditsUsual)
        case .device: "a device never seen on this account in its \(found.bookings) bookings"
        case .channel:
            "a channel this account hardly uses (\(found.channelUses) of its remembered payments)"
        case .travel:
            "\(Int(found.kilometres.rounded())) km from where the account was seen "
                + "\(Self.duration(found.sinceSeen)) before"
        case .dormancy:
            "first booking after \(Self.duration(found.silence)) of silence; the usual gap is "
                + Self.duration(Int64(PortableLog.rupees(ofOctave: found.usualGapOctave) * 1_000))
        case .structuring:
            "\(amount.rupees) is just below \(Self.rupees(AccountState.threshold(found.nearIndex))), about "
                + "\(Int(found.nearCount.rounded())) such bookings within a day"
        case .passThrough:
            "\(Self.percent(found.poolShare)) of \(Self.rupees(found.poolCredit)) that came in was gone "
                + "\(Self.duration(found.poolAge)) later"
        case .levelShift:
            "the last \(found.levelRun) payments lie \(Self.times(found.levelGain)) times above this account's level"
        case .paceShift:
            "the last \(found.paceRun) bookings follow each other \(Self.times(found.paceGain)) times faster than usual"
        case .roundSums:
            "\(found.roundRun) transfers in a row are of whole thousands; of this account's large ones "
                + "\(Self.percent(found.roundShare)) are"
        case .fanIn:
            "about \(Int(found.fan.rounded())) different payers within a day; usual are "
                + Self.number(found.fanUsual)
        case .fanOut:
            "about \(Int(found.fan.rounded())) different payees within a day; usual are "
                + Self.number(found.fanUsual)
        case .concentration:
            "\(Self.percent(found.payeeShare)) of what was paid lately, \(Self.rupees(found.payeeRupees)) in "
                + "\(found.payeePayments) payments, went to a payee that came \(Self.duration(found.payeeAge)) before"
        }
    }

    private func amountWords(_ signal: Signal) -> String {
        let usual = Float(PortableLog.rupees(ofOctave: found.usualOctave))
        let ratio = booking.rupees / max(1, usual)
        let kind = found.paysOut ? "payment" : "credit"
        let times = Self.number(ratio)
        let words = "\(amount.rupees) is \(times) times this account's usual \(kind) of \(Self.rupees(usual))"
        guard signal == .newPayee else { return words }
        return words + ", to a payee that is none of the last \(found.payeesKnown)"
    }

    private var burstWords: String {
        let window =
            switch found.burstWindow {
            case 0: "a minute"
            case 1: "10 minutes"
            case 2: "an hour"
            case 3: "a day"
            default: "a week"
            }
        return "about \(Int(found.burstCount.rounded())) payments within \(window); usual are "
            + Self.number(found.burstUsual)
    }

    /// Whole rupees.
    private static func rupees(_ value: Float) -> String {
        MinorUnits(Int64(max(0, Double(value)).rounded()) * 100).rupees
    }

    /// Whole from 10 on, one decimal below.
    private static func number(_ value: Float) -> String {
        let bounded = min(1e12, max(0, Double(value)))
        if bounded >= 9.95 { return String(Int64(bounded.rounded())) }
        let tenths = Int64((bounded * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    /// Octaves as a factor.
    private static func times(_ octaves: Float) -> String { number(Float(PortableMath.exp2(Double(octaves)))) }

    private static func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }

    private static func duration(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7_200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3_600) h"
        default: return "\(seconds / 86_400) days"
        }
    }
}
