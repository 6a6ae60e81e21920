/// Every record that crosses a topic, decoded. Each case is one reference, for a record is handed on a dozen times on its
/// way through a worker; the two that every booking makes are one by themselves.
public enum DomainRecord: Sendable, Equatable {
    case bankTransaction(BankTransaction)
    indirect case socialPost(SocialPost)
    indirect case fir(FIR)
    case scoredTransaction(ScoredTransaction)
    indirect case segmentDrift(SegmentDrift)
    indirect case volumePartial(VolumePartial)
    indirect case volumeScore(VolumeScore)
    indirect case taggedFIR(TaggedFIR)
    indirect case reviewRequest(ReviewRequest)
    indirect case scoredPost(ScoredPost)
    indirect case caseSubject(CaseSubject)
    indirect case trailTaint(TrailTaint)
    indirect case trailHop(TrailHop)
    indirect case ringStep(RingStep)
    indirect case ringScore(RingScore)
    indirect case riskForecast(RiskForecast)
    indirect case riskWithdrawal(RiskWithdrawal)
    indirect case riskCell(RiskCell)
    indirect case alertCandidate(AlertCandidate)
    indirect case alertCommand(AlertCommand)
    indirect case alertReceipt(AlertReceipt)
    indirect case terminal(ReferenceTerminal)
    indirect case station(ReferenceStation)
    indirect case document(ReferenceDocument)
    indirect case stageControl(StageControl)
    indirect case label(Label)
    indirect case groundTruth(GroundTruth)
}

extension DomainRecord {
    /// When the event happened, as the record says. Reference records have no time of their own.
    public var eventTime: EventTime? {
        switch self {
        case .bankTransaction(let r): r.bookedAt.time
        case .socialPost(let r): r.postedAt.time
        case .fir(let r): r.registeredAt.time
        case .scoredTransaction(let r): r.bookedAt.time
        case .segmentDrift(let r): r.at
        case .volumePartial(let r): r.start
        case .volumeScore(let r): r.start
        case .taggedFIR(let r): r.registeredAt.time
        case .reviewRequest(let r): r.requestedAt
        case .scoredPost(let r): r.postedAt.time
        case .caseSubject(let r): r.at.time
        case .trailTaint(let r): r.movedAt.time
        case .trailHop(let r): r.at.time
        case .ringStep(let r): r.at.time
        case .ringScore(let r): r.at.time
        case .riskForecast(let r): r.issuedAt.time
        case .riskWithdrawal(let r): r.at.time
        case .riskCell(let r): r.updatedAt
        case .alertCandidate(let r): r.at
        case .alertCommand(let r): r.notBefore
        case .alertReceipt(let r): r.at.time
        case .stageControl(let r): r.at
        case .label(let r): r.at.time
        case .groundTruth(let r): r.at.time
        case .terminal, .station, .document: nil
        }
    }

    /// The record key that its topic is partitioned by.
    public var key: String {
        switch self {
        case .bankTransaction(let r): r.account
        case .socialPost(let r): r.postID
        case .fir(let r): r.firID
        case .scoredTransaction(let r): r.account
        case .segmentDrift(let r): r.segment
        case .volumePartial(let r): r.series
        case .volumeScore(let r): r.series
        case .taggedFIR(let r): r.firID
        case .reviewRequest(let r): r.firID
        case .scoredPost(let r): r.postID
        case .caseSubject(let r): r.subject
        case .trailTaint(let r): r.account
        case .trailHop(let r): r.account
        case .ringStep(let r): r.account
        case .ringScore(let r): r.account
        case .riskForecast(let r): r.account
        case .riskWithdrawal(let r): r.cell
        case .riskCell(let r): r.cell
        case .alertCandidate(let r): r.groupKey
        case .alertCommand(let r): r.dedupKey
        case .alertReceipt(let r): r.dedupKey
        case .terminal(let r): r.id
        case .station(let r): r.id
        case .document(let r): r.key
        case .stageControl(let r): r.stage
        case .label(let r): r.subject
        case .groundTruth(let r): r.subject
        }
    }
}
