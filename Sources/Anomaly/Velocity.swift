import Records

/// Debits of the last minute, hour and day (with their sum), credits of the last day, and what a usual day looks like.
struct Velocity {
    var minute = SlidingCount()
    var hour = SlidingCount()
    var day = SlidingCount()
    var creditDay = SlidingCount()
    /// Rupees debited in the running day and in the day before.
    var daySum: Float = 0
    var previousDaySum: Float = 0
    /// Decayed mean of debits a day, days without any included.
    var usualCount: Float = 0
    /// Decayed mean of credits a day.
    var usualCredits: Float = 0
    /// Binary logarithm of the rupees debited on a day with debits.
    var usualSum = Baseline()

    static let minuteMilliseconds: Int64 = 60_000
    static let hourMilliseconds: Int64 = 3_600_000
    static let dayMilliseconds: Int64 = 86_400_000

    /// Moves the windows from the account's last booking to `now`. A booking out of order counts as of the last one.
    mutating func roll(from last: Int64, to now: Int64) {
        guard now > last else { return }
        minute.roll(now / Self.minuteMilliseconds - last / Self.minuteMilliseconds)
        hour.roll(now / Self.hourMilliseconds - last / Self.hourMilliseconds)
        let days = now / Self.dayMilliseconds - last / Self.dayMilliseconds
        guard days > 0 else { return }
        closeDays(days)
        day.roll(days)
        previousDaySum = days == 1 ? daySum : 0
        daySum = 0
        creditDay.roll(days)
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
        hour.add()
        day.add()
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
}
