/// One reason for a score: a code a program can match, its share in the score, and words with numbers for a person.
public struct Reason: Sendable, Equatable {
    /// Upper snake case, stable across versions: `NEW_PAYEE_HIGH_AMOUNT`.
    public var code: String
    /// This reason's share of the score, 0...1.
    public var contribution: Double
    /// For a person: "₹49,000 is 14 times this account's usual".
    public var evidence: String

    public init(code: String, contribution: Double, evidence: String) {
        self.code = code
        self.contribution = contribution
        self.evidence = evidence
    }
}

/// Which versions of what decided.
public struct Versions: Sendable, Equatable {
    public var detector: String?
    public var model: String?
    public var rules: String?
    public var taxonomy: String?

    public init(detector: String? = nil, model: String? = nil, rules: String? = nil, taxonomy: String? = nil) {
        self.detector = detector
        self.model = model
        self.rules = rules
        self.taxonomy = taxonomy
    }
}

/// What every scored or tagged output carries besides its subject.
public struct Verdict: Sendable, Equatable {
    /// 0...1.
    public var score: Double
    /// Sorted by contribution, the largest first.
    public private(set) var reasons: [Reason]
    public var versions: Versions
    public var source: SourceRef
    /// Set on a replay.
    public var runID: String?

    public init(score: Double, reasons: [Reason], versions: Versions, source: SourceRef, runID: String? = nil) {
        self.score = min(1, max(0, score))
        self.reasons =
            reasons.count < 2
            ? reasons
            : reasons.sorted {
                $0.contribution != $1.contribution ? $0.contribution > $1.contribution : $0.code < $1.code
            }
        self.versions = versions
        self.source = source
        self.runID = runID
    }
}
