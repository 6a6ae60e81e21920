import Hotspots
import Testing

@Suite struct BaselineTests {
    private let all: [SpotBaseline] = [
        .counts, .density(reach: 30, days: nil), .density(reach: 30, days: 7),
        .decayedDensity(reach: 30, halfLife: 10), .prospective(reach: 30), .hawkes,
    ]

    private func grid() throws -> PlanarGrid {
        try #require(PlanarGrid(origin: PlanarPoint(x: 0, y: 0), end: PlanarPoint(x: 90, y: 90), side: 10))
    }

    @Test func noneLooksAhead() throws {
        let grid = try grid()
        var generator = SplitMix(seed: 2)
        let events = (0..<300).map { index in
            grid.event(
                time: Double(index) / 3, x: Double.random(in: 0..<90, using: &generator),
                y: Double.random(in: 0..<90, using: &generator))
        }
        for baseline in all {
            let values = { (events: [SpotEvent]) in
                baseline.values(events, cells: grid.cells, start: 0, now: 60, window: 7)
            }
            #expect(values(events) == values(events.filter { $0.time < 60 }), "\(baseline)")
            #expect(values(events).contains { $0 > 0 }, "\(baseline)")
        }
    }

    @Test func valuesByHand() throws {
        let grid = try grid()
        let events = [grid.event(time: 0, x: 45, y: 45), grid.event(time: 19, x: 45, y: 45)]
        let own = try #require(events[0].cell)
        let next = try #require(grid.cell(at: PlanarPoint(x: 55, y: 45)))
        func at(_ baseline: SpotBaseline, _ cell: Int) -> Float {
            baseline.values(events, cells: grid.cells, start: 0, now: 20, window: 7)[cell]
        }
        #expect(at(.counts, own) == 2)
        #expect(at(.counts, next) == 0)
        // (1 - 10²/20²)² = 0.5625
        #expect(at(.density(reach: 20, days: nil), next) == 1.125)
        #expect(at(.density(reach: 20, days: 5), next) == 0.5625)
        #expect(abs(at(.decayedDensity(reach: 20, halfLife: 20), own) - (0.5 + 0.965936)) < 1e-5)
        // Two half cells away: 1/3; two whole weeks ago 1/3 of that again.
        #expect(abs(at(.prospective(reach: 20), next) - (1.0 / 3 + 1.0 / 9)) < 1e-6)
    }
}
