public import Foundation
import Hotspots

extension HotspotEvaluation {
    static let protocolText = """
        Portland: 65 weekly forecasts 2016-03-02 to 2017-05-24, each from what happened before its week; 333 cells of \
        250.5 ft, 0.75 of 147.71 sq mi; n, N and n* summed over the weeks; 95 % interval by drawing weeks again. Settings \
        were chosen on the 104 weeks before 2016-03-02, weights are fitted each 13 weeks on the weeks before. Cells that tie for \
        the last places share them on average; the published counts broke ties by an order that is not stated.
        """

    /// The whole report.
    ///
    /// - Parameters:
    ///   - portland: the folder `nij_portland`.
    ///   - newYork: the folder `nyc_shootings`, where it is there.
    ///   - selects: also score the candidate settings on the training weeks.
    ///   - progress: told what is being done.
    public static func report(
        portland: URL, newYork: URL?, selects: Bool, progress: (String) -> Void = { _ in }
    ) throws -> HotspotReport {
        progress("reading \(portland.path)")
        let evaluation = HotspotEvaluation(try .portland(portland))
        let (own, baselines) = evaluation.figures(progress)
        var report = HotspotReport(
            burglary: own[0], theft: own[1],
            baselines: baselines.mapValues { ["burglary": $0[0], "theft": $0[1]] }, protocolText: protocolText)
        report.official = evaluation.official()
        if selects { report.training = evaluation.training(progress) }
        guard let newYork else { return report }
        progress("reading \(newYork.path)")
        let city = HotspotEvaluation(try .newYork(newYork))
        let (shootings, others) = city.figures(progress)
        report.newYork = HotspotReport.City(shootings: shootings[0], baselines: others.mapValues { $0[0] })
        return report
    }

    /// Ours and the baselines on the test weeks, one figure a kind.
    func figures(
        _ progress: (String) -> Void
    ) -> (own: [HotspotReport.Figure], baselines: [String: [HotspotReport.Figure]]) {
        progress("\(study.name): \(study.testWeeks) weekly forecasts")
        let own = forecast(study.settings, from: study.firstTest, weeks: study.testWeeks)
        var others: [String: [HotspotReport.Figure]] = [:]
        for entry in study.baselines {
            progress("\(study.name): \(entry.name)")
            let scores = forecast(entry.baseline, from: study.firstTest, weeks: study.testWeeks)
            others[entry.name] = study.kinds.indices.map { kind in
                var figure = figure(scores, kind)
                figure.published = entry.published[study.kinds[kind]]
                figure.oursBetter = shareBetter(own.scores[kind], scores.scores[kind])
                return figure
            }
        }
        let figures = study.kinds.indices.map { kind in
            var figure = figure(own, kind)
            figure.expected = own.expected[kind]
            return figure
        }
        return (figures, others)
    }

    private func figure(_ weekly: WeeklyScores, _ kind: Int) -> HotspotReport.Figure {
        let scores = weekly.scores[kind]
        let pooled = weekly.pooled(kind)
        let interval = Bootstrap.interval(
            Bootstrap().distribution(windows: scores.count) { drawn in
                drawn.reduce(HotspotScore.none) { $0 + scores[$1] }.pai(areaShare: study.areaShare)
            })
        return HotspotReport.Figure(
            pai: pooled.pai(areaShare: study.areaShare), paiLow: interval.low, paiHigh: interval.high, pei: pooled.pei,
            caught: pooled.caught, events: Int(pooled.events))
    }

    /// Share of redrawn sets of weeks in which `own` catches more; ties count half.
    private func shareBetter(_ own: [HotspotScore], _ other: [HotspotScore]) -> Double {
        let signs = Bootstrap().distribution(windows: own.count) { drawn in
            let difference = drawn.reduce(0.0) { $0 + own[$1].caught - other[$1].caught }
            return difference > 0 ? 1 : difference < 0 ? 0 : 0.5
        }
        return signs.isEmpty ? 0 : signs.reduce(0, +) / Double(signs.count)
    }

    /// Candidates, the first being the one in use, each with pooled PAI over the training weeks.
    func training(_ progress: (String) -> Void) -> [HotspotReport.TrainingRow] {
        let first = study.firstTest - 7 * Double(study.trainingWeeks)
        var rows: [HotspotReport.TrainingRow] = []
        func add(_ name: String, _ scores: WeeklyScores) {
            let pai = study.kinds.indices.map { kind in
                (study.kinds[kind], scores.pooled(kind).pai(areaShare: study.areaShare))
            }
            rows.append(.init(setting: name, pai: Dictionary(uniqueKeysWithValues: pai)))
        }
        for (name, settings) in Self.candidates(study.settings) {
            progress("\(study.name), training weeks: \(name)")
            add(name, forecast(settings, from: first, weeks: study.trainingWeeks))
        }
        for entry in study.baselines.prefix(1) {
            add(entry.name, forecast(entry.baseline, from: first, weeks: study.trainingWeeks))
        }
        return rows
    }

    /// The settings, and each choice among them made otherwise.
    static func candidates(_ settings: HotspotSettings) -> [(name: String, settings: HotspotSettings)] {
        func changed(_ name: String, _ change: (inout HotspotSettings) -> Void) -> (String, HotspotSettings) {
            var copy = settings
            change(&copy)
            return (name, copy)
        }
        return [
            ("in use", settings),
            changed("fewer reaches: own cell, 600, 2000") { $0.reaches = [0, 600, 2_000] },
            changed("without the own cell") { $0.reaches.removeAll { $0 == 0 } },
            changed("without 4000") { $0.reaches.removeAll { $0 == 4_000 } },
            changed("without repeats") { $0.repeats = nil },
            changed("repeats within 150 ft") { $0.repeats?.reach = 150 },
            changed("repeats within 300 ft") { $0.repeats?.reach = 300 },
            changed("repeats 2000 d only") { $0.repeats?.halfLives = [2_000] },
            changed("half-lives 60, 240 d, never; no repeats") {
                ($0.halfLives, $0.hasBackground, $0.repeats) = ([60, 240], true, nil)
            },
            changed("half-lives 60, 480, 2000 d, never") {
                ($0.halfLives, $0.hasBackground) = ([60, 480, 2_000], true)
            },
            changed("half-lives 240, 1000 d, never") { ($0.halfLives, $0.hasBackground) = ([240, 1_000], true) },
            changed("half-life 1000 d") { $0.halfLives = [1_000] },
            changed("never fading") { ($0.halfLives, $0.hasBackground) = ([], true) },
            changed("each kind by itself") { $0.mixesKinds = false },
            changed("50 steps of the fit") { $0.iterations = 50 },
            changed("1000 steps of the fit") { $0.iterations = 1_000 },
        ]
    }

    /// One forecast from what was known at the end of February 2017, as the challenge asked.
    private func official() -> [HotspotReport.OfficialRow] {
        let windows = [("1 week", 7.0), ("2 weeks", 14), ("1 month", 31), ("2 months", 61), ("3 months", 92)]
        let team: [[(Double, Double)]] = [
            [(30.68, 0.150), (24.19, 0.122), (4.40, 0.0215), (0, 0)],
            [(21.63, 0.0986), (20.55, 0.1037), (6.36, 0.1034), (7.28, 0.1753)],
        ]
        let moment = study.firstTest + 7 * 52
        let scores = single(study.settings, at: moment, windows: windows.map(\.1))
        return study.kinds.indices.flatMap { kind in
            windows.indices.map { index in
                let score = scores[kind][index]
                let published = kind < team.count && index < team[kind].count ? team[kind][index] : nil
                return HotspotReport.OfficialRow(
                    kind: study.kinds[kind], window: windows[index].0, events: Int(score.events),
                    caught: score.caught, pai: score.pai(areaShare: study.areaShare), pei: score.pei,
                    teamPAI: published?.0, teamPEI: published?.1)
            }
        }
    }
}
