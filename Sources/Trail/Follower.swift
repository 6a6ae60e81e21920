import Records
import StageKit

/// One account's history and stolen money in hand: divides debits, publishes where the stolen part went.
struct Follower {
    let account: String
    let settings: TrailSettings
    let writer: HopWriter
    var history: BookingHistory
    var taints: AccountTaints

    /// Stolen money arrives: publishes it, then catches up with the debits that were booked since.
    mutating func arrive(_ lot: TaintLot, into effects: inout Effects) {
        taints.lots.append(lot)
        let risk = taints.atRisk(caseID: lot.caseID, layer: lot.layer)
        writer.emit(
            .arrived, lot, amount: lot.arrived, atRisk: risk, at: lot.arrivedAt, why: arrivalWords(lot), into: &effects)
        catchUp(lot, into: &effects)
        clean(at: nil, into: &effects)
        makeRoom(into: &effects)
    }

    /// The money may have moved before the case was known: divides the kept debits again for this arrival, without
    /// touching what other arrivals took.
    private mutating func catchUp(_ lot: TaintLot, into effects: inout Effects) {
        var balance = history.openingBalance
        var changed: [UInt64: KeptBooking] = [:]
        for var booking in history.bookings() {
            let before = balance
            balance = booking.balance(after: before)
            guard booking.direction == .debit, booking.free > 0 else { continue }
            let spending = Spending(
                booking, from: &taints.lots, only: lot.mark, balance: before, settings: settings)
            guard spending.total > 0 else { continue }
            booking.allocated += spending.total
            changed[booking.mark] = booking
            publish(spending, of: booking, into: &effects)
        }
        history.replace(changed)
    }

    /// A new debit: divides it, publishes the stolen part, keeps it.
    mutating func debit(_ booking: KeptBooking, into effects: inout Effects) {
        var booking = booking
        let balance = settings.rule == .proportional ? knownBalance(before: booking) : 0
        let spending = Spending(booking, from: &taints.lots, balance: balance, settings: settings)
        booking.allocated += spending.total
        publish(spending, of: booking, into: &effects)
        if spending.total > 0 { clean(at: booking.at, into: &effects) }
        history.append(booking, settings: settings)
    }

    private func knownBalance(before booking: KeptBooking) -> Int64 {
        history.bookings().reduce(history.openingBalance) { balance, kept in
            kept.at.time <= booking.at.time ? kept.balance(after: balance) : balance
        }
    }

    // MARK: Where it went

    private func publish(_ spending: Spending, of booking: KeptBooking, into effects: inout Effects) {
        for part in spending.parts {
            if booking.paysCash {
                publishCash(part, booking, into: &effects)
            } else if let next = booking.toAccount {
                publishMove(part, booking, to: next, into: &effects)
            } else if let vpa = booking.toVPA {
                let words = "\(amounts(part)) went to the UPI id \(vpa); the bank names no account to follow"
                emit(.moved, part, booking, toAccount: vpa, why: [("LEFT_SIGHT", words)], into: &effects)
            } else {
                let words = "\(amounts(part)) was spent by \(booking.channel.rawValue)"
                emit(.dispersed, part, booking, why: [("SPENT", words)], into: &effects)
            }
        }
    }

    private func publishCash(_ part: Spending.Part, _ booking: KeptBooking, into effects: inout Effects) {
        let place = booking.terminal.map { " at \($0.id)" } ?? ""
        let words = "\(amounts(part)) was drawn in cash\(place) \(sinceArrival(part, booking))"
        emit(
            .cashedOut, part, booking, terminal: booking.terminal, why: [("CASHED_OUT", words)] + speed(part, booking),
            into: &effects)
    }

    private func publishMove(
        _ part: Spending.Part, _ booking: KeptBooking, to next: String, into effects: inout Effects
    ) {
        guard part.amount >= settings.floor, part.lot.layer < settings.layersMax else {
            let words = "\(amounts(part)) went on to \(next): too little, or too far, to follow"
            emit(.dispersed, part, booking, toAccount: next, why: [("BELOW_FLOOR", words)], into: &effects)
            return
        }
        let words = "\(amounts(part)) went on to \(next) \(sinceArrival(part, booking))"
        emit(
            .moved, part, booking, toAccount: next, why: [("MOVED_ON", words)] + speed(part, booking), into: &effects)
        let taint = TrailTaint(
            caseID: part.lot.caseID, account: next, fromAccount: account, layer: part.lot.layer + 1,
            amount: MinorUnits(part.amount), movedAt: booking.at, stolenAt: part.lot.stolenAt,
            path: part.lot.path + [account], rrn: booking.transferName, state: part.lot.state,
            district: part.lot.district, policeStation: part.lot.policeStation, source: writer.source)
        effects.emit(.trailTaint(taint), to: .trailTaints, at: booking.at.time)
    }

    private func emit(
        _ kind: TrailHop.Kind, _ part: Spending.Part, _ booking: KeptBooking, toAccount: String? = nil,
        terminal: BankTransaction.Terminal? = nil, why: [(code: String, words: String)], into effects: inout Effects
    ) {
        let share = booking.amount > 0 ? min(1, Double(part.amount) / Double(booking.amount)) : 1
        writer.emit(
            kind, part.lot, amount: part.amount,
            atRisk: taints.atRisk(caseID: part.lot.caseID, layer: part.lot.layer), at: booking.at, share: share,
            toAccount: toAccount, terminal: terminal, why: why, into: &effects)
    }

    // MARK: What is left

    /// Lets go of what is spent; what is left below the floor disperses. `time` nil: each at its own arrival.
    private mutating func clean(at time: ZonedTime?, into effects: inout Effects) {
        let small = taints.lots.filter { $0.remaining > 0 && $0.remaining < settings.floor }
        taints.lots.removeAll { $0.remaining < settings.floor }
        for lot in small { disperse(lot, at: time ?? lot.arrivedAt, into: &effects) }
    }

    private mutating func makeRoom(into effects: inout Effects) {
        while taints.lots.count > settings.lotsMax {
            let order = taints.lots.indices.sorted {
                (taints.lots[$0].remaining, taints.lots[$0].mark) < (taints.lots[$1].remaining, taints.lots[$1].mark)
            }
            let lot = taints.lots.remove(at: order[0])
            disperse(lot, at: lot.arrivedAt, into: &effects)
        }
    }

    private func disperse(_ lot: TaintLot, at time: ZonedTime, into effects: inout Effects) {
        let words =
            "\(Words.rupees(lot.remaining)) of the stolen \(Words.rupees(lot.arrived)) is left, too little to follow"
        writer.emit(
            .dispersed, lot, amount: lot.remaining, atRisk: taints.atRisk(caseID: lot.caseID, layer: lot.layer),
            at: time,
            why: [("BELOW_FLOOR", words)], into: &effects)
    }

    /// Lots that are due by `time` are given up.
    mutating func expire(at time: EventTime, into effects: inout Effects) {
        let old = taints.lots.filter { $0.expiresAt(settings) <= time }.sorted(by: TaintLot.leavesBefore)
        taints.lots.removeAll { $0.expiresAt(settings) <= time }
        for lot in old {
            let days = settings.followMilliseconds / 86_400_000
            let words = "\(Words.rupees(lot.remaining)) has not moved in \(days) days"
            let writer = HopWriter(
                account: account, homeIFSC: history.homeIFSC, source: lot.source, runID: writer.runID)
            writer.emit(
                .expired, lot, amount: lot.remaining, atRisk: taints.atRisk(caseID: lot.caseID, layer: lot.layer),
                at: ZonedTime(time: lot.expiresAt(settings), zoneOffsetMinutes: lot.arrivedAt.zoneOffsetMinutes),
                why: [("TOO_OLD", words)], into: &effects)
        }
    }

    // MARK: Words

    private func arrivalWords(_ lot: TaintLot) -> [(code: String, words: String)] {
        let sum = Words.rupees(lot.arrived)
        guard let from = lot.path.last else {
            return [("NAMED_BY_CASE", "\(sum) stolen in case \(lot.caseID) arrived here: the case names the account")]
        }
        let elapsed = Words.duration(lot.arrivedAt.time.milliseconds(since: lot.stolenAt))
        return [
            (
                "ARRIVED_TRACED",
                "\(sum) of stolen money came from \(from), layer \(lot.layer), \(elapsed) after the theft"
            )
        ]
    }

    private func amounts(_ part: Spending.Part) -> String {
        let whole = Words.rupees(max(part.lot.arrived, part.amount))
        return "\(Words.rupees(part.amount)) of \(whole) stolen"
    }

    private func sinceArrival(_ part: Spending.Part, _ booking: KeptBooking) -> String {
        Words.duration(booking.at.time.milliseconds(since: part.lot.arrivedAt.time)) + " after it arrived"
    }

    private func speed(_ part: Spending.Part, _ booking: KeptBooking) -> [(code: String, words: String)] {
        let elapsed = booking.at.time.milliseconds(since: part.lot.arrivedAt.time)
        guard elapsed <= 30 * 60_000 else { return [] }
        return [("GONE_WITHIN_MINUTES", "it stayed for \(Words.duration(elapsed)) only")]
    }
}
