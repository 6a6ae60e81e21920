import Records
import StageKit

/// How far a partition's bookings have come, so that one booking with a date of tomorrow does not close today.
///
/// Follows the latest time seen; a jump ahead counts when three bookings in a row are as far ahead (the first ones of a
/// partition are such a jump), and then moves to the earliest of the three.
struct TallyClock: StateValue, Equatable {
    /// The latest time that counts; nil before the first.
    private(set) var now: Int64?
    /// Windows that end here or before are published; nil before the first.
    var closedUntil: Int64?
    private var jumps = 0
    private var earliestJump: Int64 = 0

    init() {}

    mutating func observe(_ time: Int64, _ settings: VolumeSettings) {
        if let now, time <= now + settings.jumpMilliseconds {
            jumps = 0
            self.now = max(now, time)
            return
        }
        earliestJump = jumps == 0 ? time : min(earliestJump, time)
        jumps += 1
        guard jumps == 3 else { return }
        now = earliestJump
        jumps = 0
    }

    /// Up to where windows may be published: the start of the earliest window that is still waited for.
    func boundary(_ settings: VolumeSettings) -> Int64? {
        now.map { settings.start(of: $0 - settings.outOfOrdernessMilliseconds) }
    }

    private static let none = Int64.min

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: now ?? Self.none)
        writer.append(integer: closedUntil ?? Self.none)
        writer.append(UInt8(jumps))
        writer.append(integer: earliestJump)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        let now = try reader.integer(Int64.self)
        let closedUntil = try reader.integer(Int64.self)
        self.now = now == Self.none ? nil : now
        self.closedUntil = closedUntil == Self.none ? nil : closedUntil
        jumps = Int(try reader.byte())
        guard jumps < 3 else { throw .invalid("\(jumps) jumps of a clock") }
        earliestJump = try reader.integer()
    }
}
