public import Records
import StageKit
import Trees

/// What scores were worth, once people have decided: precision, recall, alarms a day, drift.
///
/// Unlabelled transactions count as sound, so precision is a lower bound while labels are still on their way.
public struct ScoreReport: Encodable, Sendable {
    /// At one threshold.
    public struct Point: Encodable, Sendable {
        public var threshold: Double
        public var alarms: Int
        public var alarmsPerDay: Double
        public var precision: Double
        public var recall: Double

        enum CodingKeys: String, CodingKey {
            case threshold, alarms, precision, recall
            case alarmsPerDay = "alarms_per_day"
        }
    }

    /// Everything that one detector and model scored.
    public struct Version: Encodable, Sendable {
        public var version: String
        public var scores: Int
        public var frauds: Int
        public var falseAlarms: Int
        public var days: Double
        /// Nil without a labelled fraud.
        public var ap: Double?
        public var precisionAt100: Double
        public var points: [Point]
        /// Population stability index of the last quarter of the time against the first; above 0.25 is a shift.
        public var drift: Double?

        enum CodingKeys: String, CodingKey {
            case version, scores, frauds, days, ap, points, drift
            case falseAlarms = "false_alarms"
            case precisionAt100 = "precision_at_100"
        }
    }

    public var versions: [Version]
}

/// Gathers scores and labels in any order. Memory: a few dozen bytes a score.
public struct ScoreBook {
    public static let thresholds = [0.3, 0.5, 0.7, 0.8, 0.9]

    private struct Row {
        var transaction: String
        var score: Float
        var time: Int64
    }
    private var rows: [String: [Row]] = [:]
    private var frauds: Set<String> = []
    private var falseAlarms: Set<String> = []

    public init() {}

    public mutating func add(_ scored: ScoredTransaction) {
        let versions = scored.verdict.versions
        let name = [versions.detector, versions.model.map { "model " + $0 }].compactMap(\.self).joined(separator: ", ")
        rows[name, default: []].append(
            Row(
                transaction: scored.transactionID, score: Float(scored.verdict.score),
                time: scored.bookedAt.time.milliseconds))
    }

    /// A decision about a transaction; the last one counts.
    public mutating func add(_ label: Label) {
        guard label.subjectKind == "transaction" else { return }
        frauds.remove(label.subject)
        falseAlarms.remove(label.subject)
        if label.label == "fraud" { frauds.insert(label.subject) }
        if label.label == "false_alarm" { falseAlarms.insert(label.subject) }
    }

    public var report: ScoreReport {
        ScoreReport(versions: rows.sorted { $0.key < $1.key }.map { version($0.key, $0.value) })
    }

    private func version(_ name: String, _ rows: [Row]) -> ScoreReport.Version {
        let truth = rows.map { frauds.contains($0.transaction) }
        let scores = rows.map(\.score)
        let known = truth.count { $0 }
        let (first, last) = (rows.map(\.time).min() ?? 0, rows.map(\.time).max() ?? 0)
        let days = max(1.0 / 24, Double(last - first) / 86_400_000)
        let top = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(100)
        return ScoreReport.Version(
            version: name, scores: rows.count, frauds: known,
            falseAlarms: rows.count { falseAlarms.contains($0.transaction) }, days: days,
            ap: known > 0 ? Scoring.averagePrecision(scores, truth) : nil,
            precisionAt100: Double(top.count { truth[$0] }) / Double(max(1, top.count)),
            points: Self.thresholds.map { threshold in
                let alarms = scores.indices.filter { Double(scores[$0]) >= threshold }
                let hits = alarms.count { truth[$0] }
                return ScoreReport.Point(
                    threshold: threshold, alarms: alarms.count, alarmsPerDay: Double(alarms.count) / days,
                    precision: Double(hits) / Double(max(1, alarms.count)),
                    recall: Double(hits) / Double(max(1, known)))
            }, drift: drift(rows, first, last))
    }

    /// Over the bands between the thresholds, with half a score added to each so that an empty band stays finite.
    private func drift(_ rows: [Row], _ first: Int64, _ last: Int64) -> Double? {
        let quarter = (last - first) / 4
        let early = rows.filter { $0.time <= first + quarter }
        let late = rows.filter { $0.time >= last - quarter }
        guard quarter > 0, early.count >= 100, late.count >= 100 else { return nil }
        let bounds = [0.01, 0.1] + Self.thresholds
        func shares(_ rows: [Row]) -> [Double] {
            var counts = [Double](repeating: 0.5, count: bounds.count + 1)
            for row in rows { counts[bounds.count { Double(row.score) >= $0 }] += 1 }
            let total = counts.reduce(0, +)
            return counts.map { $0 / total }
        }
        var index = 0.0
        for (before, after) in zip(shares(early), shares(late)) {
            index += (after - before) * PortableMath.log2(after / before) * 0.6931471805599453
        }
        return index
    }
}
