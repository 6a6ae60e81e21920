/// What the evaluation found.
public struct HotspotReport: Codable, Sendable {
    public var burglary: Figure
    public var theft: Figure
    /// By name, then by kind.
    public var baselines: [String: [String: Figure]]
    /// Pooled PAI of the training weeks, which settings were chosen by; empty when not asked for.
    public var training: [TrainingRow] = []
    /// The challenge's own windows from 2017-03-01, one forecast each.
    public var official: [OfficialRow] = []
    public var newYork: City?
    public var protocolText: String

    enum CodingKeys: String, CodingKey {
        case burglary, theft, baselines, training, official
        case newYork = "nyc_shootings"
        case protocolText = "protocol"
    }

    /// Pooled figures of one way to forecast.
    public struct Figure: Codable, Sendable, Equatable {
        public var pai: Double
        /// Ends of the 95 % bootstrap interval over weeks.
        public var paiLow: Double
        public var paiHigh: Double
        /// Pooled PEI*.
        public var pei: Double
        /// Events in the forecast cells, on average over ties.
        public var caught: Double
        public var events: Int
        /// What was published for the same protocol, pooled PAI.
        public var published: Double?
        /// Events that the forecast expected in all, beside ``events``; of ours only.
        public var expected: Double?
        /// Share of bootstrap rounds in which ours has the larger PAI; of baselines only.
        public var oursBetter: Double?

        enum CodingKeys: String, CodingKey {
            case pai, pei, caught, events, published, expected
            case paiLow = "pai_low"
            case paiHigh = "pai_high"
            case oursBetter = "ours_better"
        }
    }

    public struct City: Codable, Sendable {
        public var shootings: Figure
        public var baselines: [String: Figure]
    }

    public struct TrainingRow: Codable, Sendable {
        public var setting: String
        public var pai: [String: Double]
    }

    public struct OfficialRow: Codable, Sendable {
        public var kind: String
        public var window: String
        public var events: Int
        public var caught: Double
        public var pai: Double
        public var pei: Double
        /// What the challenge's team Kernel Glitches reached with a forecast of its own cell size.
        public var teamPAI: Double?
        public var teamPEI: Double?

        enum CodingKeys: String, CodingKey {
            case kind, window, events, caught, pai, pei
            case teamPAI = "team_pai"
            case teamPEI = "team_pei"
        }
    }
}
