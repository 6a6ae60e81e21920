import Records

/// The last `size` distinct 16-bit fingerprints, the latest first. A name never seen is taken for a known one with
/// probability `size`/65,536. Lookup and insertion: O(size), no heap.
struct FingerprintSet<let size: Int> {
    private var marks = InlineArray<size, UInt16>(repeating: 0)
    private(set) var count: UInt8 = 0

    init() {}

    private static func mark(_ hash: UInt64) -> UInt16 { max(1, UInt16(truncatingIfNeeded: hash >> 24)) }

    func contains(_ hash: UInt64) -> Bool {
        let mark = Self.mark(hash)
        for index in 0..<Int(count) where marks[index] == mark { return true }
        return false
    }

    /// Makes `hash` the latest; the oldest leaves when there is no room.
    mutating func insert(_ hash: UInt64) {
        let mark = Self.mark(hash)
        if count > 0, marks[0] == mark { return }
        var end = 0
        while end < Int(count), marks[end] != mark { end += 1 }
        if end == Int(count) {
            if Int(count) < size { count += 1 } else { end = size - 1 }
        }
        while end > 0 {
            marks[end] = marks[end - 1]
            end -= 1
        }
        marks[0] = mark
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(count, &at)
        for index in 0..<Int(count) { raw.put(marks[index], &at) }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        count = try reader.byte()
        guard Int(count) <= size else { throw .invalid("\(count) fingerprints in a set of \(size)") }
        for index in 0..<Int(count) { marks[index] = try reader.integer() }
    }
}

/// The last 8 transaction ids by 48 bits of their hash: a redelivered booking is recognised, a new one is taken for
/// a redelivery once in 10^13.
struct RecentIDs {
    private var marks = InlineArray<8, UInt64>(repeating: 0)
    private var count: UInt8 = 0

    init() {}

    /// Remembers `hash`; false when it was there already.
    mutating func insert(_ hash: UInt64) -> Bool {
        let mark = hash & 0xFFFF_FFFF_FFFF
        for index in 0..<Int(count) where marks[index] == mark { return false }
        for index in stride(from: 7, to: 0, by: -1) { marks[index] = marks[index - 1] }
        marks[0] = mark
        if count < 8 { count += 1 }
        return true
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(count, &at)
        for index in 0..<Int(count) {
            raw.put(UInt32(truncatingIfNeeded: marks[index]), &at)
            raw.put(UInt16(truncatingIfNeeded: marks[index] >> 32), &at)
        }
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        count = try reader.byte()
        guard count <= 8 else { throw .invalid("\(count) recent ids") }
        for index in 0..<Int(count) {
            let low: UInt32 = try reader.integer()
            let high: UInt16 = try reader.integer()
            marks[index] = UInt64(low) | UInt64(high) << 32
        }
    }
}
