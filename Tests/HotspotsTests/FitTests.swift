import Foundation
import Hotspots
import Testing

@Suite struct FitTests {
    /// A Hawkes process by its branching structure: settlers, and successors at exponential delays.
    private func hawkes(
        rate: Double, branching: Double, halfLife: Double, days: Double, _ generator: inout SplitMix
    ) -> [Double] {
        var times: [Double] = []
        func exponential(_ mean: Double) -> Double { -mean * log(1 - Double.random(in: 0..<1, using: &generator)) }
        var clock = exponential(1 / rate)
        while clock < days {
            times.append(clock)
            clock += exponential(1 / rate)
        }
        var next = 0
        while next < times.count {
            var chance = exponential(1)
            while chance < branching {
                let time = times[next] + exponential(halfLife / log(2))
                if time < days { times.append(time) }
                chance += exponential(1)
            }
            next += 1
        }
        return times.sorted()
    }

    @Test func expectationMaximisationRecoversAHawkesProcess() {
        var generator = SplitMix(seed: 3)
        var times: [Int: [Double]] = [:]
        for cell in 0..<40 {
            times[cell] = hawkes(
                rate: cell < 20 ? 0.05 : 0.15, branching: 0.5, halfLife: 3, days: 1_000, &generator)
        }
        let model = CellHawkes.fit(times, start: 0, end: 1_000, iterations: 100)
        #expect(abs(model.branching - 0.5) < 0.06, "\(model.branching)")
        #expect(abs(model.halfLife - 3) < 0.6, "\(model.halfLife)")
        let slow = (0..<20).reduce(0.0) { $0 + (model.background[$1] ?? 0) } / 20
        let fast = (20..<40).reduce(0.0) { $0 + (model.background[$1] ?? 0) } / 20
        #expect(abs(slow - 0.05) < 0.015, "\(slow)")
        #expect(abs(fast - 0.15) < 0.03, "\(fast)")
        #expect(model == CellHawkes.fit(times, start: 0, end: 1_000, iterations: 100))
    }

    @Test func withoutEventsThereIsNothingToExpect() {
        let model = CellHawkes.fit([:], start: 0, end: 100)
        #expect(model.branching == 0)
        #expect(model.expected([:], cells: 3, now: 100, window: 7) == [0, 0, 0])
        #expect(MixtureDesign(components: 2, windowsMax: 5).fit(iterations: 10) == [0, 0])
    }

    @Test func theMixtureRecoversTheWeightsItWasDrawnFrom() {
        var generator = SplitMix(seed: 11)
        let cells = 30
        let truth = [0.4, 0.0, 1.2]
        var design = MixtureDesign(components: 3, windowsMax: 1_000)
        var events = 0
        for _ in 0..<300 {
            var rows: [Float] = []
            var masses = [0.0, 0, 0]
            for _ in 0..<cells {
                let values = (0..<3).map { _ in Double.random(in: 0..<1, using: &generator) }
                for index in 0..<3 { masses[index] += values[index] }
                let rate = zip(truth, values).reduce(0.0) { $0 + $1.0 * $1.1 }
                // Poisson by multiplication of uniform draws.
                var product = Double.random(in: 0..<1, using: &generator)
                while product > exp(-rate) {
                    rows += values.map { Float($0) }
                    events += 1
                    product *= Double.random(in: 0..<1, using: &generator)
                }
            }
            design.append(rows: rows, masses: masses)
        }
        let weights = design.fit(iterations: 500)
        for (weight, value) in zip(weights, truth) { #expect(abs(weight - value) < 0.1, "\(weights)") }
        let only = design.fit(iterations: 50) { $0 == 2 }
        #expect(only[0] == 0 && only[1] == 0 && only[2] > 0)
    }

    @Test func expectedAndObservedTotalsAgreeAfterAFit() {
        var design = MixtureDesign(components: 2, windowsMax: 10)
        design.append(rows: [0.2, 0.1, 0.05, 0.5, 0.3, 0.3], masses: [4, 6])
        design.append(rows: [0.9, 0.1], masses: [3, 2])
        for iterations in [1, 2, 40] {
            let weights = design.fit(iterations: iterations)
            #expect(abs(weights[0] * 7 + weights[1] * 8 - 4) < 1e-6)
        }
    }

    @Test func theTotalIsThatOfTheLatestWindows() {
        var design = MixtureDesign(components: 1, windowsMax: 9)
        for events in [8, 8, 8, 2, 2] {
            design.append(rows: [Float](repeating: 1, count: events), masses: [4])
        }
        #expect(abs(design.level(of: [1], latest: 2) - 0.5) < 1e-12)
        #expect(abs(design.level(of: [1.4], latest: 5) - 1) < 1e-12)
        #expect(design.level(of: [0], latest: 5) == 1)
    }

    @Test func theOldestWindowsAreForgotten() {
        var design = MixtureDesign(components: 1, windowsMax: 2)
        for value: Float in [1, 2, 3] { design.append(rows: [value, value], masses: [Double(value)]) }
        #expect(design.count == 2)
        #expect(abs(design.fit(iterations: 5)[0] - 4.0 / 5) < 1e-9)
    }
}
