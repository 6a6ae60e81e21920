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
        /// Scored streams of rings and of volumes: ``AlertSubject/init(_:subject:verdict:at:summary:)``.
        case scoredRing = "scored_ring"
        case scoredVolume = "scored_volume"
    }

    /// What an alert must have to be of at least this severity: all of it.
    public struct Threshold: Sendable, Equatable {
        public var minScore: Double
        /// As ``AlertPolicy/minAmount``.
        public var minAmount: MinorUnits?
        /// Stolen money that is left at the account and can still be held: of a hop or a forecast.
        public var minAtRisk: MinorUnits?
        /// Probability that the money is drawn at a listed terminal before the forecast's end.
        public var minDrawn: Double?
        public var severity: Severity

        func holds(_ subject: AlertSubject) -> Bool {
            subject.score >= minScore && Self.reaches(subject.amount, minAmount)
                && Self.reaches(subject.atRisk, minAtRisk) && (subject.drawn ?? 0) >= minDrawn ?? 0
        }

        private static func reaches(_ amount: MinorUnits?, _ least: MinorUnits?) -> Bool {
            guard let least else { return true }
            return amount.map { $0 >= least } ?? false
        }
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
    /// All of them must be there.
    public var allTags: [String]
    /// None of them may be there.
    public var noTags: [String]
    /// Policies of which one must have an alert in the same group; until then this one is kept, not told. Empty: alone.
    public var withPolicies: [String]
    /// Empty: every kind.
    public var hopKinds: [TrailHop.Kind]
    /// A transaction's or hop's amount, a case's loss, a forecast's money at risk.
    public var minAmount: MinorUnits?
    /// Compared without regard to case. Empty: everywhere.
    public var states: [String]
    public var districts: [String]
    public var stations: [String]
    /// Who is told: the command's roles. Empty: the gateway's own choice.
    public var roles: [String]
    public var groupWaitSeconds: Int
    public var groupIntervalSeconds: Int
    /// 0: an alert without news is not told again.
    public var repeatIntervalMinutes: Int
    /// Commands a day, by district.
    public var budgetPerDay: Int?
    /// Commands an hour to one role, by district.
    public var roleRatePerHour: Int?
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

    /// The highest severity whose threshold the subject reaches, else info.
    func severity(of subject: AlertSubject) -> Severity {
        severity.reduce(.info) { $1.holds(subject) ? max($0, $1.severity) : $0 }
    }

    func channels(for score: Double) -> [String] {
        guard let interdictScore, score >= interdictScore, !channels.contains(Self.bankHold) else { return channels }
        return channels + [Self.bankHold]
    }

    /// Whether the alert is about money that can still be held, and so ends when the money is gone.
    var watchesHeldMoney: Bool {
        switch record {
        case .riskForecast: true
        case .trailHop: hopKinds.isEmpty || hopKinds.contains(.arrived) || hopKinds.contains(.moved)
        default: false
        }
    }
}
