import Records

/// Purchases and withdrawals.
extension Engine {
    /// By UPI: at a shop of the quarter whose bank reports too, or at one that is only a UPI id.
    mutating func buy(_ index: Int, _ amount: Int64, at time: Int64) {
        let payee = shop(for: index, at: time)
        guard payee.index != index else { return }
        transfer(
            Movement(
                kind: .transfer, from: .resident(index), to: payee, amount: min(amount, 10_000_000), channel: .upi,
                note: .shop), at: time)
    }

    private mutating func shop(for index: Int, at time: Int64) -> Party {
        let list = shops[quarter(of: index, at: time)]
        let habit = min(lives[index].draw.below(12), lives[index].draw.below(12))
        guard !list.isEmpty, lives[index].draw.chance(0.6) else {
            return .outside(1_000 + (index * 12 + habit) % 1_900)
        }
        return .resident(Int(list[(index &* 31 &+ habit &* 7) % list.count]))
    }

    /// By card at a counter: the terminal is the shop's.
    mutating func swipe(_ index: Int, _ amount: Int64, at time: Int64) {
        let number = UInt64(index % 400 * 8 + lives[index].draw.below(8))
        var point = place(of: index, at: time)
        point.latitude += Double(number % 13) * 0.0011 - 0.0066
        point.longitude += Double(number % 11) * 0.0013 - 0.0065
        var booking = plainDebit(index, amount, .pos, at: time)
        booking.terminal = BankTransaction.Terminal(
            id: "POS" + Text.padded(Draw.mix(number) % 100_000_000, 8), kind: "POS", location: point.rounded)
        booking.narration = ids.narration(
            "POS", booking.rrn ?? "", Names.shops[Int(number) % Names.shops.count],
            city.localities[quarter(of: index, at: time)].name)
        publish(.bankTransaction(booking), to: .bankTransactions, at: time)
    }

    mutating func payOnline(_ index: Int, _ amount: Int64, _ channel: BankTransaction.Channel, at time: Int64) {
        let shop = Names.onlineShops[(index + lives[index].draw.below(4)) % Names.onlineShops.count]
        var booking = plainDebit(index, amount, channel, at: time)
        booking.device = BankTransaction.Device(
            id: ids.device(UInt64(index) &* 1_000), ip: ids.ip(UInt64(index) &* 1_000),
            location: place(of: index, at: time))
        booking.narration = ids.narration(channel == .wallet ? "WALLET" : "ECOM", booking.rrn ?? "", shop, "")
        publish(.bankTransaction(booking), to: .bankTransactions, at: time)
    }

    private mutating func plainDebit(
        _ index: Int, _ amount: Int64, _ channel: BankTransaction.Channel, at time: Int64
    ) -> BankTransaction {
        lives[index].balance -= amount
        let party = Party.resident(index)
        return BankTransaction(
            transactionID: ids.transactionID(bank: bank(party), at: time), account: account(party), direction: .debit,
            amount: MinorUnits(amount), bookedAt: LocalTime.zoned(time), channel: channel, homeIFSC: ifsc(party),
            rrn: ids.rrn(ids.reference(at: time)))
    }

    /// Cash near home or work, at a place the person knows; away, wherever there is a machine.
    mutating func withdraw(_ index: Int, _ amount: Int64, _ act: Persona.Act, at time: Int64) {
        let person = people[index]
        let isAway = time < life(of: index).awayUntil
        let place = quarter(of: index, at: time)
        var movement = Movement(
            kind: .cash, from: .resident(index), to: .none, amount: amount, channel: .atm, note: .none)
        switch act {
        case .counter:
            let list = city.counters[place]
            movement.channel = .branch
            movement.terminal = list[index % list.count]
        case .aeps:
            movement.channel = .aeps
            movement.terminal = isAway ? lives[index].draw.pick(city.aepsPoints[place]) : person.aepsPoint
        default:
            if isAway || lives[index].draw.chance(0.08) {
                movement.terminal = lives[index].draw.pick(city.atms[place])
            } else {
                movement.terminal = person.isAtWork(at: time) ? person.workATM : person.homeATM
            }
        }
        drawCash(movement, at: time)
    }

    /// Cash from an account, stolen or own, at the movement's terminal.
    mutating func drawCash(_ planned: Movement, at time: Int64) {
        var movement = planned
        movement.reference = ids.reference(at: time)
        if movement.isOwnMoney, let index = movement.from.index { lives[index].balance -= movement.amount }
        let booking = booking(movement, .debit, at: time)
        publish(.bankTransaction(booking), to: .bankTransactions, at: time)
        guard movement.theft >= 0 else { return }
        tellCash(movement, booking, at: time)
        crews[thefts[Int(movement.theft)].ring].draws(city: city, moveAfter: parameters.crewMoveAfter)
    }
}
