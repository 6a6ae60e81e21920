public import Records
public import StageKit

/// Where event time and the wall clock last met: the partition's event time when its latest record was taken, and what
/// the clock showed.
public struct IdleClock: StateValue {
    static let version: UInt8 = 1
    static let key = "clock"
    /// Without a record for so long the partition is silent, and event time runs on with the clock.
    static let silenceMilliseconds: Int64 = 60_000
    /// Two ticks further apart mean that the process stood still or was another one: silence is counted anew.
    static let gapMilliseconds: Int64 = 10_000

    var event: EventTime
    var wall: EventTime

    public func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: event.milliseconds)
        writer.append(integer: wall.milliseconds)
    }

    public init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        event = EventTime(milliseconds: try reader.integer())
        wall = EventTime(milliseconds: try reader.integer())
    }

    init(event: EventTime, wall: EventTime) {
        self.event = event
        self.wall = wall
    }
}

/// What a task knows of its own ticks; forgotten with the process.
struct TickWatch {
    /// The watermark, when it moved since the last tick.
    var moved: EventTime?
    var last: EventTime?
    var quietSince: EventTime?
}
