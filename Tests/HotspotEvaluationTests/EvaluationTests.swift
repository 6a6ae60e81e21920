import Foundation
import Hotspots
import Testing

@testable import HotspotEvaluation

@Suite struct EvaluationTests {
    private func study(days: Int = 700, until end: Double = 700) throws -> HotspotStudy {
        let grid = try #require(
            PlanarGrid(origin: PlanarPoint(x: 0, y: 0), end: PlanarPoint(x: 190, y: 190), side: 10))
        var generator = SplitMix(seed: 9)
        let events = (0..<days * 2).map { index in
            let isHot = index % 4 == 0
            return grid.event(
                time: Double(index) / 2, x: isHot ? 33 : Double.random(in: 0..<190, using: &generator),
                y: isHot ? 71 : Double.random(in: 0..<190, using: &generator))
        }
        return HotspotStudy(
            name: "drawn", grid: grid, kinds: ["drawn"], events: events.filter { $0.time < end }, start: 0,
            firstTest: 602, testWeeks: 8, trainingWeeks: 4, chosen: 2, area: Double(grid.cells.count) * 100,
            settings: HotspotSettings(reaches: [0, 40], warmUpDays: 300, iterations: 30),
            baselines: [.init("counts", .counts, published: ["drawn": 12])])
    }

    @Test func momentsAreWeeksAndHoldTheFirstTest() throws {
        let moments = try study().moments
        #expect(moments.first == 0 && moments.last == 658 && moments.contains(602))
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 == 7 })
    }

    @Test func theHotCellIsFoundAndScored() throws {
        let evaluation = HotspotEvaluation(try study())
        let scores = evaluation.forecast(evaluation.study.settings, from: 602, weeks: 8)
        let pooled = scores.pooled(0)
        #expect(pooled.events == 112)
        #expect(pooled.caught >= 28 && pooled.caught < 34)
        #expect(scores.expected[0] > 90 && scores.expected[0] < 135)
        let (own, others) = evaluation.figures { _ in }
        #expect(own[0].paiLow <= own[0].pai && own[0].pai <= own[0].paiHigh)
        #expect(abs(own[0].pai - pooled.pai(areaShare: evaluation.study.areaShare)) < 1e-12)
        #expect(others["counts"]?[0].published == 12)
    }

    @Test func forecastsOfAWeekDoNotDependOnLaterWeeks() throws {
        let whole = HotspotEvaluation(try study())
        let cut = HotspotEvaluation(try study(until: 623))
        let settings = whole.study.settings
        #expect(
            whole.forecast(settings, from: 602, weeks: 3).scores == cut.forecast(settings, from: 602, weeks: 3).scores)
        #expect(
            Array(whole.forecast(settings, from: 602, weeks: 8).scores[0].prefix(3))
                == whole.forecast(settings, from: 602, weeks: 3).scores[0])
    }

    @Test func theReportHasTheKeysAndNamesLosses() throws {
        let own = HotspotReport.Figure(pai: 10, paiLow: 8, paiHigh: 12, pei: 0.05, caught: 60, events: 1_209)
        var better = own
        better.pai = 11
        better.published = 11.2
        let report = HotspotReport(
            burglary: own, theft: own, baselines: ["counts": ["burglary": better, "theft": own]], protocolText: "p")
        let data = try JSONEncoder().encode(report)
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let burglary = try #require(object["burglary"] as? [String: Any])
        #expect(Set(["pai", "pai_low", "pai_high", "pei"]).isSubset(of: burglary.keys))
        #expect(object["theft"] != nil && object["baselines"] != nil)
        #expect(report.text.contains("LOSS: counts reaches 11.00, Prahari 10.00"))
        #expect(report.text.contains("LOSS: counts was published with 11.20, Prahari 10.00"))
    }

    @Test func anOutlineHasHoles() {
        func square(_ low: Double, _ high: Double) -> [PlanarPoint] {
            [(low, low), (high, low), (high, high), (low, high)].map { PlanarPoint(x: $0.0, y: $0.1) }
        }
        let area = StudyArea(rings: [square(0, 10), square(4, 6), square(20, 30)])
        #expect(area.contains(PlanarPoint(x: 2, y: 5)))
        #expect(!area.contains(PlanarPoint(x: 5, y: 5)))
        #expect(area.contains(PlanarPoint(x: 25, y: 25)))
        #expect(!area.contains(PlanarPoint(x: 15, y: 5)))
    }

    @Test func anAbsentOutlineIsNamed() {
        let file = URL(fileURLWithPath: "/nowhere/city.json")
        #expect(throws: HotspotFault.self) { try StudyArea(geoJSON: file) }
    }

    @Test func aGridAroundPointsReachesAsFarAsAsked() throws {
        let grid = try #require(
            HotspotStudy.grid(around: [PlanarPoint(x: 0, y: 0), PlanarPoint(x: 500, y: 0)], side: 10, within: 50))
        #expect(grid.cell(at: PlanarPoint(x: 0, y: 0)) != nil)
        #expect(grid.cell(at: PlanarPoint(x: 500, y: 40)) != nil)
        #expect(grid.cell(at: PlanarPoint(x: 250, y: 0)) == nil)
        #expect(
            grid.cells.centres.allSatisfy { centre in
                [0.0, 500].contains { (centre.x - $0) * (centre.x - $0) + centre.y * centre.y <= 2_500 }
            })
    }
}
