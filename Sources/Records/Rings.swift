/// Money on its way from account to account, as a passing account tells the next one.
public struct MoneyPath: Sendable, Equatable {
    /// The accounts that it went through, the one it started from first, each once; the account that is told not
    /// included.
    public var path: [String]
    /// How much of it arrives.
    public var amount: MinorUnits
    /// How much the first account sent.
    public var startAmount: MinorUnits
    /// When the first account sent it.
    public var start: EventTime

    public init(path: [String], amount: MinorUnits, startAmount: MinorUnits, start: EventTime) {
        self.path = path
        self.amount = amount
        self.startAmount = startAmount
        self.start = start
    }
}

/// A transfer of money that did not stay, on `rings.steps.v1`, keyed by the account it arrives at: the rings stage's
/// own loop.
public struct RingStep: Sendable, Equatable {
    /// The account the money arrives at.
    public var account: String
    public var fromAccount: String
    /// Of the transfer.
    public var amount: MinorUnits
    /// When the payer's bank booked it.
    public var at: ZonedTime
    /// RRN, else UTR.
    public var rrn: String?
    /// Where the money came from; a later step of the same transfer may know more.
    public var trails: [MoneyPath]
    /// The record that made it known.
    public var source: SourceRef

    public init(
        account: String, fromAccount: String, amount: MinorUnits, at: ZonedTime, rrn: String?, trails: [MoneyPath],
        source: SourceRef
    ) {
        self.account = account
        self.fromAccount = fromAccount
        self.amount = amount
        self.at = at
        self.rrn = rrn
        self.trails = trails
        self.source = source
    }
}

/// A pattern of laundering that was completed or grew at an account, on `rings.scored.v1`, keyed by the account.
public struct RingScore: Sendable, Equatable {
    /// The names are those of the literature (Suzumura & Kanezashi, AMLSim; Altman et al., AMLworld, 2023).
    public enum Pattern: String, Sendable, CaseIterable {
        /// Money came back to the account through at least two others.
        case cycle
        /// Money of several payers left again.
        case fanIn = "fan_in"
        /// Money that came went on to several accounts.
        case fanOut = "fan_out"
        /// Both at one account.
        case gatherScatter = "gather_scatter"
        /// Money of one account arrived through several.
        case scatterGather = "scatter_gather"
    }

    public var account: String
    public var pattern: Pattern
    /// The others that take part: a cycle's in order, the account that scattered first, else sorted by name.
    public var accounts: [String]
    /// What moved in the pattern.
    public var amount: MinorUnits
    /// The first and the last movement of it.
    public var start: EventTime
    public var at: ZonedTime
    public var verdict: Verdict

    public init(
        account: String, pattern: Pattern, accounts: [String], amount: MinorUnits, start: EventTime, at: ZonedTime,
        verdict: Verdict
    ) {
        self.account = account
        self.pattern = pattern
        self.accounts = accounts
        self.amount = amount
        self.start = start
        self.at = at
        self.verdict = verdict
    }
}
