import Records
import StageKit

/// What a series was fed since its ``SeriesMemory`` was last written: the memory is a function of the two, bit for bit.
///
/// Some seven bytes a window, where the memory is 16 KB. Windows in a row with the same tally, zeros above all, are one run.
struct SeriesJournal: StateValue, Equatable {
    struct Run: Sendable, Equatable {
        var start: Int64
        var windows: Int64
        var tally: Tally
    }

    /// Of a window, milliseconds.
    let length: Int64
    private(set) var runs: [Run] = []
    /// Of all runs.
    private(set) var windows: Int64 = 0

    init(length: Int64) { self.length = length }

    var isEmpty: Bool { runs.isEmpty }

    /// - Precondition: `start` is no earlier than the end of the last run.
    mutating func append(_ tally: Tally, at start: Int64) {
        windows += 1
        if let last = runs.last, last.tally == tally, last.start + last.windows * length == start {
            runs[runs.count - 1].windows += 1
        } else {
            runs.append(Run(start: start, windows: 1, tally: tally))
        }
    }

    mutating func removeAll() {
        runs.removeAll(keepingCapacity: true)
        windows = 0
    }

    /// Calls `body` with each window, the earliest first.
    func replay(_ body: (Tally, Int64) -> Void) {
        for run in runs {
            for number in 0..<run.windows { body(run.tally, run.start + number * length) }
        }
    }

    /// More than is ever kept; what says more is damaged.
    private static let windowsMax: Int64 = 1 << 20

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(signedVarint: length)
        writer.append(varint: UInt64(runs.count))
        var end: Int64 = 0
        for run in runs {
            // Times are multiples of the length, and most runs follow the one before.
            writer.append(signedVarint: (run.start - end) / length)
            writer.append(signedVarint: run.windows)
            writer.append(signedVarint: run.tally.count)
            writer.append(signedVarint: run.tally.sum)
            end = run.start + run.windows * length
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        length = try reader.signedVarint()
        guard length > 0, length <= 1 << 40 else { throw .invalid("windows of \(length) ms") }
        var end: Int64 = 0
        for _ in 0..<(try reader.varint()) {
            let skipped = try reader.signedVarint()
            let count = try reader.signedVarint()
            let tally = Tally(count: try reader.signedVarint(), sum: try reader.signedVarint())
            guard count > 0, count <= Self.windowsMax - windows, tally.isValid, abs(skipped) <= Int64.max / 4 / length,
                runs.isEmpty || skipped >= 0
            else { throw .invalid("a run of \(count) windows with \(tally.count) bookings") }
            let start = end + skipped * length
            guard abs(start) <= Int64.max / 2 else { throw .invalid("a run that starts at \(start) ms") }
            runs.append(Run(start: start, windows: count, tally: tally))
            windows += count
            end = start + count * length
        }
    }
}
