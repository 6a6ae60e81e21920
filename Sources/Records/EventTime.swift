/// A moment in event time: milliseconds since 1970-01-01T00:00:00Z.
///
/// Event time is what the producer says, never the wall clock of this process.
/// Everything that decides reads `EventTime` and nothing else.
public struct EventTime: Hashable, Comparable, Sendable, Codable {
    public var milliseconds: Int64

    @inlinable
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    @inlinable
    public static func < (a: EventTime, b: EventTime) -> Bool { a.milliseconds < b.milliseconds }

    /// Before every time a record can carry.
    public static let distantPast = EventTime(milliseconds: Int64.min / 4)

    /// `self` moved by `milliseconds`, which may be negative.
    @inlinable
    public func advanced(byMilliseconds milliseconds: Int64) -> EventTime {
        EventTime(milliseconds: self.milliseconds &+ milliseconds)
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    @inlinable
    public func milliseconds(since earlier: EventTime) -> Int64 { milliseconds &- earlier.milliseconds }
}

/// An event time together with the UTC offset its producer wrote, so that "three in the
/// morning" means the local night and the same text can be written back.
public struct ZonedTime: Hashable, Sendable {
    public var time: EventTime
    /// Minutes east of UTC: 330 for India.
    public var zoneOffsetMinutes: Int16

    @inlinable
    public init(time: EventTime, zoneOffsetMinutes: Int16) {
        self.time = time
        self.zoneOffsetMinutes = zoneOffsetMinutes
    }

    /// Milliseconds of the local wall clock since the local 1970-01-01.
    @inlinable
    public var localMilliseconds: Int64 { time.milliseconds &+ Int64(zoneOffsetMinutes) &* 60_000 }

    /// Local hour of the day, 0...23.
    @inlinable
    public var localHour: Int {
        let day: Int64 = 86_400_000
        let inDay = ((localMilliseconds % day) + day) % day
        return Int(inDay / 3_600_000)
    }

    /// Local day of the week, Monday 0 ... Sunday 6.
    @inlinable
    public var localWeekday: Int {
        let day: Int64 = 86_400_000
        let days = localMilliseconds >= 0 ? localMilliseconds / day : (localMilliseconds - day + 1) / day
        return Int((((days + 3) % 7) + 7) % 7)
    }
}
