/// A terminal where tainted money may be drawn.
public struct TerminalChance: Sendable, Equatable {
    public var id: String
    /// 0...1: that the next withdrawal of this balance happens here.
    public var probability: Double
    /// Expected seconds from the forecast to the withdrawal.
    public var etaSeconds: Int
    public var location: GeoPoint?
    public var name: String?

    public init(id: String, probability: Double, etaSeconds: Int, location: GeoPoint? = nil, name: String? = nil) {
        self.id = id
        self.probability = probability
        self.etaSeconds = etaSeconds
        self.location = location
        self.name = name
    }
}

/// Where one tainted balance will be drawn in cash, on `risk.forecasts.v1`, keyed by the account.
public struct RiskForecast: Sendable, Equatable {
    public var forecastID: String
    public var caseID: String
    public var account: String
    public var layer: Int
    public var atRisk: MinorUnits
    public var issuedAt: ZonedTime
    /// After this the forecast says nothing.
    public var expiresAt: EventTime
    /// False when it withdraws an earlier forecast, because the money is gone.
    public var active: Bool
    /// The likeliest terminals, the likeliest first.
    public var terminals: [TerminalChance]
    /// Cell token of the likeliest cell.
    public var cell: String?
    public var state: String
    public var district: String
    public var policeStation: String
    public var verdict: Verdict

    public init(
        forecastID: String, caseID: String, account: String, layer: Int, atRisk: MinorUnits, issuedAt: ZonedTime,
        expiresAt: EventTime, active: Bool, terminals: [TerminalChance], cell: String?, state: String,
        district: String, policeStation: String, verdict: Verdict
    ) {
        self.forecastID = forecastID
        self.caseID = caseID
        self.account = account
        self.layer = layer
        self.atRisk = atRisk
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.active = active
        self.terminals = terminals
        self.cell = cell
        self.state = state
        self.district = district
        self.policeStation = policeStation
        self.verdict = verdict
    }
}

/// One cash withdrawal re-keyed to its cell, on `risk.withdrawals.v1`: the cashout stage's own loop.
public struct RiskWithdrawal: Sendable, Equatable {
    public var cell: String
    public var terminal: BankTransaction.Terminal
    public var account: String
    public var amount: MinorUnits
    public var at: ZonedTime
    /// Whether the drawn money was tainted.
    public var tainted: Bool
    public var caseID: String?
    /// Tokens of the crews that the account draws for, when this begins a visit (``CrewPlace/crew``).
    public var crews: [String]
    public var source: SourceRef

    public init(
        cell: String, terminal: BankTransaction.Terminal, account: String, amount: MinorUnits, at: ZonedTime,
        tainted: Bool, caseID: String?, crews: [String] = [], source: SourceRef
    ) {
        self.cell = cell
        self.terminal = terminal
        self.account = account
        self.amount = amount
        self.at = at
        self.tainted = tainted
        self.caseID = caseID
        self.crews = crews
        self.source = source
    }
}

/// How often a crew drew stolen money at one terminal.
public struct CrewPlace: Sendable, Equatable {
    /// A token of the first account that the crew's stolen money reached: mules of one ring share their collectors.
    public var crew: String
    public var terminal: String
    /// Visits, decayed to the time of the record that states them.
    public var visits: Double

    public init(crew: String, terminal: String, visits: Double) {
        self.crew = crew
        self.terminal = terminal
        self.visits = visits
    }
}

/// The state of one cell, on the compacted `risk.cells.v1`, keyed by the cell token.
public struct RiskCell: Sendable, Equatable {
    public var cell: String
    public var updatedAt: EventTime
    /// Expected fraud withdrawals in the next 15 and 60 minutes.
    public var expected15Minutes: Double
    public var expected60Minutes: Double
    /// Decayed intensity of all and of tainted withdrawals, events per hour at ``updatedAt``.
    public var intensityAll: Double
    public var intensityFraud: Double
    /// The cell's busiest terminals.
    public var terminals: [TerminalChance]
    /// Who draws stolen money here.
    public var crews: [CrewPlace]
    public var verdict: Verdict

    public init(
        cell: String, updatedAt: EventTime, expected15Minutes: Double, expected60Minutes: Double,
        intensityAll: Double, intensityFraud: Double, terminals: [TerminalChance], crews: [CrewPlace] = [],
        verdict: Verdict
    ) {
        self.cell = cell
        self.updatedAt = updatedAt
        self.expected15Minutes = expected15Minutes
        self.expected60Minutes = expected60Minutes
        self.intensityAll = intensityAll
        self.intensityFraud = intensityFraud
        self.terminals = terminals
        self.crews = crews
        self.verdict = verdict
    }
}
