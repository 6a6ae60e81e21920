import Records

/// The pieces of compact JSON. `key` is always the literal text before the value, such as `,"account":`.
extension ByteWriter {
    mutating func json(_ key: StaticString, _ text: String) {
        append(key)
        append(jsonString: text)
    }

    /// Nil is left out.
    mutating func json(_ key: StaticString, _ text: String?) {
        if let text { json(key, text) }
    }

    mutating func json(_ key: StaticString, _ amount: MinorUnits) {
        append(key)
        append(UInt8(ascii: "\""))
        MoneyText.append(amount, to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func json(_ key: StaticString, _ amount: MinorUnits?) {
        if let amount { json(key, amount) }
    }

    mutating func json(_ key: StaticString, _ time: ZonedTime) {
        append(key)
        append(UInt8(ascii: "\""))
        Timestamp.append(time, to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func json(_ key: StaticString, _ time: EventTime) {
        json(key, ZonedTime(time: time, zoneOffsetMinutes: 0))
    }

    mutating func json(_ key: StaticString, _ number: Int) {
        append(key)
        append(decimal: Int64(number))
    }

    mutating func json(_ key: StaticString, _ number: Int?) {
        if let number { json(key, number) }
    }

    mutating func json(_ key: StaticString, _ number: Double) {
        append(key)
        NumberText.append(number, to: &self)
    }

    mutating func json(_ key: StaticString, _ flag: Bool) {
        append(key)
        append(flag ? "true" : "false")
    }

    mutating func json(_ key: StaticString, _ texts: [String]) {
        json(key, list: texts) { writer, text in writer.append(jsonString: text) }
    }

    mutating func json<Element>(
        _ key: StaticString, list: [Element], _ write: (inout ByteWriter, borrowing Element) -> Void
    ) {
        append(key)
        append(UInt8(ascii: "["))
        var isFirst = true
        for element in list {
            if !isFirst { append(UInt8(ascii: ",")) }
            isFirst = false
            write(&self, element)
        }
        append(UInt8(ascii: "]"))
    }

    /// Members of an object of which none is sure to come: the first one has no comma.
    mutating func jsonFirst(_ key: StaticString, _ text: String?) {
        guard let text else { return }
        if bytes.last != UInt8(ascii: "{") { append(UInt8(ascii: ",")) }
        json(key, text)
    }

    /// `,"lat":...,"lon":...`
    mutating func json(_ point: GeoPoint) {
        append(",\"lat\":")
        NumberText.append(degrees: point.latitude, to: &self)
        append(",\"lon\":")
        NumberText.append(degrees: point.longitude, to: &self)
    }

    /// A string in quotes: quotes, backslashes and control characters escaped, all else as it is.
    mutating func append(jsonString text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var written = 0
            for index in utf8.indices where Self.needsEscape(utf8[index]) {
                bytes.append(contentsOf: utf8[written..<index])
                append(escaped: utf8[index])
                written = index + 1
            }
            bytes.append(contentsOf: utf8[written...])
        }
        append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            let digits: StaticString = "0123456789abcdef"
            append("\\u00")
            append(digits.utf8Start[Int(byte >> 4)])
            append(digits.utf8Start[Int(byte & 15)])
        }
    }
}
