/// Bookings of one series and window that one partition of the bookings saw, on `volumes.partial.v1`, keyed by the series.
///
/// Partials of a window add up, those of other partitions and corrections alike.
public struct VolumePartial: Sendable, Equatable {
    /// What was counted: `channel/UPI/debit`, `bank/HDFC/debit`, `district/Karnataka/Bengaluru`, `terminal/ATM/X1`.
    public var series: String
    /// Of the window, in event time.
    public var start: EventTime
    /// Length of the window.
    public var seconds: Int
    public var count: Int
    /// Of the bookings in rupees.
    public var sum: MinorUnits
    /// The window was published before: these bookings came late.
    public var corrects: Bool
    /// The booking that closed the window; its partition is the one that was counted.
    public var source: SourceRef
    /// Set on a replay.
    public var runID: String?

    public init(
        series: String, start: EventTime, seconds: Int, count: Int, sum: MinorUnits, corrects: Bool, source: SourceRef,
        runID: String? = nil
    ) {
        self.series = series
        self.start = start
        self.seconds = seconds
        self.count = count
        self.sum = sum
        self.corrects = corrects
        self.source = source
        self.runID = runID
    }
}

/// A window of a series that is unlike its past, on `volumes.scored.v1`, keyed by the series.
public struct VolumeScore: Sendable, Equatable {
    public var series: String
    /// Of the window, in event time.
    public var start: EventTime
    /// Length of the window.
    public var seconds: Int
    public var count: Int
    public var sum: MinorUnits
    /// What is usual at this hour of the week.
    public var usualCount: Double
    public var usualSum: MinorUnits
    /// Bookings of the series, since its last report, that came after their window was judged.
    public var late: Int
    public var verdict: Verdict

    public init(
        series: String, start: EventTime, seconds: Int, count: Int, sum: MinorUnits, usualCount: Double,
        usualSum: MinorUnits, late: Int, verdict: Verdict
    ) {
        self.series = series
        self.start = start
        self.seconds = seconds
        self.count = count
        self.sum = sum
        self.usualCount = usualCount
        self.usualSum = usualSum
        self.late = late
        self.verdict = verdict
    }
}
