import TextModel
import TextTrainer

/// The text classifier on somebody's own labelled texts; encoded as one JSON object.
public struct ComplaintsReport: Codable, Sendable {
    public struct ClassRow: Codable, Sendable {
        public var label: String
        /// Texts of the class that were predicted.
        public var rows: Int
        public var precision: Double
        public var recall: Double
        public var f1: Double
    }

    public var accuracy: Double
    public var weightedF1: Double
    public var macroF1: Double
    /// Texts that were predicted.
    public var rows: Int
    /// Expected calibration error of the predicted class's probability, ten bins.
    public var calibrationError: Double
    /// Accuracy of always naming the most frequent class.
    public var majorityAccuracy: Double
    /// Macro-F1 of each fold; one for a given split.
    public var folds: [Double]
    public var duplicates: Int
    /// Duplicates that had another class than the text that was kept.
    public var contradictions: Int
    /// Texts that are nearly the same as another of the set.
    public var nearDuplicates: Int
    /// Rows without a text or a class.
    public var incomplete: Int
    public var classes: [ClassRow]
    /// Row by row: actual x predicted, in the order of `classes`.
    public var confusion: [[Int]]
    /// How it was measured, in words.
    public var protocolText: String
    public var secondsSpent: Double

    enum CodingKeys: String, CodingKey {
        case accuracy, rows, folds, duplicates, contradictions, incomplete, classes, confusion
        case weightedF1 = "weighted_f1"
        case macroF1 = "macro_f1"
        case calibrationError = "calibration_error"
        case majorityAccuracy = "majority_accuracy"
        case nearDuplicates = "near_duplicates"
        case protocolText = "protocol"
        case secondsSpent = "seconds"
    }

    /// A table for people.
    public var text: String {
        var lines = [
            ReportText.row("", ["accuracy", "weighted F1", "macro F1"], width: 40),
            ReportText.row(
                "\(rows) texts, \(classes.count) classes",
                [ReportText.format(accuracy, 4), ReportText.format(weightedF1, 4), ReportText.format(macroF1, 4)],
                width: 40),
            ReportText.row("most frequent class always", [ReportText.format(majorityAccuracy, 4)], width: 40),
            "calibration error \(ReportText.format(calibrationError, 4)); macro F1 of the folds "
                + folds.map { ReportText.format($0, 4) }.joined(separator: ", "),
            "removed: \(duplicates) duplicates (\(contradictions) of them with another class), \(incomplete) incomplete "
                + "rows; \(nearDuplicates) texts are nearly the same as another",
            "", ReportText.row("class", ["rows", "precision", "recall", "F1"], width: 40),
        ]
        for row in classes {
            lines.append(
                ReportText.row(
                    String(row.label.prefix(39)),
                    [
                        "\(row.rows)", ReportText.format(row.precision, 3), ReportText.format(row.recall, 3),
                        ReportText.format(row.f1, 3),
                    ], width: 40))
        }
        if classes.count <= 12 { lines += [""] + ReportText.confusion(confusion, classes.map(\.label)) }
        lines += ["", "protocol: \(protocolText)", "\(ReportText.format(secondsSpent, 1)) s"]
        return lines.joined(separator: "\n") + "\n"
    }
}
