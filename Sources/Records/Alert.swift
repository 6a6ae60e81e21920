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
    /// What the record is about: an account, a case, a post.
    public var subject: String?
    /// The kind of record, as policies name it: `trail_hop`.
    public var record: String?

    public init(
        groupKey: String, dedupKey: String, policyID: String, policyVersion: String, action: AlertCommand.Action,
        severity: Severity, summary: String, reasons: [Reason], caseIDs: [String], jurisdiction: Jurisdiction,
        cell: String?, terminals: [TerminalChance], at: EventTime, expiresAt: EventTime, channels: [String],
        templateID: String?, escalationPolicy: String?, score: Double, source: SourceRef, runID: String?,
        subject: String? = nil, record: String? = nil
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
        self.subject = subject
        self.record = record
    }
}

/// One alert that a command speaks for.
public struct AlertMember: Sendable, Equatable {
    /// The same key is the same alert.
    public var dedupKey: String
    public var policyID: String
    public var severity: Severity
    /// 0...1, of the record that said it last.
    public var score: Double

    public init(dedupKey: String, policyID: String, severity: Severity, score: Double) {
        self.dedupKey = dedupKey
        self.policyID = policyID
        self.severity = severity
        self.score = score
    }
}

/// What the alert gateway acts on: `alerts.commands.v1`, keyed by the dedup key, which is the group's key.
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
    /// Who is to be told, by role: `station_officer`. Empty: the gateway's own choice.
    public var roles: [String]
    /// The alerts of the group that this command speaks for, the most severe first; empty when it is only one.
    public var members: [AlertMember]
    /// The evidence of all members in one figure and two sentences.
    public var risk: RiskAssessment?
    /// 1 for the first step of the escalation chain; nil for anything else.
    public var escalationLevel: Int?
    /// Alerts that the policy's budget or rate held back so far in its window; nil when none.
    public var heldBack: Int?

    public init(
        id: String, dedupKey: String, groupKey: String, action: Action, severity: Severity, summary: String,
        reasons: [Reason], sourceRefs: [SourceRef], caseIDs: [String], jurisdiction: Jurisdiction, cell: String?,
        terminals: [TerminalChance], notBefore: EventTime, expiresAt: EventTime, channels: [String],
        templateID: String?, escalationPolicy: String?, policyID: String, policyVersion: String, count: Int,
        runID: String?, roles: [String] = [], members: [AlertMember] = [], risk: RiskAssessment? = nil,
        escalationLevel: Int? = nil, heldBack: Int? = nil
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
        self.roles = roles
        self.members = members
        self.risk = risk
        self.escalationLevel = escalationLevel
        self.heldBack = heldBack
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
