/// What the tagger was worth, by tag and in all.
public struct TagReport: Sendable, Codable {
    public struct Row: Sendable, Codable {
        public var tag: String
        public var truths: Int
        public var given: Int
        public var hits: Int
        public var precision: Double { given == 0 ? 0 : Double(hits) / Double(given) }
        public var recall: Double { truths == 0 ? 0 : Double(hits) / Double(truths) }
        public var f1: Double {
            let sum = precision + recall
            return sum == 0 ? 0 : 2 * precision * recall / sum
        }
    }

    public struct Scores: Sendable, Codable {
        public var name: String
        public var cases: Int
        public var stories: Int
        public var microPrecision: Double
        public var microRecall: Double
        public var microF1: Double
        /// Over tags that some case has.
        public var macroPrecision: Double
        public var macroRecall: Double
        public var macroF1: Double
        /// Mean absolute difference of confidence and hit rate over ten bins of equal width, weighted by their tags.
        public var calibrationError: Double
        public var rows: [Row]
    }

    public struct Suite: Sendable, Codable {
        public var name: String
        public var passed: Int
        public var failures: [String]
        public var total: Int { passed + failures.count }
    }

    public var rulesVersion: String
    public var suites: [Suite]
    public var corpora: [Scores]

    /// A table for people.
    public var text: String {
        var lines = ["rules \(rulesVersion)"]
        for suite in suites {
            lines.append("\(suite.name): \(suite.passed) of \(suite.total) passed")
            lines += suite.failures.map { "  FAILED \($0)" }
        }
        for scores in corpora {
            lines.append("")
            lines.append("\(scores.name): \(scores.cases) cases of \(scores.stories) stories")
            lines.append(
                "  micro P \(Self.percent(scores.microPrecision)) R \(Self.percent(scores.microRecall)) F1 \(Self.percent(scores.microF1));"
                    + " macro P \(Self.percent(scores.macroPrecision)) R \(Self.percent(scores.macroRecall)) F1 \(Self.percent(scores.macroF1));"
                    + " calibration error \(Self.percent(scores.calibrationError))")
            for row in scores.rows {
                lines.append(
                    "  \(row.tag): true \(row.truths), given \(row.given), P \(Self.percent(row.precision)) R \(Self.percent(row.recall))"
                        + " F1 \(Self.percent(row.f1))")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
