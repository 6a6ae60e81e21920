import Records
public import StageKit

/// One alert that lives.
public struct AlertState: StateValue {
    static let version: UInt8 = 1
    /// How many source records are remembered, named in commands and recognised when they come again.
    static let sourcesMax = 16
    static let casesMax = 16

    enum Phase: UInt8 { case active, acknowledged, resolved }

    /// What was said last, at the alert's highest severity and latest end.
    var latest: AlertCandidate
    var phase = Phase.active
    /// Records that the alert stands for.
    var count = 1
    /// The number of the latest command; grows with time, so that an alert which expired and comes again does not
    /// repeat the ids of its former life.
    var number: Int64 = 0
    /// Start of the window and the score, both of the command sent last.
    var windowStart: EventTime
    var sentScore: Double
    var resolvedAt = EventTime.distantPast
    var sources: [SourceRef]

    init(_ candidate: AlertCandidate) {
        latest = candidate
        windowStart = candidate.at
        sentScore = candidate.score
        sources = [candidate.source]
    }

    /// Takes one more trigger: what is to be sent for it, nil when it is only counted.
    mutating func take(_ candidate: AlertCandidate, window: Int64) -> AlertCommand.Action? {
        let isRepeated = sources.contains(candidate.source)
        if phase == .resolved { return isRepeated ? nil : reopen(candidate) }
        let severityBefore = latest.severity
        guard !isRepeated || candidate.severity > severityBefore else { return nil }
        if !isRepeated {
            count += 1
            remember(candidate.source)
        }
        merge(candidate)
        let isRaised = candidate.severity > severityBefore
        let isHigher = candidate.score >= sentScore + AlertsStage.materialRise - 1e-9
        guard isRaised || isHigher || candidate.at.milliseconds(since: windowStart) >= window else { return nil }
        windowStart = max(windowStart, candidate.at)
        sentScore = candidate.score
        return isRaised ? .escalate : .trigger
    }

    /// Ends the alert; nil when it has ended.
    mutating func resolve(by candidate: AlertCandidate) -> AlertCommand.Action? {
        guard phase != .resolved else { return nil }
        phase = .resolved
        resolvedAt = candidate.at
        latest.summary = candidate.summary
        latest.reasons = candidate.reasons
        latest.at = max(latest.at, candidate.at)
        latest.terminals = []
        remember(candidate.source)
        return .resolve
    }

    /// Whether the acknowledgement is news.
    mutating func acknowledge() -> Bool {
        guard phase == .active else { return false }
        phase = .acknowledged
        return true
    }

    /// The next command.
    mutating func command(_ action: AlertCommand.Action, at time: EventTime) -> AlertCommand {
        number = max(number + 1, time.milliseconds)
        return AlertCommand(
            id: BoundedText.key("\(latest.dedupKey)#\(number)", bytes: BoundedText.idBytes), dedupKey: latest.dedupKey,
            groupKey: latest.groupKey, action: action, severity: latest.severity, summary: latest.summary,
            reasons: latest.reasons, sourceRefs: sources, caseIDs: latest.caseIDs, jurisdiction: latest.jurisdiction,
            cell: latest.cell, terminals: latest.terminals, notBefore: time, expiresAt: latest.expiresAt,
            channels: latest.channels, templateID: latest.templateID, escalationPolicy: latest.escalationPolicy,
            policyID: latest.policyID, policyVersion: latest.policyVersion, count: count, runID: latest.runID)
    }

    private mutating func reopen(_ candidate: AlertCandidate) -> AlertCommand.Action? {
        guard candidate.at >= resolvedAt else { return nil }
        let number = number
        self = AlertState(candidate)
        self.number = number
        return .trigger
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
        latest.caseIDs = Self.joined(before.caseIDs, candidate.caseIDs)
        latest.channels = Self.joined(before.channels, candidate.channels)
        if latest.caseIDs.count > Self.casesMax { latest.caseIDs.removeFirst(latest.caseIDs.count - Self.casesMax) }
    }

    private static func joined(_ known: [String], _ new: [String]) -> [String] {
        known + new.filter { !known.contains($0) }
    }
}
