import Records

/// What policies ask of a record, whichever kind it is.
struct AlertSubject {
    var record: AlertPolicy.Source
    var score: Double
    /// What ``AlertPolicy/anyTags`` looks at besides the reason codes.
    var tags: [String] = []
    var amount: MinorUnits?
    /// Stolen money that can still be held at the account.
    var atRisk: MinorUnits?
    /// Probability that it is drawn where the forecast says, before its end.
    var drawn: Double?
    var hopKind: TrailHop.Kind?
    var account: String?
    var caseID: String?
    var cell: String?
    var firID: String?
    var postID: String?
    var ring: String?
    var terminal: String?
    /// What the record is about, whichever kind it is.
    var subject: String?
    var jurisdiction = Jurisdiction()
    var terminals: [TerminalChance] = []
    var at: EventTime
    /// Nil: the policy alone says how long the alert lives.
    var expiresAt: EventTime?
    var verdict: Verdict
    var summary: String
    /// The money is gone: alerts about holding it end.
    var endsHolding = false
    /// The record says nothing but the end of something.
    var isEndOnly = false

    static let terminalsMax = 5

    /// A subject as the tests of a policy describe it.
    init(record: AlertPolicy.Source, score: Double, at: EventTime) {
        self.record = record
        self.score = score
        self.at = at
        let source = SourceRef(topic: "", partition: Partition(0), offset: Offset(0))
        verdict = Verdict(score: score, reasons: [], versions: Versions(), source: source)
        summary = ""
    }

    init?(_ record: DomainRecord) {
        switch record {
        case .scoredTransaction(let record): self.init(record)
        case .taggedFIR(let record): self.init(record)
        case .scoredPost(let record): self.init(record)
        case .trailHop(let record): self.init(record)
        case .riskForecast(let record): self.init(record)
        case .ringScore(let record): self.init(record)
        case .volumeScore(let record): self.init(record)
        default: return nil
        }
    }

    private init(_ transaction: ScoredTransaction) {
        record = .scoredTransaction
        score = transaction.verdict.score
        tags = Self.tags(of: transaction.calibration?.alarm)
        amount = transaction.amount
        account = transaction.account
        subject = transaction.account
        at = transaction.bookedAt.time
        verdict = transaction.verdict
        summary = AlertWords.summary(transaction)
    }

    /// An alarm at a rate is a tag, so that a policy can ask for it instead of a score.
    private static func tags(of alarm: AlarmLevel?) -> [String] {
        switch alarm {
        case nil: []
        case .alert: ["alarm"]
        case .interdiction: ["alarm", "interdiction"]
        }
    }

    private init(_ fir: TaggedFIR) {
        record = .taggedFIR
        score = fir.verdict.score
        tags = fir.tags.map(\.tag)
        amount = fir.lossAmount
        caseID = fir.firID
        firID = fir.firID
        subject = fir.firID
        jurisdiction = Jurisdiction(state: fir.state, district: fir.district, station: fir.policeStation)
        at = fir.registeredAt.time
        verdict = fir.verdict
        summary = AlertWords.summary(fir)
    }

    private init(_ post: ScoredPost) {
        record = .scoredPost
        score = post.verdict.score
        tags = post.category.map { [$0] } ?? []
        postID = post.postID
        subject = post.postID
        at = post.postedAt.time
        verdict = post.verdict
        summary = AlertWords.summary(post)
    }

    private init(_ hop: TrailHop) {
        record = .trailHop
        score = hop.verdict.score
        amount = hop.amount
        atRisk = hop.atRisk
        hopKind = hop.kind
        account = hop.account
        subject = hop.account
        terminal = hop.terminal?.id
        caseID = hop.caseID
        jurisdiction = Jurisdiction(state: hop.state, district: hop.district, station: hop.policeStation)
        at = hop.at.time
        verdict = hop.verdict
        summary = AlertWords.summary(hop)
        switch hop.kind {
        case .dispersed, .expired: endsHolding = true
        case .cashedOut, .moved: endsHolding = hop.atRisk.rawValue <= 0
        case .arrived: break
        }
    }

    private init(_ finding: RingScore) {
        self.init(record: .scoredRing, score: finding.verdict.score, at: finding.at.time)
        tags = [finding.pattern.rawValue]
        amount = finding.amount
        account = finding.account
        subject = finding.account
        ring = finding.account
        verdict = finding.verdict
        summary = AlertWords.summary(finding)
    }

    private init(_ window: VolumeScore) {
        self.init(record: .scoredVolume, score: window.verdict.score, at: window.start)
        amount = window.sum
        subject = window.series
        let parts = window.series.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 3, parts[0] == "district" {
            jurisdiction = Jurisdiction(state: String(parts[1]), district: String(parts[2]), station: nil)
        }
        verdict = window.verdict
        summary = AlertWords.summary(window)
    }

    private init(_ forecast: RiskForecast) {
        record = .riskForecast
        // What an officer can act on is one place, not the sum over all of them.
        score = forecast.terminals.reduce(0) { max($0, $1.probability) }
        amount = forecast.atRisk
        atRisk = forecast.atRisk
        drawn = forecast.verdict.score
        account = forecast.account
        subject = forecast.account
        terminal = forecast.terminals.first?.id
        caseID = forecast.caseID
        cell = forecast.cell
        jurisdiction = Jurisdiction(
            state: forecast.state, district: forecast.district, station: forecast.policeStation)
        terminals = Array(forecast.terminals.prefix(Self.terminalsMax))
        at = forecast.issuedAt.time
        expiresAt = forecast.expiresAt
        verdict = forecast.verdict
        summary = AlertWords.summary(forecast)
        endsHolding = !forecast.active
        isEndOnly = !forecast.active
    }

    func value(of field: KeyTemplate.Field, policy: AlertPolicy) -> String? {
        switch field {
        case .policy: policy.id
        case .account: account
        case .caseID: caseID
        case .cell: cell
        case .firID: firID
        case .postID: postID
        case .subject: subject
        case .ring: ring
        case .terminal: terminal
        case .district: jurisdiction.district
        case .area: cell.flatMap(CellArea.token)
        }
    }
}
