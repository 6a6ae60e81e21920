import Rings

/// What the evaluation found; the three figures at the top are average precisions, the mean over the folds.
public struct RingsReport: Codable, Sendable {
    public var faninCycle = 0.0
    public var fanin = 0.0
    public var cycle = 0.0
    public var protocolText = ""
    public var details: [Detail] = []

    enum CodingKeys: String, CodingKey {
        case faninCycle = "fanin_cycle"
        case fanin, cycle, details
        case protocolText = "protocol"
    }

    public struct Detail: Codable, Sendable {
        public var graph: String
        public var reference: Double
        public var accounts: Int
        public var fraudAccounts: Int
        public var transfers: Int
        public var meanOfFolds: Double
        public var pooled: Double
        public var folds: [Double]
        /// Among accounts that took part in no odd transfer.
        public var quietFraudAccounts: Int
        public var quietPooled: Double
        public var ablation: [AblationRow] = []
        public var cuts: [CutRow] = []
        public var ownStep: [OwnStepRow] = []
        public var microsecondsPerTransfer: Double
        public var noticesPerTransfer: Double
        public var stateBytesMean: Double
        public var stateBytesMax: Int
    }

    /// Feature groups used, and what comes of them.
    public struct AblationRow: Codable, Sendable {
        public var features: String
        public var meanOfFolds: Double
        public var pooled: Double
    }

    /// Each account at a step of its own; see ``RingsEvaluation/ownStepTable(_:lead:)``.
    public struct OwnStepRow: Codable, Sendable {
        /// Steps before the account's first fraudulent payment.
        public var lead: Int32
        public var fraudAccounts: Int
        public var meanOfFolds: Double
        public var pooled: Double
    }

    /// Features as they stood at the end of a step, against the labels of the whole period.
    public struct CutRow: Codable, Sendable {
        public var step: Int32
        public var meanOfFolds: Double
        public var pooled: Double
    }
}
