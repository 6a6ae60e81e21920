import Records

/// Members of an object. `key` is always the literal text before the value, such as `,"account":`. Nil is left out.
extension JSONCursor {
    @inline(__always)
    mutating func json(_ key: StaticString, _ text: String) {
        append(key)
        append(jsonString: text)
    }

    @inline(__always)
    mutating func json(_ key: StaticString, _ text: String?) {
        if let text { json(key, text) }
    }

    mutating func json(_ key: StaticString, _ amount: MinorUnits) {
        append(key)
        append(UInt8(ascii: "\""))
        append(amount)
        append(UInt8(ascii: "\""))
    }

    mutating func json(_ key: StaticString, _ amount: MinorUnits?) {
        if let amount { json(key, amount) }
    }

    mutating func json(_ key: StaticString, _ time: ZonedTime) {
        append(key)
        append(UInt8(ascii: "\""))
        append(time)
        append(UInt8(ascii: "\""))
    }

    mutating func json(_ key: StaticString, _ time: EventTime) {
        json(key, ZonedTime(time: time, zoneOffsetMinutes: 0))
    }

    mutating func json(_ key: StaticString, _ number: Int) {
        append(key)
        if number < 0 { append(UInt8(ascii: "-")) }
        append(decimal: UInt64(number.magnitude))
    }

    mutating func json(_ key: StaticString, _ number: Int?) {
        if let number { json(key, number) }
    }

    /// Scores, probabilities, intensities: six decimals.
    mutating func json(_ key: StaticString, _ number: Double) {
        append(key)
        append(number, scale: 1_000_000, decimals: 6)
    }

    mutating func json(_ key: StaticString, _ flag: Bool) {
        append(key)
        append(flag ? "true" : "false")
    }

    mutating func json(_ key: StaticString, _ texts: [String]) {
        json(key, list: texts) { cursor, text in cursor.append(jsonString: text) }
    }

    @inline(__always)
    mutating func json<Element>(
        _ key: StaticString, list: [Element], _ write: (inout JSONCursor, borrowing Element) -> Void
    ) {
        append(key)
        append(UInt8(ascii: "["))
        for index in list.indices {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(&self, list[index])
        }
        append(UInt8(ascii: "]"))
    }

    /// A member of an object of which none is sure to come; the first one has no comma before it.
    @inline(__always)
    mutating func json(_ key: StaticString, _ text: String?, isFirst: inout Bool) {
        guard let text else { return }
        if !isFirst { append(UInt8(ascii: ",")) }
        isFirst = false
        json(key, text)
    }

    /// `"lat":...,"lon":...`, degrees with seven decimals, about a centimetre.
    mutating func json(_ point: GeoPoint) {
        append("\"lat\":")
        append(point.latitude, scale: 10_000_000, decimals: 7)
        append(",\"lon\":")
        append(point.longitude, scale: 10_000_000, decimals: 7)
    }
}

/// Values. The same bytes on every machine.
extension JSONCursor {
    /// Two decimals: `49000.00`.
    mutating func append(_ amount: MinorUnits) {
        let magnitude = amount.rawValue.magnitude
        if amount.rawValue < 0 { append(UInt8(ascii: "-")) }
        append(decimal: magnitude / 100)
        append(UInt8(ascii: "."))
        append(twoDigits: Int(magnitude % 100))
    }

    /// At most `decimals` decimals, zeros at the end left out. Total: what is not a number and the infinities are
    /// written as 0, what is too large for `scale` (ten to the `decimals`) as the largest that fits.
    @inline(__always)
    fileprivate mutating func append(_ value: Double, scale: UInt64, decimals: Int) {
        guard value.isFinite else { return append(UInt8(ascii: "0")) }
        let units = UInt64(min(9e17, value.magnitude * Double(scale)) + 0.5)
        if value < 0, units > 0 { append(UInt8(ascii: "-")) }
        append(decimal: units / scale)
        let fraction = units % scale
        guard fraction > 0 else { return }
        append(UInt8(ascii: "."))
        append(digits: fraction, count: decimals)
        dropTrailingZeros()
    }
}
