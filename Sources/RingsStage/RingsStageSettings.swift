/// What the rings stage can be told. Amounts in minor units of the rupee, times in milliseconds of event time.
public struct RingsStageSettings: Sendable, Equatable {
    /// Bookings below it are not looked at: they cost nothing.
    public var floor: Int64
    /// Money counts as passed on when it leaves within this time of its arrival.
    public var passMilliseconds: Int64
    /// How long an account's bookings are kept: the window of fans, and how late a booking or a step may be.
    public var windowMilliseconds: Int64
    /// How long one trail may take from its first account on.
    public var trailMilliseconds: Int64
    /// Share of a credit that must have left before it is said to be passed on, 0...1.
    public var passedShareMin: Double
    /// Share of what an account sent that must come back to make a cycle, 0...1.
    public var cycleShareMin: Double
    /// Distinct payers or payees that make a fan, and distinct middle accounts that make a scatter-gather.
    public var fanMin: Int
    public var middleMin: Int
    /// Bounds of an account's state: credits and debits kept each, trails kept of one credit, accounts of one trail,
    /// findings remembered.
    public var creditsMax: Int
    public var debitsMax: Int
    public var trailsMax: Int
    public var pathMax: Int
    public var findingsMax: Int
    /// The most steps that one account publishes on one day of event time (UTC).
    public var stepsPerDayMax: Int
    /// Findings below it are not published, 0...1.
    public var scoreMin: Double
    /// A finding is not told again for this long unless it grew.
    public var rememberMilliseconds: Int64

    /// ₹2,000; 6 hours, a day, three days; 70 % and 50 %; three and two; a score of 0.6.
    public init(
        floor: Int64 = 2_000_00, passMilliseconds: Int64 = 6 * 3_600_000, windowMilliseconds: Int64 = 24 * 3_600_000,
        trailMilliseconds: Int64 = 72 * 3_600_000, passedShareMin: Double = 0.7, cycleShareMin: Double = 0.5,
        fanMin: Int = 3, middleMin: Int = 2, creditsMax: Int = 24, debitsMax: Int = 24, trailsMax: Int = 4,
        pathMax: Int = 8, findingsMax: Int = 16, stepsPerDayMax: Int = 24,
        scoreMin: Double = 0.6, rememberMilliseconds: Int64 = 7 * 24 * 3_600_000
    ) {
        self.floor = floor
        self.passMilliseconds = passMilliseconds
        self.windowMilliseconds = windowMilliseconds
        self.trailMilliseconds = trailMilliseconds
        self.passedShareMin = passedShareMin
        self.cycleShareMin = cycleShareMin
        self.fanMin = fanMin
        self.middleMin = middleMin
        self.creditsMax = creditsMax
        self.debitsMax = debitsMax
        self.trailsMax = trailsMax
        self.pathMax = pathMax
        self.findingsMax = findingsMax
        self.stepsPerDayMax = stepsPerDayMax
        self.scoreMin = scoreMin
        self.rememberMilliseconds = rememberMilliseconds
    }

    /// The most bytes that the state of one account takes when encoded, if no identifier is longer than
    /// `identifierBytes` (128 is the most that a record may carry).
    public func stateBytesMax(identifierBytes: Int = 128) -> Int {
        let text = identifierBytes + 3
        let trail = 2 + pathMax * text + 2 * 10 + 8
        let credit = 8 + 8 + 2 * 10 + 5 + 8 + text + 2 + trailsMax * trail
        let debit = 8 + 2 * text + 1 + 2 * 10 + 10 + 8 + 2 + creditsMax * (5 + 10)
        return 64 + creditsMax * credit + debitsMax * debit + findingsMax * 17
    }
}
