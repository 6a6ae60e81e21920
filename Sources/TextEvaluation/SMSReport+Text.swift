import Foundation
import TextModel
import TextTrainer

extension SMSReport {
    /// A table for people: ours among the published figures, then the variants, the folds and the losses.
    public var text: String {
        var lines = [ReportText.row("UCI, \(uci.testRows) messages", ["caught %", "blocked %", "accuracy %", "MCC"])]
        var rows = published.map { ($0.method, $0.figures) }
        rows.append(("Prahari text classifier", uci.figures))
        for (name, figures) in rows.sorted(by: { $0.1.mcc > $1.1.mcc }) { lines.append(Self.row(name, figures)) }
        lines += ["", ReportText.row("ours otherwise", ["caught %", "blocked %", "accuracy %", "MCC"])]
        for variant in uci.variants {
            lines.append(Self.row("\(variant.name) (\(variant.rows))", variant.figures))
        }
        lines += [
            "threshold \(ReportText.format(uci.threshold, 3)), \(uci.features) n-grams, "
                + "\(uci.modelBytes / 1024) KiB, \(ReportText.format(uci.microsecondsPerText, 1)) µs a message",
            "",
            ReportText.row(
                "smishing, \(smishing.rows) distinct messages", ["macro-F1"] + smishing.labels.map { "F1 \($0)" }),
            ReportText.row(
                "Prahari text classifier",
                [ReportText.format(smishing.macroF1, 4)]
                    + smishing.labels.map { ReportText.format(smishing.f1[$0] ?? 0, 3) }),
            ReportText.row(
                "reference: word 1-2 TF-IDF, linear SVM", [ReportText.format(PublishedSpamScore.smishingReference, 3)]),
            ReportText.row("ours, mean of folds", [ReportText.format(smishing.meanOfFolds, 4)]),
            ReportText.row("ours, largest score", [ReportText.format(smishing.macroF1WithoutThresholds, 4)]),
        ]
        if let together = smishing.macroF1NearDuplicatesTogether {
            lines.append(ReportText.row("ours, near-duplicates in one fold", [ReportText.format(together, 4)]))
        }
        lines += [
            "\(smishing.duplicates) duplicates removed, accuracy \(ReportText.format(100 * smishing.accuracy, 2)) %",
            "",
        ]
        lines += ReportText.confusion(smishing.confusion, smishing.labels)
        lines += ["", "configuration: \(configuration)"]
        lines += losses.isEmpty ? ["no aim missed"] : losses.map { "LOSS: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Aims that the figures miss, in words.
    public var losses: [String] {
        var found: [String] = []
        if uci.figures.mcc <= 0.940 {
            found.append("UCI: MCC \(ReportText.format(uci.figures.mcc, 4)), not above .940")
        }
        if uci.figures.hamBlocked > 0.2 {
            found.append("UCI: ham blocked \(ReportText.format(uci.figures.hamBlocked, 2)) %, above 0.2 %")
        }
        if smishing.macroF1 <= 0.90 {
            found.append("smishing: macro-F1 \(ReportText.format(smishing.macroF1, 4)), not above .90")
        }
        for row in published where row.figures.mcc >= uci.figures.mcc {
            found.append("UCI: \(row.method) has the same or a better MCC")
        }
        return found
    }

    private static func row(_ name: String, _ figures: Spam) -> String {
        ReportText.row(
            name,
            [
                ReportText.format(figures.spamCaught, 2), ReportText.format(figures.hamBlocked, 2),
                ReportText.format(figures.accuracy, 2), ReportText.format(figures.mcc, 4),
            ])
    }
}

/// Lines of the reports' tables.
enum ReportText {
    static func row(_ name: String, _ cells: [String], width: Int = 58) -> String {
        let padding = String(repeating: " ", count: max(0, width - name.count))
        return name + padding + cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
    }

    static func format(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

    /// Actual classes down, predicted ones across.
    static func confusion(_ table: [[Int]], _ labels: [String]) -> [String] {
        [row("actual \\ predicted", labels.map { String($0.prefix(11)) }, width: 30)]
            + zip(labels, table).map { row(String($0.prefix(29)), $1.map { "\($0)" }, width: 30) }
    }
}
