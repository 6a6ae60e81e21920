/// An account, phone or UPI id that a case names, on `case.subjects.v1`, keyed by the account (or the other subject).
public struct CaseSubject: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case account, upi, phone }
    public enum Role: String, Sendable, CaseIterable { case victim, beneficiary, mentioned }

    public var caseID: String
    public var kind: Kind
    public var subject: String
    public var role: Role
    /// The stolen amount that reached the subject, when the case says so.
    public var amount: MinorUnits?
    /// The transfer's reference, when the case names one.
    public var rrn: String?
    public var fromAccount: String?
    /// When the transfer happened, else when the case was registered.
    public var at: ZonedTime
    public var state: String
    public var district: String
    public var policeStation: String
    public var source: SourceRef

    public init(
        caseID: String, kind: Kind, subject: String, role: Role, amount: MinorUnits?, rrn: String?,
        fromAccount: String?, at: ZonedTime, state: String, district: String, policeStation: String,
        source: SourceRef
    ) {
        self.caseID = caseID
        self.kind = kind
        self.subject = subject
        self.role = role
        self.amount = amount
        self.rrn = rrn
        self.fromAccount = fromAccount
        self.at = at
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.source = source
    }
}

/// Stolen money arriving at its next account, on `trail.taints.v1`, keyed by that account: the trail stage's own loop.
public struct TrailTaint: Sendable, Equatable {
    public var caseID: String
    /// The account the money arrives at.
    public var account: String
    public var fromAccount: String
    /// 1 for the account the victim paid, 2 for the next, ...
    public var layer: Int
    public var amount: MinorUnits
    /// When the money moved.
    public var movedAt: ZonedTime
    /// When it was stolen.
    public var stolenAt: EventTime
    /// The accounts it went through so far, the first beneficiary first, ``account`` not included.
    public var path: [String]
    public var rrn: String?
    public var state: String
    public var district: String
    public var policeStation: String
    public var source: SourceRef

    public init(
        caseID: String, account: String, fromAccount: String, layer: Int, amount: MinorUnits, movedAt: ZonedTime,
        stolenAt: EventTime, path: [String], rrn: String?, state: String, district: String,
        policeStation: String, source: SourceRef
    ) {
        self.caseID = caseID
        self.account = account
        self.fromAccount = fromAccount
        self.layer = layer
        self.amount = amount
        self.movedAt = movedAt
        self.stolenAt = stolenAt
        self.path = path
        self.rrn = rrn
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.source = source
    }
}

/// What became of stolen money at one account, on `trail.hops.v1`, keyed by the account.
public struct TrailHop: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Stolen money arrived at the account.
        case arrived
        /// It went on to another account.
        case moved
        /// It was drawn in cash.
        case cashedOut = "cashed_out"
        /// What is left is below the floor.
        case dispersed
        /// Too old to follow.
        case expired
    }

    public var caseID: String
    public var account: String
    public var kind: Kind
    public var layer: Int
    /// The tainted amount of this event.
    public var amount: MinorUnits
    /// The tainted balance left at ``account`` after it.
    public var atRisk: MinorUnits
    public var at: ZonedTime
    public var stolenAt: EventTime
    /// Where it went, for ``Kind/moved``.
    public var toAccount: String?
    /// The terminal, for ``Kind/cashedOut``.
    public var terminal: BankTransaction.Terminal?
    public var homeIFSC: String?
    public var path: [String]
    public var state: String
    public var district: String
    public var policeStation: String
    public var verdict: Verdict

    public init(
        caseID: String, account: String, kind: Kind, layer: Int, amount: MinorUnits, atRisk: MinorUnits,
        at: ZonedTime, stolenAt: EventTime, toAccount: String? = nil, terminal: BankTransaction.Terminal? = nil,
        homeIFSC: String? = nil, path: [String], state: String, district: String, policeStation: String,
        verdict: Verdict
    ) {
        self.caseID = caseID
        self.account = account
        self.kind = kind
        self.layer = layer
        self.amount = amount
        self.atRisk = atRisk
        self.at = at
        self.stolenAt = stolenAt
        self.toAccount = toAccount
        self.terminal = terminal
        self.homeIFSC = homeIFSC
        self.path = path
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.verdict = verdict
    }
}
