public import Records

extension Timestamp {
    /// Writes the time in its own zone, milliseconds only when they are not zero: `2026-03-01T10:15:00+05:30`. About 20 ns.
    ///
    /// Total: a time outside the years 0...9999 is written as the nearest one inside.
    public static func append(_ time: ZonedTime, to writer: inout ByteWriter) {
        writer.appendJSON(expecting: 32) { cursor in cursor.append(time) }
    }

    /// Writes the time in UTC, with `Z`.
    public static func append(_ time: EventTime, to writer: inout ByteWriter) {
        append(ZonedTime(time: time, zoneOffsetMinutes: 0), to: &writer)
    }

    /// The time in its own zone, as text.
    public static func string(_ time: ZonedTime) -> String {
        var writer = ByteWriter(capacity: 32)
        append(time, to: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The time in UTC, as text.
    public static func string(_ time: EventTime) -> String {
        string(ZonedTime(time: time, zoneOffsetMinutes: 0))
    }
}

extension JSONCursor {
    /// A day inside 0000-01-01 and 9999-12-31, so that no zone leaves four digits.
    private static let first: Int64 = -62_167_132_800_000
    private static let last: Int64 = 253_402_214_399_999

    mutating func append(_ time: ZonedTime) {
        let zone = max(-1_439, min(1_439, Int(time.zoneOffsetMinutes)))
        let milliseconds = max(Self.first, min(Self.last, time.time.milliseconds))
        append(local: milliseconds + Int64(zone) * 60_000)
        guard zone != 0 else { return append(UInt8(ascii: "Z")) }
        append(zone < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        append(twoDigits: abs(zone) / 60)
        append(UInt8(ascii: ":"))
        append(twoDigits: abs(zone) % 60)
    }

    private mutating func append(local milliseconds: Int64) {
        let (day, inDay) = Civil.split(milliseconds, by: 86_400_000)
        let date = Civil.date(ofDay: day)
        append(twoDigits: date.year / 100)
        append(twoDigits: date.year % 100)
        append(UInt8(ascii: "-"))
        append(twoDigits: date.month)
        append(UInt8(ascii: "-"))
        append(twoDigits: date.day)
        append(UInt8(ascii: "T"))
        append(twoDigits: inDay / 3_600_000)
        append(UInt8(ascii: ":"))
        append(twoDigits: inDay / 60_000 % 60)
        append(UInt8(ascii: ":"))
        append(twoDigits: inDay / 1_000 % 60)
        let fraction = inDay % 1_000
        guard fraction != 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: UInt64(fraction), count: 3)
    }
}
