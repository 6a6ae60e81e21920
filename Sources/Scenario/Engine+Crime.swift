import Records

/// Thefts, and the way of the stolen money: what arrives at a mule is all that ever leaves it.
extension Engine {
    private static let lakh: Int64 = 10_000_000

    /// A victim's next payment.
    mutating func pay(theft index: Int, at time: Int64) {
        let theft = thefts[index]
        let payment = theft.payments[progress[index].next]
        let victim = theft.victim
        guard life(of: victim).balance >= payment.amount else {
            breakDeposit(of: victim, for: payment.amount, at: time)
            return later(.payment, index, at: time + 4 * LocalTime.minute)
        }
        progress[index].next += 1
        let done = progress[index].next
        if theft.scam == .aeps {
            drawFromVictim(index, payment.amount, at: time)
        } else {
            let movement = Movement(
                kind: .transfer, from: .resident(victim),
                to: .resident(theft.collectors[(done - 1) % theft.collectors.count]), amount: payment.amount,
                channel: channel(for: payment.amount, at: time, &progress[index].draw), note: theft.scam.note,
                theft: Int32(index))
            if let debit = transfer(movement, at: time) { remember(debit, in: index) }
        }
        if done < theft.payments.count {
            later(.payment, index, at: max(theft.payments[done].at, time + 30 * LocalTime.second))
        }
    }

    /// Savings are turned into money to pay with.
    private mutating func breakDeposit(of victim: Int, for amount: Int64, at time: Int64) {
        let sum = (amount / 1_000_000 + 1) * 1_100_000
        transfer(
            Movement(
                kind: .transfer, from: .none, to: .resident(victim), amount: sum, channel: .branch, note: .closure),
            at: time)
    }

    /// AEPS: the victim's finger print is enough, there is no first mule.
    private mutating func drawFromVictim(_ index: Int, _ amount: Int64, at time: Int64) {
        let ring = rings[thefts[index].ring]
        let points = city.aepsPoints[ring.locality]
        let movement = Movement(
            kind: .cash, from: .resident(thefts[index].victim), to: .none, amount: amount, channel: .aeps, note: .none,
            terminal: points[progress[index].draw.below(points.count)], theft: Int32(index))
        drawCash(movement, at: time)
    }

    /// Notes a payment as the victim will tell it to the police: not every detail is at hand.
    private mutating func remember(_ debit: BankTransaction, in index: Int) {
        let hasReference = !progress[index].draw.chance(0.06)
        let hasIFSC = !progress[index].draw.chance(0.1)
        let hasTime = !progress[index].draw.chance(0.05)
        progress[index].paid.append(
            FIR.Transfer(
                rrn: hasReference ? debit.rrn ?? debit.utr : nil, amount: debit.amount, fromAccount: debit.account,
                toAccount: debit.counterparty?.account, toIFSC: hasIFSC ? debit.counterparty?.ifsc : nil,
                at: hasTime ? debit.bookedAt : nil))
    }

    /// What limits allow: UPI to one lakh, IMPS to five, beyond them RTGS in office hours.
    private func channel(for amount: Int64, at time: Int64, _ draw: inout Draw) -> BankTransaction.Channel {
        let isOffice = (9..<17).contains(LocalTime.hourOfDay(time))
        if amount <= Self.lakh { return draw.chance(0.72) ? .upi : .imps }
        if amount >= 2 * Self.lakh, isOffice, draw.chance(0.4) { return .rtgs }
        if amount <= 5 * Self.lakh { return .imps }
        return isOffice ? .rtgs : .neft
    }

    // MARK: From mule to mule

    /// Stolen money arrived at a mule: plans what becomes of it.
    mutating func passOn(_ arrival: Movement, at time: Int64) {
        guard let mule = arrival.to.index else { return }
        let theft = Int(arrival.theft)
        let ring = rings[thefts[theft].ring]
        let layer = Int(arrival.layer) + 1
        var draw = progress[theft].draw
        if layer >= ring.layers.count || draw.chance(0.08) {
            planCash(arrival.amount, at: mule, layer, theft, ring, after: time, &draw)
        } else {
            planSplit(arrival.amount, at: mule, layer, theft, ring, after: time, &draw)
        }
        progress[theft].draw = draw
    }

    private mutating func planSplit(
        _ amount: Int64, at mule: Int, _ layer: Int, _ theft: Int, _ ring: Ring, after time: Int64, _ draw: inout Draw
    ) {
        // The mule's own share stays.
        var left = amount - Int64(Double(amount) * draw.within(0...0.05)) / 100 * 100
        let ceiling = Int64(ring.ceiling) * 100
        let parts = min(8, max(Int((left + ceiling - 1) / ceiling), draw.within(1...3)))
        var at = time + seconds(draw.logNormal(median: ring.passMinutes * 60, spread: 0.6))
        let next = ring.layers[layer]
        for part in 0..<parts where left >= 100_00 {
            let even = left / Int64(parts - part)
            let piece =
                part == parts - 1 ? left : min(left, Int64(Double(even) * draw.within(0.75...1.25)) / 10_000 * 10_000)
            guard piece > 0 else { continue }
            left -= piece
            var movement = Movement(
                kind: .transfer, from: .resident(mule), to: .resident(Int(draw.pick(next))), amount: piece,
                channel: channel(for: piece, at: at, &draw), note: .remark, theft: Int32(theft), layer: UInt8(layer))
            if draw.chance(0.03) { movement.kind = .spend }
            later(movement, at: at)
            at += seconds(draw.within(35...190))
        }
    }

    private func seconds(_ value: Double) -> Int64 { max(1, Int64(value)) * LocalTime.second }

    // MARK: Cash

    /// Draws what came in pieces below the machine's limit, up to the account's daily limit, the rest after midnight.
    private mutating func planCash(
        _ amount: Int64, at mule: Int, _ layer: Int, _ theft: Int, _ ring: Ring, after time: Int64, _ draw: inout Draw
    ) {
        let dailyLimit = parameters.dailyLimit.map { Int64($0) * 100 } ?? [2_500_000, 4_000_000, 5_000_000][mule % 3]
        let machineLimit = Int64(parameters.machineLimit) * 100
        let area = crews[thefts[theft].ring].terminals
        var left = amount
        var today: Int64 = 0
        var at = time + seconds(draw.logNormal(median: ring.drawMinutes * 60, spread: 0.6))
        if draw.chance(ring.nightShare) {
            at = max(at, LocalTime.midnight(before: at) + seconds(draw.within(82_000...92_000)))
        }
        var terminal = Ring.terminal(of: area, &draw)
        for number in 0..<30 where left >= 50_000 {
            if today >= dailyLimit {
                at = LocalTime.midnight(before: at) + LocalTime.day + seconds(draw.within(120...2_400))
                today = 0
            }
            if number % 3 == 2 { terminal = Ring.terminal(of: area, &draw) }
            let most = min(left, machineLimit, dailyLimit - today)
            let piece =
                draw.chance(0.75)
                ? most / 50_000 * 50_000
                : min(most / 50_000 * 50_000, max(50_000, machineLimit * 95 / 100 / 50_000 * 50_000))
            guard piece > 0 else { break }
            left -= piece
            today += piece
            var movement = Movement(
                kind: .cash, from: .resident(mule), to: .none, amount: piece, channel: .atm, note: .none,
                terminal: terminal, theft: Int32(theft), layer: UInt8(layer))
            if city.terminals[Int(terminal)].kind == "AEPS" { movement.channel = .aeps }
            later(movement, at: at)
            at += seconds(draw.within(50...260))
        }
    }

    /// The money leaves sight: gold, coins, a recharge.
    mutating func spend(_ planned: Movement, at time: Int64) {
        var movement = planned
        movement.to = .outside(900_000 + Int(movement.theft) % 97)
        movement.channel = movement.amount <= Self.lakh ? .upi : .imps
        movement.note = .shop
        movement.reference = ids.reference(at: time)
        publish(.bankTransaction(booking(movement, .debit, at: time)), to: .bankTransactions, at: time)
    }

    // MARK: Truth

    mutating func tellTransfer(_ movement: Movement, _ booking: BankTransaction, at time: Int64) {
        let to = booking.counterparty?.account ?? ""
        tell(
            movement.layer == 0 ? "victim_transfer" : "layer_transfer", movement, booking,
            layer: Int(movement.layer) + 1,
            detail: "from=\(booking.account) to=\(to)", at: time)
    }

    mutating func tellCash(_ movement: Movement, _ booking: BankTransaction, at time: Int64) {
        let detail = "account=\(booking.account) terminal=\(booking.terminal?.id ?? "")"
        tell("cash_out", movement, booking, layer: Int(movement.layer), detail: detail, at: time)
        if movement.layer == 0 {
            progress[Int(movement.theft)].paid.append(
                FIR.Transfer(
                    rrn: booking.rrn, amount: booking.amount, fromAccount: booking.account, at: booking.bookedAt))
        }
    }

    private mutating func tell(
        _ kind: String, _ movement: Movement, _ booking: BankTransaction, layer: Int, detail: String, at time: Int64
    ) {
        let theft = thefts[Int(movement.theft)]
        let truth = GroundTruth(
            subject: booking.transactionID, kind: kind, ring: rings[theft.ring].name, caseID: theft.firID, layer: layer,
            amount: booking.amount, at: booking.bookedAt, detail: detail)
        publish(.groundTruth(truth), to: .scenarioTruth, at: time)
    }
}
