/// What changes in somebody's life. Kept apart from ``Person``, and only ever changed in place: a copy of one person
/// would make the next change copy everybody.
struct Life: Sendable {
    var draw: Draw
    /// When this person books next without being asked.
    var nextAt: Int64
    /// When the month's income and rent are due.
    var incomeAt = Int64.max
    var rentAt = Int64.max
    /// Own money in paise, never below zero. Stolen money in transit is not in it.
    var balance: Int64
    /// When the last income came.
    var paidAt = Int64.min
    /// The end of the present trip.
    var awayUntil = Int64.min
    var awayLocality: UInt8 = 0

    init(of person: Person, start: Int64, _ draw: Draw) {
        var draw = draw
        balance = Int64(draw.logNormal(median: person.income * 0.6, spread: 0.8)) * 100
        if person.persona != .dormant {
            let payday = person.persona == .employee ? draw.pick([1, 1, 28, 5, 7]) : draw.within(1...10)
            let offset = Int64(draw.within(8 * 60...12 * 60)) * LocalTime.minute
            incomeAt = LocalTime.nextMonthly(dayOfMonth: payday, offset: offset, after: start)
        }
        if person.persona == .employee || person.persona == .trader, draw.chance(0.45) {
            let offset = Int64(draw.within(9 * 60...21 * 60)) * LocalTime.minute
            rentAt = LocalTime.nextMonthly(dayOfMonth: draw.within(2...8), offset: offset, after: start)
        }
        nextAt = Rhythm.next(after: start, rate: person.rate, shift: Int(person.hourShift), &draw)
        self.draw = draw
    }

    /// The earliest of what is due.
    var dueAt: Int64 { min(nextAt, incomeAt, rentAt) }
}
