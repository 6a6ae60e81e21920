/// What simulated cities showed of the forecasts of cash withdrawals. All shares are 0...1.
public struct CashOutReport: Encodable, Sendable {
    /// One ``CountedUnit`` under one ``Reporting``.
    public struct Unit: Encodable, Sendable {
        /// One layer of mule accounts; shares of all cash-outs of the layer.
        public struct Layer: Encodable, Sendable {
            public var count: Int
            public var forecastShare: Double
            public var rates: HitRates

            enum CodingKeys: String, CodingKey {
                case count
                case forecastShare = "forecast_share"
                case rates
            }
        }

        public var count: Int
        /// For how many a forecast of the account was in force five minutes before.
        public var forecastShare: Double
        /// For how many it was one of the very case whose money was drawn.
        public var sameCaseShare: Double
        /// Of all cash-outs: those without a forecast are misses.
        public var rates: HitRates
        /// Of the cash-outs with a forecast.
        public var ratesWithForecast: HitRates
        public var layers: [String: Layer]
        /// Of all cash-outs, as ``rates``.
        public var baselines: [String: HitRates]
        /// Two harder rankings that the target does not name.
        public var references: [String: HitRates]
        /// Best fixed ranking of each ring's terminals, the future known.
        public var ceiling: HitRates
        public var medianLeadMinutes: Double
        public var calibrationError: Double
        public var brier: Double
        public var reliability: [ReliabilityRow]

        enum CodingKeys: String, CodingKey {
            case count, rates, layers, baselines, references, ceiling, brier, reliability
            case forecastShare = "forecast_share"
            case sameCaseShare = "same_case_share"
            case ratesWithForecast = "rates_with_forecast"
            case medianLeadMinutes = "median_lead_minutes"
            case calibrationError = "calibration_error"
        }

        /// The best of the four named baselines, by its first three.
        public var best: (name: String, rates: HitRates)? {
            baselines.min { ($1.value.top3, $0.key) < ($0.value.top3, $1.key) }.map { ($0.key, $0.value) }
        }

        /// First three against those of ``best``; 0 without one.
        public var advantage: Double { best.map { $0.rates.top3 > 0 ? rates.top3 / $0.rates.top3 : 0 } ?? 0 }
    }

    /// All of one way of reporting.
    public struct Run: Encodable, Sendable {
        /// By the name of the ``CountedUnit``.
        public var units: [String: Unit]
        /// Stolen money not yet drawn when its case was first forecast; of all stolen money, also of unreported cases.
        public var holdableShare: Double
        /// Forecasts by case, account and layer that stood for any time.
        public var alarms: Int
        /// For each of them after which money was drawn from the account.
        public var alarmsPerCashOut: Double
        /// Of the forecast's score, the chance that money is drawn at a listed terminal.
        public var scoreCalibrationError: Double
        public var scoreReliability: [ReliabilityRow]
        /// Withdrawals from victims' own accounts, not counted anywhere.
        public var fromVictims: Int
        /// Records that a stage refused.
        public var refused: Int

        enum CodingKeys: String, CodingKey {
            case units, alarms, refused
            case holdableShare = "holdable_share"
            case alarmsPerCashOut = "alarms_per_cash_out"
            case scoreCalibrationError = "score_calibration_error"
            case scoreReliability = "score_reliability"
            case fromVictims = "from_victims"
        }
    }

    /// The forecaster without one of its parts.
    public struct Ablation: Encodable, Sendable {
        public var without: String
        public var visits: HitRates
        public var firstVisits: HitRates
        public var calibrationError: Double

        enum CodingKeys: String, CodingKey {
            case without, visits
            case firstVisits = "first_visits"
            case calibrationError = "calibration_error"
        }
    }

    public var seeds: [UInt64]
    /// By the name of the ``Reporting``.
    public var runs: [String: Run]
    public var ablation: [Ablation]?

    /// The figure of record: visits, reported by a call.
    public var headline: Unit? { runs[Reporting.call.rawValue]?.units[CountedUnit.visits.rawValue] }

    enum CodingKeys: String, CodingKey {
        case seeds, runs, ablation, top1, top3, top5, top10, baselines
        case medianLeadMinutes = "median_lead_minutes"
        case holdableShare = "holdable_share"
        case calibrationError = "calibration_error"
        case alarmsPerCashOut = "alarms_per_cash_out"
    }

    public func encode(to encoder: any Encoder) throws {
        var report = encoder.container(keyedBy: CodingKeys.self)
        if let headline {
            try report.encode(headline.rates.top1, forKey: .top1)
            try report.encode(headline.rates.top3, forKey: .top3)
            try report.encode(headline.rates.top5, forKey: .top5)
            try report.encode(headline.rates.top10, forKey: .top10)
            try report.encode(headline.medianLeadMinutes, forKey: .medianLeadMinutes)
            try report.encode(headline.calibrationError, forKey: .calibrationError)
            try report.encode(headline.baselines, forKey: .baselines)
        }
        if let run = runs[Reporting.call.rawValue] {
            try report.encode(run.holdableShare, forKey: .holdableShare)
            try report.encode(run.alarmsPerCashOut, forKey: .alarmsPerCashOut)
        }
        try report.encode(seeds, forKey: .seeds)
        try report.encode(runs, forKey: .runs)
        try report.encodeIfPresent(ablation, forKey: .ablation)
    }
}

extension CashOutReport.Run {
    init(_ score: CityScore) {
        units = [:]
        for unit in CountedUnit.allCases {
            units[unit.rawValue] = CashOutReport.Unit(score.units[unit] ?? UnitScore())
        }
        holdableShare = score.stolen > 0 ? Double(score.holdable) / Double(score.stolen) : 0
        alarms = score.alarms
        alarmsPerCashOut = score.trueAlarms > 0 ? Double(score.alarms) / Double(score.trueAlarms) : 0
        scoreCalibrationError = score.scores.error
        scoreReliability = score.scores.rows
        fromVictims = score.fromVictims
        refused = score.refused
    }
}

extension CashOutReport.Unit {
    init(_ score: UnitScore) {
        let all = score.all
        let covered = score.covered
        func share(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : 0 }
        count = Int(all.count)
        forecastShare = share(covered.count, all.count)
        sameCaseShare = share(Double(score.sameCase), all.count)
        rates = all.rates()
        ratesWithForecast = covered.rates()
        layers = [:]
        for (layer, tally) in score.byLayer {
            let withForecast = score.coveredByLayer[layer]?.count ?? 0
            layers["\(layer)"] = Layer(
                count: Int(tally.count), forecastShare: share(withForecast, tally.count), rates: tally.rates())
        }
        baselines = [:]
        references = [:]
        for name in Baselines.Name.allCases {
            let rates = (score.baselines[name] ?? HitTally()).rates(of: all.count)
            if name.isAsked { baselines[name.rawValue] = rates } else { references[name.rawValue] = rates }
        }
        ceiling = score.ceiling.rates(of: all.count)
        let sorted = score.leads.sorted()
        let middle = sorted.count / 2
        medianLeadMinutes =
            sorted.isEmpty ? 0 : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        calibrationError = score.calibration.error
        brier = score.calibration.brier
        reliability = score.calibration.rows
    }
}
