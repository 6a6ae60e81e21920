/// One anomaly is reported once: after an emission, only a higher level is emitted for a while.
struct Refractory: Sendable {
    static let levels = 64
    /// Levels in steps of a quarter of strength, from -6 on.
    static let levelsPerUnit = 4.0
    static let lowest = -6.0

    /// Record of the last emission of this level or a higher one; -1 for never.
    var last = InlineArray<64, Int32>(repeating: -1)

    mutating func admits(_ strength: Double, age: Int, length: Int) -> Bool {
        let place = (strength - Self.lowest) * Self.levelsPerUnit
        guard place > 0 else { return false }
        let now = Int32(truncatingIfNeeded: min(age, Int(Int32.max)))
        let level = Int(min(place, Double(Self.levels - 1)))
        guard last[level] < 0 || now - last[level] > Int32(length) else { return false }
        for index in 0...level { last[index] = now }
        return true
    }
}
