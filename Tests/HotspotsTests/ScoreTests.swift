import Hotspots
import Testing

@Suite struct ScoreTests {
    @Test func indicesOfAHandComputedWeek() {
        // Ten events: 4 in cell 2, 3 in cell 5, 2 in cell 7, 1 outside. Cells 5 and 7 are chosen: n = 5, n* = 7.
        let cells: [Int?] = [2, 2, 2, 2, 5, 5, 5, 7, 7, nil]
        let score = HotspotScore(chosen: [5, 7], cells: cells)
        #expect(score == HotspotScore(caught: 5, events: 10, catchable: 7))
        #expect(abs(score.pai(areaShare: 0.02) - 25) < 1e-12)
        #expect(abs(score.pei - 5.0 / 7) < 1e-12)
    }

    @Test func pooledIndicesAddCountsNotRatios() {
        let pooled =
            HotspotScore(caught: 1, events: 2, catchable: 2) + HotspotScore(caught: 0, events: 6, catchable: 3)
        #expect(pooled.pai(areaShare: 0.5) == 0.25)
        #expect(pooled.pei == 0.2)
        #expect(HotspotScore.none.pai(areaShare: 0.5) == 0)
        #expect(HotspotScore.none.pei == 0)
    }

    @Test func theLargestValuesWinAndTiesGoToTheLowerIndex() {
        #expect(HotspotScore.top(3, of: [1, 4, 4, 0, 4]) == [1, 2, 4])
        #expect(HotspotScore.top(2, of: [1, 1, 1]) == [0, 1])
    }

    @Test func tiedCellsShareTheLastPlaces() {
        // Cell 0 is sure; one place is left for cells 1, 2 and 3, which hold three events together.
        let score = HotspotScore(top: 2, of: [5, 2, 2, 2, 1], cells: [0, 1, 1, 3, 4])
        #expect(abs(score.caught - (1 + 3.0 / 3)) < 1e-12)
        #expect(score.catchable == 3)
        #expect(HotspotScore(top: 4, of: [5, 2, 2, 2, 1], cells: [0, 1, 1, 3, 4]).caught == 4)
    }

    @Test func theBootstrapIsSeededAndCoversTheMean() {
        let values = (0..<60).map { Double($0 % 7) }
        let draw = { (seed: UInt64) in
            Bootstrap(rounds: 400, seed: seed).distribution(windows: values.count) { drawn in
                drawn.reduce(0.0) { $0 + values[$1] } / Double(drawn.count)
            }
        }
        #expect(draw(1) == draw(1))
        #expect(draw(1) != draw(2))
        let mean = values.reduce(0, +) / 60
        let interval = Bootstrap.interval(draw(1))
        #expect(interval.low < mean && mean < interval.high)
        #expect(interval.high - interval.low < 1.5)
    }
}
