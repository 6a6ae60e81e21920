import Records
import StageKit

/// What several bookings together say: change points, round sums, fans, money that goes to one payee.
extension AccountState {
    mutating func assessShift(_ booking: BookingFeatures, gapOctave: Float, _ found: inout Assessment) {
        if booking.isDebit, debits.weight >= 8 {
            let above = booking.octave - debits.mean
            level.add(above, spreads: above / debits.spread, most: 3)
            found.levelRun = Int(level.run)
            found.levelGain = level.meanGain
            found[.levelShift] =
                0.45 * ramp(level.sum, 5, LevelShift.limit) * ramp(debits.mean + level.meanGain, 9, 12.3)
                * debits.evidence(half: 8)
        }
        guard gaps.weight >= 8 else { return }
        let below = gaps.mean - gapOctave
        // A day's errands come in a row: only a long run of short gaps counts.
        pace.add(below, spreads: below / gaps.spread, most: 1.2)
        found.paceRun = Int(pace.run)
        found.paceGain = pace.meanGain
        found[.paceShift] =
            0.3 * ramp(pace.sum, 6, LevelShift.limit) * ramp(booking.octave, 9, 12.3) * gaps.evidence(half: 8)
    }

    mutating func assessFan(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard booking.counterparty != 0 else { return }
        let fan = booking.isDebit ? payeesOfDay : payersOfDay
        let part = Velocity.fraction(booking.at, of: Velocity.dayMilliseconds)
        found.fan = fan.count(at: part)
        found.fanUsual = fan.usual
        let over = (found.fan - fan.usual) / (fan.usual + 1).squareRoot()
        found[booking.isDebit ? .fanOut : .fanIn] = 0.35 * ramp(over, 5, 14)
    }

    mutating func assessRoundSums(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard booking.isRound else { return }
        let sums = booking.isDebit ? roundDebits : roundCredits
        found.roundRun = Int(sums.run)
        found.roundShare = Float(sums.share) / 256
        found[.roundSums] = 0.3 * ramp(sums.bits, 5, 14)
    }

    mutating func assessConcentration(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard booking.isDebit, booking.counterparty != 0,
            let payee = heavyPayees.add(booking.counterparty, rupees: booking.rupees, at: booking.at),
            payee.payments > 1
        else { return }
        let age = booking.at - Int64(payee.since) * 60_000
        let share = min(1, payee.rupees / heavyPayees.total)
        found.payeeRupees = payee.rupees
        found.payeeShare = share
        found.payeePayments = Int(payee.payments)
        found.payeeAge = age
        guard share > 0.5, payee.rupees > 5_000, age < 14 * Velocity.dayMilliseconds else { return }
        let octave = Float(PortableLog.rupees(Double(payee.rupees)))
        let recent = 1 - ramp(Float(age / 3_600_000) / 24, 2, 14)
        found[.concentration] =
            0.5 * ramp(share, 0.5, 0.9) * recent * ramp(velocity.usualSum.excess(octave), 1, 4)
            * velocity.usualSum.evidence(half: 4) * ramp(octave, 12.3, 15.6)
    }
}
