/// Bytes of a table as they come from police computers, turned to UTF-8.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    /// What Excel on Windows writes where Unicode is not asked for.
    case windows1252 = "windows-1252"

    /// By byte order mark, or by zero bytes at every second place; UTF-8 otherwise.
    public static func detect(_ bytes: [UInt8]) -> TextEncoding {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        let head = bytes.prefix(64)
        let evenZeros = head.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
        let oddZeros = head.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 }
        if head.count >= 16, oddZeros > head.count / 4, evenZeros == 0 { return .utf16LittleEndian }
        if head.count >= 16, evenZeros > head.count / 4, oddZeros == 0 { return .utf16BigEndian }
        return .utf8
    }

    /// UTF-16 as UTF-8; the others unchanged, for their fields are decoded one by one. A byte order mark is dropped.
    func normalised(_ bytes: [UInt8]) -> [UInt8] {
        guard self == .utf16LittleEndian || self == .utf16BigEndian else {
            return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        }
        let low = self == .utf16LittleEndian ? 0 : 1
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            units.append(UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// A field's text; what is not UTF-8 is read as Windows-1252, for one file often has rows from several computers.
    func text(_ field: [UInt8]) -> (text: String, wasGuessed: Bool) {
        if self != .windows1252, let text = String(validating: field, as: UTF8.self) { return (text, false) }
        var text = ""
        for byte in field {
            let scalar = (0x80...0x9F).contains(byte) ? Self.upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
            text.unicodeScalars.append(scalar)
        }
        return (text, self != .windows1252)
    }

    /// Windows-1252's 0x80...0x9F (Unicode's CP1252.TXT); the five unused ones as U+FFFD.
    private static let upper: [Unicode.Scalar] = [
        "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
        "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
    ]
}

/// Reads comma-separated values as RFC 4180 has them, from files that people made: comma, semicolon or tab, any line ends,
/// line breaks inside of quotes, quotes inside of unquoted fields. What cannot be read is a refusal with its line; the next
/// record is then looked for on the next line, so one bad quote costs one row and not the file.
public struct CSVParser: Sendable {
    public struct Record: Equatable, Sendable {
        public var fields: [[UInt8]]
        /// From 1.
        public var line: Int
    }

    public enum Item: Equatable, Sendable {
        case record(Record)
        case refusal(line: Int, reason: String)
    }

    /// Where a record begins: reading goes on from here after a restart.
    public struct Position: Equatable, Sendable {
        public var offset: Int
        public var line: Int
        public init(offset: Int = 0, line: Int = 1) {
            self.offset = offset
            self.line = line
        }
    }

    /// Of a record; a quote that is never closed is found within it.
    public static let recordBytesMax = 256 << 10

    private let bytes: [UInt8]
    private let delimiter: UInt8
    public private(set) var position: Position

    /// - Parameter bytes: UTF-8 or a one-byte encoding, without a byte order mark.
    public init(_ bytes: [UInt8], delimiter: UInt8 = 0x2C, from position: Position = Position()) {
        self.bytes = bytes
        self.delimiter = delimiter
        self.position = position
    }

    /// The most frequent of comma, semicolon and tab outside of quotes on the first line; comma when there is none.
    public static func delimiter(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes.prefix(64 << 10) {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if counts.isEmpty { continue }
                break
            }
            if byte == 0x2C || byte == 0x3B || byte == 0x09 { counts[byte, default: 0] += 1 }
        }
        return [0x2C, 0x3B, 0x09].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 0x2C
    }

    /// The next record or refusal; nil at the end. Empty lines are skipped. Linear, but for the line of a refusal.
    public mutating func next() -> Item? {
        while position.offset < bytes.count, isLineEnd(position.offset) { endLine() }
        guard position.offset < bytes.count else { return nil }
        let start = position
        var fields: [[UInt8]] = []
        while true {
            switch field(of: start) {
            case .success(let field): fields.append(field)
            case .failure(let reason):
                position = start
                while position.offset < bytes.count, !isLineEnd(position.offset) { position.offset += 1 }
                if position.offset < bytes.count { endLine() }
                return .refusal(line: start.line, reason: reason.text)
            }
            guard position.offset < bytes.count, bytes[position.offset] == delimiter else { break }
            position.offset += 1
        }
        if position.offset < bytes.count { endLine() }
        return .record(Record(fields: fields, line: start.line))
    }

    private struct Reason: Error { var text: String }

    private func isLineEnd(_ index: Int) -> Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

    private mutating func endLine() {
        let isPair =
            bytes[position.offset] == 0x0D && position.offset + 1 < bytes.count && bytes[position.offset + 1] == 0x0A
        position.offset += isPair ? 2 : 1
        position.line += 1
    }

    private mutating func field(of start: Position) -> Result<[UInt8], Reason> {
        guard position.offset < bytes.count, bytes[position.offset] == 0x22 else {
            let from = position.offset
            while position.offset < bytes.count, !isLineEnd(position.offset), bytes[position.offset] != delimiter {
                position.offset += 1
            }
            return .success(Array(bytes[from..<position.offset]))
        }
        position.offset += 1
        var value: [UInt8] = []
        while true {
            guard position.offset < bytes.count, position.offset - start.offset < Self.recordBytesMax else {
                return .failure(
                    Reason(
                        text: position.offset < bytes.count
                            ? "a quoted field goes on for more than \(Self.recordBytesMax >> 10) KiB: is its quote never closed?"
                            : "a quote is opened and never closed"))
            }
            let byte = bytes[position.offset]
            if byte == 0x22 {
                position.offset += 1
                guard position.offset < bytes.count, bytes[position.offset] == 0x22 else { break }
                value.append(byte)
                position.offset += 1
            } else if isLineEnd(position.offset) {
                let before = position.offset
                endLine()
                value += bytes[before..<position.offset]
            } else {
                value.append(byte)
                position.offset += 1
            }
        }
        while position.offset < bytes.count, bytes[position.offset] == 0x20 { position.offset += 1 }
        if position.offset < bytes.count, !isLineEnd(position.offset), bytes[position.offset] != delimiter {
            return .failure(
                Reason(text: "text after a closing quote: quotes inside of a quoted field are written twice"))
        }
        return .success(value)
    }
}

/// Writes what ``CSVParser`` and spreadsheets read: CRLF, quotes only where needed.
public struct CSVWriter: Sendable {
    public private(set) var text = ""

    public init() {}

    /// - Parameter guarded: a field that a spreadsheet would run as a formula gets an apostrophe before it: texts of cases
    ///   come from anybody.
    public mutating func row(_ fields: [String], guarded: Bool = false) {
        text += fields.map { Self.field(guarded ? Self.guarded($0) : $0) }.joined(separator: ",")
        text += "\r\n"
    }

    static func guarded(_ field: String) -> String {
        guard let first = field.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else { return field }
        return "'" + field
    }

    private static func field(_ text: String) -> String {
        let needsQuotes =
            text.utf8.contains { [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D].contains($0) } || text.hasPrefix(" ")
            || text.hasSuffix(" ")
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
