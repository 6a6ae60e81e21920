import Records

extension Engine {
    mutating func perform(_ movement: Movement, at time: Int64) {
        switch movement.kind {
        case .transfer: transfer(movement, at: time)
        case .arrival: arrive(movement, at: time)
        case .cash: drawCash(movement, at: time)
        case .spend: spend(movement, at: time)
        }
    }

    /// Debits the payer, when a resident, and sends the credit on its way to a resident payee. Stolen money is moved
    /// without touching anybody's own balance. Returns the debit.
    @discardableResult
    mutating func transfer(_ planned: Movement, at time: Int64) -> BankTransaction? {
        var movement = planned
        let batch = movement.channel == .neft || movement.channel == .rtgs
        movement.reference = batch ? ids.batchReference(at: time) : ids.reference(at: time)
        if movement.isOwnMoney, let payer = movement.from.index { lives[payer].balance -= movement.amount }
        var debit: BankTransaction?
        if movement.from.index != nil {
            let booking = booking(movement, .debit, at: time)
            publish(.bankTransaction(booking), to: .bankTransactions, at: time)
            debit = booking
            if movement.theft >= 0 { tellTransfer(movement, booking, at: time) }
        }
        if movement.to.index != nil {
            var arrival = movement
            arrival.kind = .arrival
            later(arrival, at: time + delay(movement.channel, movement.reference))
        }
        return debit
    }

    /// Milliseconds until the payee's bank books: seconds, or the half hour of a NEFT batch.
    private func delay(_ channel: BankTransaction.Channel, _ reference: UInt64) -> Int64 {
        let random = Int64(Draw.mix(reference) >> 40)
        switch channel {
        case .neft: return (random % 1_700 + 60) * LocalTime.second
        case .rtgs: return (random % 240 + 20) * LocalTime.second
        case .cheque: return (random % 1_800 + 600) * LocalTime.second
        case .imps: return (random % 4 + 1) * LocalTime.second
        default: return random % 3 * LocalTime.second
        }
    }

    private mutating func arrive(_ movement: Movement, at time: Int64) {
        guard let payee = movement.to.index else { return }
        let booking = booking(movement, .credit, at: time)
        publish(.bankTransaction(booking), to: .bankTransactions, at: time)
        if movement.theft < 0 {
            lives[payee].balance += movement.amount
        } else {
            passOn(movement, at: time)
        }
    }

    /// One side of a movement, as its bank reports it.
    mutating func booking(_ movement: Movement, _ direction: BankTransaction.Direction, at time: Int64)
        -> BankTransaction
    {
        let own = direction == .debit ? movement.from : movement.to
        let other = direction == .debit ? movement.to : movement.from
        var booking = BankTransaction(
            transactionID: ids.transactionID(bank: bank(own), at: time), account: account(own), direction: direction,
            amount: MinorUnits(movement.amount), bookedAt: LocalTime.zoned(time), channel: movement.channel,
            homeIFSC: ifsc(own))
        let batch = movement.channel == .neft || movement.channel == .rtgs
        if batch {
            booking.utr = ids.utr(movement.reference, bank: bank(movement.from), rtgs: movement.channel == .rtgs)
        } else if movement.reference > 0 {
            booking.rrn = ids.rrn(movement.reference)
        }
        describe(&booking, movement, other: other)
        if direction == .debit, let payer = movement.from.index {
            if movement.terminal >= 0 {
                let terminal = city.terminals[Int(movement.terminal)]
                booking.terminal = BankTransaction.Terminal(
                    id: terminal.id, kind: terminal.kind, location: terminal.location)
            } else if movement.channel != .cheque, movement.channel != .branch {
                booking.device = device(of: payer, movement, at: time)
            }
        }
        return booking
    }

    private mutating func describe(_ booking: inout BankTransaction, _ movement: Movement, other: Party) {
        let reference = booking.rrn ?? booking.utr ?? ""
        let remark = remark(movement)
        guard other != .none else {
            booking.narration = ids.narration(
                movement.channel == .atm ? "ATW" : "CASH", reference, booking.terminal?.id ?? "", remark)
            return
        }
        let isUPI = movement.channel == .upi
        let isShop = movement.note == .shop && other.index == nil
        var counterparty = BankTransaction.Counterparty()
        if isUPI { counterparty.vpa = isShop ? ids.shopVPA(other) : vpa(other) }
        if !(isUPI && isShop) {
            counterparty.account = account(other)
            counterparty.ifsc = ifsc(other)
        }
        booking.counterparty = counterparty
        let party = counterparty.vpa ?? counterparty.account ?? ""
        switch movement.channel {
        case .upi: booking.narration = ids.narration("UPI", reference, party, remark)
        case .imps: booking.narration = ids.narration("IMPS", reference, party, remark)
        case .cheque: booking.narration = ids.narration("CHQ CLG", reference, party, remark)
        default:
            booking.narration = ids.narration(movement.channel == .rtgs ? "RTGS" : "NEFT", reference, party, remark)
        }
    }

    private func remark(_ movement: Movement) -> String {
        let mark = Int(Draw.mix(movement.reference) >> 48)
        switch movement.note {
        case .none: return ""
        case .remark: return Names.remarks[mark % Names.remarks.count]
        case .salary, .pension, .wages:
            return Names.firms[Int(movement.from.raw.magnitude) % Names.firms.count] + " " + movement.note.rawValue
        case .benefit: return "DBT"
        case .closure: return "FD CLOSURE"
        default: return movement.note.rawValue
        }
    }

    /// The phone that the payer pays from. Mules mostly use their ring's.
    private mutating func device(of payer: Int, _ movement: Movement, at time: Int64) -> BankTransaction.Device {
        let person = people[payer]
        let isAway = time < life(of: payer).awayUntil
        if person.ring >= 0, movement.theft >= 0, movement.layer > 0 {
            let ring = rings[Int(person.ring)]
            let key = ring.devices[payer % ring.devices.count]
            return BankTransaction.Device(id: ids.device(key), ip: ids.ip(key), location: ring.den)
        }
        // A new phone now and then: every 200 days by and large, at a moment that the person's number decides.
        let generation = UInt64(max(0, LocalTime.dayNumber(time) + Int64(payer % 200))) / 200
        let key = UInt64(payer) &* 1_000 &+ generation
        let network = isAway || person.isAtWork(at: time) ? key &+ 500 : key
        return BankTransaction.Device(
            id: ids.device(key), ip: ids.ip(network), location: place(of: payer, at: time))
    }
}
