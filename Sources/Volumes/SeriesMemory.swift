import Records
import Series
import StageKit

/// What the two detectors of a series learned, of the number of bookings and of their sum in rupees.
///
/// 16 KB, nearly all of which changes with each window: kept in a store of its own and written seldom, see ``SeriesJournal``.
struct SeriesMemory: StateValue {
    var counts = SeriesState()
    var sums = SeriesState()

    init() {}

    /// Judges and learns a window.
    mutating func step(
        _ tally: Tally, at start: Int64, _ settings: VolumeSettings
    ) -> (count: Double, sum: Double) {
        let seconds = start / 1_000
        return (
            counts.step(time: seconds, value: Double(tally.count), settings.detector).score,
            sums.step(time: seconds, value: MinorUnits(tally.sum).major, settings.detector).score
        )
    }

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        counts.encode(into: &writer)
        sums.encode(into: &writer)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        counts = try SeriesState(from: &reader)
        sums = try SeriesState(from: &reader)
    }
}
