/// The topics of the system by their logical name; a deployment may put one prefix before all of them.
///
/// The files under `topics/` declare each of them (partitions, configs, schema, samples); a test holds the two together.
public enum Topic: String, Sendable, CaseIterable {
    case bankTransactions = "bank.transactions.v1"
    case socialPosts = "social.posts.v1"
    case policeFIRs = "police.firs.v1"
    case scoredTransactions = "scored.transactions.v1"
    case anomalyDrift = "anomaly.drift.v1"
    case volumesPartial = "volumes.partial.v1"
    case volumesScored = "volumes.scored.v1"
    case taggedFIRs = "tagged.firs.v1"
    case reviewFIRs = "review.firs.v1"
    case scoredPosts = "scored.posts.v1"
    case caseSubjects = "case.subjects.v1"
    case trailTaints = "trail.taints.v1"
    case trailHops = "trail.hops.v1"
    case ringsSteps = "rings.steps.v1"
    case ringsScored = "rings.scored.v1"
    case riskForecasts = "risk.forecasts.v1"
    case riskWithdrawals = "risk.withdrawals.v1"
    case riskCells = "risk.cells.v1"
    case alertCandidates = "alerts.candidates.v1"
    case alertCommands = "alerts.commands.v1"
    case alertReceipts = "alerts.receipts.v1"
    case alertSilences = "alerts.silences.v1"
    case refTerminals = "ref.terminals.v1"
    case refStations = "ref.stations.v1"
    case refLists = "ref.lists.v1"
    case refPolicies = "ref.policies.v1"
    case refTaxonomy = "ref.taxonomy.v1"
    case refModels = "ref.models.v1"
    case opsDeadLetters = "ops.deadletters.v1"
    case opsControl = "ops.control.v1"
    case labels = "labels.v1"
    case scenarioTruth = "scenario.truth.v1"

    /// The kind of record whose JSON the topic's values hold.
    public var recordKind: RecordKind {
        switch self {
        case .bankTransactions: .bankTransaction
        case .socialPosts: .socialPost
        case .policeFIRs: .fir
        case .scoredTransactions: .scoredTransaction
        case .anomalyDrift: .segmentDrift
        case .volumesPartial: .volumePartial
        case .volumesScored: .volumeScore
        case .taggedFIRs: .taggedFIR
        case .reviewFIRs: .reviewRequest
        case .scoredPosts: .scoredPost
        case .caseSubjects: .caseSubject
        case .trailTaints: .trailTaint
        case .trailHops: .trailHop
        case .ringsSteps: .ringStep
        case .ringsScored: .ringScore
        case .riskForecasts: .riskForecast
        case .riskWithdrawals: .riskWithdrawal
        case .riskCells: .riskCell
        case .alertCandidates: .alertCandidate
        case .alertCommands: .alertCommand
        case .alertReceipts: .alertReceipt
        case .refTerminals: .terminal
        case .refStations: .station
        case .refLists, .refPolicies, .refTaxonomy, .refModels, .alertSilences, .opsDeadLetters: .document
        case .opsControl: .stageControl
        case .labels: .label
        case .scenarioTruth: .groundTruth
        }
    }
}

/// One case a shape of ``DomainRecord``.
public enum RecordKind: String, Sendable, CaseIterable {
    case bankTransaction, socialPost, fir, scoredTransaction, segmentDrift, taggedFIR, reviewRequest, scoredPost
    case volumePartial, volumeScore
    case caseSubject, trailTaint, trailHop, riskForecast, riskWithdrawal, riskCell
    case ringStep, ringScore
    case alertCandidate, alertCommand, alertReceipt, terminal, station, document, stageControl, label, groundTruth
}
