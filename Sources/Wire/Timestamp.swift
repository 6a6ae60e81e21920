public import Records

/// RFC 3339 times, from bytes and to bytes, without Foundation.
///
/// Reads `2026-03-01T10:15:00.250+05:30`: a real calendar date of the years 1970...2100, a `T` or `t`, seconds 0...59,
/// an optional fraction (cut to milliseconds), and a zone (`Z`, `z` or `+hh:mm`), which is required.
public enum Timestamp {
    /// The time that `utf8` spells, nil when it is anything else. About 20 ns.
    public static func parse(_ utf8: Span<UInt8>) -> ZonedTime? {
        // 2026-03-01T10:15:00Z ... 2026-03-01T10:15:00.123456789+05:30
        guard utf8.count >= 20, utf8.count <= 35 else { return nil }
        guard utf8[4] == UInt8(ascii: "-"), utf8[7] == UInt8(ascii: "-"), utf8[10] | 0x20 == UInt8(ascii: "t"),
            utf8[13] == UInt8(ascii: ":"), utf8[16] == UInt8(ascii: ":")
        else { return nil }
        guard let century = twoDigits(utf8, at: 0), let yearInCentury = twoDigits(utf8, at: 2),
            let month = twoDigits(utf8, at: 5), let day = twoDigits(utf8, at: 8), let hour = twoDigits(utf8, at: 11),
            let minute = twoDigits(utf8, at: 14), let second = twoDigits(utf8, at: 17)
        else { return nil }
        let year = century * 100 + yearInCentury
        guard year >= 1970, year <= 2100, month >= 1, month <= 12, day >= 1,
            day <= Civil.days(inMonth: month, of: year),
            hour <= 23, minute <= 59, second <= 59
        else { return nil }
        guard let (milliseconds, zoneStart) = fraction(utf8), let zone = zone(utf8, at: zoneStart) else { return nil }
        let minutes = (Civil.dayNumber(year: year, month: month, day: day) * 24 + hour) * 60 + minute - zone
        let time = Int64(minutes) * 60_000 + Int64(second * 1_000 + milliseconds)
        guard time >= 0, time < Self.end else { return nil }
        return ZonedTime(time: EventTime(milliseconds: time), zoneOffsetMinutes: Int16(zone))
    }

    /// The same for any bytes.
    public static func parse(_ utf8: some Collection<UInt8>) -> ZonedTime? { parse(Array(utf8).span) }

    /// The same for text.
    public static func parse(_ text: String) -> ZonedTime? { parse(text.utf8.span) }

    /// 2101-01-01T00:00:00Z.
    private static let end: Int64 = 4_133_980_800_000

    private static func twoDigits(_ utf8: Span<UInt8>, at index: Int) -> Int? {
        let tens = utf8[index] &- UInt8(ascii: "0")
        let ones = utf8[index + 1] &- UInt8(ascii: "0")
        return tens <= 9 && ones <= 9 ? Int(tens &* 10 &+ ones) : nil
    }

    /// The milliseconds after the seconds, and where the zone starts.
    private static func fraction(_ utf8: Span<UInt8>) -> (milliseconds: Int, end: Int)? {
        guard utf8[19] == UInt8(ascii: ".") else { return (0, 19) }
        var milliseconds = 0
        var index = 20
        while index < utf8.count, utf8[index] &- UInt8(ascii: "0") <= 9 {
            if index < 23 { milliseconds = milliseconds * 10 + Int(utf8[index] - UInt8(ascii: "0")) }
            index += 1
        }
        guard index > 20, index < utf8.count else { return nil }
        for _ in index..<max(index, 23) { milliseconds *= 10 }
        return (milliseconds, index)
    }

    /// Minutes east of UTC of the zone that fills the rest.
    private static func zone(_ utf8: Span<UInt8>, at index: Int) -> Int? {
        let sign = utf8[index]
        if sign | 0x20 == UInt8(ascii: "z") { return utf8.count == index + 1 ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), utf8.count == index + 6,
            utf8[index + 3] == UInt8(ascii: ":"), let hours = twoDigits(utf8, at: index + 1),
            let minutes = twoDigits(utf8, at: index + 4), hours <= 23, minutes <= 59
        else { return nil }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
}
