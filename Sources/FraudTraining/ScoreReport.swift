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

    /// The alarms of one level, given at a rate (`calibration`) and not at a score.
    public struct Alarms: Encodable, Sendable {
        /// `alert` has the interdictions in it.
        public var level: String
        public var count: Int
        /// Of all bookings, 0...1: to be compared with the rate that was asked for.
        public var share: Double
        public var precision: Double
        public var recall: Double
    }

    /// Where a model in trial and the one in force disagree.
    public struct Trial: Encodable, Sendable {
        public var model: String
        /// Bookings that only the model in trial puts above its threshold, and the frauds among them.
        public var onlyTrial: Int
        public var onlyTrialFrauds: Int
        /// Bookings that only the model in force does.
        public var onlyInForce: Int
        public var onlyInForceFrauds: Int

        enum CodingKeys: String, CodingKey {
            case model
            case onlyTrial = "only_trial"
            case onlyTrialFrauds = "only_trial_frauds"
            case onlyInForce = "only_in_force"
            case onlyInForceFrauds = "only_in_force_frauds"
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
        public var alarms: [Alarms]
        public var trials: [Trial]
        /// Population stability index of the last quarter of the time against the first; above 0.25 is a shift.
        public var drift: Double?

        enum CodingKeys: String, CodingKey {
            case version, scores, frauds, days, ap, points, alarms, trials, drift
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
        var alarm: AlarmLevel?
    }
    /// One disagreement of a model in trial.
    private struct Difference {
        var transaction: String
        var model: String
        var isTrialAbove: Bool
    }
    private var rows: [String: [Row]] = [:]
    private var differences: [String: [Difference]] = [:]
    private var frauds: Set<String> = []
    private var falseAlarms: Set<String> = []

    public init() {}

    public mutating func add(_ scored: ScoredTransaction) {
        let versions = scored.verdict.versions
        let name = [versions.detector, versions.model.map { "model " + $0 }].compactMap(\.self).joined(separator: ", ")
        rows[name, default: []].append(
            Row(
                transaction: scored.transactionID, score: Float(scored.verdict.score),
                time: scored.bookedAt.time.milliseconds, alarm: scored.calibration?.alarm))
        guard let shadow = scored.shadow else { return }
        differences[name, default: []].append(
            Difference(
                transaction: scored.transactionID, model: shadow.model, isTrialAbove: shadow.score >= shadow.threshold))
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
            }, alarms: alarms(rows, truth, known), trials: trials(differences[name] ?? []),
            drift: drift(rows, first, last))
    }

    private func alarms(_ rows: [Row], _ truth: [Bool], _ known: Int) -> [ScoreReport.Alarms] {
        AlarmLevel.allCases.map { level in
            let given = rows.indices.filter { rows[$0].alarm == level || rows[$0].alarm == .interdiction }
            let hits = given.count { truth[$0] }
            return ScoreReport.Alarms(
                level: level.rawValue, count: given.count, share: Double(given.count) / Double(max(1, rows.count)),
                precision: Double(hits) / Double(max(1, given.count)), recall: Double(hits) / Double(max(1, known)))
        }
    }

    private func trials(_ differences: [Difference]) -> [ScoreReport.Trial] {
        Set(differences.map(\.model)).sorted().map { model in
            let all = differences.filter { $0.model == model }
            let (trial, force) = (all.filter(\.isTrialAbove), all.filter { !$0.isTrialAbove })
            return ScoreReport.Trial(
                model: model, onlyTrial: trial.count, onlyTrialFrauds: trial.count { frauds.contains($0.transaction) },
                onlyInForce: force.count, onlyInForceFrauds: force.count { frauds.contains($0.transaction) })
        }
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
