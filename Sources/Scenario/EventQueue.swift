/// What happens next: a binary heap over event time. Things at the same time come out in the order they were put in.
struct EventQueue: Sendable {
    enum Kind: UInt8, Sendable {
        /// A person's own next booking.
        case person
        /// A planned ``Movement``.
        case movement
        /// The next payment of a theft.
        case payment
        /// A victim goes to the police.
        case report
        case benignPost, scamPost, otherCase
    }

    struct Entry: Sendable {
        var time: Int64
        fileprivate var order: UInt64
        var kind: Kind
        var index: Int32

        fileprivate func isBefore(_ other: Entry) -> Bool {
            time != other.time ? time < other.time : order < other.order
        }
    }

    private var heap: [Entry] = []
    private var pushed: UInt64 = 0

    mutating func reserve(_ count: Int) { heap.reserveCapacity(count) }

    /// O(log n).
    mutating func push(_ kind: Kind, _ index: Int, at time: Int64) {
        pushed += 1
        let entry = Entry(time: time, order: pushed, kind: kind, index: Int32(truncatingIfNeeded: index))
        var hole = heap.count
        heap.append(entry)
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard entry.isBefore(heap[parent]) else { break }
            heap[hole] = heap[parent]
            hole = parent
        }
        heap[hole] = entry
    }

    /// The earliest, O(log n).
    mutating func pop() -> Entry? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        var hole = 0
        let count = heap.count
        while true {
            var child = 2 * hole + 1
            guard child < count else { break }
            if child + 1 < count, heap[child + 1].isBefore(heap[child]) { child += 1 }
            guard heap[child].isBefore(last) else { break }
            heap[hole] = heap[child]
            hole = child
        }
        heap[hole] = last
        return first
    }
}
