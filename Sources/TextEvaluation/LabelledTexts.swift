public import Foundation
import TextModel
import TextTrainer

/// Texts with one class each, in the order of the file.
public struct LabelledTexts: Sendable {
    /// UTF-8.
    public var texts: [[UInt8]] = []
    /// Place of each text's class in `labels`.
    public var classes: [Int] = []
    /// The classes, ascending.
    public var labels: [String] = []

    public init() {}

    /// - Parameter rows: text and class of each.
    init(_ rows: [(text: [UInt8], label: String)]) {
        labels = Set(rows.map(\.label)).sorted()
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        texts = rows.map(\.text)
        classes = rows.map { places[$0.label] ?? 0 }
    }

    /// The first of those texts that differ in case, white space, accents or invisible characters only.
    var distinctRows: [Int] {
        var shingles = TextShingles(maximumCharacters: 1_000_000)
        var seen: Set<UInt64> = []
        return texts.indices.filter { row in
            let bytes = texts[row]
            return seen.insert(shingles.fingerprint(bytes.span)).inserted
        }
    }

    func keeping(_ rows: [Int]) -> LabelledTexts {
        var kept = LabelledTexts()
        kept.texts = rows.map { texts[$0] }
        kept.classes = rows.map { classes[$0] }
        kept.labels = labels
        return kept
    }

    static func read(_ url: URL) throws(TextDataFault) -> [UInt8] {
        do { return [UInt8](try Data(contentsOf: url)) } catch {
            throw .unreadable(path: url.path, reason: "cannot be read: \(error.localizedDescription)")
        }
    }
}

/// The two public sets of short messages.
public enum SMSData {
    /// UCI SMS Spam Collection: `ham` or `spam`, a tab and the text on each line.
    public static func uci(_ url: URL) throws(TextDataFault) -> LabelledTexts {
        try uci(LabelledTexts.read(url), path: url.path)
    }

    /// - Parameter path: for messages.
    static func uci(_ bytes: [UInt8], path: String) throws(TextDataFault) -> LabelledTexts {
        var rows: [(text: [UInt8], label: String)] = []
        for (line, content) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            var content = content
            if content.last == 0x0D { content = content.dropLast() }
            if content.isEmpty { continue }
            guard let tab = content.firstIndex(of: 0x09) else {
                throw .malformed(
                    path: path, line: line + 1, column: 1, found: "a line without a tab",
                    expected: "'ham' or 'spam', a tab, and the text")
            }
            let label = String(decoding: content[..<tab], as: UTF8.self)
            guard label == "ham" || label == "spam" else {
                throw .malformed(
                    path: path, line: line + 1, column: 1, found: "'\(label)'", expected: "'ham' or 'spam'")
            }
            rows.append((Array(content[(tab + 1)...]), label))
        }
        return LabelledTexts(rows)
    }

    /// SMS Phishing Dataset: comma-separated in Latin-1 with the columns LABEL and TEXT; labels in any case.
    public static func smishing(_ url: URL) throws(TextDataFault) -> LabelledTexts {
        try smishing(LabelledTexts.read(url), path: url.path)
    }

    static func smishing(_ bytes: [UInt8], path: String) throws(TextDataFault) -> LabelledTexts {
        let table = try LabelledTable(
            bytes, path: path, text: "TEXT", label: "LABEL", split: nil, encoding: .latin1)
        return LabelledTexts(table.rows.map { ($0.text, $0.label.lowercased()) })
    }
}

/// Two or three columns of a comma-separated file.
struct LabelledTable {
    struct Row {
        var text: [UInt8]
        var label: String
        var split: String
        var line: Int
    }

    var rows: [Row] = []
    /// Rows left out for want of a text or a class.
    var incomplete = 0

    init(
        _ bytes: [UInt8], path: String, text: String, label: String, split: String?,
        encoding: CSVReader.Encoding = .utf8
    ) throws(TextDataFault) {
        var reader = CSVReader(bytes, path: path, encoding: encoding)
        guard let header = try reader.next() else {
            throw .unsuited(path: path, reason: "is empty; expected a header and rows")
        }
        let columns = header.fields.map { Self.trimmed($0) }
        func place(_ name: String) throws(TextDataFault) -> Int {
            guard let place = columns.firstIndex(of: name) else {
                throw .noColumn(path: path, name: name, columns: columns)
            }
            return place
        }
        let textPlace = try place(text)
        let labelPlace = try place(label)
        var splitPlace: Int?
        if let split { splitPlace = try place(split) }
        while let record = try reader.next() {
            let row = Row(
                text: record.fields[textPlace], label: Self.trimmed(record.fields[labelPlace]),
                split: splitPlace.map { Self.trimmed(record.fields[$0]) } ?? "", line: record.line)
            let isBlank = row.text.allSatisfy { $0 <= 0x20 }
            if isBlank || row.label.isEmpty { incomplete += 1 } else { rows.append(row) }
        }
    }

    private static func trimmed(_ field: [UInt8]) -> String {
        String(decoding: field, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
