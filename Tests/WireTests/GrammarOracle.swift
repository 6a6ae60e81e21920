/// A slow, plain reading of RFC 8259 to compare with: whether the bytes are valid UTF-8 and one JSON object.
/// Half of a surrogate pair is refused, as the decoder does.
func isJSONObject(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var grammar = Grammar(bytes: bytes)
    grammar.space()
    guard grammar.peek == UInt8(ascii: "{"), grammar.value() else { return false }
    grammar.space()
    return grammar.at == bytes.count
}

private struct Grammar {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func space() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    mutating func take(_ text: String) -> Bool {
        guard bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    mutating func value() -> Bool {
        space()
        switch peek {
        case UInt8(ascii: "{"):
            return container("}") {
                $0.space(); return $0.string() && $0.colon() && $0.value()
            }
        case UInt8(ascii: "["): return container("]") { $0.value() }
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return take("true")
        case UInt8(ascii: "f"): return take("false")
        case UInt8(ascii: "n"): return take("null")
        default: return number()
        }
    }

    mutating func colon() -> Bool {
        space()
        return take(":")
    }

    mutating func container(_ close: String, _ element: (inout Grammar) -> Bool) -> Bool {
        at += 1
        space()
        if take(close) { return true }
        while true {
            guard element(&self) else { return false }
            space()
            if take(close) { return true }
            guard take(",") else { return false }
        }
    }

    mutating func string() -> Bool {
        guard take("\"") else { return false }
        while let byte = peek {
            at += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte < 0x20 { return false }
            if byte == UInt8(ascii: "\\"), !escape() { return false }
        }
        return false
    }

    mutating func escape() -> Bool {
        guard let letter = peek else { return false }
        at += 1
        guard letter == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(letter) }
        guard let unit = hex() else { return false }
        guard (0xD800..<0xE000).contains(unit) else { return true }
        guard unit < 0xDC00, take("\\u"), let low = hex() else { return false }
        return (0xDC00..<0xE000).contains(low)
    }

    mutating func hex() -> Int? {
        guard at + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || (97...102) ~= $0 | 0x20 }) else {
            return nil
        }
        at += 4
        return Int(digits, radix: 16)
    }

    mutating func digits() -> Bool {
        let start = at
        while let byte = peek, byte >= 0x30, byte <= 0x39 { at += 1 }
        return at > start
    }

    mutating func number() -> Bool {
        _ = take("-")
        if !take("0"), !digits() { return false }
        if take("."), !digits() { return false }
        guard peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") else { return true }
        at += 1
        if !take("+") { _ = take("-") }
        return digits()
    }
}
