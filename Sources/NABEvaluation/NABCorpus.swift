public import Foundation

/// One series of the benchmark.
public struct NABFile: Sendable {
    /// `realKnownCause/nyc_taxi.csv`.
    public var name: String
    /// The stamps as they are written in the file.
    public var stamps: [String]
    /// Seconds since 1970 of the stamps.
    public var seconds: [Int64]
    public var values: [Double]
    /// Labelled anomaly windows, row indices, both ends inclusive, ascending.
    public var windows: [ClosedRange<Int>]

    public init(
        name: String, stamps: [String], seconds: [Int64], values: [Double], windows: [ClosedRange<Int>]
    ) {
        self.name = name
        self.stamps = stamps
        self.seconds = seconds
        self.values = values
        self.windows = windows
    }

    /// `realKnownCause`.
    public var folder: String { String(name.prefix { $0 != "/" }) }

    /// Leading rows that are never scored: 15 %, at most 750.
    public var probation: Int { min(values.count * 15 / 100, 750) }
}

/// The series and windows of the Numenta Anomaly Benchmark, sorted by name.
///
/// Layout of the folder: `data/<folder>/<file>.csv` with the header `timestamp,value`, and
/// `labels/combined_windows.json`, an object from `<folder>/<file>.csv` to pairs of stamps.
public struct NABCorpus: Sendable {
    public var files: [NABFile]

    public init(files: [NABFile]) { self.files = files }

    /// Folders in ascending order.
    public var folders: [String] { Set(files.map(\.folder)).sorted() }

    /// Reads the whole corpus into memory (365,558 rows in NAB 1.1, about a second).
    ///
    /// - Throws: ``NABFault`` naming the file and line, and what would be right.
    public static func read(directory: URL) throws -> NABCorpus {
        let labels = directory.appendingPathComponent("labels/combined_windows.json")
        let windows: [String: [[String]]]
        do {
            windows = try JSONDecoder().decode([String: [[String]]].self, from: Data(contentsOf: labels))
        } catch {
            throw NABFault.unreadable(
                path: labels.path, reason: "not a JSON object from file name to pairs of stamps (\(error))")
        }
        guard !windows.isEmpty else { throw NABFault.labels(path: labels.path, reason: "names no file") }
        var files: [NABFile] = []
        for name in windows.keys.sorted() {
            let url = directory.appendingPathComponent("data").appendingPathComponent(name)
            let text: String
            do {
                text = try String(contentsOf: url, encoding: .utf8)
            } catch {
                throw NABFault.unreadable(path: url.path, reason: "named in the labels, but not readable as UTF-8")
            }
            var file = try parse(text, name: name, path: url.path)
            file.windows = try locate(windows[name] ?? [], in: file, path: labels.path)
            files.append(file)
        }
        return NABCorpus(files: files)
    }

    /// Reads one CSV text; `path` is for messages.
    public static func parse(_ text: String, name: String, path: String) throws -> NABFile {
        var file = NABFile(name: name, stamps: [], seconds: [], values: [], windows: [])
        var line = 0
        for row in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            line += 1
            if line == 1 {
                guard row == "timestamp,value" else {
                    throw malformed(path, line, row, "the header \"timestamp,value\"")
                }
                continue
            }
            if row.isEmpty { continue }
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 2 else { throw malformed(path, line, row, "two fields, timestamp,value") }
            guard let seconds = CivilTime.seconds(fields[0]) else {
                throw malformed(path, line, row, "a timestamp such as 2014-04-01 00:05:00")
            }
            guard let value = Double(fields[1]), value.isFinite else {
                throw malformed(path, line, row, "a finite number as value")
            }
            file.stamps.append(String(fields[0]))
            file.seconds.append(seconds)
            file.values.append(value)
        }
        guard !file.values.isEmpty else { throw malformed(path, line, "", "at least one row after the header") }
        return file
    }

    private static func malformed(_ path: String, _ line: Int, _ found: Substring, _ expected: String) -> NABFault {
        .malformedLine(path: path, line: line, found: String(found.prefix(80)), expected: expected)
    }

    /// Turns pairs of stamps into rows, matched on the exact stamp.
    static func locate(_ pairs: [[String]], in file: NABFile, path: String) throws -> [ClosedRange<Int>] {
        guard !pairs.isEmpty else { return [] }
        let rows = Dictionary(
            zip(file.seconds, file.seconds.indices), uniquingKeysWith: { first, _ in first })
        return try pairs.map { pair in
            guard pair.count == 2, let from = CivilTime.seconds(pair[0]), let to = CivilTime.seconds(pair[1]) else {
                throw NABFault.labels(path: path, reason: "\(file.name): a window is not a pair of stamps: \(pair)")
            }
            guard let first = rows[from], let last = rows[to], first <= last else {
                throw NABFault.labels(
                    path: path, reason: "\(file.name): window \(pair) does not begin and end at rows of the file")
            }
            return first...last
        }
    }
}
