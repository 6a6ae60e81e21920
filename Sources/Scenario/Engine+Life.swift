import Records

/// What people do without being asked.
extension Engine {
    mutating func live(_ index: Int, at time: Int64) {
        let life = life(of: index)
        if time >= life.incomeAt {
            receiveIncome(index, at: time)
        } else if time >= life.rentAt {
            payRent(index, at: time)
        } else {
            act(index, at: time)
            planNext(index, after: time)
        }
        later(.person, index, at: self.life(of: index).dueAt)
    }

    private mutating func planNext(_ index: Int, after time: Int64) {
        let person = people[index]
        var earliest = time
        let awayUntil = life(of: index).awayUntil
        if time >= awayUntil, person.persona == .employee || person.persona == .trader,
            lives[index].draw.chance(0.012)
        {
            // A trip: hours on the way, days away, hours back.
            lives[index].awayLocality = UInt8(awayTown(index))
            lives[index].awayUntil = time + Int64(lives[index].draw.within(1...5)) * LocalTime.day
            earliest += 6 * LocalTime.hour
        } else if time < awayUntil, time + 12 * LocalTime.hour > awayUntil {
            earliest = awayUntil + 6 * LocalTime.hour
        }
        lives[index].nextAt = Rhythm.next(
            after: earliest, rate: person.rate * spending(of: index, at: earliest), shift: Int(person.hourShift),
            &lives[index].draw)
    }

    /// How much more often than usual somebody pays. As of the moment at which the next payment is planned: within a
    /// day of the season's edges the factor may be the old one.
    private func spending(of index: Int, at time: Int64) -> Double {
        var factor = 1.0
        if parameters.festivalDay > 0 {
            let day = LocalTime.dayNumber(time) - LocalTime.dayNumber(parameters.start.milliseconds) + 1
            let first = Int64(parameters.festivalDay)
            if (first..<first + Int64(parameters.festivalDays)).contains(day) { factor *= parameters.festivalSpending }
        }
        let paidAt = life(of: index).paidAt
        if paidAt > .min, time - paidAt < 3 * LocalTime.day { factor *= parameters.paydaySpending }
        return factor
    }

    private mutating func awayTown(_ index: Int) -> Int {
        let towns = city.localities.indices.filter { city.localities[$0].isOutside }
        return lives[index].draw.pick(towns)
    }

    private mutating func receiveIncome(_ index: Int, at time: Int64) {
        let person = people[index]
        lives[index].paidAt = time
        let amount = Int64(person.income * lives[index].draw.within(0.97...1.03)) * 100
        let payer = Party.outside(
            person.persona == .student || person.persona == .homemaker ? 50_000 + index : index / 25)
        let note: Movement.Note
        switch person.persona {
        case .employee: note = .salary
        case .pensioner: note = .pension
        case .labourer: note = .wages
        case .student, .homemaker: note = .family
        case .trader, .dormant: note = .settlement
        }
        let channel: BankTransaction.Channel = note == .family ? .upi : .neft
        transfer(
            Movement(kind: .transfer, from: payer, to: .resident(index), amount: amount, channel: channel, note: note),
            at: time)
        let offset = Int64(lives[index].draw.within(8 * 60...12 * 60)) * LocalTime.minute
        let day = min(28, LocalTime.date(ofDay: LocalTime.dayNumber(time)).day)
        lives[index].incomeAt = LocalTime.nextMonthly(
            dayOfMonth: day, offset: offset, after: time + 10 * LocalTime.day)
    }

    private mutating func payRent(_ index: Int, at time: Int64) {
        let person = people[index]
        lives[index].rentAt = LocalTime.nextMonthly(
            dayOfMonth: min(28, LocalTime.date(ofDay: LocalTime.dayNumber(time)).day),
            offset: time - LocalTime.midnight(before: time), after: time + 10 * LocalTime.day)
        let amount = Int64(person.income * 0.25 / 500 + 1) * 50_000
        let landlord = index % 3 == 0 ? Party.resident(friend(of: index, 7)) : Party.outside(100_000 + index)
        let channel: BankTransaction.Channel = index % 2 == 0 ? .upi : .imps
        guard life(of: index).balance >= amount, amount <= 10_000_000, landlord.index != index else { return }
        transfer(
            Movement(
                kind: .transfer, from: .resident(index), to: landlord, amount: amount, channel: channel, note: .rent),
            at: time)
    }

    /// One of the few people somebody sends money to, most often the first.
    func friend(of index: Int, _ number: Int) -> Int {
        let step = Draw.mix(parameters.seed &+ UInt64(index) &* 16 &+ UInt64(number)) % UInt64(max(1, people.count - 1))
        return (index + 1 + Int(step)) % people.count
    }

    private mutating func act(_ index: Int, at time: Int64) {
        guard let act = Persona.Act(rawValue: lives[index].draw.weighted(people[index].persona.acts)) else { return }
        let amount = paise(act, index)
        if act == .incoming || act == .deposit || life(of: index).balance < amount {
            return receive(index, atLeast: amount, deposit: act == .deposit, at: time)
        }
        // Drawn before it is passed on: an argument that changes `self` makes a call on `self` copy all arrays first.
        let choice = frequent(index, 5)
        switch act {
        case .shopUPI: buy(index, amount, at: time)
        case .pos: swipe(index, amount, at: time)
        case .online, .wallet: payOnline(index, amount, act == .wallet ? .wallet : .card, at: time)
        case .friend: send(index, to: .resident(friend(of: index, choice)), amount, .upi, .remark, at: time)
        case .bill: send(index, to: .outside(3_000 + choice * 50 + index % 50), amount, .upi, .shop, at: time)
        case .supplier:
            let channel: BankTransaction.Channel = amount >= 20_000_000 && isOfficeHour(time) ? .rtgs : .neft
            send(index, to: .resident(friend(of: index, 8 + choice)), amount, channel, .supplier, at: time)
        case .cheque: send(index, to: .outside(200_000 + choice + index * 5), amount, .cheque, .none, at: time)
        case .atm, .counter, .aeps: withdraw(index, amount, act, at: time)
        case .deposit, .incoming: break
        }
    }

    /// A small number, 0 most often.
    private mutating func frequent(_ index: Int, _ count: Int) -> Int {
        min(lives[index].draw.below(count), lives[index].draw.below(count))
    }

    private func isOfficeHour(_ time: Int64) -> Bool { (9..<17).contains(LocalTime.hourOfDay(time)) }

    /// What the act costs: lognormal, larger for larger incomes, rounded as people round.
    private mutating func paise(_ act: Persona.Act, _ index: Int) -> Int64 {
        let wealth = (people[index].income / 40_000).squareRoot()
        let median: Double
        switch act {
        case .shopUPI: median = 130
        case .pos: median = 650
        case .online: median = 480
        case .friend: median = 400
        case .bill: median = 520
        case .wallet: median = 160
        case .atm: median = 2_400
        case .counter: median = 7_000
        case .aeps: median = 1_500
        case .cheque: median = 9_000
        case .supplier: median = 28_000
        case .deposit: median = 9_000
        case .incoming: median = 1_200
        }
        let rupees = lives[index].draw.logNormal(median: median * wealth, spread: 0.85)
        switch act {
        case .atm, .aeps: return Int64(min(max(1, (rupees / 500).rounded()), 20)) * 50_000
        case .counter, .deposit: return Int64(max(1, (rupees / 1_000).rounded())) * 100_000
        case .supplier, .cheque: return Int64(max(10, (rupees / 100).rounded())) * 10_000
        default:
            let exact = lives[index].draw.chance(0.25)
            let whole = max(10, rupees)
            return exact ? Int64(whole * 100) : Int64((whole / 10).rounded()) * 1_000
        }
    }

    private mutating func send(
        _ index: Int, to payee: Party, _ amount: Int64, _ channel: BankTransaction.Channel, _ note: Movement.Note,
        at time: Int64
    ) {
        guard payee.index != index else { return }
        // UPI ends at one lakh.
        let sum = channel == .upi ? min(amount, 10_000_000) : amount
        transfer(
            Movement(kind: .transfer, from: .resident(index), to: payee, amount: sum, channel: channel, note: note),
            at: time)
    }

    /// Money from outside: cash paid in at the counter, family, a customer of another bank.
    private mutating func receive(_ index: Int, atLeast amount: Int64, deposit: Bool, at time: Int64) {
        var movement = Movement(
            kind: .transfer, from: .outside(400_000 + index * 4 + frequent(index, 4)), to: .resident(index),
            amount: max(amount, Int64(people[index].income * 0.08 / 100) * 10_000), channel: .upi, note: .remark)
        if movement.amount > 10_000_000 { movement.channel = movement.amount > 50_000_000 ? .neft : .imps }
        if deposit {
            movement.from = .none
            movement.channel = .branch
            movement.note = .deposit
        }
        transfer(movement, at: time)
    }
}
