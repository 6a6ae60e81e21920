import Testing

@testable import CashOutEvaluation

@Suite("The measures, by hand")
struct MetricsTests {
    @Test("Hits at depth, misses and chance")
    func hits() {
        var tally = HitTally()
        for rank in [0, 2, 4, 9, nil] as [Int?] { tally.add(rank: rank) }
        #expect(tally.rates() == HitRates(top1: 0.2, top3: 0.4, top5: 0.6, top10: 0.8))
        #expect(tally.rates(of: 10) == HitRates(top1: 0.1, top3: 0.2, top5: 0.3, top10: 0.4))
        var chance = HitTally()
        chance.addUniform(terminals: 4)
        #expect(chance.rates() == HitRates(top1: 0.25, top3: 0.75, top5: 1, top10: 1))
        #expect(HitTally().rates().top3 == 0)
        #expect(tally.merged(chance).count == 6)
    }

    @Test("Calibration: stated against happened, bin by bin")
    func calibration() {
        var calibration = Calibration()
        // 0.8 stated twice, one happened: 0.3 off; 0.1 stated twice, none happened: 0.1 off.
        calibration.add(0.8, true)
        calibration.add(0.8, false)
        calibration.add(0.1, false)
        calibration.add(0.1, false)
        #expect(abs(calibration.error - 0.2) < 1e-12)
        #expect(abs(calibration.brier - (0.04 + 0.64 + 0.01 + 0.01) / 4) < 1e-12)
        #expect(calibration.rows.map(\.count) == [2, 2])
        #expect(abs(calibration.rows[1].happened - 0.5) < 1e-12)
        var edge = Calibration()
        edge.add(1, true)
        #expect(edge.rows.map(\.from) == [0.9])
        #expect(Calibration().error == 0 && Calibration().brier == 0)
    }

    @Test("The advantage is over the best named baseline, harder references aside")
    func advantage() {
        var score = UnitScore()
        for rank in [0, 1, 1, nil] as [Int?] { score.byLayer[1, default: HitTally()].add(rank: rank) }
        for rank in [0, 1, 1] as [Int?] { score.coveredByLayer[1, default: HitTally()].add(rank: rank) }
        for rank in [0, nil, nil] as [Int?] { score.baselines[.lastPlace, default: HitTally()].add(rank: rank) }
        for rank in [0, 0, nil] as [Int?] { score.baselines[.fraudMostUsed, default: HitTally()].add(rank: rank) }
        score.leads = [7, 9, 20, 30]
        let unit = CashOutReport.Unit(score)
        #expect(unit.best?.name == "last_place")
        #expect(unit.advantage == 3)
        #expect(unit.references["fraud_most_used"]?.top1 == 0.5)
        #expect(unit.forecastShare == 0.75)
        #expect(unit.medianLeadMinutes == 14.5)
        #expect(unit.ratesWithForecast.top3 == 1)
    }
}
