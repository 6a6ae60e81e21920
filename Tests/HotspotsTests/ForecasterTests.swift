import Hotspots
import Testing

@Suite struct ForecasterTests {
    private let settings = HotspotSettings(
        reaches: [0, 30, 80], halfLives: [20, 100], warmUpDays: 70, windowsMin: 5, refitEvery: 4, iterations: 60)

    private func grid() throws -> PlanarGrid {
        try #require(PlanarGrid(origin: PlanarPoint(x: 0, y: 0), end: PlanarPoint(x: 290, y: 290), side: 10))
    }

    /// A third of the events of kind 0 in one cell, the others anywhere; kind 1 half where kind 0 is.
    private func events(_ grid: PlanarGrid, days: Int, seed: UInt64 = 5) -> [SpotEvent] {
        var generator = SplitMix(seed: seed)
        return (0..<days * 3).map { index in
            let isHot = Int.random(in: 0..<3, using: &generator) == 0
            let x = isHot ? 104.0 : Double.random(in: 0..<290, using: &generator)
            let y = isHot ? 107.0 : Double.random(in: 0..<290, using: &generator)
            return grid.event(time: Double(index) / 3, x: x, y: y, kind: index % 5 == 0 ? 1 : 0)
        }
    }

    private func forecaster(_ grid: PlanarGrid, _ settings: HotspotSettings? = nil) -> HotspotForecaster {
        HotspotForecaster(cells: grid.cells, kinds: 2, settings: settings ?? self.settings, start: 0)
    }

    private func run(_ events: [SpotEvent], _ grid: PlanarGrid, until end: Int) -> HotspotForecaster {
        var forecaster = forecaster(grid)
        for moment in stride(from: 7, through: end, by: 7) { forecaster.observe(events, until: Double(moment)) }
        return forecaster
    }

    @Test func whatComesLaterChangesNothing() throws {
        let grid = try grid()
        let events = events(grid, days: 280)
        let whole = run(events, grid, until: 210)
        let past = run(events.filter { $0.time < 210 }, grid, until: 210)
        for kind in 0..<2 {
            #expect(whole.expected(kind: kind, window: 7) == past.expected(kind: kind, window: 7))
            #expect(whole.weights(kind: kind) == past.weights(kind: kind))
        }
    }

    @Test func theSameHistoryGivesTheSameForecast() throws {
        let grid = try grid()
        let events = events(grid, days: 150)
        let first = run(events, grid, until: 147).expected(kind: 0, window: 7)
        #expect(first == run(events, grid, until: 147).expected(kind: 0, window: 7))
        #expect(first.allSatisfy { $0 >= 0 && $0.isFinite })
    }

    @Test func theHotCellComesFirstAndTheTotalIsAboutRight() throws {
        let grid = try grid()
        let forecaster = run(events(grid, days: 420), grid, until: 420)
        let expected = forecaster.expected(kind: 0, window: 7)
        #expect(HotspotScore.top(1, of: expected) == [grid.cell(at: PlanarPoint(x: 104, y: 107))])
        let total = expected.reduce(0, +)
        #expect(abs(total - 16.8) < 2.5, "\(total)")
        let weights = forecaster.weights(kind: 0)
        #expect(weights.count == 18 && weights.allSatisfy { $0 >= 0 && $0.isFinite })
    }

    @Test func longerWindowsExpectMore() throws {
        let grid = try grid()
        let forecaster = run(events(grid, days: 200), grid, until: 196)
        let totals = [1.0, 7, 28].map { forecaster.expected(kind: 0, window: $0).reduce(0, +) }
        #expect(totals[0] < totals[1] && totals[1] < totals[2])
        #expect(abs(totals[1] / totals[0] - 7) < 0.7)
    }

    @Test func kindsMayBeKeptApart() throws {
        let grid = try grid()
        var apart = settings
        apart.mixesKinds = false
        var forecaster = forecaster(grid, apart)
        let events = events(grid, days: 210)
        for moment in stride(from: 7, through: 210, by: 7) { forecaster.observe(events, until: Double(moment)) }
        let foreign = zip(forecaster.bank.components, forecaster.weights(kind: 0)).filter { $0.0.kind == 1 }
        #expect(!foreign.isEmpty && foreign.allSatisfy { $0.1 == 0 })
    }

    @Test func anEmptyHistoryExpectsNothing() throws {
        let grid = try grid()
        let forecaster = run([], grid, until: 210)
        #expect(forecaster.expected(kind: 0, window: 7).allSatisfy { $0 == 0 })
        #expect(forecaster.time == 210)
    }

    @Test func centresOfAnyCellsWillDo() {
        // Cells that are no grid, as S2 cells projected to a plane are.
        let centres = (0..<12).map { PlanarPoint(x: Double($0 * 37 % 101), y: Double($0 * 53 % 97)) }
        let cells = CellSet(centres: centres, area: 400)
        var forecaster = HotspotForecaster(cells: cells, kinds: 1, settings: settings, start: 0)
        let events = (0..<30).map { SpotEvent(time: Double($0), point: centres[4], cell: 4) }
        forecaster.observe(events, until: 30)
        #expect(HotspotScore.top(1, of: forecaster.expected(kind: 0, window: 7)) == [4])
    }
}
