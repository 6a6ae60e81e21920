/// One ISO 8583 message dumped as a JSON object: fields by number, at the top or under `fields`.
///
/// Accepted names: `4`, `004`, `DE4`, `DE004`, `DE_4`, `F4`, `field4`; the message type under `mti`, `0` or `DE0`. Values are
/// strings, or whole numbers (then leading zeros are lost, which only fields of text mind). Reading is strict: a
/// field that comes twice, nested values elsewhere and anything after the object are faults.
struct FieldDump: Sendable, Equatable {
    private(set) var fields: [Int: String] = [:]

    subscript(number: Int) -> String? { fields[number].flatMap { $0.isEmpty ? nil : $0 } }

    static func path(_ number: Int) -> String { number == 0 ? "mti" : "DE\(number)" }

    func fault(_ number: Int, _ reason: String) -> AdapterFault {
        AdapterFault(path: Self.path(number), line: 1, reason)
    }

    func required(_ number: Int) throws(AdapterFault) -> String {
        guard let value = self[number] else { throw fault(number, "is missing") }
        return value
    }

    static func read(_ bytes: [UInt8]) throws(AdapterFault) -> FieldDump {
        guard bytes.count <= 65_536 else {
            throw AdapterFault(path: "", line: 1, "\(bytes.count) bytes are more than the limit of 65536")
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw AdapterFault(path: "", line: 1, "the bytes are not UTF-8")
        }
        var reader = Reader(bytes: bytes)
        var dump = FieldDump()
        try reader.object(into: &dump, depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.fault("text after the object") }
        return dump
    }

    /// 2 for `DE2`, 0 for `mti`, nil for what is no field.
    private static func number(_ name: String) -> Int? {
        var name = name.lowercased()
        if name == "mti" { return 0 }
        for prefix in ["field", "de", "f"] where name.hasPrefix(prefix) {
            name.removeFirst(prefix.count)
            break
        }
        if name.hasPrefix("_") { name.removeFirst() }
        guard (1...3).contains(name.utf8.count), Values.isDigits(name, count: 1...3), let number = Int(name),
            number <= 192
        else { return nil }
        return number
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        private var line: Int { 1 + bytes[..<index].count { $0 == 0x0A } }

        init(bytes: [UInt8]) { self.bytes = bytes }

        func fault(_ reason: String) -> AdapterFault {
            AdapterFault(path: "", line: line, "not a JSON object of fields: \(reason) (at byte \(index))")
        }

        mutating func skipSpace() { while index < bytes.count, XMLReader.isSpace(bytes[index]) { index += 1 } }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        mutating func object(into dump: inout FieldDump, depth: Int) throws(AdapterFault) {
            guard take(UInt8(ascii: "{")) else { throw fault("'{' is expected") }
            if take(UInt8(ascii: "}")) { return }
            repeat {
                skipSpace()
                let name = try string()
                guard take(UInt8(ascii: ":")) else { throw fault("':' is expected") }
                skipSpace()
                if index < bytes.count, bytes[index] == UInt8(ascii: "{") {
                    guard depth == 0, ["fields", "data_elements", "dataElements"].contains(name) else {
                        throw fault("an object where a field's text is expected")
                    }
                    try object(into: &dump, depth: 1)
                    continue
                }
                let text = try value()
                guard let number = FieldDump.number(name) else { continue }
                guard dump.fields.updateValue(text, forKey: number) == nil else {
                    throw AdapterFault(path: FieldDump.path(number), line: line, "comes twice")
                }
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw fault("'}' is expected") }
        }

        private mutating func value() throws(AdapterFault) -> String {
            guard index < bytes.count else { throw fault("a value is expected") }
            if bytes[index] == UInt8(ascii: "\"") { return try string() }
            let start = index
            while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
            guard index > start, index - start <= 40 else {
                throw fault("a string or a whole number is expected")
            }
            if index < bytes.count, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[index]) {
                throw fault("a string or a whole number is expected")
            }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }

        private mutating func string() throws(AdapterFault) -> String {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw fault("a string is expected") }
            index += 1
            var out: [UInt8] = []
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                guard bytes[index] >= 0x20 else { throw fault("a control character in a string") }
                if bytes[index] == UInt8(ascii: "\\") {
                    try escape(into: &out)
                } else {
                    out.append(bytes[index])
                    index += 1
                }
            }
            guard index < bytes.count else { throw fault("a string that does not end") }
            index += 1
            return String(decoding: out, as: UTF8.self)
        }

        private mutating func escape(into out: inout [UInt8]) throws(AdapterFault) {
            guard index + 1 < bytes.count else { throw fault("a string that does not end") }
            let kind = bytes[index + 1]
            index += 2
            switch kind {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(kind)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "u"):
                guard index + 4 <= bytes.count,
                    bytes[index..<index + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                    let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { throw fault("an escape that is none (surrogates are not accepted)") }
                index += 4
                out += Array(String(Character(scalar)).utf8)
            default: throw fault("an escape that is none")
            }
        }
    }
}
