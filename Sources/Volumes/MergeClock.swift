import Records
import StageKit

/// How far the partitions of the bookings have come, by what they published.
///
/// The slowest counts; but a partition that is more than the patience behind the median is not waited for (it may have no
/// bookings), and one that is ahead of the others hurries nobody. Never goes back. O(partitions) a change.
struct MergeClock: StateValue, Equatable {
    /// The end of the latest window that each partition published, by the partition.
    private var latest: [(partition: Int32, time: Int64)] = []
    /// Every partition that is waited for has published up to here; nil before the first.
    private(set) var now: Int64?

    init() {}

    mutating func observe(_ partition: Int32, _ time: Int64, _ settings: VolumeSettings) {
        if let place = latest.firstIndex(where: { $0.partition == partition }) {
            guard time > latest[place].time else { return }
            latest[place].time = time
        } else {
            latest.insert((partition, time), at: latest.firstIndex { $0.partition > partition } ?? latest.count)
        }
        let times = latest.map(\.time).sorted()
        let least = times[times.count / 2] - settings.patienceMilliseconds
        guard let slowest = times.first(where: { $0 >= least }) else { return }
        now = max(now ?? slowest, slowest)
    }

    static func == (a: Self, b: Self) -> Bool { a.now == b.now && a.latest.elementsEqual(b.latest, by: ==) }

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(integer: now ?? Int64.min)
        writer.append(varint: UInt64(latest.count))
        for entry in latest {
            writer.append(integer: entry.partition)
            writer.append(integer: entry.time)
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        let now = try reader.integer(Int64.self)
        self.now = now == Int64.min ? nil : now
        for _ in 0..<(try reader.varint()) {
            latest.append((try reader.integer(), try reader.integer()))
        }
    }
}
