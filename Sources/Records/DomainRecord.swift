/// Every record that crosses a topic, decoded. Indirect: on its way through a worker it is handed on a dozen times, and a
/// reference costs less than fourteen strings.
public indirect enum DomainRecord: Sendable, Equatable {
    case bankTransaction(BankTransaction)
    case socialPost(SocialPost)
    case fir(FIR)
    case scoredTransaction(ScoredTransaction)
    case taggedFIR(TaggedFIR)
    case reviewRequest(ReviewRequest)
    case scoredPost(ScoredPost)
    case caseSubject(CaseSubject)
    case trailTaint(TrailTaint)
    case trailHop(TrailHop)
    case riskForecast(RiskForecast)
    case riskWithdrawal(RiskWithdrawal)
    case riskCell(RiskCell)
    case alertCandidate(AlertCandidate)
    case alertCommand(AlertCommand)
    case alertReceipt(AlertReceipt)
    case terminal(ReferenceTerminal)
    case station(ReferenceStation)
    case document(ReferenceDocument)
    case label(Label)
    case groundTruth(GroundTruth)
}

extension DomainRecord {
    /// When the event happened, as the record says. Reference records have no time of their own.
    public var eventTime: EventTime? {
        switch self {
        case .bankTransaction(let r): r.bookedAt.time
        case .socialPost(let r): r.postedAt.time
        case .fir(let r): r.registeredAt.time
        case .scoredTransaction(let r): r.bookedAt.time
        case .taggedFIR(let r): r.registeredAt.time
        case .reviewRequest(let r): r.requestedAt
        case .scoredPost(let r): r.postedAt.time
        case .caseSubject(let r): r.at.time
        case .trailTaint(let r): r.movedAt.time
        case .trailHop(let r): r.at.time
        case .riskForecast(let r): r.issuedAt.time
        case .riskWithdrawal(let r): r.at.time
        case .riskCell(let r): r.updatedAt
        case .alertCandidate(let r): r.at
        case .alertCommand(let r): r.notBefore
        case .alertReceipt(let r): r.at.time
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
        case .taggedFIR(let r): r.firID
        case .reviewRequest(let r): r.firID
        case .scoredPost(let r): r.postID
        case .caseSubject(let r): r.subject
        case .trailTaint(let r): r.account
        case .trailHop(let r): r.account
        case .riskForecast(let r): r.account
        case .riskWithdrawal(let r): r.cell
        case .riskCell(let r): r.cell
        case .alertCandidate(let r): r.groupKey
        case .alertCommand(let r): r.dedupKey
        case .alertReceipt(let r): r.dedupKey
        case .terminal(let r): r.id
        case .station(let r): r.id
        case .document(let r): r.key
        case .label(let r): r.subject
        case .groundTruth(let r): r.subject
        }
    }
}
