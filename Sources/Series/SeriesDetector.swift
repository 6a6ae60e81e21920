/// A streaming anomaly detector for any univariate series.
///
/// One configuration for all series; deterministic; looks at nothing but the records so far. A state takes
/// ``SeriesState/encodedBytes`` bytes. As surprise is ranked within the series, even plain noise alarms, about once
/// in five hundred records.
///
/// The fusion follows the anomaly likelihood of Ahmad et al., "Unsupervised real-time anomaly detection for streaming
/// data", Neurocomputing 2017, in that a record is judged by how surprising the series usually is.
///
/// ```swift
/// var detector = SeriesDetector()
/// let found = detector.step(time: 1_396_310_400, value: 20.5)
/// if found.score >= detector.configuration.alarmThreshold { … }
/// ```
public struct SeriesDetector: Sendable {
    public let configuration: SeriesConfiguration
    public private(set) var state: SeriesState

    public init(_ configuration: SeriesConfiguration = .standard, state: SeriesState = SeriesState()) {
        self.configuration = configuration
        self.state = state
    }

    /// Judges one record, then learns it; see ``SeriesState/step(time:value:_:)``.
    public mutating func step(time: Int64, value: Double) -> SeriesScore {
        state.step(time: time, value: value, configuration)
    }
}
