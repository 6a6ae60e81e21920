/// Counts and sums of a stream of whole numbers over three trailing windows of time, exact, in amortised O(1).
///
/// Holds the entries of the longest window, at most ``capacity``: beyond that the oldest leave early, and the long
/// window counts the newest ``capacity`` only. 16 bytes an entry.
struct WindowRing {
    static let capacity = 1_024

    private var times: [Int64] = []
    private var values: [Int64] = []
    /// Sequence numbers of the next entry and, by window, of the oldest entry inside it.
    private var next = 0
    private var first = (0, 0, 0)
    private(set) var sums: (Int64, Int64, Int64) = (0, 0, 0)

    /// Entries in the windows.
    var counts: (Int, Int, Int) { (next - first.0, next - first.1, next - first.2) }

    /// Bytes on the heap.
    var bytes: Int { times.capacity * 16 }

    /// - Parameter time: not before any time given earlier.
    mutating func push(_ time: Int64, _ value: Int64) {
        let held = next - first.2
        if held == times.count { grow(held) }
        let slot = next & (times.count - 1)
        times[slot] = time
        values[slot] = value
        next += 1
        sums.0 += value
        sums.1 += value
        sums.2 += value
    }

    /// Keeps what is later than `end - length`, by window; `lengths` ascend.
    mutating func trim(end: Int64, lengths: (Int64, Int64, Int64)) {
        guard next > first.2 else { return }
        Self.trim(&first.0, &sums.0, to: end - lengths.0, next, times, values)
        Self.trim(&first.1, &sums.1, to: end - lengths.1, next, times, values)
        Self.trim(&first.2, &sums.2, to: end - lengths.2, next, times, values)
    }

    private static func trim(
        _ first: inout Int, _ sum: inout Int64, to limit: Int64, _ next: Int, _ times: [Int64], _ values: [Int64]
    ) {
        let mask = times.count - 1
        while first < next, times[first & mask] <= limit {
            sum -= values[first & mask]
            first += 1
        }
    }

    private mutating func grow(_ held: Int) {
        if times.count == Self.capacity {
            let value = values[first.2 & (times.count - 1)]
            if first.0 == first.2 { (first.0, sums.0) = (first.0 + 1, sums.0 - value) }
            if first.1 == first.2 { (first.1, sums.1) = (first.1 + 1, sums.1 - value) }
            (first.2, sums.2) = (first.2 + 1, sums.2 - value)
            return
        }
        let size = max(8, times.count * 2)
        var newTimes = [Int64](repeating: 0, count: size)
        var newValues = newTimes
        for sequence in first.2..<next {
            newTimes[sequence & (size - 1)] = times[sequence & (times.count - 1)]
            newValues[sequence & (size - 1)] = values[sequence & (times.count - 1)]
        }
        (times, values) = (newTimes, newValues)
    }
}
