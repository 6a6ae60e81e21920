public import Records
public import Runtime

/// A clock that moves when told.
public final class VirtualClock: RuntimeClock, @unchecked Sendable {
    // Invariant of @unchecked Sendable: used by one thread, the test's.
    private var milliseconds: Int64
    private var wallOffset: Int64 = 0

    /// Starts at 2026-03-01T00:00:00Z unless told otherwise.
    public init(at start: EventTime = EventTime(milliseconds: 1_772_323_200_000)) { milliseconds = start.milliseconds }

    public func now() -> EventTime { EventTime(milliseconds: milliseconds + wallOffset) }
    public func monotonicNanoseconds() -> UInt64 { UInt64(milliseconds) * 1_000_000 }
    /// The wall clock jumps; monotonic time does not.
    public func jump(milliseconds step: Int64) { wallOffset += step }
    public func advance(milliseconds step: Int64) { milliseconds += step }
}
