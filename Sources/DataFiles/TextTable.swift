public import Foundation

/// Rows of text read from comma-separated text with a header line; no quotes.
public struct TextTable: Sendable {
    public let columns: [String]
    /// The text of each row, `columns.count` fields.
    public let rows: [[Substring]]
    public let file: String
    /// The line of the file that each row stands on, from 1.
    private let lines: [Int]

    /// Parses all of `text`; blank lines are skipped.
    public init(_ text: Data, file: String) throws(DataFault) {
        let texts = String(decoding: text, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        columns = (texts.first ?? "").split(separator: ",").map(String.init)
        self.file = file
        guard !columns.isEmpty else { throw .malformed(file: file, line: 1, expected: "a header of column names") }
        var rows: [[Substring]] = []
        var lines: [Int] = []
        for (number, line) in texts.enumerated().dropFirst() where !line.isEmpty {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == columns.count else {
                throw .malformed(file: file, line: number + 1, expected: "\(columns.count) columns")
            }
            rows.append(fields)
            lines.append(number + 1)
        }
        self.rows = rows
        self.lines = lines
    }

    /// The position of a column.
    public func column(_ name: String) throws(DataFault) -> Int {
        guard let index = columns.firstIndex(of: name) else {
            throw .malformed(file: file, line: 1, expected: "a column '\(name)'")
        }
        return index
    }

    /// A finite number of row `row`, counted from 0 after the header.
    public func number(_ row: Int, _ column: Int) throws(DataFault) -> Double {
        guard let value = Double(rows[row][column]), value.isFinite else {
            throw .malformed(file: file, line: lines[row], expected: "a number in column '\(columns[column])'")
        }
        return value
    }

    /// Days since 1970-01-01 of a date such as 2017-03-01.
    public func day(_ row: Int, _ column: Int) throws(DataFault) -> Int {
        guard let day = CivilDay.days(rows[row][column]) else {
            throw .malformed(
                file: file, line: lines[row], expected: "a date such as 2017-03-01 in column '\(columns[column])'")
        }
        return day
    }
}
