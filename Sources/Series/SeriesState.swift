/// Everything the detector remembers about one series: fixed size, no heap.
public struct SeriesState: Sendable {
    /// Records seen.
    var age = 0
    /// The long-term centre and the mean absolute deviation from it, both clipped.
    var centre = 0.0
    var spread = 0.0
    /// The three values before this one, newest first.
    var recent = InlineArray<3, Double>(repeating: 0)
    /// Running means of the value.
    var fast = 0.0
    var medium = 0.0
    var slow = 0.0
    var drift = 0.0
    /// Running mean of the seasonal residual.
    var residual = 0.0
    /// Long-term mean of the fused surprise, and running mean of what exceeds it.
    var usualSurprise = 0.0
    var excessSurprise = 0.0
    var profile = SeasonalProfile()
    var regression = Autoregression()
    var tails = InlineArray<8, EmpiricalTail>(repeating: EmpiricalTail())
    var episodes = EpisodeMemory()
    var refractory = Refractory()

    public init() {}

    /// What is usual at this hour of the week, in units of the series; 0 before the first record.
    ///
    /// - Parameter time: seconds since 1970.
    public func usual(at time: Int64) -> Double {
        profile.expected(SeasonalProfile.places(time), centre: centre).week
    }
}
