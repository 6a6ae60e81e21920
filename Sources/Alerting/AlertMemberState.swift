import Records

/// One alert of a group: what was said of it last, and whether there is news.
struct AlertMemberState: Sendable, Equatable {
    /// How many source records are remembered, named in commands and recognised when they come again.
    static let sourcesMax = 16
    static let casesMax = 16
    /// How much higher a score must be than the one last told to be news within the window.
    static let materialRise = 0.1

    /// The newest words, at the alert's highest severity and latest end.
    var latest: AlertCandidate
    /// Records that the alert stands for.
    var count = 1
    var isResolved = false
    /// Something that people were not told yet.
    var isNews = true
    /// When it was told last; until then, when it began.
    var windowStart: EventTime
    var toldScore: Double
    var toldTerminal: String?
    var sources: [SourceRef]

    init(_ candidate: AlertCandidate) {
        latest = candidate
        windowStart = candidate.at
        toldScore = candidate.score
        toldTerminal = candidate.terminals.first?.id
        sources = [candidate.source]
    }

    /// Takes one more record; returns whether there is news in it: a higher severity, a score that is materially higher,
    /// another likeliest terminal, or the first record after the window.
    mutating func take(_ candidate: AlertCandidate, window: Int64) -> Bool {
        let isRepeated = sources.contains(candidate.source)
        let isRaised = candidate.severity > latest.severity
        guard !isRepeated || isRaised else { return false }
        if !isRepeated {
            count += 1
            remember(candidate.source)
        }
        merge(candidate)
        let isHigher = candidate.score >= toldScore + Self.materialRise - 1e-9
        let isElsewhere = latest.terminals.first?.id != toldTerminal
        let isOver = candidate.at.milliseconds(since: windowStart) >= window
        if isRaised || isHigher || isElsewhere || isOver { isNews = true }
        return isNews
    }

    mutating func resolve(by candidate: AlertCandidate) {
        isResolved = true
        isNews = false
        latest.summary = candidate.summary
        latest.reasons = candidate.reasons
        latest.at = max(latest.at, candidate.at)
        latest.terminals = []
        remember(candidate.source)
    }

    mutating func tell(at time: EventTime) {
        isNews = false
        windowStart = max(windowStart, time)
        toldScore = latest.score
        toldTerminal = latest.terminals.first?.id
    }

    func label(_ label: Matcher.Label, group: String) -> String? {
        switch label {
        case .policy: latest.policyID
        case .severity: latest.severity.rawValue
        case .group: group
        case .subject: latest.subject
        case .caseID: latest.caseIDs.first
        case .record: latest.record
        case .state: latest.jurisdiction.state
        case .district: latest.jurisdiction.district
        case .station: latest.jurisdiction.station
        case .cell: latest.cell
        case .template: latest.templateID
        }
    }

    private mutating func remember(_ source: SourceRef) {
        sources.append(source)
        if sources.count > Self.sourcesMax { sources.removeFirst() }
    }

    /// The newest words, with what must not get less: severity, end, cases, channels.
    private mutating func merge(_ candidate: AlertCandidate) {
        let before = latest
        if candidate.at >= before.at { latest = candidate }
        latest.severity = max(before.severity, candidate.severity)
        latest.expiresAt = max(before.expiresAt, candidate.expiresAt)
        latest.caseIDs = before.caseIDs.joined(candidate.caseIDs)
        latest.channels = before.channels.joined(candidate.channels)
        if latest.caseIDs.count > Self.casesMax { latest.caseIDs.removeFirst(latest.caseIDs.count - Self.casesMax) }
    }
}

extension [String] {
    /// These, and of `others` what is not among them.
    func joined(_ others: [String]) -> [String] { others.reduce(self) { $0.contains($1) ? $0 : $0 + [$1] } }
}
