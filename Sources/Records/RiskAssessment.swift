/// How dangerous all that is known about one subject is, taken together.
public struct RiskAssessment: Sendable, Equatable {
    public enum Level: String, Sendable, CaseIterable, Comparable {
        case low = "LOW"
        case medium = "MEDIUM"
        case high = "HIGH"
        case critical = "CRITICAL"

        public static func < (a: Level, b: Level) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .low: 0
            case .medium: 1
            case .high: 2
            case .critical: 3
            }
        }
    }

    /// One kind of evidence.
    public struct Factor: Sendable, Equatable {
        /// `TRAIL`, `FORECAST`, ...
        public var code: String
        /// 0...1: how much this kind counts at most.
        public var weight: Double
        /// 0...1: the strongest evidence of this kind.
        public var score: Double
        /// 0...1: its share in the whole; the shares add up to 1.
        public var contribution: Double

        public init(code: String, weight: Double, score: Double, contribution: Double) {
            self.code = code
            self.weight = weight
            self.score = score
            self.contribution = contribution
        }
    }

    public var level: Level
    /// 0...1.
    public var score: Double
    /// The largest contribution first.
    public var factors: [Factor]
    /// Two sentences: what is known, and what to do.
    public var rationale: String

    public init(level: Level, score: Double, factors: [Factor], rationale: String) {
        self.level = level
        self.score = score
        self.factors = factors
        self.rationale = rationale
    }
}
