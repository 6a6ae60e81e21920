import Scenario
import Testing

@testable import CashOutEvaluation

@Suite struct TrailCostTests {
    @Test func countsWhatACityMakesTheTrailDo() throws {
        var parameters = CashOutEvaluation.standardParameters
        parameters.accounts = 400
        parameters.days = 6
        parameters.victims = 12
        parameters.rings = 2
        parameters.terminals = 30
        var ticks = 0.0
        let cost = try TrailCost(seeds: [1], parameters: parameters) {
            ticks += 1
            return ticks
        }
        #expect(cost.seconds == 1, "the clock is read before and after")
        #expect(cost.bookings > 1_000 && cost.subjects > 5 && cost.taints > 5)
        #expect(cost.hops > cost.taints + cost.subjects, "each arrival is a hop, and each way on")
        #expect((300...400).contains(cost.accounts), "all that booked")
        #expect(cost.taintedAccounts > 4 && cost.taintedAccounts < 120)
        #expect((100...4_000).contains(cost.historyBytesPerAccount))
        #expect((50...8_000).contains(cost.taintBytesPerAccount))
    }
}
