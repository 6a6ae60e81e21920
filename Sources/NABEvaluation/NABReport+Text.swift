import Foundation

extension NABReport {
    /// A table for people: the detector among the published ones, then files, ablation and sensitivity.
    public var text: String {
        var lines = [row("detector", ["standard", "low FP", "low FN"])]
        let own = [standard, rewardLowFalsePositives, rewardLowFalseNegatives]
        var others = published
        others.append(PublishedScore("Prahari series detector", own[0], own[1], own[2]))
        for entry in others.sorted(by: { $0.standard > $1.standard }) {
            lines.append(
                row(
                    entry.detector,
                    [entry.standard, entry.rewardLowFalsePositives, entry.rewardLowFalseNegatives].map(Self.format)))
        }
        lines += [
            "",
            "fixed threshold \(alarmThreshold): \(Self.format(fixedThreshold))   "
                + "leave one folder out: \(Self.format(leaveOneFolderOut))"
                + (leaveOneFolderOutTuned.map { "   with its setting: \(Self.format($0))" } ?? ""),
            "optimised thresholds: "
                + optimisedThresholds.sorted { $0.key < $1.key }
                .map { "\($0.key) \(String(format: "%.4f", $0.value))" }.joined(separator: ", "),
            "\(rows) rows, \(windows) windows, \(Self.format(microsecondsPerRecord)) µs a record, "
                + "\(stateBytes) bytes a series",
        ]
        if let golden = windowedGaussian {
            let figures = [golden.standard, golden.rewardLowFalsePositives, golden.rewardLowFalseNegatives]
            lines.append(
                "scorer on Windowed Gaussian: " + figures.map(Self.format).joined(separator: " / ")
                    + " (published: 39.65 / 20.87 / 47.41)")
        }
        lines += ["", row("file", ["score", "caught", "windows", "false"])]
        for file in files {
            lines.append(
                row(
                    file.file,
                    [Self.format(file.score), "\(file.windowsCaught)", "\(file.windows)", "\(file.falseAlarms)"]))
        }
        lines += Self.table("ablation", ablation) + Self.table("sensitivity", sensitivity)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ title: String, _ variants: [Variant]) -> [String] {
        guard !variants.isEmpty else { return [] }
        return ["", row(title, ["standard", "fixed", "folder out"])]
            + variants.map {
                row($0.name, [format($0.standard), format($0.fixedThreshold), format($0.leaveOneFolderOut)])
            }
    }

    private func row(_ name: String, _ cells: [String]) -> String { Self.row(name, cells) }

    private static func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: max(58, name.count), withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined()
    }

    private static func format(_ number: Double) -> String { String(format: "%.2f", number == 0 ? 0 : number) }
}
