/// The settings of the series detector; one value serves every series.
///
/// Lengths are in records, so that the same value fits a series of one record a second or one an hour. The defaults
/// were chosen on the Numenta Anomaly Benchmark as a whole; most of them may be halved or doubled for a point or two of
/// its score, `clip`, `episodeLength`, `refractoryLength` and `surpriseWeight` for up to five.
public struct SeriesConfiguration: Sendable, Hashable, Codable {
    /// How many records the detector remembers: locations, scales, tails and the seasonal profile fade over this.
    public var memory = 8_000
    /// Over how many records earlier episodes of surprise fade.
    public var episodeMemory = 5_000
    /// How many scales one record may move a location or scale estimate.
    public var clip = 3.0
    /// Exponent of the power law by which a tail is continued beyond the largest value seen.
    public var tailExponent = 3.0
    /// Smoothing lengths of the running means: jump, shift reference, trend, drift.
    public var fastLength = 6.0
    public var mediumLength = 32.0
    public var slowLength = 64.0
    public var driftLength = 128.0
    /// Smoothing length of the seasonal residual.
    public var seasonalLength = 16.0
    /// Smoothing length of the excess surprise (a burst of small surprises).
    public var burstLength = 30.0
    /// Surprises closer together than this belong to one episode.
    public var episodeLength = 125
    /// By how many powers of ten an earlier, larger or smaller, episode counts less for each unit of fused surprise
    /// that it stays behind.
    public var episodeContrast = 1.5
    /// Weight of the fused surprise itself beside its rank among the episodes.
    public var surpriseWeight = 0.15
    /// After an emitted score, for so many records only a higher level is emitted.
    public var refractoryLength = 100
    /// Records before the first score above 0.
    public var warmUp = 100
    /// The strength at which the score is 0.5. With the other defaults: about two earlier episodes within
    /// `episodeMemory` were as surprising when the surprise is ordinary (5), five when it is great (8). The value was
    /// looked at on the benchmark and rounded.
    public var alarmStrength = 0.5
    /// The score from which a record is an alarm.
    public var alarmThreshold = 0.5
    /// Which sub-detectors take part.
    public var enabled = SubDetectors.all

    public init() {}

    /// The configuration with every default.
    public static let standard = SeriesConfiguration()
}
