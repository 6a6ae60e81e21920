/// Reads comma-separated values as RFC 4180 has them: quoted fields with commas, doubled quotes and line breaks in them.
///
/// Lines end with LF, CRLF or CR. A byte order mark is skipped. Every record must have as many fields as the first.
public struct CSVReader {
    /// How the bytes of a field are to be understood.
    public enum Encoding: Sendable {
        /// Refuses what is none.
        case utf8
        case latin1
    }

    /// One record, and the line it begins on.
    public struct Record: Equatable, Sendable {
        /// UTF-8.
        public var fields: [[UInt8]]
        public var line: Int
    }

    private let bytes: [UInt8]
    private let path: String
    private let encoding: Encoding
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var width: Int?

    /// - Parameter path: for messages.
    public init(_ bytes: [UInt8], path: String, encoding: Encoding = .utf8) {
        self.bytes = bytes
        self.path = path
        self.encoding = encoding
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            lineStart = 3
        }
    }

    /// The next record that is not an empty line, nil at the end. Linear in its bytes.
    public mutating func next() throws(TextDataFault) -> Record? {
        while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D { endLine() }
        guard index < bytes.count else { return nil }
        let first = line
        var fields: [[UInt8]] = []
        while true {
            fields.append(try field())
            guard index < bytes.count, bytes[index] == 0x2C else { break }
            index += 1
        }
        if index < bytes.count { endLine() }
        if let width, fields.count != width {
            throw .malformed(
                path: path, line: first, column: 1, found: "\(fields.count) fields",
                expected: "\(width), as in the header")
        }
        width = fields.count
        return Record(fields: fields, line: first)
    }

    private static func endsField(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x0A || byte == 0x0D }

    private mutating func endLine() {
        let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        index += isPair ? 2 : 1
        line += 1
        lineStart = index
    }

    private mutating func field() throws(TextDataFault) -> [UInt8] {
        let (start, startLine, startColumn) = (index, line, column)
        guard index < bytes.count, bytes[index] == 0x22 else {
            while index < bytes.count, !Self.endsField(bytes[index]) {
                if bytes[index] == 0x22 {
                    throw .malformed(
                        path: path, line: line, column: column, found: "a quote inside of an unquoted field",
                        expected: "the whole field in quotes, and quotes in it doubled")
                }
                index += 1
            }
            return try decoded(Array(bytes[start..<index]), startLine, startColumn)
        }
        index += 1
        var value: [UInt8] = []
        while true {
            guard index < bytes.count else {
                throw .malformed(
                    path: path, line: startLine, column: startColumn, found: "a quote that is never closed",
                    expected: "a closing quote")
            }
            let byte = bytes[index]
            if byte == 0x22 {
                index += 1
                guard index < bytes.count, bytes[index] == 0x22 else { break }
                value.append(byte)
                index += 1
            } else if byte == 0x0A || byte == 0x0D {
                let before = index
                endLine()
                value += bytes[before..<index]
            } else {
                value.append(byte)
                index += 1
            }
        }
        if index < bytes.count, !Self.endsField(bytes[index]) {
            throw .malformed(
                path: path, line: line, column: column, found: "text after a closing quote",
                expected: "a comma or the end of the line")
        }
        return try decoded(value, startLine, startColumn)
    }

    /// Of the byte at hand, in characters from 1.
    private var column: Int {
        let before = bytes[lineStart..<min(index, bytes.count)]
        return 1 + (encoding == .utf8 ? before.count { $0 & 0xC0 != 0x80 } : before.count)
    }

    private func decoded(_ value: [UInt8], _ line: Int, _ column: Int) throws(TextDataFault) -> [UInt8] {
        if encoding == .latin1 {
            return value.flatMap { byte in byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F] }
        }
        guard value.allSatisfy({ $0 < 0x80 }) || String(validating: value, as: UTF8.self) != nil else {
            throw .malformed(
                path: path, line: line, column: column, found: "a field that is not UTF-8",
                expected: "a file in UTF-8")
        }
        return value
    }
}
