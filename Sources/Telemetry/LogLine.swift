import Records

/// One log line before it is bytes.
struct LogLine {
    var time: EventTime
    var level: String
    var logger: String
    var message: String
    /// Sorted by key.
    var fields: [(key: String, value: String)]

    private static let reserved: Set<String> = ["ts", "level", "logger", "msg"]

    var json: [UInt8] {
        var out = JSONText()
        out.field("ts", UTCTime.dateAndTime(time))
        out.field("level", level)
        out.field("logger", logger)
        out.field("msg", message)
        for (key, value) in fields { out.field(Self.reserved.contains(key) ? "field." + key : key, value) }
        return Array(out.object.utf8) + [0x0A]
    }

    /// Line breaks are escaped: what an outsider wrote must not look like a line of ours.
    var text: [UInt8] {
        let name = level.uppercased()
        let padded = name + String(repeating: " ", count: max(0, 8 - name.count))
        var out = "\(UTCTime.time(time)) \(padded) \(logger) \(Self.oneLine(message))"
        for (key, value) in fields {
            let quoted = value.isEmpty || value.utf8.contains { $0 == 0x20 || $0 == 0x22 || $0 == 0x3D }
            out += " \(key)=" + (quoted ? "\"\(Self.oneLine(value).replacingQuotes)\"" : Self.oneLine(value))
        }
        return Array(out.utf8) + [0x0A]
    }

    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                out += "\\x" + JSONText.hex(scalar.value, digits: 2)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension String {
    fileprivate var replacingQuotes: String {
        split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
    }
}
