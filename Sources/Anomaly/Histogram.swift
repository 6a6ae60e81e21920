import Records

/// How often each of a few classes occurred, in a byte a class; all halve when one overflows, so the past fades.
struct Histogram<let classes: Int> {
    private var weights = InlineArray<classes, UInt8>(repeating: 0)
    /// Sum of the weights.
    private(set) var total: UInt16 = 0

    /// Weight of one occurrence.
    static var unit: UInt8 { 4 }

    init() {}

    /// Occurrences remembered.
    var evidence: Float { Float(total) / Float(Self.unit) }

    mutating func add(_ index: Int) {
        if weights[index] > 255 - Self.unit { halve() }
        weights[index] += Self.unit
        total += UInt16(Self.unit)
    }

    private mutating func halve() {
        total = 0
        for index in 0..<classes {
            weights[index] /= 2
            total += UInt16(weights[index])
        }
    }

    /// Share of class `index` relative to an even spread, shrunk towards 1 by one imagined occurrence a class.
    func relativeShare(_ index: Int) -> Float {
        let prior = Float(Self.unit)
        return Float(classes) * (Float(weights[index]) + prior) / (Float(total) + prior * Float(classes))
    }

    /// The same over a ring, where neighbours lend half their weight: 9 o'clock is nearly 10 o'clock.
    func relativeShareOnRing(_ index: Int) -> Float {
        let before = weights[index == 0 ? classes - 1 : index - 1]
        let after = weights[index == classes - 1 ? 0 : index + 1]
        let smooth = Float(weights[index]) * 0.5 + (Float(before) + Float(after)) * 0.25
        let prior = Float(Self.unit) * 0.25
        return Float(classes) * (smooth + prior) / (Float(total) + prior * Float(classes))
    }

    func occurrences(_ index: Int) -> Int { Int(weights[index] / Self.unit) }

    /// A bitmap of the classes in use, then a byte for each of them.
    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        var place = at
        at += 4
        var used: UInt32 = 0
        for index in 0..<classes where weights[index] > 0 {
            used |= 1 << UInt32(index)
            raw.put(weights[index], &at)
        }
        raw.put(used, &place)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let used: UInt32 = try reader.integer()
        guard classes >= 32 || used >> UInt32(classes) == 0 else { throw .invalid("histogram of \(classes) classes") }
        for index in 0..<classes where used & (1 << UInt32(index)) != 0 {
            weights[index] = try reader.byte()
            total += UInt16(weights[index])
        }
    }
}
