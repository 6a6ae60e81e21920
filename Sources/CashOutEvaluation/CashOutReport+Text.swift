extension CashOutReport {
    /// The report for a person, protocol and losses included.
    public var text: String {
        var lines = [
            "Cash-out forecasts on simulated cities, seeds " + seeds.map { "\($0)" }.joined(separator: " "), "",
            "Protocol. Each city plays four weeks through the trail and cashout stages in memory, records in the order",
            "of their arrival; everything, learned weights included, starts from nothing in each city. A forecast counts",
            "from its publication, whatever time it states, if it was in force for the account five minutes before the",
            "withdrawal. Shares are of all cash-outs of stolen money beyond the victim's own account: those without a",
            "forecast, unreported thefts included, are misses. A visit is a run of withdrawals of one account at one",
            "terminal less than 30 minutes apart. Baselines rank at the moment of the same forecasts.",
            "call: the case is told \(SimulatedCity.callMinutes) minutes after the victim's last payment (help line",
            "1930; our assumption, the simulator has no calls); fir: when the simulator registers the FIR.",
        ]
        for reporting in Reporting.allCases {
            guard let run = runs[reporting.rawValue] else { continue }
            for unit in CountedUnit.allCases {
                guard let figures = run.units[unit.rawValue] else { continue }
                lines += ["", "== \(reporting.rawValue), \(unit.rawValue): \(figures.count)"] + Self.lines(figures)
            }
            lines += ["", "== \(reporting.rawValue), alarms"] + Self.lines(run)
        }
        lines += verdicts + ablationLines
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ unit: Unit) -> [String] {
        var lines = [
            "forecast in force for \(percent(unit.forecastShare)), of the very case for \(percent(unit.sameCaseShare)); "
                + "median lead \(fixed(unit.medianLeadMinutes, 0)) min",
            pad("", 30) + "  top 1   top 3   top 5  top 10", row("forecast", unit.rates),
            row("  where there was one", unit.ratesWithForecast),
        ]
        for (layer, figures) in unit.layers.sorted(by: { $0.key < $1.key }) {
            lines.append(row("  layer \(layer) (\(figures.count))", figures.rates))
        }
        for (name, rates) in unit.baselines.sorted(by: { $0.key < $1.key }) { lines.append(row(name, rates)) }
        for (name, rates) in unit.references.sorted(by: { $0.key < $1.key }) { lines.append(row("+ " + name, rates)) }
        lines.append(row("ceiling (sees the future)", unit.ceiling))
        lines.append(
            "calibration of the terminals: \(fixed(unit.calibrationError * 100, 1)) points, Brier \(fixed(unit.brier, 4))"
        )
        return lines + table(unit.reliability)
    }

    private static func lines(_ run: Run) -> [String] {
        [
            "\(run.alarms) alarms, \(fixed(run.alarmsPerCashOut, 1)) for each after which money was drawn; "
                + "\(percent(run.holdableShare)) of the stolen money could still be held at the first forecast",
            "\(run.fromVictims) withdrawals from victims' own accounts not counted; \(run.refused) records refused",
            "calibration of the score: \(fixed(run.scoreCalibrationError * 100, 1)) points",
        ] + table(run.scoreReliability)
    }

    private static func table(_ rows: [ReliabilityRow]) -> [String] {
        ["    stated      n   stated happened"]
            + rows.map {
                "   \(fixed($0.from, 1))-\(fixed($0.to, 1)) \(left("\($0.count)", 6))    \(fixed($0.stated, 3))    "
                    + fixed($0.happened, 3)
            }
    }

    /// The aims, met or missed.
    private var verdicts: [String] {
        var lines = ["", "== Aims: twice the best of the four baselines in the top 3, calibrated within 5 points"]
        for reporting in Reporting.allCases {
            for unit in CountedUnit.allCases {
                guard let figures = runs[reporting.rawValue]?.units[unit.rawValue], let best = figures.best else {
                    continue
                }
                let most = best.rates.top3 > 0 ? figures.ceiling.top3 / best.rates.top3 : 0
                lines.append(
                    "\(reporting.rawValue), \(unit.rawValue): \(Self.fixed(figures.advantage, 2)) x \(best.name): "
                        + (figures.advantage >= 2 ? "met" : "MISSED")
                        + " (the ceiling is at \(Self.fixed(most, 2)) x); calibration "
                        + (figures.calibrationError <= 0.05 ? "met" : "MISSED"))
            }
        }
        return lines + [
            "The simulator is kind to whoever looks at an account's past and hard on who does not: each ring draws at 3",
            "to 6 terminals, the first the oftenest, and its accounts are never stopped, so that most visits repeat an",
            "earlier one of the same account. Expect less of real mules; first_visits is nearer to them.",
        ]
    }

    private var ablationLines: [String] {
        guard let ablation else { return [] }
        let header =
            Self.pad("without", 28) + "visits: top 1   top 3   top 5  top 10   first visits: top 3  calibration"
        return ["", "== Ablation (call)", header]
            + ablation.map {
                Self.row($0.without, $0.visits) + "   " + Self.left(Self.percent($0.firstVisits.top3), 18) + "   "
                    + Self.left(Self.fixed($0.calibrationError * 100, 1), 9)
            }
    }

    private static func row(_ name: String, _ rates: HitRates) -> String {
        pad(name, 30)
            + [rates.top1, rates.top3, rates.top5, rates.top10].map { left(percent($0), 7) }.joined(separator: " ")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func left(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func percent(_ share: Double) -> String { fixed(share * 100, 1) + " %" }

    /// Rounded to some decimals, at least 0 expected.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int((max(0, value) * scale).rounded())
        guard decimals > 0 else { return "\(scaled)" }
        let fraction = String(scaled % Int(scale))
        return "\(scaled / Int(scale))." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
}
