public import Series

/// The settings of both steps. Times are milliseconds of event time.
public struct VolumeSettings: Sendable {
    /// Length of a window. A multiple of a second.
    public var windowMilliseconds: Int64 = 300_000
    /// How long after a window's end its bookings are waited for before it is published.
    public var outOfOrdernessMilliseconds: Int64 = 60_000
    /// How long after a window was published late bookings still correct it.
    public var latenessMilliseconds: Int64 = 1_800_000
    /// A booking so much ahead of the clock moves it only when the two after it are as far ahead.
    public var jumpMilliseconds: Int64 = 1_800_000
    /// Banks, districts and terminals that a partition counts in one window.
    public var namesMax = 4_096
    /// Windows that a partition counts at once.
    public var openWindowsMax = 64

    /// How long partials are waited for once every partition has published a window: corrections come in meanwhile.
    public var allowanceMilliseconds: Int64 = 300_000
    /// A partition so much behind the others (their median) is not waited for.
    public var patienceMilliseconds: Int64 = 1_800_000
    /// Windows without a booking that are fed as zeros at once; a longer gap is fed as this.
    public var gapWindowsMax: Int64 = 288
    /// A series with so many bookings a window is busy: its silence is watched, not only its return.
    public var busyCount = 5.0
    /// A series that was silent for so long is forgotten.
    public var forgetMilliseconds: Int64 = 14 * 86_400_000
    /// Series that a partition watches; a new one beyond is refused.
    public var seriesMax = 20_000
    /// A series' memory is written when its journal has so many runs of windows, or so many windows.
    public var journalRunsMax = 64
    public var journalWindowsMax: Int64 = 1_024
    /// Scores from here on are published.
    public var reportingFloor = 0.5
    /// Of the detector. Two days must have passed before the first score: an hour is judged by its like.
    public var detector: SeriesConfiguration

    public init() {
        detector = .standard
        detector.warmUp = 576
    }

    /// The window that holds a time.
    func start(of milliseconds: Int64) -> Int64 {
        let rest = milliseconds % windowMilliseconds
        return milliseconds - (rest < 0 ? rest + windowMilliseconds : rest)
    }
}
