public import Records

/// What a stage reads and writes, as far as topics are concerned.
public struct StageTopology: Sendable, Equatable {
    public var name: String
    /// Co-partitioned: same partition count, same key.
    public var inputs: [Topic]
    /// Compacted topics read whole before the first record.
    public var tables: [Topic]
    public var outputs: [Topic]

    public init(name: String, inputs: [Topic], tables: [Topic] = [], outputs: [Topic]) {
        self.name = name
        self.inputs = inputs
        self.tables = tables
        self.outputs = outputs
    }

    public var changelog: String { "\(name).changelog.v1" }
    public var deadLetters: String { "\(name).deadletters.v1" }
    public var late: String { "\(name).late.v1" }
    /// The topics that belong to the stage alone.
    public var ownTopics: [String] { [changelog, deadLetters, late] }

    /// The stages of the project. A test holds the stages' own descriptors to it.
    public static let all: [StageTopology] = [
        StageTopology(
            name: "anomaly", inputs: [.bankTransactions], tables: [.refModels],
            outputs: [.scoredTransactions, .anomalyDrift]),
        StageTopology(
            name: "tally", inputs: [.bankTransactions], tables: [.refTerminals], outputs: [.volumesPartial]),
        StageTopology(name: "volumes", inputs: [.volumesPartial], outputs: [.volumesScored]),
        StageTopology(
            name: "trail", inputs: [.bankTransactions, .caseSubjects, .trailTaints],
            outputs: [.trailHops, .trailTaints]),
        StageTopology(
            name: "rings", inputs: [.bankTransactions, .ringsSteps], outputs: [.ringsScored, .ringsSteps]),
        StageTopology(
            name: "cashout", inputs: [.trailHops, .bankTransactions, .riskWithdrawals],
            tables: [.refTerminals, .riskCells], outputs: [.riskForecasts, .riskCells, .riskWithdrawals]),
        StageTopology(
            name: "tagger", inputs: [.policeFIRs], tables: [.refTaxonomy, .refModels],
            outputs: [.taggedFIRs, .caseSubjects, .reviewFIRs]),
        StageTopology(
            name: "social", inputs: [.socialPosts], tables: [.refTaxonomy, .refModels], outputs: [.scoredPosts]),
        StageTopology(
            name: "alerts",
            inputs: [
                .scoredTransactions, .taggedFIRs, .scoredPosts, .trailHops, .riskForecasts, .alertCandidates,
                .alertReceipts,
            ], tables: [.refPolicies, .alertSilences], outputs: [.alertCandidates, .alertCommands]),
    ]
}
