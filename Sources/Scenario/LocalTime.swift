import Records

/// Indian Standard Time: the city's clock. Times are milliseconds since 1970-01-01T00:00:00Z.
enum LocalTime {
    static let zoneOffsetMinutes: Int16 = 330
    static let zoneOffset: Int64 = 330 * 60_000
    static let second: Int64 = 1_000
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    static func zoned(_ time: Int64) -> ZonedTime {
        ZonedTime(time: EventTime(milliseconds: time), zoneOffsetMinutes: zoneOffsetMinutes)
    }

    /// Local days since 1970-01-01.
    static func dayNumber(_ time: Int64) -> Int64 {
        let local = time &+ zoneOffset
        return local >= 0 ? local / day : (local - day + 1) / day
    }

    static func midnight(ofDay number: Int64) -> Int64 { number * day - zoneOffset }

    static func midnight(before time: Int64) -> Int64 { midnight(ofDay: dayNumber(time)) }

    static func hourOfDay(_ time: Int64) -> Int { Int((time - midnight(before: time)) / hour) }

    /// Monday 0 ... Sunday 6.
    static func weekday(ofDay number: Int64) -> Int { Int((((number + 3) % 7) + 7) % 7) }

    /// The Gregorian date of a day number (the era method of Howard Hinnant's calendar notes).
    static func date(ofDay number: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let inEra = shifted - era * 146_097
        let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let march = (5 * inYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (Int(year + era * 400 + (month <= 2 ? 1 : 0)), Int(month), Int(inYear - (153 * march + 2) / 5 + 1))
    }

    static func dayNumber(year: Int, month: Int, day: Int) -> Int64 {
        let y = Int64(month <= 2 ? year - 1 : year)
        let era = (y >= 0 ? y : y - 399) / 400
        let inEraYear = y - era * 400
        let march = Int64(month > 2 ? month - 3 : month + 9)
        let inYear = (153 * march + 2) / 5 + Int64(day) - 1
        return era * 146_097 + inEraYear * 365 + inEraYear / 4 - inEraYear / 100 + inYear - 719_468
    }

    /// `2026-03-01`: the local day of a time.
    static func dayText(_ time: Int64) -> String {
        let date = date(ofDay: dayNumber(time))
        return Text.padded(UInt64(max(0, date.year)), 4) + "-" + Text.padded(UInt64(date.month), 2) + "-"
            + Text.padded(UInt64(date.day), 2)
    }

    /// The local midnight with which a day begins that is written so; nil for what is no day.
    static func midnight(ofDayText text: String) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...9_999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let time = midnight(ofDay: dayNumber(year: year, month: month, day: day))
        return dayText(time) == text ? time : nil
    }

    /// The next time after `time` that is `offset` milliseconds into the `dayOfMonth` (1...28) of a month.
    static func nextMonthly(dayOfMonth: Int, offset: Int64, after time: Int64) -> Int64 {
        let today = date(ofDay: dayNumber(time))
        let first = midnight(ofDay: dayNumber(year: today.year, month: today.month, day: dayOfMonth)) + offset
        if first > time { return first }
        let (year, month) = today.month == 12 ? (today.year + 1, 1) : (today.year, today.month + 1)
        return midnight(ofDay: dayNumber(year: year, month: month, day: dayOfMonth)) + offset
    }
}
