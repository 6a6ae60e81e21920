/// All that was measured on the handbook's data.
public struct HandbookReport: Encodable, Sendable {
    /// A row of figures over folds: mean, population standard deviation, and each fold. In JSON the mean's figures
    /// stand at the top, as those of a single split do.
    public struct Row: Encodable, Sendable {
        public var name: String
        public var mean: FraudMetrics
        public var spread: FraudMetrics
        /// In the order of `foldStarts`.
        public var folds: [FraudMetrics]

        init(_ name: String, _ folds: [FraudMetrics]) {
            self.name = name
            mean = .mean(folds)
            spread = .spread(folds)
            self.folds = folds
        }

        enum CodingKeys: String, CodingKey { case name, auc, ap, cp100, spread, folds }

        public func encode(to encoder: any Encoder) throws {
            var row = encoder.container(keyedBy: CodingKeys.self)
            try row.encode(name, forKey: .name)
            try row.encode(mean.auc, forKey: .auc)
            try row.encode(mean.ap, forKey: .ap)
            try row.encode(mean.cp100, forKey: .cp100)
            try row.encode(spread, forKey: .spread)
            try row.encode(folds, forKey: .folds)
        }
    }

    /// What it costs.
    public struct Cost: Codable, Sendable {
        /// Both on one thread, label upkeep included.
        public var handbookMicrosecondsPerRow: Double
        public var featureMicrosecondsPerRow: Double
        public var customerBytes: Int
        public var terminalBytes: Int
        public var handbookCustomerBytes: Int
        public var handbookTerminalBytes: Int
        /// 100 trees of depth 3 on one thread: one row a call, and rows of a batch of 64.
        public var inferenceMicrosecondsPerCall: Double
        public var inferenceMicrosecondsPerRowOf64: Double
        /// By ``FlatTrees``.
        public var flatMicrosecondsPerRow: Double

        enum CodingKeys: String, CodingKey {
            case handbookMicrosecondsPerRow = "handbook_us_per_row"
            case featureMicrosecondsPerRow = "feature_us_per_row"
            case customerBytes = "customer_bytes"
            case terminalBytes = "terminal_bytes"
            case handbookCustomerBytes = "handbook_customer_bytes"
            case handbookTerminalBytes = "handbook_terminal_bytes"
            case inferenceMicrosecondsPerCall = "inference_us_per_call"
            case inferenceMicrosecondsPerRowOf64 = "inference_us_per_row_of_64"
            case flatMicrosecondsPerRow = "flat_trees_us_per_row"
        }
    }

    /// Largest absolute difference of the 15 features from the published ones.
    public var goldenMaxAbsError: Double
    /// XGBoost on the 15 features, the split of chapter 3.
    public var chapter3: FraudMetrics
    /// XGBoost on the 15 features, the four test folds of chapters 5 to 7.
    public var folds: Row
    /// Our features and trees on the same folds and the same training weeks.
    public var ours: Row
    /// The same, trained on more weeks whose labels are known by then as well; another protocol.
    public var oursMoreWeeks: Row?
    /// ``CardFeature/fraudLogOdds`` alone: no training, but labels in the features.
    public var untrained: Row
    /// No labels at all, chapter 7's validation week.
    public var unsupervised: FraudMetrics
    /// ``CardFeature/fraudLogOdds`` on chapter 7's validation week, for the published rows used label features too.
    public var untrainedChapter7: FraudMetrics
    /// Every candidate on folds before the first test week; the best mean AP is `ours`.
    public var selection: [Row]?
    public var ablation: [Row]?
    public var cost: Cost

    enum CodingKeys: String, CodingKey {
        case goldenMaxAbsError = "golden_max_abs_error"
        case chapter3, folds, ours
        case oursMoreWeeks = "ours_more_weeks"
        case untrained, unsupervised
        case untrainedChapter7 = "untrained_chapter7"
        case selection, ablation, cost
    }
}
