import Records

/// One victim's story: planned whole before the scenario starts, acted payment by payment (``TheftProgress``).
struct Theft: Sendable {
    struct Payment: Sendable {
        var at: Int64
        /// Paise.
        var amount: Int64
    }

    let scam: Scam
    let victim: Int
    let ring: Int
    /// The ring's first-layer accounts that this victim pays, in turn.
    let collectors: [Int]
    private(set) var payments: [Payment]
    /// When the victim goes to the police; nil when never.
    let reportAt: Int64?
    /// Index in ``City/stations``.
    let station: Int
    /// Known from the start, so that the truth can name it before the police do.
    var firID: String?
    var firNo = ""
    let draw: Draw

    init?(
        index: Int, parameters: ScenarioParameters, city: City, rings: [Ring], people: inout [Person]
    ) {
        var draw = Draw(seed: parameters.seed, .victimCase, index)
        let scam = Scam.allCases[draw.weighted(Scam.cumulativeWeights)]
        let figures = scam.figures
        guard let victim = Self.choose(people, figures.victims, &draw) else { return nil }
        people[victim].isVictim = true
        self.scam = scam
        self.victim = victim
        ring = draw.below(rings.count)
        let layer = rings[ring].layers[0]
        collectors = (0..<draw.within(1...3)).map { _ in Int(draw.pick(layer)) }
        let day = LocalTime.dayNumber(parameters.start.milliseconds) + Int64(draw.below(parameters.days))
        var at =
            LocalTime.midnight(ofDay: day) + Int64(draw.within(figures.hours)) * LocalTime.hour
            + Int64(draw.below(3_600)) * LocalTime.second
        var amount = figures.amount * max(0.3, (people[victim].income / 30_000).squareRoot())
        payments = []
        for _ in 0..<draw.within(figures.payments) {
            let rupees = Self.rounded(draw.logNormal(median: amount, spread: figures.spread), scam, &draw)
            payments.append(Payment(at: at, amount: Int64(rupees) * 100))
            at += Int64(draw.logNormal(median: figures.gapMinutes * 60, spread: 0.5)) * LocalTime.second
            at = Self.awake(at, figures.gapMinutes)
            amount *= figures.growth
        }
        let last = payments.last?.at ?? at
        let delay = max(1.0, draw.logNormal(median: figures.reportHours, spread: 0.8)) * 3_600
        let report = Self.awake(last + Int64(delay) * LocalTime.second, 60)
        reportAt = draw.chance(parameters.reportedShare) ? report : nil
        let home = Int(people[victim].locality)
        station = draw.chance(0.45) ? city.cyberStations[home] : home
        self.draw = draw
    }

    /// Someone of the right kind who is neither mule nor victim yet; nil when there is no one left.
    private static func choose(_ people: [Person], _ personas: [Persona], _ draw: inout Draw) -> Int? {
        var spare: Int?
        for _ in 0..<200 {
            let index = draw.below(people.count)
            guard people[index].ring < 0, !people[index].isVictim, people[index].persona != .dormant else { continue }
            if personas.contains(people[index].persona) { return index }
            spare = spare ?? index
        }
        return spare ?? people.indices.first { people[$0].ring < 0 && !people[$0].isVictim }
    }

    /// Swindlers name round sums, or sums just below a limit.
    private static func rounded(_ rupees: Double, _ scam: Scam, _ draw: inout Draw) -> Int {
        let value = min(max(rupees, 500), 1_900_000)
        if scam == .aeps { return min(10_000, max(500, Int(value / 500) * 500)) }
        if draw.chance(0.12) {
            return [9_999, 24_999, 49_000, 49_999, 98_500, 99_999].min { abs($0 - Int(value)) < abs($1 - Int(value)) }
                ?? 9_999
        }
        if value < 5_000 { return Int(value / 100) * 100 }
        if value < 50_000 { return Int(value / 500) * 500 }
        return Int(value / 5_000) * 5_000
    }

    /// Slow scripts and visits to the police wait for the day.
    private static func awake(_ time: Int64, _ gapMinutes: Double) -> Int64 {
        guard gapMinutes >= 60 else { return time }
        let midnight = LocalTime.midnight(before: time)
        let inDay = time - midnight
        return inDay < 8 * LocalTime.hour ? time + 9 * LocalTime.hour : time
    }
}
