import Records

/// Count over a sliding window in two buckets: the running one and the one before, weighted by what of it the
/// window still covers. Exact for bursts inside one bucket, off by at most the unevenness of the older bucket.
struct SlidingCount {
    var current: UInt16 = 0
    var previous: UInt16 = 0

    /// Moves on by `steps` whole buckets.
    mutating func roll(_ steps: Int64) {
        guard steps > 0 else { return }
        previous = steps == 1 ? current : 0
        current = 0
    }

    mutating func add() { if current < .max { current += 1 } }

    /// - Parameter fraction: how far the running bucket has come, 0...1.
    func count(at fraction: Float) -> Float { Float(current) + Float(previous) * (1 - fraction) }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(varint: UInt64(current), &at)
        raw.put(varint: UInt64(previous), &at)
    }

    init() {}

    init(from reader: inout ByteReader) throws(StateFault) {
        current = UInt16(truncatingIfNeeded: try reader.varint())
        previous = UInt16(truncatingIfNeeded: try reader.varint())
    }
}
