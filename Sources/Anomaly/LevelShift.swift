import Records

/// Whether a quantity has moved up for good: the cumulative sum of Page (1954) over what lies above the usual by more than half
/// a spread. One odd value does not reach the level; a few moderate ones in a row do.
struct LevelShift {
    /// Decided; the sum starts again.
    static let limit: Float = 12

    /// In 256ths of a spread.
    private var sum256: UInt16 = 0
    /// Observations since the sum was last zero, saturating.
    private(set) var run: UInt8 = 0
    /// What they lay above the usual in all, in 16ths of the quantity's unit.
    private var gain16: Int16 = 0

    init() {}

    /// In spreads.
    var sum: Float { Float(sum256) / 256 }

    /// What an observation of the run lay above the usual, on average.
    var meanGain: Float { run > 0 ? Float(gain16) / 16 / Float(run) : 0 }

    /// - Parameters:
    ///   - distance: above the usual, in the quantity's unit.
    ///   - spreads: the same in spreads.
    ///   - most: what one observation may add at most, in spreads.
    mutating func add(_ distance: Float, spreads: Float, most: Float) {
        let next = Int(sum256) + Int((min(most, max(-most, spreads)) - 0.5) * 256)
        guard next > 0 else { return clear() }
        sum256 = UInt16(clamping: next)
        if run < .max {
            run += 1
            gain16 = Int16(clamping: Int(gain16) + Int(min(64, max(-64, distance)) * 16))
        }
    }

    mutating func clear() { self = LevelShift() }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(run, &at)
        guard run > 0 else { return }
        raw.put(sum256, &at)
        raw.put(gain16, &at)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        run = try reader.byte()
        guard run > 0 else { return }
        sum256 = try reader.integer()
        gain16 = try reader.integer()
    }
}
