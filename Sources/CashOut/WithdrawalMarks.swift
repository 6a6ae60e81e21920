import Records
import StageKit

/// The latest withdrawals by a mark of who, where and when: a redelivery is recognised, and whether the money was
/// stolen may be learned before or after the booking itself.
struct WithdrawalMarks {
    struct Entry: Equatable {
        var mark: UInt64
        /// The booking was seen.
        var isBooked: Bool
        /// The money was stolen.
        var isTainted: Bool
    }

    private(set) var entries: [Entry] = []
    let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    static func mark(account: String, terminal: String, at time: EventTime) -> UInt64 {
        var hash = StableHash()
        hash.combine(account)
        hash.combine(terminal)
        hash.combine(time.milliseconds)
        return hash.value
    }

    subscript(_ mark: UInt64) -> Entry? { entries.first { $0.mark == mark } }

    /// Remembers what is known of `mark`; what was known stays known.
    mutating func note(_ mark: UInt64, booked: Bool, tainted: Bool) {
        if let known = entries.firstIndex(where: { $0.mark == mark }) {
            entries[known].isBooked = entries[known].isBooked || booked
            entries[known].isTainted = entries[known].isTainted || tainted
            return
        }
        entries.append(Entry(mark: mark, isBooked: booked, isTainted: tainted))
        if entries.count > capacity { entries.removeFirst() }
    }

    func encode(into writer: inout ByteWriter) {
        writer.append(varint: UInt64(entries.count))
        for entry in entries {
            writer.append(integer: entry.mark)
            writer.append((entry.isBooked ? 1 : 0) | (entry.isTainted ? 2 : 0))
        }
    }

    init(from reader: inout ByteReader, capacity: Int) throws(StateFault) {
        self.capacity = capacity
        for _ in 0..<(try reader.count()) {
            let mark: UInt64 = try reader.integer()
            let flags = try reader.byte()
            entries.append(Entry(mark: mark, isBooked: flags & 1 != 0, isTainted: flags & 2 != 0))
        }
    }
}
