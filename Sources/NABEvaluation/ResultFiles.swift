public import Foundation

/// Per-record scores in the layout of the benchmark's own results.
///
/// `<folder>/<detector>/<data folder>/<detector>_<file>.csv` with the columns `timestamp,value,anomaly_score,label`,
/// the label 1 inside an anomaly window.
public enum ResultFiles {
    public static func write(
        _ scores: [[Double]], of corpus: NABCorpus, detector: String, to folder: URL
    ) throws {
        guard scores.count == corpus.files.count else {
            throw NABFault.scores(
                path: folder.path, reason: "\(scores.count) score lists for \(corpus.files.count) files")
        }
        for (file, values) in zip(corpus.files, scores) {
            let parts = file.name.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, values.count == file.values.count else {
                throw NABFault.scores(
                    path: file.name, reason: "\(values.count) scores for \(file.values.count) rows of <folder>/<file>")
            }
            let place = folder.appendingPathComponent(detector).appendingPathComponent(parts[0])
            do {
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                try text(file, values).write(
                    to: place.appendingPathComponent("\(detector)_\(parts[1])"), atomically: true, encoding: .utf8)
            } catch {
                throw NABFault.unreadable(path: place.path, reason: "cannot be written: \(error)")
            }
        }
    }

    static func text(_ file: NABFile, _ scores: [Double]) -> String {
        var text = "timestamp,value,anomaly_score,label\n"
        for row in file.values.indices {
            let label = file.windows.contains { $0.contains(row) } ? 1 : 0
            text += "\(file.stamps[row]),\(file.values[row]),\(scores[row]),\(label)\n"
        }
        return text
    }

    /// Reads one CSV of all files with the columns `file,timestamp,anomaly_score,label`, in any order of files but with
    /// the rows of each file in order.
    public static func readCombined(_ text: String, for corpus: NABCorpus, path: String) throws -> [[Double]] {
        var found: [String: [Double]] = [:]
        var line = 0
        for row in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            line += 1
            if line == 1 || row.isEmpty { continue }
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 4, let score = Double(fields[2]) else {
                throw NABFault.malformedLine(
                    path: path, line: line, found: String(row.prefix(80)),
                    expected: "file,timestamp,anomaly_score,label with a number as score")
            }
            found[String(fields[0]), default: []].append(score)
        }
        return try corpus.files.map { file in
            guard let scores = found[file.name], scores.count == file.values.count else {
                throw NABFault.scores(
                    path: path,
                    reason:
                        "\(found[file.name]?.count ?? 0) scores of \(file.name), which has \(file.values.count) rows")
            }
            return scores
        }
    }
}
