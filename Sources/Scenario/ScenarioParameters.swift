public import Records

/// Everything that a scenario depends on. Two equal values give the same records, byte for byte, in any process.
public struct ScenarioParameters: Sendable, Equatable {
    /// 2026-03-01T00:00:00+05:30, a Sunday.
    public static let defaultStart = EventTime(milliseconds: 1_772_303_400_000)

    /// All that is drawn is drawn from it.
    public var seed: UInt64 = 1
    /// Which city's map the people live on.
    public var city: CityPlan = .kolkata
    /// Accounts whose bank reports their bookings, mules and victims included.
    public var accounts = 2_000
    /// Days of event time.
    public var days = 14
    public var start = ScenarioParameters.defaultStart
    /// ATMs, AEPS points and cash counters together.
    public var terminals = 240
    /// Rings of mule accounts.
    public var rings = 6
    /// Mule accounts of each ring.
    public var mulesPerRing = 14
    /// The longest way of stolen money through a ring; each ring has 1 up to this many layers.
    public var layersMax = 4
    /// Thefts in the whole scenario.
    public var victims = 60
    /// Share of victims who go to the police.
    public var reportedShare = 0.9
    /// Factor on how often people pay: 1 is two to three bookings a day of an employee.
    public var activity = 1.0
    /// Harmless posts a day.
    public var benignPostsPerDay = 60.0
    /// Posts by swindlers a day. None without rings.
    public var scamPostsPerDay = 12.0
    /// FIRs a day that have nothing to do with the rings.
    public var otherFIRsPerDay = 3.0
    /// Chance that a word of an FIR's gist is misspelt or abbreviated, where a known slip exists.
    public var spellingNoise = 0.15

    /// The day on which a festival season begins, 1 is the first; 0 for none. How long it lasts, and how much more
    /// often people pay in it.
    public var festivalDay = 0
    public var festivalDays = 10
    public var festivalSpending = 1.0
    /// Factor on how often people pay in the three days after their income.
    public var paydaySpending = 1.0
    /// Share of crews that move to another quarter after so many withdrawals.
    public var crewMoveShare = 0.0
    public var crewMoveAfter = 12
    /// Chance that a crew waits for the night; nil: each crew's own.
    public var nightShare: Double?
    /// The most that a machine pays at once, and a mule account a day, in rupees; nil: by account.
    public var machineLimit = 10_000
    public var dailyLimit: Int?
    /// Real terminals. Where they leave a quarter without one of a kind, the made up ones of ``terminals`` remain.
    public var realTerminals: [ReferenceTerminal] = []

    public init() {}

    /// The first moment after the scenario. Only credits of transfers made before it may be later, by an hour at most.
    public var end: EventTime { start.advanced(byMilliseconds: Int64(days) * LocalTime.day) }

    /// Throws the first parameter that is outside its legal range.
    public func validate() throws(ScenarioFault) {
        try check("accounts", accounts, 50...5_000_000)
        try check("days", days, 1...3_660)
        try check("terminals", terminals, 30...90_000)
        try check("rings", rings, 0...5_000)
        try check("mulesPerRing", mulesPerRing, 2...200)
        try check("layersMax", layersMax, 1...4)
        try check("victims", victims, 0...500_000)
        try check("reportedShare", reportedShare, 0...1)
        try check("activity", activity, 0.01...20)
        try check("benignPostsPerDay", benignPostsPerDay, 0...1_000_000)
        try check("scamPostsPerDay", scamPostsPerDay, 0...1_000_000)
        try check("otherFIRsPerDay", otherFIRsPerDay, 0...1_000)
        try check("spellingNoise", spellingNoise, 0...1)
        try check("festivalDay", festivalDay, 0...3_660)
        try check("festivalDays", festivalDays, 1...366)
        try check("festivalSpending", festivalSpending, 0.05...20)
        try check("paydaySpending", paydaySpending, 0.05...20)
        try check("crewMoveShare", crewMoveShare, 0...1)
        try check("crewMoveAfter", crewMoveAfter, 1...1_000_000)
        if let nightShare { try check("nightShare", nightShare, 0...1) }
        try check("machineLimit", machineLimit, 500...100_000)
        if let dailyLimit { try check("dailyLimit", dailyLimit, 500...1_000_000) }
        for (key, limit) in [("machineLimit", machineLimit), ("dailyLimit", dailyLimit ?? 500)] where limit % 500 > 0 {
            throw ScenarioFault(key: key, value: "\(limit)", legal: "in steps of 500")
        }
        let startLegal = EventTime(milliseconds: 946_684_800_000)...EventTime(milliseconds: 4_102_444_800_000)
        if !startLegal.contains(start) {
            throw ScenarioFault(
                key: "start", value: "\(start.milliseconds)",
                legal: "between 2000-01-01 and 2100-01-01, in milliseconds")
        }
        if rings * mulesPerRing > accounts / 4 {
            throw ScenarioFault(
                key: "rings", value: "\(rings) with \(mulesPerRing) mules each",
                legal: "so few that their mules are at most a quarter of the \(accounts) accounts")
        }
        if victims > accounts / 4 {
            throw ScenarioFault(
                key: "victims", value: "\(victims)", legal: "at most a quarter of the \(accounts) accounts")
        }
        if victims > 0, rings == 0 {
            throw ScenarioFault(key: "rings", value: "0", legal: "at least 1 when there are victims")
        }
    }

    private func check<T: Comparable>(_ key: String, _ value: T, _ legal: ClosedRange<T>) throws(ScenarioFault) {
        guard legal.contains(value) else {
            throw ScenarioFault(
                key: key, value: "\(value)", legal: "between \(legal.lowerBound) and \(legal.upperBound)")
        }
    }
}
