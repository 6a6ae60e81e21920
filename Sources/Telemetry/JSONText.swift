import Records

/// Writes a small JSON object in the order of the calls. For log lines and health pages; records go through Wire.
struct JSONText {
    private var body = ""

    var object: String { "{" + body + "}" }

    mutating func field(_ name: String, _ value: String) { raw(name, Self.quoted(value)) }
    mutating func field(_ name: String, _ value: Bool) { raw(name, value ? "true" : "false") }
    mutating func field(_ name: String, _ value: Int64) { raw(name, String(value)) }
    mutating func field(_ name: String, _ values: [String]) {
        raw(name, "[" + values.map(Self.quoted).joined(separator: ",") + "]")
    }

    private mutating func raw(_ name: String, _ json: String) {
        if !body.isEmpty { body += "," }
        body += Self.quoted(name) + ":" + json
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20: out += "\\u" + hex(scalar.value, digits: 4)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    static func hex(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

/// Wall-clock time as text, in UTC, without Foundation's formatters.
enum UTCTime {
    /// `2026-03-01T04:45:00.000Z`.
    static func dateAndTime(_ time: EventTime) -> String {
        let days = floorDivide(time.milliseconds, 86_400_000)
        let (year, month, day) = civil(days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(self.time(time))"
    }

    /// `04:45:00.000Z`.
    static func time(_ time: EventTime) -> String {
        let inDay = time.milliseconds - floorDivide(time.milliseconds, 86_400_000) * 86_400_000
        let seconds = inDay / 1_000
        return "\(padded(seconds / 3_600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
            + ".\(padded(inDay % 1_000, 3))Z"
    }

    private static func padded(_ value: Int64, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a - b + 1) / b }

    /// Days since 1970-01-01 to the proleptic Gregorian calendar: years of 400 and eras counted from 1 March.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
