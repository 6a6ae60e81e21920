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

    /// Plays every city under the ways of reporting, both by default; with `ablates` also without each part of the forecaster.
    public func report(
        seeds: [UInt64], reported: [Reporting] = Reporting.allCases, ablates: Bool = false,
        progress: (String) -> Void = { _ in }
    ) throws -> CashOutReport {
        var runs: [String: CashOutReport.Run] = [:]
        for reporting in reported {
            progress("\(seeds.count) cities, reported by \(reporting.rawValue)")
            runs[reporting.rawValue] = CashOutReport.Run(
                try score(seeds: seeds, reporting: reporting, settings: settings))
        }
        var report = CashOutReport(seeds: seeds, runs: runs)
        if ablates { report.ablation = try ablation(seeds: seeds, progress: progress) }
        return report
    }

    private func ablation(seeds: [UInt64], progress: (String) -> Void) throws -> [CashOutReport.Ablation] {
        var variants: [(name: String, settings: CashOutSettings)] = [("nothing", settings)]
        for component in CashOutComponent.allCases where component != .elsewhere {
            var changed = settings
            changed.components.remove(component)
            variants.append((component.code, changed))
        }
        var fixed = settings
        fixed.learnsWeights = false
        variants.append(("learning of weights", fixed))
        return try variants.map { name, settings in
            progress("without \(name)")
            let score = try score(seeds: seeds, reporting: .call, settings: settings)
            let visits = score.units[.visits] ?? UnitScore()
            return CashOutReport.Ablation(
                without: name, visits: visits.all.rates(),
                firstVisits: (score.units[.firstVisits] ?? UnitScore()).all.rates(),
                calibrationError: visits.calibration.error)
        }
    }
}
