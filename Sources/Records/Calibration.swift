/// What a rare score asks for.
public enum AlarmLevel: String, Sendable, CaseIterable {
    /// A person looks.
    case alert
    /// Rare enough to hold the money.
    case interdiction
}

/// How rare a score is among those of its segment. Scores differ between models and segments; a rate does not.
public struct Calibration: Sendable, Equatable {
    /// Channel and direction, `UPI/debit`; `rest` for segments of which too little is known yet.
    public var segment: String
    /// Probability of a score this high or higher, 0...1.
    public var tail: Double
    /// Nil when ``tail`` is above both rates.
    public var alarm: AlarmLevel?
    /// Share of a segment's bookings that may alert, ``AlarmLevel/interdiction`` included.
    public var alertRate: Double
    /// Share of a segment's bookings that may be held.
    public var interdictionRate: Double

    public init(segment: String, tail: Double, alarm: AlarmLevel?, alertRate: Double, interdictionRate: Double) {
        self.segment = segment
        self.tail = tail
        self.alarm = alarm
        self.alertRate = alertRate
        self.interdictionRate = interdictionRate
    }
}

/// What a model in trial says of a booking that the verdict in force sees on the other side of a threshold.
public struct ShadowScore: Sendable, Equatable {
    /// Version of the model in trial.
    public var model: String
    /// 0...1, its score.
    public var score: Double
    /// 0...1: this score and the verdict's lie on different sides of it.
    public var threshold: Double

    public init(model: String, score: Double, threshold: Double) {
        self.model = model
        self.score = score
        self.threshold = threshold
    }
}

/// How a segment's bookings of a day differ from its usual ones, on `anomaly.drift.v1`, keyed by the segment.
public struct SegmentDrift: Sendable, Equatable {
    /// Channel and direction, `UPI/debit`.
    public var segment: String
    /// End of the compared window: the end of a day in UTC, or the booking within the day that crossed the level.
    public var at: EventTime
    /// In the window, from the day's start on.
    public var bookings: Int
    /// Population stability index of the scores against about the last ten days; from 0.25 on it is a shift.
    public var scorePSI: Double
    /// Kolmogorov distance of the scores, 0...1.
    public var scoreDistance: Double
    /// The same of the amounts.
    public var amountPSI: Double
    public var amountDistance: Double
    /// Alarms in the window: what the rates were worth.
    public var alerts: Int
    public var interdictions: Int
    public var versions: Versions
    /// The booking that ended the window.
    public var source: SourceRef
    /// Set on a replay.
    public var runID: String?

    public init(
        segment: String, at: EventTime, bookings: Int, scorePSI: Double, scoreDistance: Double, amountPSI: Double,
        amountDistance: Double, alerts: Int, interdictions: Int, versions: Versions, source: SourceRef,
        runID: String? = nil
    ) {
        self.segment = segment
        self.at = at
        self.bookings = bookings
        self.scorePSI = scorePSI
        self.scoreDistance = scoreDistance
        self.amountPSI = amountPSI
        self.amountDistance = amountDistance
        self.alerts = alerts
        self.interdictions = interdictions
        self.versions = versions
        self.source = source
        self.runID = runID
    }
}
