/// The hours at which people pay. Each day's weights sum to 24, so that a rate is a rate.
enum Rhythm {
    private static func scaled(_ weights: [Double]) -> [Double] {
        let sum = weights.reduce(0, +)
        return weights.map { $0 * 24 / sum }
    }

    static let weekday = scaled([
        0.15, 0.07, 0.04, 0.03, 0.05, 0.2, 0.6, 1.1, 1.5, 1.6, 1.5, 1.4, 1.6, 1.7, 1.3, 1.1, 1.2, 1.6, 2.2, 2.6, 2.4,
        1.8, 1.0,
        0.4,
    ])
    static let weekend = scaled([
        0.3, 0.15, 0.08, 0.04, 0.04, 0.1, 0.3, 0.7, 1.2, 1.6, 2.0, 2.2, 2.2, 2.0, 1.6, 1.4, 1.6, 2.0, 2.5, 2.7, 2.5,
        2.0, 1.2,
        0.6,
    ])

    /// The next event after `time` of somebody who has `rate` a day: a Poisson process that follows the hours.
    /// `shift` moves the person's day by hours. Cost: the hours of a day at most.
    static func next(after time: Int64, rate: Double, shift: Int, _ draw: inout Draw) -> Int64 {
        var need = draw.exponential() * 24 / max(rate, 1e-6)
        var moment = time
        if need >= 24 {
            // A whole day always holds a weight of 24.
            let days = min((need / 24).rounded(.down), 100_000)
            need -= days * 24
            moment += Int64(days) * LocalTime.day
        }
        while true {
            let shifted = moment - Int64(shift) * LocalTime.hour
            let day = LocalTime.dayNumber(shifted)
            let inDay = shifted - LocalTime.midnight(ofDay: day)
            let hour = Int(inDay / LocalTime.hour)
            let weight = LocalTime.weekday(ofDay: day) >= 5 ? weekend[hour] : weekday[hour]
            let left = LocalTime.hour - inDay % LocalTime.hour
            let holds = weight * Double(left) / Double(LocalTime.hour)
            if need < holds {
                let step = Int64(need / weight * Double(LocalTime.hour))
                return (moment + step) / LocalTime.second * LocalTime.second + LocalTime.second
            }
            need -= holds
            moment += left
        }
    }
}
