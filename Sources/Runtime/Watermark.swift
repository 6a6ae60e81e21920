import Records

/// Event-time progress of one task: the minimum over its inputs of the latest event time seen.
///
/// An input that has been silent for the idle timeout does not hold the others back. Restored from the changelog, so
/// that a restart judges lateness as the uninterrupted run does.
struct Watermark {
    private(set) var latestByInput: [EventTime]
    private var idle: [Bool]
    /// Never goes back.
    private(set) var current = EventTime.distantPast
    private let outOfOrderness: Int64

    init(inputs: Int, outOfOrdernessMilliseconds: Int64) {
        latestByInput = Array(repeating: .distantPast, count: inputs)
        idle = Array(repeating: inputs > 1, count: inputs)
        outOfOrderness = outOfOrdernessMilliseconds
    }

    mutating func observe(_ time: EventTime, input: Int) {
        idle[input] = false
        if time > latestByInput[input] { latestByInput[input] = time }
        recompute()
    }

    /// Leaves a silent input out; returns whether that moved the watermark.
    mutating func markIdle(_ input: Int) -> Bool {
        guard !idle[input] else { return false }
        idle[input] = true
        let before = current
        recompute()
        return current != before
    }

    private mutating func recompute() {
        if latestByInput.count == 1 {
            let candidate = latestByInput[0].advanced(byMilliseconds: -outOfOrderness)
            if candidate > current { current = candidate }
            return
        }
        var lowest: EventTime?
        for input in latestByInput.indices where !idle[input] {
            lowest = lowest.map { min($0, latestByInput[input]) } ?? latestByInput[input]
        }
        guard let lowest, lowest > .distantPast else { return }
        let candidate = lowest.advanced(byMilliseconds: -outOfOrderness)
        if candidate > current { current = candidate }
    }

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: current.milliseconds)
        writer.append(UInt8(latestByInput.count))
        for time in latestByInput { writer.append(integer: time.milliseconds) }
    }

    mutating func restore(_ bytes: [UInt8]) throws(StateFault) {
        var reader = ByteReader(bytes)
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        current = EventTime(milliseconds: try reader.integer())
        let count = Int(try reader.byte())
        for input in 0..<count {
            let time = EventTime(milliseconds: try reader.integer())
            if input < latestByInput.count { latestByInput[input] = time }
        }
    }
}
