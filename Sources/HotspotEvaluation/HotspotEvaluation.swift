public import Hotspots

/// Forecasts each week of a study from the weeks before it, and scores what was forecast.
public struct HotspotEvaluation: Sendable {
    public let study: HotspotStudy

    public init(_ study: HotspotStudy) { self.study = study }

    /// Scores of one way to forecast: for each kind one a week.
    public struct WeeklyScores: Sendable {
        public var scores: [[HotspotScore]]
        /// Events expected in all cells over all weeks, by kind.
        public var expected: [Double]

        /// Sum over the weeks, which gives pooled indices.
        public func pooled(_ kind: Int) -> HotspotScore { scores[kind].reduce(.none, +) }
    }

    /// Weekly forecasts of `weeks` from moment `first` on by the forecaster with `settings`; each uses only what happened
    /// before its week.
    public func forecast(_ settings: HotspotSettings, from first: Double, weeks: Int) -> WeeklyScores {
        let kinds = study.kinds.indices
        var forecaster = HotspotForecaster(
            cells: study.grid.cells, kinds: study.kinds.count, settings: settings, start: study.start)
        var result = WeeklyScores(
            scores: kinds.map { _ in [] }, expected: [Double](repeating: 0, count: study.kinds.count))
        for moment in study.moments where moment < first + 7 * Double(weeks) {
            forecaster.observe(study.events(from: forecaster.time, until: moment), until: moment)
            guard moment >= first else { continue }
            for kind in kinds {
                let values = forecaster.expected(kind: kind, window: 7)
                result.expected[kind] += values.reduce(0.0) { $0 + Double($1) }
                result.scores[kind].append(score(values, kind: kind, from: moment, days: 7))
            }
        }
        return result
    }

    /// The same for a baseline.
    public func forecast(_ baseline: SpotBaseline, from first: Double, weeks: Int) -> WeeklyScores {
        var result = WeeklyScores(
            scores: study.kinds.map { _ in [] }, expected: [Double](repeating: 0, count: study.kinds.count))
        for kind in study.kinds.indices {
            let events = study.events.filter { $0.kind == kind }
            for week in 0..<weeks {
                let moment = first + 7 * Double(week)
                let values = baseline.values(
                    events, cells: study.grid.cells, start: study.start, now: moment, window: 7)
                result.scores[kind].append(score(values, kind: kind, from: moment, days: 7))
            }
        }
        return result
    }

    /// Scores the cells of the largest values against the `days` from `moment`.
    func score(_ values: [Float], kind: Int, from moment: Double, days: Double) -> HotspotScore {
        let cells = study.events(from: moment, until: moment + days).filter { $0.kind == kind }.map(\.cell)
        return HotspotScore(top: study.chosen, of: values, cells: cells)
    }

    /// One forecast at `moment` for each of several windows from there on, in days: the official way of the challenge.
    public func single(_ settings: HotspotSettings, at moment: Double, windows: [Double]) -> [[HotspotScore]] {
        var forecaster = HotspotForecaster(
            cells: study.grid.cells, kinds: study.kinds.count, settings: settings, start: study.start)
        for end in study.moments where end <= moment {
            forecaster.observe(study.events(from: forecaster.time, until: end), until: end)
        }
        return study.kinds.indices.map { kind in
            windows.map { days in
                score(forecaster.expected(kind: kind, window: days), kind: kind, from: moment, days: days)
            }
        }
    }
}
