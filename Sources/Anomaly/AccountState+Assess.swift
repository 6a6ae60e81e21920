import Records
import StageKit

extension AccountState {
    /// Takes one booking: judges it by what is known of the account, then learns it.
    ///
    /// - Parameter found: what the detectors say; comes in empty.
    /// - Returns: false for an id that the account has just had: nothing was learnt.
    /// - Complexity: O(1), no heap; two logarithms and two powers, more for a located booking.
    mutating func take(_ booking: BookingFeatures, _ found: inout Assessment) -> Bool {
        guard ids.insert(booking.idHash) else { return false }
        let isFirst = records == 0
        let gap = isFirst ? 0 : max(0, booking.at - lastAt)
        let days = Double(gap) / 86_400_000
        let dayDecay = Float(PortableMath.exp2(-days))
        let monthDecay = Float(PortableMath.exp2(-days / 30))
        let gapOctave = Float(PortableLog.seconds(milliseconds: gap))
        if !isFirst {
            let days = velocity.roll(from: lastAt, to: booking.at)
            payersOfDay.roll(days)
            payeesOfDay.roll(days)
        }
        fade(days: Float(days), dayDecay: dayDecay, monthDecay: monthDecay)
        count(booking)

        found.paysOut = booking.isDebit
        found.bookings = Int(records)
        if !isFirst {
            assessAmount(booking, &found)
            assessHabits(booking, &found)
            assessVelocity(booking, &found)
            assessDormancy(booking, gap: gap, gapOctave: gapOctave, &found)
            assessTravel(booking, &found)
            assessShift(booking, gapOctave: gapOctave, &found)
            assessFan(booking, &found)
        }
        assessRoundSums(booking, &found)
        assessConcentration(booking, &found)
        assessStructuring(booking, &found)
        assessPassThrough(booking, &found)

        learn(booking, gapOctave: gapOctave, monthDecay: monthDecay, isFirst: isFirst)
        return true
    }

    // The detectors below are `mutating` although most of them change nothing: called on a value that is being changed, a
    // function that is not is handed a copy of it, 900 bytes each time.

    /// 0...1: how far the account as a whole may be judged by its past.
    private var evidence: Float { Float(min(records, 1_000)) / (Float(min(records, 1_000)) + 8) }

    private mutating func assessAmount(_ booking: BookingFeatures, _ found: inout Assessment) {
        let baseline = booking.isDebit ? debits : credits
        found.usualOctave = baseline.mean
        let excess = baseline.excess(booking.octave)
        let believed = baseline.evidence(half: 5)
        // Below about ₹1,000 nobody is robbed; from ₹10,000 on it counts in full.
        let matters = ramp(booking.octave, 10, 13.3)
        guard booking.isDebit else {
            found[.amount] = 0.3 * ramp(excess, 2, 6) * believed * matters
            return
        }
        let abovePeak = 0.2 + 0.8 * ramp(booking.octave - peak, 0, 1.5)
        let named = booking.counterparty != 0
        let known = named && (payees.contains(booking.counterparty) || largePayees.contains(booking.counterparty))
        found[.amount] = 0.85 * ramp(excess, 2, 6) * believed * matters * abovePeak * (known ? 0.35 : 1)
        guard named, !known else { return }
        found.payeesKnown = Int(payees.count)
        let rare = 1 - 0.8 * newPayeeRate
        found[.newPayee] = 0.75 * ramp(excess, 1, 4) * believed * matters * rare * abovePeak
    }

    private mutating func assessHabits(_ booking: BookingFeatures, _ found: inout Assessment) {
        let matters = ramp(booking.octave, 9, 12.3)
        if booking.isDebit {
            found.hourShare = hours.relativeShareOnRing(booking.localHour)
            let seen = hours.evidence / (hours.evidence + 12)
            found[.hour] = 0.25 * ramp(-found.hourShare, -0.35, -0.05) * seen * matters
            found.channelUses = channels.occurrences(booking.channel)
            let rare = ramp(-channels.relativeShare(booking.channel), -0.25, -0.05)
            found[.channel] = 0.15 * rare * channels.evidence / (channels.evidence + 12) * matters
        }
        if booking.device != 0, devices.count > 0, !devices.contains(booking.device) {
            found[.device] = (booking.isDebit ? 0.25 : 0.05) * evidence * matters
        }
    }

    private mutating func assessVelocity(_ booking: BookingFeatures, _ found: inout Assessment) {
        let dayPart = Velocity.fraction(booking.at, of: Velocity.dayMilliseconds)
        guard booking.isDebit else {
            found.creditsToday = velocity.creditDay.count(at: dayPart)
            found.creditsUsual = velocity.usualCredits
            let over = (found.creditsToday - found.creditsUsual) / (found.creditsUsual + 1).squareRoot()
            found[.creditBurst] = 0.4 * ramp(over, 6, 16)
            return
        }
        let usual = velocity.usualCount
        let minutePart = Velocity.fraction(booking.at, of: Velocity.minuteMilliseconds)
        let hourPart = Velocity.fraction(booking.at, of: Velocity.hourMilliseconds)
        burst(velocity.minute.count(at: minutePart), usual: usual / 480, window: 0, &found)
        let tenPart = Velocity.fraction(booking.at, of: Velocity.tenMinutesMilliseconds)
        let weekPart = Velocity.fraction(booking.at, of: Velocity.weekMilliseconds)
        burst(velocity.tenMinutes.count(at: tenPart), usual: usual / 48, window: 1, &found)
        burst(velocity.hour.count(at: hourPart), usual: usual / 8, window: 2, &found)
        burst(velocity.day.count(at: dayPart), usual: usual, window: 3, &found)
        if let usualWeek = velocity.usualWeek {
            burst(velocity.week.count(at: weekPart), usual: usualWeek, window: 4, &found)
        }
        found.daySum = velocity.sum(at: dayPart)
        found.usualDayOctave = velocity.usualSum.mean
        // One large debit is the amount detector's; this one is for many that add up.
        guard booking.rupees < 0.6 * found.daySum, velocity.usualSum.weight > 0, found.daySum > 5_000 else { return }
        let excess = velocity.usualSum.excess(Float(PortableLog.rupees(Double(found.daySum))))
        found[.dayTotal] = 0.5 * ramp(excess, 2, 5) * velocity.usualSum.evidence(half: 4)
    }

    private mutating func burst(_ count: Float, usual: Float, window: Int, _ found: inout Assessment) {
        let strength = 0.55 * ramp((count - usual) / (usual + 1).squareRoot(), 3.5, 10)
        guard strength > found[.burst] else { return }
        found[.burst] = strength
        found.burstCount = count
        found.burstUsual = usual
        found.burstWindow = window
    }

    private mutating func assessDormancy(
        _ booking: BookingFeatures, gap: Int64, gapOctave: Float, _ found: inout Assessment
    ) {
        let days = Float(gap / 3_600_000) / 24
        guard days > 45 else { return }
        found.silence = gap
        found.usualGapOctave = gaps.mean
        found[.dormancy] =
            0.45 * ramp(days, 45, 180) * ramp(gaps.excess(gapOctave), 1.5, 4) * ramp(booking.octave, 10, 14)
            * gaps.evidence(half: 5)
    }

    private mutating func assessTravel(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard let here = booking.point, place.at != 0, booking.at >= place.at else { return }
        // A tenth of a degree is 11 km at most: not worth a sine.
        if abs(here.latitude - Double(place.latitude)) + abs(here.longitude - Double(place.longitude)) < 0.1 { return }
        let distance = Float(PortableMath.kilometres(from: place.point, to: here))
        let elapsed = booking.at - place.at
        let speed = distance / (Float(max(60_000, elapsed)) / 3_600_000)
        found.kilometres = distance
        found.sinceSeen = elapsed
        found[.travel] = 0.85 * ramp(speed, 500, 1_200) * ramp(distance, 60, 250)
    }

    private mutating func assessStructuring(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard let index = Self.thresholdJustAbove(booking.rupees) else { return }
        found.nearIndex = index
        found.nearCount = nearThreshold[index]
        found[.structuring] = 0.75 * ramp(nearThreshold[index], 1.4, 4)
    }

    private mutating func assessPassThrough(_ booking: BookingFeatures, _ found: inout Assessment) {
        guard booking.isDebit, pool.isWatched(at: booking.at), booking.rupees >= 0.1 * pool.credited else { return }
        found.poolCredit = pool.credited
        found.poolShare = pool.share
        found.poolAge = booking.at - pool.startedAt
        let slow = ramp(Float(found.poolAge), 1_800_000, 7_200_000)
        let known = booking.counterparty != 0 && payees.contains(booking.counterparty)
        let repeated = 0.6 + 0.1 * min(3, pool.passedOn)
        found[.passThrough] =
            min(0.9, repeated) * ramp(pool.share, 0.4, 0.9) * ramp(pool.credited, 4_000, 20_000)
            * (1 - 0.6 * slow) * (known ? 0.4 : 1)
    }
}
