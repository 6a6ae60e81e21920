/// The evaluation of the series detector on the benchmark; encoded as one JSON object.
public struct NABReport: Codable, Sendable {
    /// One configuration, scored: normalised totals.
    public struct Totals: Codable, Sendable, Equatable {
        public var standard: Double
        public var rewardLowFalsePositives: Double
        public var rewardLowFalseNegatives: Double

        enum CodingKeys: String, CodingKey {
            case standard
            case rewardLowFalsePositives = "reward_low_FP_rate"
            case rewardLowFalseNegatives = "reward_low_FN_rate"
        }

        public init(_ optima: [NABScorer.Optimum]) {
            standard = optima[0].normalised
            rewardLowFalsePositives = optima[1].normalised
            rewardLowFalseNegatives = optima[2].normalised
        }
    }

    /// A run with one thing changed.
    public struct Variant: Codable, Sendable {
        public var name: String
        public var standard: Double
        public var fixedThreshold: Double
        public var leaveOneFolderOut: Double

        enum CodingKeys: String, CodingKey {
            case name, standard
            case fixedThreshold = "fixed_threshold"
            case leaveOneFolderOut = "leave_one_folder_out"
        }
    }

    /// The three profiles at their optimised thresholds, as the benchmark reports them.
    public var standard: Double
    public var rewardLowFalsePositives: Double
    public var rewardLowFalseNegatives: Double
    /// Standard profile at the configuration's own threshold.
    public var fixedThreshold: Double
    /// Standard profile, each folder at the threshold that is best on all others.
    public var leaveOneFolderOut: Double
    /// Standard profile, each folder with the setting (among ``sensitivity``) and the threshold that are best on all
    /// others: what tuning on the corpus is worth without it. Absent without studies.
    public var leaveOneFolderOutTuned: Double?
    public var alarmThreshold: Double
    public var optimisedThresholds: [String: Double]
    public var rows: Int
    public var windows: Int
    public var microsecondsPerRecord: Double
    public var stateBytes: Int
    /// Standard profile at the optimised threshold.
    public var files: [NABScorer.FileResult]
    /// The scorer on a published detector's scores, if these were at hand: 39.65, 20.87 and 47.41 are right.
    public var windowedGaussian: Totals?
    /// Without one sub-detector each, and each alone.
    public var ablation: [Variant]
    /// Each main setting halved and doubled.
    public var sensitivity: [Variant]
    public var published: [PublishedScore]

    enum CodingKeys: String, CodingKey {
        case standard, rows, windows, files, ablation, sensitivity, published
        case rewardLowFalsePositives = "reward_low_FP_rate"
        case rewardLowFalseNegatives = "reward_low_FN_rate"
        case fixedThreshold = "fixed_threshold"
        case leaveOneFolderOut = "leave_one_folder_out"
        case leaveOneFolderOutTuned = "leave_one_folder_out_tuned"
        case alarmThreshold = "alarm_threshold"
        case optimisedThresholds = "optimised_thresholds"
        case microsecondsPerRecord = "microseconds_per_record"
        case stateBytes = "state_bytes"
        case windowedGaussian = "windowed_gaussian"
    }
}
