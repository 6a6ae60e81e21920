/// Text, references and names.
extension XMLReader {
    mutating func append(_ text: [UInt8]) {
        guard let last = open.indices.last else { return }
        // Line ends are LF (XML 1.0, 2.11).
        guard text.contains(0x0D) else { return open[last].element.text += String(decoding: text, as: UTF8.self) }
        var normal: [UInt8] = []
        for (position, byte) in text.enumerated() {
            if byte == 0x0A, position > 0, text[position - 1] == 0x0D { continue }
            normal.append(byte == 0x0D ? 0x0A : byte)
        }
        open[last].element.text += String(decoding: normal, as: UTF8.self)
    }

    /// Text up to the next `<` or `&`.
    mutating func characters() throws(AdapterFault) -> [UInt8] {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&") {
            if starts(with: "]]>") { throw fault("']]>' in text") }
            advance()
        }
        try check(start..<index)
        return Array(bytes[start..<index])
    }

    /// `&amp;` and its four sisters, `&#10;`, `&#x1F600;`.
    mutating func reference() throws(AdapterFault) -> [UInt8] {
        let limit = min(bytes.count, index + 12)
        guard let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("'&' that begins no reference: write &amp;")
        }
        let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
        index = end + 1
        switch name {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "apos": return [UInt8(ascii: "'")]
        case "quot": return [UInt8(ascii: "\"")]
        default: break
        }
        guard name.hasPrefix("#") else { throw fault("entities other than XML's own five are not accepted") }
        let isHex = name.hasPrefix("#x")
        let digits = name.dropFirst(isHex ? 2 : 1)
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
            let number = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(number),
            Self.isCharacter(scalar)
        else { throw fault("a reference to a character that XML does not have") }
        return Array(String(Character(scalar)).utf8)
    }

    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value == 9 || value == 10 || value == 13 || (value >= 0x20 && value != 0xFFFE && value != 0xFFFF)
    }

    /// Control characters, U+FFFE and U+FFFF are no XML.
    func check(_ range: Range<Int>) throws(AdapterFault) {
        for position in range {
            let byte = bytes[position]
            let isControl = byte < 0x20 && !Self.isSpace(byte)
            let isNoncharacter =
                byte == 0xEF && position + 2 < bytes.count && bytes[position + 1] == 0xBF && bytes[position + 2] >= 0xBE
            if isControl || isNoncharacter { throw fault("a character that XML does not have") }
        }
    }

    /// ASCII names alone: the messages have no others.
    mutating func name() throws(AdapterFault) -> String {
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index], first: index == start) { index += 1 }
        guard index > start else { throw fault("a name is expected") }
        guard index - start <= 256 else { throw fault("a name longer than 256 bytes") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
        let letter = byte | 0x20
        if letter >= 0x61 && letter <= 0x7A || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") { return true }
        if first { return false }
        return byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
