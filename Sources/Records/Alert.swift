/// Where an alert belongs.
public struct Jurisdiction: Sendable, Equatable {
    public var state: String?
    public var district: String?
    public var station: String?
    public init(state: String? = nil, district: String? = nil, station: String? = nil) {
        self.state = state
        self.district = district
        self.station = station
    }
}

public enum Severity: String, Sendable, CaseIterable, Comparable {
    case critical, error, warning, info

    /// 3 for critical ... 0 for info.
    public var rank: Int {
        switch self {
        case .critical: 3
        case .error: 2
        case .warning: 1
        case .info: 0
        }
    }
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// A score, tag, trail or forecast that a policy picked, re-keyed to its group key on `alerts.candidates.v1`.
public struct AlertCandidate: Sendable, Equatable {
    public var groupKey: String
    public var dedupKey: String
    public var policyID: String
    public var policyVersion: String
    public var action: AlertCommand.Action
    public var severity: Severity
    public var summary: String
    public var reasons: [Reason]
    public var caseIDs: [String]
    public var jurisdiction: Jurisdiction
    public var cell: String?
    public var terminals: [TerminalChance]
    public var at: EventTime
    public var expiresAt: EventTime
    public var channels: [String]
    public var templateID: String?
    public var escalationPolicy: String?
    public var score: Double
    public var source: SourceRef
    public var runID: String?

    public init(
        groupKey: String, dedupKey: String, policyID: String, policyVersion: String, action: AlertCommand.Action,
        severity: Severity, summary: String, reasons: [Reason], caseIDs: [String], jurisdiction: Jurisdiction,
        cell: String?, terminals: [TerminalChance], at: EventTime, expiresAt: EventTime, channels: [String],
        templateID: String?, escalationPolicy: String?, score: Double, source: SourceRef, runID: String?
    ) {
        self.groupKey = groupKey
        self.dedupKey = dedupKey
        self.policyID = policyID
        self.policyVersion = policyVersion
        self.action = action
        self.severity = severity
        self.summary = summary
        self.reasons = reasons
        self.caseIDs = caseIDs
        self.jurisdiction = jurisdiction
        self.cell = cell
        self.terminals = terminals
        self.at = at
        self.expiresAt = expiresAt
        self.channels = channels
        self.templateID = templateID
        self.escalationPolicy = escalationPolicy
        self.score = score
        self.source = source
        self.runID = runID
    }
}

/// What the alert gateway acts on: `alerts.commands.v1`, keyed by the dedup key.
public struct AlertCommand: Sendable, Equatable {
    public enum Action: String, Sendable, CaseIterable { case trigger, acknowledge, escalate, resolve }

    public var id: String
    /// At most 255 bytes; the same key is the same alert.
    public var dedupKey: String
    public var groupKey: String
    public var action: Action
    public var severity: Severity
    /// At most 1,024 characters.
    public var summary: String
    public var reasons: [Reason]
    public var sourceRefs: [SourceRef]
    public var caseIDs: [String]
    public var jurisdiction: Jurisdiction
    public var cell: String?
    public var terminals: [TerminalChance]
    public var notBefore: EventTime
    public var expiresAt: EventTime
    public var channels: [String]
    public var templateID: String?
    public var escalationPolicy: String?
    public var policyID: String
    public var policyVersion: String
    /// How many records the alert stands for so far.
    public var count: Int
    public var runID: String?

    public init(
        id: String, dedupKey: String, groupKey: String, action: Action, severity: Severity, summary: String,
        reasons: [Reason], sourceRefs: [SourceRef], caseIDs: [String], jurisdiction: Jurisdiction, cell: String?,
        terminals: [TerminalChance], notBefore: EventTime, expiresAt: EventTime, channels: [String],
        templateID: String?, escalationPolicy: String?, policyID: String, policyVersion: String, count: Int,
        runID: String?
    ) {
        self.id = id
        self.dedupKey = dedupKey
        self.groupKey = groupKey
        self.action = action
        self.severity = severity
        self.summary = summary
        self.reasons = reasons
        self.sourceRefs = sourceRefs
        self.caseIDs = caseIDs
        self.jurisdiction = jurisdiction
        self.cell = cell
        self.terminals = terminals
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        self.channels = channels
        self.templateID = templateID
        self.escalationPolicy = escalationPolicy
        self.policyID = policyID
        self.policyVersion = policyVersion
        self.count = count
        self.runID = runID
    }
}

/// What became of a command at one recipient: `alerts.receipts.v1`, keyed by the dedup key of its command.
public struct AlertReceipt: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable { case queued, sent, delivered, failed, acknowledged, expired }

    public var commandID: String
    public var dedupKey: String
    public var groupKey: String
    public var recipient: String
    public var channel: String
    public var status: Status
    public var at: ZonedTime
    public var detail: String?

    public init(
        commandID: String, dedupKey: String, groupKey: String, recipient: String, channel: String, status: Status,
        at: ZonedTime, detail: String? = nil
    ) {
        self.commandID = commandID
        self.dedupKey = dedupKey
        self.groupKey = groupKey
        self.recipient = recipient
        self.channel = channel
        self.status = status
        self.at = at
        self.detail = detail
    }
}
