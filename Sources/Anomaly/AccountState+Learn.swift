import Records
import StageKit

extension AccountState {
    /// Reporting thresholds in rupees that structuring stays below.
    static func threshold(_ index: Int) -> Float {
        switch index {
        case 0: 50_000
        case 1: 200_000
        default: 1_000_000
        }
    }

    /// The threshold that `rupees` stays below by at most six percent.
    static func thresholdJustAbove(_ rupees: Float) -> Int? {
        for index in 0..<3 where rupees < threshold(index) && rupees >= 0.94 * threshold(index) { return index }
        return nil
    }

    /// Lets the past fade by the time that went by.
    mutating func fade(days: Float, dayDecay: Float, monthDecay: Float) {
        guard days > 0 else { return }
        for index in 0..<3 { nearThreshold[index] *= dayDecay }
        let cube = monthDecay * monthDecay * monthDecay
        pool.passedOn *= cube
        heavyPayees.fade(cube * cube * cube * monthDecay)
        // An octave in two months: a yearly fee is news again, a monthly rent is not.
        peak = max(debits.mean, peak - days / 60)
    }

    /// Counts the booking in the windows that are judged with it included.
    mutating func count(_ booking: BookingFeatures) {
        if booking.isDebit {
            velocity.debit(booking.rupees)
            pool.debit(booking.rupees, at: booking.at)
        } else {
            velocity.creditDay.add()
            pool.credit(booking.rupees, at: booking.at)
        }
        if let index = Self.thresholdJustAbove(booking.rupees) { nearThreshold[index] += 1 }
        if booking.isLargeTransfer {
            if booking.isDebit {
                roundDebits.add(isRound: booking.isRound)
            } else {
                roundCredits.add(isRound: booking.isRound)
            }
        }
        guard booking.counterparty != 0 else { return }
        if booking.isDebit {
            payeesOfDay.add(booking.counterparty)
        } else {
            payersOfDay.add(booking.counterparty)
        }
    }

    /// Takes the booking into the baselines, after it was judged.
    mutating func learn(_ booking: BookingFeatures, gapOctave: Float, monthDecay: Float, isFirst: Bool) {
        if booking.isDebit {
            learnDebit(booking, monthDecay: monthDecay)
        } else {
            credits.learn(booking.octave, decay: monthDecay)
        }
        if isFirst {
            firstAt = booking.at
            lastAt = booking.at
        } else {
            if pace.sum >= LevelShift.limit {
                pace.clear()
                gaps.weight = min(gaps.weight, Baseline.weightMax / 3)
            }
            gaps.learn(gapOctave, decay: monthDecay)
            lastAt = max(lastAt, booking.at)
        }
        if booking.device != 0 { devices.insert(booking.device) }
        if let here = booking.point { place.move(to: here, at: booking.at) }
        if records < .max { records += 1 }
    }

    private mutating func learnDebit(_ booking: BookingFeatures, monthDecay: Float) {
        if level.sum >= LevelShift.limit {
            // The new level is the account's own from here on: most of what is known of the old one goes.
            level.clear()
            debits.weight = min(debits.weight, Baseline.weightMax / 3)
        }
        hours.add(booking.localHour)
        channels.add(booking.channel)
        if booking.counterparty != 0 {
            let known = payees.contains(booking.counterparty)
            newPayeeRate += ((known ? 0 : 1) - newPayeeRate) * 0.05
            payees.insert(booking.counterparty)
            if booking.octave > debits.mean + debits.spread { largePayees.insert(booking.counterparty) }
        }
        // One theft must not teach that such sums are usual: the peak climbs at most 1.5 octaves a booking.
        let climb = debits.weight > 0 ? min(1.5, booking.octave - peak) : booking.octave - peak
        if climb > 0 { peak += climb }
        debits.learn(booking.octave, decay: monthDecay)
    }
}
