public import Foundation

/// A CSV file of texts with any number of tags each.
public enum TaggedCSV {
    /// Reads the columns `text` and `tags` (parted by spaces, semicolons or commas); other columns are ignored.
    public static func read(_ url: URL) throws(TextDataFault) -> [(text: String, tags: [String])] {
        try read(LabelledTexts.read(url), path: url.path)
    }

    static func read(_ bytes: [UInt8], path: String) throws(TextDataFault) -> [(text: String, tags: [String])] {
        var reader = CSVReader(bytes, path: path)
        guard let head = try reader.next() else { throw .unreadable(path: path, reason: "is empty") }
        let names = head.fields.map { String(decoding: $0, as: UTF8.self) }
        guard let text = names.firstIndex(of: "text"), let tags = names.firstIndex(of: "tags") else {
            throw .unreadable(path: path, reason: "has the columns \(names); text and tags are wanted")
        }
        var rows: [(text: String, tags: [String])] = []
        while let record = try reader.next() {
            guard record.fields.count == names.count else {
                throw .unreadable(
                    path: path, reason: "line \(record.line): \(record.fields.count) fields, not \(names.count)")
            }
            rows.append(
                (
                    String(decoding: record.fields[text], as: UTF8.self),
                    String(decoding: record.fields[tags], as: UTF8.self).split { " ;,".contains($0) }.map(String.init)
                ))
        }
        return rows
    }
}
