/// How a drill ended, in the form that all drills share.
public struct DrillReport: Sendable {
    public enum Verdict: String, Sendable {
        case passed, failed
        /// It could not be tried here; ``DrillReport/skipped`` says why.
        case skipped
    }

    public var name: String
    /// What was done, in a few words.
    public var done = ""
    /// Records on the input topic.
    public var records = 0
    /// Outputs, dead letters and late records of the run that nothing was done to.
    public var outputs = 0
    public var lost = 0
    public var doubled = 0
    public var different = 0
    /// Keys of the state that are not as in the run that nothing was done to.
    public var stateDifferent = 0
    /// What this drill alone measures, by name with its unit; in the order of telling.
    public private(set) var figures: [(name: String, value: Double)] = []
    /// Expectations that did not hold, in words.
    public private(set) var failures: [String] = []
    /// The first differing records.
    public private(set) var examples: [String] = []
    public var skipped: String?
    public var seconds = 0.0

    public init(_ name: String) { self.name = name }

    /// Fails also when nothing was compared: a drill that saw no output has shown nothing.
    public var verdict: Verdict {
        if skipped != nil { return .skipped }
        let same = lost == 0 && doubled == 0 && different == 0 && stateDifferent == 0
        return same && failures.isEmpty && outputs > 0 ? .passed : .failed
    }

    public mutating func figure(_ name: String, _ value: Double) { figures.append((name, value)) }

    /// Notes `what` as a failure unless `holds`.
    public mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds { failures.append(what()) }
    }

    mutating func take(_ difference: RunDifference, outputs: Int) {
        self.outputs += outputs
        lost += difference.lost
        doubled += difference.doubled
        different += difference.different
        stateDifferent += difference.stateDifferent
        examples += difference.examples
    }

    /// The report in a few lines, for a person.
    public var text: String {
        var lines: [String] = []
        if let skipped { return "\(name): skipped: \(skipped)" }
        lines.append("\(done), in \(Int(seconds)) s")
        lines.append(
            "\(outputs) outputs of \(records) records compared: \(lost) lost, \(doubled) doubled, \(different) different, "
                + "\(stateDifferent) of the state different")
        lines += figures.map { "  \($0.name): \(Self.short($0.value))" }
        lines += examples.map { "  " + $0 }
        lines += failures.map { "  failed: " + $0 }
        return lines.joined(separator: "\n")
    }

    /// For JSON: the same names in every drill, then its own figures.
    public var fields: [String: any Sendable] {
        var fields: [String: any Sendable] = [
            "drill": name, "verdict": verdict.rawValue, "done": done, "records": records, "outputs": outputs,
            "lost": lost, "doubled": doubled, "different": different, "state_different": stateDifferent,
            "seconds": (seconds * 10).rounded() / 10, "failures": failures,
        ]
        if let skipped { fields["skipped"] = skipped }
        for (name, value) in figures { fields[name] = (value * 1_000).rounded() / 1_000 }
        return fields
    }

    static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\((value * 1_000).rounded() / 1_000)"
    }

    /// One line a drill, in columns.
    public static func table(_ reports: [DrillReport]) -> String {
        var rows = [["drill", "lost", "doubled", "different", "verdict", "seconds", "what was done"]]
        for report in reports {
            let isSkipped = report.skipped != nil
            rows.append([
                report.name, isSkipped ? "-" : "\(report.lost)", isSkipped ? "-" : "\(report.doubled)",
                isSkipped ? "-" : "\(report.different + report.stateDifferent)", report.verdict.rawValue,
                "\(Int(report.seconds))", report.skipped ?? report.done,
            ])
        }
        let last = rows[0].count - 1
        let widths = (0..<last).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                column == last ? text : text + String(repeating: " ", count: widths[column] - text.count)
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
