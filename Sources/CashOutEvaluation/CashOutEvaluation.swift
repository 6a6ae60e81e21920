public import CashOut
public import Scenario

/// Measures the forecasts of cash withdrawals on simulated cities.
public struct CashOutEvaluation: Sendable {
    /// What each city is like, but for its seed and its map: even seeds play in Bengaluru, odd ones in Kolkata.
    public var parameters: ScenarioParameters
    public var settings: CashOutSettings

    /// 2,000 accounts, 240 terminals, 6 rings, 120 thefts in 28 days: the simulator's defaults over four weeks.
    public static var standardParameters: ScenarioParameters {
        var parameters = ScenarioParameters()
        parameters.days = 28
        parameters.victims = 120
        parameters.benignPostsPerDay = 0
        parameters.scamPostsPerDay = 0
        parameters.otherFIRsPerDay = 0
        return parameters
    }

    public init(
        parameters: ScenarioParameters = CashOutEvaluation.standardParameters,
        settings: CashOutSettings = CashOutSettings()
    ) {
        self.parameters = parameters
        self.settings = settings
    }

    func score(seeds: [UInt64], reporting: Reporting, settings: CashOutSettings) throws -> CityScore {
        var total = CityScore()
        for seed in seeds {
            var parameters = parameters
            parameters.seed = seed
            parameters.city = seed % 2 == 0 ? .bengaluru : .kolkata
            total.merge(try SimulatedCity(parameters, reporting: reporting).play(settings))
        }
        return total
    }

    public func report(seeds: [UInt64], ablates: Bool) throws -> Quick {
        var q = Quick()
        for reporting in Reporting.allCases {
            let s = try score(seeds: seeds, reporting: reporting, settings: settings)
            q.add(reporting, s)
        }
        return q
    }
}
public struct Quick {
    public var text = ""
    mutating func add(_ r: Reporting, _ s: CityScore) {
        for u in CountedUnit.allCases { let s = s.units[u]!
        func f(_ h: HitRates) -> String { [h.top1,h.top3,h.top5,h.top10].map { String(Int($0 * 1000 + 0.5)) }.joined(separator: " ") }
        text += "\(r) \(u) all \(s.all.count) covered \(s.covered.count) same \(s.sameCase) rates \(f(s.all.rates())) \n  cov \(f(s.covered.rates()))\n"
        for (l, t) in s.coveredByLayer.sorted(by: { $0.key < $1.key }) { text += "  layer \(l) \(s.byLayer[l]!.count) \(t.count) \(f(t.rates()))\n" }
        for (n, t) in s.baselines.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { text += "  \(n) \(f(t.rates()))\n" }
        let l = s.leads.sorted()
            text += "  lead \(l.isEmpty ? 0 : l[l.count / 2])\n" }
        text += "  holdable \(Double(s.holdable) / Double(s.stolen)) alarms \(s.alarms) true \(s.trueAlarms) pubs \(s.publications) refused \(s.refused)\n"
        for (n, c) in [("terminals", s.terminals), ("first", s.first), ("drawn", s.drawn)] {
            text += "  \(n) ece \(c.error) brier \(c.brier)\n"
            for row in c.rows { text += "     \(row.from) n \(row.count) \(row.stated) \(row.happened)\n" }
        }
    }
}
