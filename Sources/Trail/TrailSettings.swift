/// What the trail stage can be told. All amounts in minor units, all times in milliseconds of event time.
public struct TrailSettings: Sendable, Equatable {
    public var rule: TaintRule
    /// Stolen money below this is not followed: it counts as dispersed.
    public var floor: Int64
    /// How long stolen money is followed at one account.
    public var followMilliseconds: Int64
    /// How many bookings an account keeps, for cases that arrive after the money moved.
    public var historyBookingsMax: Int
    /// And for how long.
    public var historyMilliseconds: Int64
    /// After so many accounts the money counts as dispersed.
    public var layersMax: Int
    /// How many separate arrivals one account may carry; the smallest disperses when there are more.
    public var lotsMax: Int

    /// ₹100, 30 days, 32 bookings or 7 days, 32 layers, 64 arrivals.
    public init(
        rule: TaintRule = .taintedFirst, floor: Int64 = 100_00, followMilliseconds: Int64 = 30 * 86_400_000,
        historyBookingsMax: Int = 32, historyMilliseconds: Int64 = 7 * 86_400_000, layersMax: Int = 32,
        lotsMax: Int = 64
    ) {
        self.rule = rule
        self.floor = floor
        self.followMilliseconds = followMilliseconds
        self.historyBookingsMax = historyBookingsMax
        self.historyMilliseconds = historyMilliseconds
        self.layersMax = layersMax
        self.lotsMax = lotsMax
    }
}
