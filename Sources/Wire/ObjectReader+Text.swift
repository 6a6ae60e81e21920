import CSimdJSON
import Records

/// Largest strings, bytes.
enum TextLimit {
    /// Identifiers that others give: accounts, references, UPI ids, devices.
    static let id = 128
    /// Identifiers that are made of identifiers: dedup keys, group keys, forecast ids.
    static let composedID = 512
    /// Names of people, places, occupations.
    static let name = 256
    /// Free text: what the record's own limit leaves.
    static let text = Int.max
}

extension ObjectReader {
    /// An identifier: 1...`limit` bytes without control characters.
    func id(_ field: WireField, limit: Int = TextLimit.id) throws(DecodeFault) -> String {
        try identifier(at: require(field, "a string"), limit: limit, path: field.name)
    }

    /// An identifier, nil when it is absent or null.
    func optionalID(_ field: WireField, limit: Int = TextLimit.id) throws(DecodeFault) -> String? {
        guard let index = try find(field) else { return nil }
        return try identifier(at: index, limit: limit, path: field.name)
    }

    func ids(_ field: WireField, limit: Int = TextLimit.id) throws(DecodeFault) -> [String] {
        try list(field) { (index, position) throws(DecodeFault) in
            try identifier(at: index, limit: limit, path: "\(field.name)[\(position)]")
        }
    }

    /// Free text, which may be empty and hold any character.
    func text(_ field: WireField, limit: Int = TextLimit.text) throws(DecodeFault) -> String {
        try string(at: require(field, "a string"), limit: limit, path: field.name)
    }

    /// Free text, nil when it is absent or null.
    func optionalText(_ field: WireField, limit: Int = TextLimit.text) throws(DecodeFault) -> String? {
        guard let index = try find(field) else { return nil }
        return try string(at: index, limit: limit, path: field.name)
    }

    func texts(_ field: WireField, limit: Int) throws(DecodeFault) -> [String] {
        try list(field) { (index, position) throws(DecodeFault) in
            try string(at: index, limit: limit, path: "\(field.name)[\(position)]")
        }
    }

    /// Three capital letters; `fallback` when it is absent or null.
    func currency(_ field: WireField, fallback: String) throws(DecodeFault) -> String {
        guard let index = try find(field) else { return fallback }
        let utf8 = try utf8(at: index, "a string", path: field.name)
        guard utf8.count == 3, utf8.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
            throw fault(field.name, index, .unknownValue(excerpt(utf8), expected: "the ISO 4217 codes, such as INR"))
        }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// One of the listed values.
    @inline(__always)
    func choice<T>(_ field: WireField, _ choices: Choices<T>) throws(DecodeFault) -> T {
        let index = try require(field, "a string")
        let utf8 = try utf8(at: index, "a string", path: field.name)
        if let value = choices.find(utf8) { return value }
        throw fault(field.name, index, .unknownValue(excerpt(utf8), expected: choices.list))
    }

    // MARK: Bytes

    /// The bytes of a string or number, unescaped.
    @inline(__always)
    func utf8(_ token: WireToken) -> UnsafeBufferPointer<UInt8> {
        let base: UnsafePointer<UInt8> = token.escaped ? document.pointee.unescaped : document.pointee.input
        return UnsafeBufferPointer(start: base + Int(token.text), count: Int(token.length))
    }

    @inline(__always)
    func utf8(
        at index: Int, _ expected: StaticString, path: @autoclosure () -> String
    ) throws(DecodeFault) -> UnsafeBufferPointer<UInt8> {
        let token = token(index).pointee
        guard token.kind == .string else { throw wrongType(path(), index, expected) }
        return utf8(token)
    }

    @inline(__always)
    private func string(
        at index: Int, limit: Int, path: @autoclosure () -> String
    ) throws(DecodeFault) -> String {
        let utf8 = try utf8(at: index, "a string", path: path())
        guard utf8.count <= limit else { throw fault(path(), index, .tooLong(bytes: utf8.count, limit: limit)) }
        return copy(utf8)
    }

    @inline(__always)
    private func identifier(
        at index: Int, limit: Int, path: @autoclosure () -> String
    ) throws(DecodeFault) -> String {
        let utf8 = try utf8(at: index, "a string", path: path())
        guard utf8.count > 0 else { throw fault(path(), index, .emptyString) }
        guard utf8.count <= limit else { throw fault(path(), index, .tooLong(bytes: utf8.count, limit: limit)) }
        if !document.pointee.plain, let control = Self.controlCharacter(utf8) {
            throw fault(path(), index, .outOfRange("holds the control character \(control)"))
        }
        return copy(utf8)
    }

    /// The text of a parsed string: the parser has checked that the bytes are UTF-8.
    @inline(__always)
    private func copy(_ utf8: UnsafeBufferPointer<UInt8>) -> String {
        String(copying: UTF8Span(unchecked: Span(_unsafeElements: utf8), isKnownASCII: document.pointee.ascii))
    }

    /// The first control character (C0, delete, C1) as `U+0007`.
    private static func controlCharacter(_ utf8: UnsafeBufferPointer<UInt8>) -> String? {
        var last: UInt8 = 0
        for byte in utf8 {
            if byte < 0x20 || byte == 0x7F || (last == 0xC2 && byte < 0xA0) {
                let hex = String(byte, radix: 16, uppercase: true)
                return "U+00" + (hex.utf8.count < 2 ? "0" : "") + hex
            }
            last = byte
        }
        return nil
    }

    /// The start of a refused text, for a message.
    func excerpt(_ utf8: UnsafeBufferPointer<UInt8>) -> String {
        guard utf8.count > 48 else { return String(decoding: utf8, as: UTF8.self) }
        var end = 48
        while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: utf8[..<end], as: UTF8.self) + "..."
    }
}
