import Anomaly
public import Records
public import Trees

/// Why there is no model.
public enum TrainingFault: Error, CustomStringConvertible {
    case tooFew(frauds: Int, part: String)
    case outOfOrder(transaction: String)
    case trees(TreesError)

    public var description: String {
        switch self {
        case .tooFew(let frauds, let part):
            "the \(part) part has \(frauds) labelled frauds; at least \(FraudTrainer.fraudsMin) are needed in each part: "
                + "give a longer period or more labels"
        case .outOfOrder(let transaction):
            "transaction '\(transaction)' is older than the one before it by more than a day: the file must be in the "
                + "order of event time, for the model may not see the future"
        case .trees(let fault): "\(fault)"
        }
    }
}

/// Trains the classifier of the anomaly stage from bookings in the order of event time and the ids of known frauds.
///
/// The first 60 % of the time train, the next 20 % stop the training early, the last 20 % are only measured. Accounts'
/// states run through all of it, as they do in the stage, so every row is made of its past alone. The same records, labels
/// and seed give the same model.
public struct FraudTrainer {
    public static let fraudsMin = 10

    /// What the part that was kept for measuring says.
    public struct Report: Encodable, Sendable {
        public var rows: [String: Int]
        public var frauds: [String: Int]
        public var rounds: Int
        public var model: Figures
        public var detectors: Figures
        /// The model and half of the detectors, as the stage scores.
        public var ensemble: Figures
    }

    /// Figures of one way to score.
    public struct Figures: Encodable, Sendable {
        public var auc: Double
        public var ap: Double
        /// Share of frauds among the highest scores, as many as there are frauds.
        public var precisionAtFrauds: Double

        enum CodingKeys: String, CodingKey {
            case auc, ap
            case precisionAtFrauds = "precision_at_frauds"
        }
    }

    private var stream = FeatureStream()
    private var values: [Float] = []
    private var labels: [Float] = []
    private var detectors: [Float] = []
    private var times: [Int64] = []
    private var latest = EventTime.distantPast

    public var seed: UInt32
    public var threads: Int
    /// Most trees; the second part decides how many stay. A tree costs the stage some 6 ns a booking.
    public var rounds = 100
    /// How much a tree is believed; fewer trees want more.
    public var learningRate = 0.2

    public init(seed: UInt32 = 1, threads: Int = 1) {
        self.seed = seed
        self.threads = threads
    }

    public var count: Int { labels.count }
    public var frauds: Int { labels.count { $0 > 0 } }
    /// Event times of the first and the last row.
    public var period: (from: EventTime, to: EventTime)? {
        guard let first = times.min(), let last = times.max() else { return nil }
        return (EventTime(milliseconds: first), EventTime(milliseconds: last))
    }

    /// Takes the next booking.
    public mutating func add(_ booking: BankTransaction, isFraud: Bool) throws(TrainingFault) {
        let time = booking.bookedAt.time
        guard latest == .distantPast || latest.milliseconds(since: time) <= 86_400_000 else {
            throw .outOfOrder(transaction: booking.transactionID)
        }
        latest = max(latest, time)
        guard let found = stream.take(booking) else { return }
        values.append(contentsOf: found.row)
        labels.append(isFraud ? 1 : 0)
        detectors.append(Float(found.detectors))
        times.append(time.milliseconds)
    }

    /// Trains, and measures on the last part.
    public func train() throws(TrainingFault) -> (booster: Booster, training: Training, report: Report) {
        let parts = split()
        for (name, rows) in parts {
            let frauds = rows.count { labels[$0] > 0 }
            guard frauds >= Self.fraudsMin else { throw .tooFew(frauds: frauds, part: name) }
        }
        let training = Training(
            parameters: [
                "objective": "binary:logistic", "eval_metric": "aucpr", "tree_method": "hist", "max_depth": "4",
                "eta": String(learningRate), "subsample": "0.8", "colsample_bytree": "0.6", "min_child_weight": "2",
                "base_score": "0.5",
            ], rounds: rounds, seed: seed, threads: threads, patience: min(30, rounds))
        do throws(TreesError) {
            let booster = try Booster.train(
                on: try table(parts[0].rows), training, validation: try table(parts[1].rows))
            return (booster, training, try report(booster, parts))
        } catch {
            throw .trees(error)
        }
    }

    /// Rows by their place in time.
    private func split() -> [(name: String, rows: [Int])] {
        guard let first = times.min(), let last = times.max() else {
            return [("training", []), ("stopping", []), ("measuring", [])]
        }
        let span = Double(last - first)
        let cuts = [first + Int64(span * 0.6), first + Int64(span * 0.8)]
        return [
            ("training", times.indices.filter { times[$0] <= cuts[0] }),
            ("stopping", times.indices.filter { times[$0] > cuts[0] && times[$0] <= cuts[1] }),
            ("measuring", times.indices.filter { times[$0] > cuts[1] }),
        ]
    }

    private func rowValues(_ rows: [Int]) -> [Float] {
        let width = ModelFeatures.names.count
        var chosen: [Float] = []
        chosen.reserveCapacity(rows.count * width)
        for row in rows { chosen.append(contentsOf: values[row * width..<(row + 1) * width]) }
        return chosen
    }

    private func table(_ rows: [Int]) throws(TreesError) -> FeatureTable {
        try FeatureTable(values: rowValues(rows), labels: rows.map { labels[$0] }, names: ModelFeatures.names)
    }

    private func report(_ booster: Booster, _ parts: [(name: String, rows: [Int])]) throws(TreesError) -> Report {
        let rows = parts[2].rows
        let model = try booster.predict(rowValues(rows))
        let alone = rows.map { detectors[$0] }
        let both = zip(model, alone).map { 1 - (1 - $0) * (1 - Float(FraudTrainer.detectorsWeight) * $1) }
        let truth = rows.map { labels[$0] > 0 }
        func figures(_ scores: [Float]) -> Figures {
            let frauds = truth.count { $0 }
            let top = scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
                .prefix(frauds)
            return Figures(
                auc: Scoring.auc(scores, truth), ap: Scoring.averagePrecision(scores, truth),
                precisionAtFrauds: Double(top.count { truth[$0] }) / Double(max(1, frauds)))
        }
        return Report(
            rows: Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.rows.count) }),
            frauds: Dictionary(
                uniqueKeysWithValues: parts.map { part in (part.name, part.rows.count { labels[$0] > 0 }) }),
            rounds: booster.rounds, model: figures(model), detectors: figures(alone), ensemble: figures(both))
    }

    private static let detectorsWeight = ScoringModel.detectorsWeight
}
