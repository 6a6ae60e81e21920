/// What is usual at an hour of the day and at an hour of the week, learned online.
///
/// Hours are those of the time stamps' own clock. The hour of week is shrunk towards the hour of day and that towards
/// the long-term centre, so that a series without seasons is hardly disturbed. Fixed size: 192 means and weights.
struct SeasonalProfile: Sendable {
    var means = InlineArray<192, Double>(repeating: 0)
    var weights = InlineArray<192, Float>(repeating: 0)

    /// Places of a time: hours of day in 0..<24, hours of week in 24..<192.
    static func places(_ seconds: Int64) -> (day: Int, week: Int) {
        let hours = seconds / 3_600 - (seconds % 3_600 < 0 ? 1 : 0)
        let hourOfWeek = Int(((hours % 168) + 168) % 168)
        return (hourOfWeek % 24, 24 + hourOfWeek)
    }

    func expected(_ places: (day: Int, week: Int), centre: Double) -> (day: Double, week: Double) {
        let day = Self.shrink(means[places.day], Double(weights[places.day]), towards: centre, 3)
        return (day, Self.shrink(means[places.week], Double(weights[places.week]), towards: day, 6))
    }

    private static func shrink(_ mean: Double, _ weight: Double, towards prior: Double, _ imagined: Double) -> Double {
        (mean * weight + prior * imagined) / (weight + imagined)
    }

    mutating func learn(_ value: Double, at places: (day: Int, week: Int), step: Double, memory: Int) {
        learn(value, places.day, step, Float(memory) / 24)
        learn(value, places.week, step, Float(memory) / 168)
    }

    private mutating func learn(_ value: Double, _ place: Int, _ step: Double, _ most: Float) {
        let weight = min(weights[place] + 1, most)
        weights[place] = weight
        let change = value - means[place]
        means[place] += weight > 1 ? min(max(change, -step), step) / Double(weight) : change
    }
}
