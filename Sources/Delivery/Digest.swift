public import Records

/// A recipient's wish to have what is not severe in one message.
public struct Digest: Sendable, Equatable {
    /// Minutes of the local day, 0..<1440, ascending; at least one.
    public var times: [Int]
    /// Less severe than this waits for the next time.
    public var below: Severity
    /// Minutes east of UTC.
    public var zoneOffsetMinutes: Int

    public init(times: [Int], below: Severity = .error, zoneOffsetMinutes: Int = 330) {
        self.times = times.sorted()
        self.below = below
        self.zoneOffsetMinutes = zoneOffsetMinutes
    }

    /// The first time after `now`.
    public func next(after now: EventTime) -> EventTime {
        let waits = times.map { LocalDay.wait(untilMinute: $0, from: now, zoneOffsetMinutes: zoneOffsetMinutes) }
        return now.advanced(byMilliseconds: waits.min() ?? 86_400_000)
    }
}

/// A recipient's wish to have the counts of each day, by the gateway's own clock on the wall.
public struct DailySummary: Sendable, Equatable {
    /// Minute of the local day at which the day before is told.
    public var time: Int
    public var channel: String

    public init(time: Int, channel: String) {
        self.time = time
        self.channel = channel
    }
}

/// Days by a wall clock that is some minutes east of UTC.
enum LocalDay {
    private static let milliseconds: Int64 = 86_400_000

    /// Days since 1970-01-01.
    static func number(of time: EventTime, zoneOffsetMinutes: Int) -> Int64 {
        let local = time.milliseconds + Int64(zoneOffsetMinutes) * 60_000
        return local >= 0 ? local / milliseconds : (local - milliseconds + 1) / milliseconds
    }

    static func start(of day: Int64, zoneOffsetMinutes: Int) -> EventTime {
        EventTime(milliseconds: day * milliseconds - Int64(zoneOffsetMinutes) * 60_000)
    }

    /// Milliseconds until that minute of the day comes next, more than 0.
    static func wait(untilMinute minute: Int, from now: EventTime, zoneOffsetMinutes: Int) -> Int64 {
        let day = number(of: now, zoneOffsetMinutes: zoneOffsetMinutes)
        let today = start(of: day, zoneOffsetMinutes: zoneOffsetMinutes).milliseconds + Int64(minute) * 60_000
        let wait = today - now.milliseconds
        return wait > 0 ? wait : wait + milliseconds
    }

    /// `2026-03-01 10:16`.
    static func text(_ time: EventTime, zoneOffsetMinutes: Int) -> String {
        let local = time.advanced(byMilliseconds: Int64(zoneOffsetMinutes) * 60_000)
        return String(AlertText.utc(local).dropLast(4))
    }
}
