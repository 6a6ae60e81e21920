/// How far a stage of a run is, for a person.
public struct ReplayProgress: Sendable, Equatable {
    public var stage: String
    /// Records read since the process started, warm-up included.
    public var read: Int64
    /// Offsets of its ranges that are still to be read. Control records of transactions count: an upper bound.
    public var remaining: Int64
    /// Records a second over the last ten seconds or so; nil at the first moment.
    public var perSecond: Double?
    /// At the present pace; nil while nothing moves.
    public var secondsLeft: Int64?

    public init(
        stage: String, read: Int64, remaining: Int64, perSecond: Double? = nil, secondsLeft: Int64? = nil
    ) {
        self.stage = stage
        self.read = read
        self.remaining = remaining
        self.perSecond = perSecond
        self.secondsLeft = secondsLeft
    }

    /// `anomaly: 34000 records, 4980/s, 66000 to go, 14 s left`.
    public var text: String {
        var parts = ["\(stage): \(read) records"]
        if let perSecond { parts.append("\(Int64(perSecond.rounded()))/s") }
        parts.append(remaining > 0 ? "\(remaining) to go" : "nothing to go")
        if remaining > 0, let secondsLeft { parts.append("\(Self.length(secondsLeft)) left") }
        return parts.joined(separator: ", ")
    }

    /// `14 s`, `3 min 20 s`, `2 h 5 min`.
    static func length(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min \(seconds % 60) s"
        default: "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        }
    }
}

/// Turns counts that are told now and then into a pace and the time that is left.
public struct ReplayMeter: Sendable {
    static let windowMilliseconds: Int64 = 10_000

    private let stage: String
    /// The oldest is the last one that is ten seconds old or more.
    private var moments: [(at: Int64, read: Int64, remaining: Int64)] = []

    public init(stage: String) { self.stage = stage }

    /// - Parameter at: milliseconds of a clock that never goes back.
    public mutating func take(at: Int64, read: Int64, remaining: Int64) -> ReplayProgress {
        moments.append((at, read, remaining))
        while moments.count > 2, at - moments[1].at >= Self.windowMilliseconds { moments.removeFirst() }
        var progress = ReplayProgress(stage: stage, read: read, remaining: remaining)
        guard let first = moments.first, at > first.at else { return progress }
        let seconds = Double(at - first.at) / 1_000
        progress.perSecond = Double(read - first.read) / seconds
        let gone = Double(first.remaining - remaining) / seconds
        if gone > 0 { progress.secondsLeft = Int64((Double(remaining) / gone).rounded(.up)) }
        return progress
    }
}
