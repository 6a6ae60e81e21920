import Foundation

/// The official scorer of the Numenta Anomaly Benchmark.
///
/// A window counts once, by its earliest alarm, on a sigmoid that is 1 at the window's first row and nearly 0 at its
/// last; every alarm outside windows costs, less if it comes shortly after one. One threshold holds for all series.
/// Source: Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms: the Numenta Anomaly Benchmark",
/// ICMLA 2015, and the rules of the benchmark's version 1.1.
public struct NABScorer: Sendable {
    /// One row that counts: its series, its window (a running number over the corpus, or -1) and its sigmoid weight,
    /// positive inside a window, negative outside.
    struct Row {
        var file: Int32
        var window: Int32
        var weight: Double
    }

    /// The best threshold and what it yields.
    public struct Optimum: Sendable, Equatable {
        /// Alarms are the rows with at least this score; above 1 nothing is flagged.
        public var threshold: Double
        /// 0 for a detector that never speaks, 100 for one that flags the first row of every window only.
        public var normalised: Double
    }

    /// Per series: what the alarms earned, and how many there were.
    public struct FileResult: Codable, Sendable, Equatable {
        public var file: String
        public var score: Double
        public var windows: Int
        public var windowsCaught: Int
        /// Alarms outside windows.
        public var falseAlarms: Int
    }

    private let rows: [Row?]
    private let starts: [Int]
    private let names: [String]
    private let folders: [String]
    private let windowFiles: [Int]

    public init(_ corpus: NABCorpus) {
        var rows: [Row?] = []
        var starts = [0]
        var windowFiles: [Int] = []
        for (index, file) in corpus.files.enumerated() {
            let weights = Self.weights(rows: file.values.count, windows: file.windows)
            for (at, weight) in weights.enumerated() {
                guard at >= file.probation else {
                    rows.append(nil)
                    continue
                }
                let window = file.windows.firstIndex { $0.contains(at) }
                rows.append(
                    Row(
                        file: Int32(index), window: window.map { Int32(windowFiles.count + $0) } ?? -1, weight: weight))
            }
            windowFiles += file.windows.map { _ in index }
            starts.append(rows.count)
        }
        self.rows = rows
        self.starts = starts
        self.windowFiles = windowFiles
        names = corpus.files.map(\.name)
        folders = corpus.files.map(\.folder)
    }

    static func sigmoid(_ position: Double) -> Double { 2 / (1 + exp(5 * position)) - 1 }

    /// The sigmoid weight of every row of a series.
    static func weights(rows: Int, windows: [ClosedRange<Int>]) -> [Double] {
        var weights = [Double](repeating: -1, count: rows)
        let top = sigmoid(-1)
        for (index, window) in windows.enumerated() {
            let width = Double(window.count)
            for row in window { weights[row] = sigmoid(-Double(window.upperBound - row + 1) / width) / top }
            let next = index + 1 < windows.count ? windows[index + 1].lowerBound : rows
            guard window.upperBound + 1 < next else { continue }
            for row in (window.upperBound + 1)..<next {
                let position = Double(row - window.upperBound) / (width - 1)
                weights[row] = position > 3 ? -1 : sigmoid(position)
            }
        }
        return weights
    }

    /// Finds the threshold with the highest total over the series for which `included` holds.
    ///
    /// - Parameter scores: one array a series, in the order of the corpus, one score of 0 or more a row.
    /// - Complexity: O(n log n) in the rows with a score above 0.
    public func optimum(
        _ scores: [[Double]], profile: NABProfile, included: (_ folder: String) -> Bool = { _ in true }
    ) -> Optimum {
        let flat = scores.flatMap { $0 }
        precondition(flat.count == rows.count, "one score a row of the corpus")
        let inFile = folders.map(included)
        let candidates = flat.indices.filter { index in
            guard let row = rows[index] else { return false }
            return inFile[Int(row.file)]
        }
        // Most rows have the score 0 and come last together: they need no sorting.
        let order =
            candidates.filter { flat[$0] > 0 }.sorted { flat[$0] > flat[$1] } + candidates.filter { flat[$0] <= 0 }
        var caught = [Double](repeating: -profile.falseNegative, count: windowFiles.count)
        var total = 0.0
        var best = (gain: 0.0, threshold: 1.1)
        var position = 0
        while position < order.count {
            let threshold = flat[order[position]]
            while position < order.count, flat[order[position]] == threshold {
                if let row = rows[order[position]] { total += Self.gain(row, profile, &caught) }
                position += 1
            }
            if total > best.gain { best = (total, threshold) }
        }
        let windows = windowFiles.filter { inFile[$0] }.count
        return Optimum(threshold: best.threshold, normalised: Self.normalise(best.gain, windows, profile))
    }

    /// What the alarms at a threshold earn in each series.
    public func results(_ scores: [[Double]], threshold: Double, profile: NABProfile) -> [FileResult] {
        names.indices.map { file in
            let windows = windowFiles.indices.filter { windowFiles[$0] == file }
            var caught = [Double](repeating: -profile.falseNegative, count: windowFiles.count)
            var total = -profile.falseNegative * Double(windows.count)
            var hit: Set<Int32> = []
            var falseAlarms = 0
            for (offset, score) in scores[file].enumerated() where score >= threshold {
                guard let row = rows[starts[file] + offset] else { continue }
                total += Self.gain(row, profile, &caught)
                if row.window >= 0 { hit.insert(row.window) } else { falseAlarms += 1 }
            }
            return FileResult(
                file: names[file], score: total, windows: windows.count, windowsCaught: hit.count,
                falseAlarms: falseAlarms)
        }
    }

    /// The normalised total of per-series results.
    public func normalised(_ results: [FileResult], profile: NABProfile) -> Double {
        let windows = results.reduce(0) { $0 + $1.windows }
        let total = results.reduce(0) { $0 + $1.score }
        return Self.normalise(total + profile.falseNegative * Double(windows), windows, profile)
    }

    /// Leave one folder out: the threshold is chosen on all other folders and applied to the one left out.
    public func leaveOneFolderOut(_ scores: [[Double]], profile: NABProfile) -> Double {
        normalised(folderChoices(scores, profile: profile).flatMap(\.results), profile: profile)
    }

    /// A folder that was left out: how good the threshold was on the others, and what it earned here.
    struct FolderChoice {
        var elsewhere: Double
        var results: [FileResult]
    }

    /// One choice a folder, folders ascending.
    func folderChoices(_ scores: [[Double]], profile: NABProfile) -> [FolderChoice] {
        Set(folders).sorted().map { folder in
            let chosen = optimum(scores, profile: profile) { $0 != folder }
            let earned = results(scores, threshold: chosen.threshold, profile: profile)
            return FolderChoice(
                elsewhere: chosen.normalised, results: earned.filter { $0.file.hasPrefix(folder + "/") })
        }
    }

    /// What one more alarm changes, over a detector that is silent.
    private static func gain(_ row: Row, _ profile: NABProfile, _ caught: inout [Double]) -> Double {
        guard row.window >= 0 else { return row.weight * profile.falsePositive }
        let earned = row.weight * profile.truePositive
        let gain = max(0, earned - caught[Int(row.window)])
        caught[Int(row.window)] += gain
        return gain
    }

    private static func normalise(_ gain: Double, _ windows: Int, _ profile: NABProfile) -> Double {
        let span = Double(windows) * (profile.truePositive + profile.falseNegative)
        return span > 0 ? 100 * gain / span : 0
    }
}
