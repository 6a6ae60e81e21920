public import Records
import StageKit

/// For a while, alerts that all matchers take are kept but not told: one document of `alerts.silences.v1`.
public struct Silence: Sendable, Equatable {
    /// Times of the day, every week: a maintenance window.
    public struct Window: Sendable, Equatable {
        /// Monday 0 ... Sunday 6; empty: every day.
        public var weekdays: [Int]
        /// Minutes after local midnight; the end may be after the next midnight (end <= start).
        public var startMinute: Int
        public var endMinute: Int
        public var zoneOffsetMinutes: Int16
    }

    public var id: String
    public var matchers: [Matcher]
    public var startsAt: EventTime
    public var endsAt: EventTime
    public var author: String
    public var reason: String
    /// Nil: all the time between start and end.
    public var window: Window?

    /// Whether it holds at `time`, in event time.
    public func isActive(at time: EventTime) -> Bool {
        guard time >= startsAt, time < endsAt else { return false }
        guard let window else { return true }
        let local = ZonedTime(time: time, zoneOffsetMinutes: window.zoneOffsetMinutes)
        let minute = Int(((local.localMilliseconds / 60_000) % 1_440 + 1_440) % 1_440)
        let today = local.localWeekday
        func isOn(_ day: Int) -> Bool { window.weekdays.isEmpty || window.weekdays.contains((day + 7) % 7) }
        if window.startMinute < window.endMinute {
            return isOn(today) && minute >= window.startMinute && minute < window.endMinute
        }
        return (isOn(today) && minute >= window.startMinute) || (isOn(today - 1) && minute < window.endMinute)
    }
}
