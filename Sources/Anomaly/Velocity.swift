import Records

/// Debits of the last minute, ten minutes, hour, day (with their sum) and week, credits of the last day, and what a usual day
/// looks like.
struct Velocity {
    var minute = SlidingCount()
    var tenMinutes = SlidingCount()
    var week = SlidingCount()
    var hour = SlidingCount()
    var day = SlidingCount()
    var creditDay = SlidingCount()
    /// Rupees debited in the running day and in the day before.
    var daySum: Float = 0
    var previousDaySum: Float = 0
    /// Decayed mean of debits a day, days without any included.
    var usualCount: Float = 0
    /// Decayed mean of debits a week, in 16ths; 0 until a week has gone by.
    private var usualWeek16: UInt16 = 0
    /// Decayed mean of credits a day.
    var usualCredits: Float = 0
    /// Binary logarithm of the rupees debited on a day with debits.
    var usualSum = Baseline()

    /// Debits of a usual week: slower than seven usual days, which would follow a busy week within it. Nil until a whole week
    /// has gone by.
    var usualWeek: Float? { usualWeek16 > 0 ? Float(usualWeek16) / 16 : nil }

    static let minuteMilliseconds: Int64 = 60_000
    static let hourMilliseconds: Int64 = 3_600_000
    static let dayMilliseconds: Int64 = 86_400_000
    static let tenMinutesMilliseconds: Int64 = 600_000
    static let weekMilliseconds: Int64 = 604_800_000

    /// Moves the windows from the account's last booking to `now`. A booking out of order counts as of the last one.
    ///
    /// - Returns: whole days moved on.
    mutating func roll(from last: Int64, to now: Int64) -> Int64 {
        guard now > last else { return 0 }
        minute.roll(now / Self.minuteMilliseconds - last / Self.minuteMilliseconds)
        tenMinutes.roll(now / Self.tenMinutesMilliseconds - last / Self.tenMinutesMilliseconds)
        hour.roll(now / Self.hourMilliseconds - last / Self.hourMilliseconds)
        let days = now / Self.dayMilliseconds - last / Self.dayMilliseconds
        guard days > 0 else { return 0 }
        let weeks = now / Self.weekMilliseconds - last / Self.weekMilliseconds
        if weeks > 0 {
            closeWeeks(weeks)
            week.roll(weeks)
        }
        closeDays(days)
        day.roll(days)
        previousDaySum = days == 1 ? daySum : 0
        daySum = 0
        creditDay.roll(days)
        return days
    }

    private mutating func closeWeeks(_ weeks: Int64) {
        let count = Int(week.current) * 16
        var usual = Int(usualWeek16)
        // The first week may be a part of one: the second says what is usual.
        if usual == 0, week.previous == 0 { return }
        usual = usual == 0 ? count : usual + (count - usual) / 5
        for _ in 0..<min(weeks - 1, 20) { usual -= usual / 5 }
        usualWeek16 = UInt16(clamping: max(1, usual))
    }

    private mutating func closeDays(_ days: Int64) {
        usualCount += (Float(day.current) - usualCount) * 0.1
        usualCredits += (Float(creditDay.current) - usualCredits) * 0.1
        for _ in 0..<min(days - 1, 60) {
            usualCount *= 0.9
            usualCredits *= 0.9
        }
        if day.current > 0 {
            usualSum.learn(Float(PortableLog.rupees(Double(daySum))), decay: 1)
        }
    }

    mutating func debit(_ rupees: Float) {
        minute.add()
        tenMinutes.add()
        hour.add()
        day.add()
        week.add()
        daySum += rupees
    }

    /// Rupees debited within the last 24 hours, about.
    func sum(at fraction: Float) -> Float { daySum + previousDaySum * (1 - fraction) }

    static func fraction(_ now: Int64, of length: Int64) -> Float {
        Float(((now % length) + length) % length) / Float(length)
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        minute.encode(into: &raw, &at)
        hour.encode(into: &raw, &at)
        day.encode(into: &raw, &at)
        creditDay.encode(into: &raw, &at)
        raw.put(daySum, &at)
        raw.put(previousDaySum, &at)
        raw.put(usualCount, &at)
        raw.put(usualCredits, &at)
        usualSum.encode(into: &raw, &at)
    }

    init() {}

    init(from reader: inout ByteReader) throws(StateFault) {
        minute = try SlidingCount(from: &reader)
        hour = try SlidingCount(from: &reader)
        day = try SlidingCount(from: &reader)
        creditDay = try SlidingCount(from: &reader)
        daySum = try reader.float()
        previousDaySum = try reader.float()
        usualCount = try reader.float()
        usualCredits = try reader.float()
        usualSum = try Baseline(from: &reader)
    }

    /// The windows that version 1 of the state did not have.
    func encodeLater(into raw: inout MutableRawSpan, _ at: inout Int) {
        tenMinutes.encode(into: &raw, &at)
        week.encode(into: &raw, &at)
        raw.put(usualWeek16, &at)
    }

    mutating func readLater(from reader: inout ByteReader) throws(StateFault) {
        tenMinutes = try SlidingCount(from: &reader)
        week = try SlidingCount(from: &reader)
        usualWeek16 = try reader.integer()
    }
}
