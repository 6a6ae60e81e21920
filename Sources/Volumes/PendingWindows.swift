import Records
import StageKit

/// Windows of one series whose partials are being added up: few, the earliest first.
struct PendingWindows: StateValue, Equatable {
    struct Window: Sendable, Equatable {
        var start: Int64
        var tally: Tally
    }

    private(set) var windows: [Window] = []
    /// Bookings whose window had been judged when they came.
    var late: Int64 = 0

    init() {}

    var first: Window? { windows.first }
    var isEmpty: Bool { windows.isEmpty && late == 0 }

    mutating func add(_ tally: Tally, to start: Int64) {
        var place = windows.count
        while place > 0, windows[place - 1].start > start { place -= 1 }
        if place > 0, windows[place - 1].start == start { return windows[place - 1].tally.add(tally) }
        windows.insert(Window(start: start, tally: tally), at: place)
    }

    mutating func removeFirst() { windows.removeFirst() }

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(signedVarint: late)
        writer.append(varint: UInt64(windows.count))
        for window in windows {
            writer.append(integer: window.start)
            window.tally.encode(into: &writer)
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        late = try reader.signedVarint()
        guard late >= 0 else { throw .invalid("\(late) late bookings") }
        for _ in 0..<(try reader.varint()) {
            let start = try reader.integer(Int64.self)
            if let last = windows.last, last.start >= start { throw .invalid("windows that are not in order") }
            windows.append(Window(start: start, tally: try Tally(from: &reader)))
        }
    }
}
