import Campaigns
public import Foundation
import TextModel
import TextTrainer

/// Trains and scores the text classifier on any comma-separated file of labelled texts.
public struct ComplaintsEvaluation: Sendable {
    /// What is read and how it is divided.
    public struct Options: Sendable {
        public var textColumn: String
        public var labelColumn: String
        /// Its values are `train` and `test` in any case; nil for folds.
        public var splitColumn: String?
        /// 2...100; needs as many rows of at least two classes.
        public var folds = 5
        public var seed: UInt64 = 1
        /// Estimated similarity from which two texts must not be parted by the folds.
        public var nearDuplicateThreshold = 0.6

        public init(textColumn: String, labelColumn: String, splitColumn: String? = nil) {
            self.textColumn = textColumn
            self.labelColumn = labelColumn
            self.splitColumn = splitColumn
        }
    }

    /// More text than this is read by words alone: character n-grams would take too much memory.
    static let wordsOnlyBytes = 30_000_000

    private let path: String
    private let options: Options
    private let data: LabelledTexts
    /// Fold of each row; with a given split 0 for test and -1 for training.
    private let folds: [Int]
    private let foldCount: Int
    private let duplicates: Int
    private let contradictions: Int
    private let nearDuplicates: Int
    private let incomplete: Int

    /// Reads the file and divides it.
    ///
    /// Rows whose text differs from an earlier one's in case, white space, accents or invisible characters only are left
    /// out; with a given split training rows count as earlier than test rows. Classes that differ in case only are one.
    public init(csv: URL, _ options: Options) throws(TextDataFault) {
        try self.init(LabelledTexts.read(csv), path: csv.path, options)
    }

    /// - Parameter path: for messages.
    public init(_ bytes: [UInt8], path: String, _ options: Options) throws(TextDataFault) {
        guard (2...100).contains(options.folds) else {
            throw .unsuited(path: path, reason: "\(options.folds) folds; legal is 2...100")
        }
        self.path = path
        self.options = options
        let table = try LabelledTable(
            bytes, path: path, text: options.textColumn, label: options.labelColumn, split: options.splitColumn)
        incomplete = table.incomplete
        var rows = Self.merged(table.rows)
        var isTest: [Bool] = []
        if let split = options.splitColumn {
            for row in rows where !["train", "test"].contains(row.split.lowercased()) {
                throw .malformed(
                    path: path, line: row.line, column: 1, found: "'\(row.split)' in column '\(split)'",
                    expected: "'train' or 'test'")
            }
            // Training rows first, so that of a text in both parts the training row is kept.
            rows =
                rows.filter { $0.split.lowercased() == "train" } + rows.filter { $0.split.lowercased() == "test" }
            isTest = rows.map { $0.split.lowercased() == "test" }
        }
        let all = LabelledTexts(rows.map { ($0.text, $0.label) })
        let kept = all.distinctRows
        duplicates = all.texts.count - kept.count
        contradictions = Self.contradictions(all)
        data = all.keeping(kept)
        guard Set(data.classes).count >= 2 else {
            throw .unsuited(
                path: path, reason: "has \(data.labels.count) classes in '\(options.labelColumn)'; needs two")
        }
        let groups = NearDuplicates.groups(data.texts, threshold: options.nearDuplicateThreshold)
        let sizes = groups.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        nearDuplicates = groups.count { sizes[$0, default: 0] > 1 }
        if options.splitColumn == nil {
            foldCount = options.folds
            folds = Folds.stratified(
                classes: data.classes, groups: groups, folds: options.folds, seed: options.seed)
        } else {
            foldCount = 1
            folds = kept.map { isTest[$0] ? 0 : -1 }
        }
        for fold in 0..<foldCount {
            let inside = data.classes.indices.filter { folds[$0] != fold }
            guard inside.count < data.classes.count, Set(inside.map { data.classes[$0] }).count >= 2 else {
                throw .unsuited(
                    path: path,
                    reason: "\(data.classes.count) distinct texts cannot be divided: a part has no row to predict or "
                        + "fewer than two classes to learn; use fewer folds or more rows")
            }
        }
    }

    /// Trains on each part and predicts the rest.
    ///
    /// - Parameter note: called with a line of progress.
    public func report(note: (String) -> Void = { _ in }) throws -> ComplaintsReport {
        let clock = ContinuousClock()
        let start = clock.now
        let training = training
        let run = try CrossValidation(data, folds: folds, count: foldCount, training) {
            note("training \($0 + 1) of \(foldCount)")
        }
        let confusion = run.confusion
        let rows = confusion.rows
        let classes = data.labels.indices.map { label in
            let counts = confusion.binary(label)
            return ComplaintsReport.ClassRow(
                label: data.labels[label], rows: counts.truePositives + counts.falseNegatives,
                precision: counts.precision, recall: counts.recall, f1: counts.f1)
        }
        return ComplaintsReport(
            accuracy: confusion.accuracy, weightedF1: confusion.weightedF1, macroF1: confusion.macroF1, rows: rows,
            calibrationError: run.calibration.value,
            majorityAccuracy: rows > 0 ? Double(classes.map(\.rows).max() ?? 0) / Double(rows) : 0,
            folds: run.foldMacroF1, duplicates: duplicates, contradictions: contradictions,
            nearDuplicates: nearDuplicates, incomplete: incomplete, classes: classes, confusion: confusion.table,
            protocolText: protocolText(training), secondsSpent: start.duration(to: clock.now) / .seconds(1))
    }

    /// The defaults, with a short cross-validation for the calibration, for the thresholds are as learned.
    private var training: TextTraining {
        var training = TextTraining()
        training.folds = 3
        training.seed = options.seed
        if data.texts.reduce(0, { $0 + $1.count }) > Self.wordsOnlyBytes {
            training.features.characterLengths = nil
            training.features.minimumTexts = 2
        }
        return training
    }

    private func protocolText(_ training: TextTraining) -> String {
        let division =
            options.splitColumn.map { "trained on rows with '\($0)' = train, scored on the others" }
            ?? "\(foldCount) stratified folds, seed \(options.seed), near-duplicates (similarity "
            + "\(options.nearDuplicateThreshold)) kept in one fold"
        let features = training.features.characterLengths == nil ? "word n-grams" : "word and character n-grams"
        return "\(division); \(features), TF-IDF, linear SVM, C = \(training.cost), the largest score wins; "
            + "calibrated in \(training.folds) folds of the training part"
    }

    /// Classes that differ in case only become one, under the spelling of most rows (of equals the first in order).
    private static func merged(_ rows: [LabelledTable.Row]) -> [LabelledTable.Row] {
        var spellings: [String: [String: Int]] = [:]
        for row in rows { spellings[row.label.lowercased(), default: [:]][row.label, default: 0] += 1 }
        let chosen = spellings.mapValues { counts in
            counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
        }
        return rows.map { row in
            var row = row
            row.label = chosen[row.label.lowercased()] ?? row.label
            return row
        }
    }

    /// Duplicates whose class is not that of the row kept.
    private static func contradictions(_ all: LabelledTexts) -> Int {
        var shingles = TextShingles(maximumCharacters: 1_000_000)
        var first: [UInt64: Int] = [:]
        var found = 0
        for row in all.texts.indices {
            let bytes = all.texts[row]
            let print = shingles.fingerprint(bytes.span)
            if let kept = first[print] {
                if all.classes[kept] != all.classes[row] { found += 1 }
            } else {
                first[print] = row
            }
        }
        return found
    }
}
