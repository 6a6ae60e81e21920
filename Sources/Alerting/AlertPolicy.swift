public import Records

/// Which records become alerts, how urgent they are and whom they reach: one document of `ref.policies.v1`.
public struct AlertPolicy: Sendable, Equatable {
    /// The kind of record that a policy looks at.
    public enum Source: String, Sendable, CaseIterable {
        case scoredTransaction = "scored_transaction"
        case taggedFIR = "tagged_fir"
        case scoredPost = "scored_post"
        case trailHop = "trail_hop"
        case riskForecast = "risk_forecast"
    }

    /// From which score on an alert has at least this severity.
    public struct Threshold: Sendable, Equatable {
        public var minScore: Double
        public var severity: Severity
    }

    /// The channel that asks a bank to hold the money.
    public static let bankHold = "bank_hold"

    public var id: String
    public var version: String
    /// A policy that is switched off makes no alert; the way to silence a built-in one.
    public var enabled: Bool
    public var record: Source
    /// 0...1. For a forecast it is compared with the probability of the likeliest terminal.
    public var minScore: Double
    /// One of them must be there: a case's tags, a post's category, `alarm` and `interdiction` of a transaction that is
    /// rare enough in its segment, any record's reason codes. Empty: no condition.
    public var anyTags: [String]
    /// Empty: every kind.
    public var hopKinds: [TrailHop.Kind]
    /// A transaction's or hop's amount, a case's loss, a forecast's money at risk.
    public var minAmount: MinorUnits?
    /// Compared without regard to case. Empty: everywhere.
    public var states: [String]
    public var districts: [String]
    public var severity: [Threshold]
    /// From this score on the alert also goes to ``bankHold``.
    public var interdictScore: Double?
    public var groupKey: KeyTemplate
    public var dedupKey: KeyTemplate
    public var channels: [String]
    public var templateID: String?
    public var expiresAfterMinutes: Int
    public var dedupWindowMinutes: Int
    public var escalationPolicy: String?
    /// Whether a replay may alert people.
    public var deliverReplays: Bool

    /// The highest severity whose threshold `score` reaches, else info.
    func severity(of score: Double) -> Severity {
        severity.reduce(.info) { score >= $1.minScore ? max($0, $1.severity) : $0 }
    }

    func channels(for score: Double) -> [String] {
        guard let interdictScore, score >= interdictScore, !channels.contains(Self.bankHold) else { return channels }
        return channels + [Self.bankHold]
    }

    /// Whether the alert is about money that can still be held, and so ends when the money is gone.
    var watchesHeldMoney: Bool {
        record == .riskForecast || hopKinds.isEmpty || hopKinds.contains(.arrived) || hopKinds.contains(.moved)
    }
}
