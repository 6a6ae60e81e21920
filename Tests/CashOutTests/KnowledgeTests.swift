import Records
import StageKit
import Testing

@testable import CashOut

@Suite("What a partition learns")
struct KnowledgeTests {
    @Test("The component that held the outcome gains weight")
    func weights() {
        var knowledge = Knowledge()
        let available = CashOutComponent.allCases.map { _ in true }
        let near = CashOutComponent.fraudNearby.rawValue
        let before = knowledge.weights(.none, available: available)
        #expect(abs(before.reduce(0, +) - 1) < 1e-9)
        for _ in 0..<50 {
            var likelihoods = CashOutComponent.allCases.map { _ in 0.0 }
            likelihoods[near] = 0.4
            likelihoods[CashOutComponent.density.rawValue] = 0.1
            knowledge.learn(.none, likelihoods: likelihoods, available: available)
        }
        let after = knowledge.weights(.none, available: available)
        #expect(after[near] > before[near] + 0.3)
        #expect(abs(after.reduce(0, +) - 1) < 1e-9)
        #expect(knowledge.weights(.much, available: available) == Knowledge().weights(.much, available: available))
    }

    @Test("What is not available gets nothing, the rest everything")
    func unavailable() {
        var available = CashOutComponent.allCases.map { _ in false }
        #expect(Knowledge().weights(.none, available: available).allSatisfy { $0 == 0 })
        available[CashOutComponent.elsewhere.rawValue] = true
        #expect(Knowledge().weights(.none, available: available)[CashOutComponent.elsewhere.rawValue] == 1)
    }

    @Test("One step of expectation maximisation, by hand")
    func step() {
        var knowledge = Knowledge()
        let own = CashOutComponent.own.rawValue
        let elsewhere = CashOutComponent.elsewhere.rawValue
        var available = CashOutComponent.allCases.map { _ in false }
        available[own] = true
        available[elsewhere] = true
        // Priors 2 and 3: weights 0.4 and 0.6. The outcome is certain for `own`, so it takes all of it.
        var likelihoods = CashOutComponent.allCases.map { _ in 0.0 }
        likelihoods[own] = 1
        knowledge.learn(.none, likelihoods: likelihoods, available: available)
        let retained = Double(Knowledge.retention)
        let expected = (2 * retained + 1) / (5 * retained + 1)
        #expect(abs(knowledge.weights(.none, available: available)[own] - expected) < 1e-6)
    }

    @Test("Delays: the usual one, and what is left after a wait")
    func delays() throws {
        var knowledge = Knowledge()
        let prior = try #require(knowledge.delay(layer: 2, quantile: 0.5, after: 0))
        #expect((40 * 60...50 * 60).contains(Int(prior)))
        for _ in 0..<200 { knowledge.learn(layer: 2, delaySeconds: 10 * 60) }
        let learned = try #require(knowledge.delay(layer: 2, quantile: 0.5, after: 0))
        #expect((8 * 60...16 * 60).contains(Int(learned)))
        #expect(knowledge.delay(layer: 1, quantile: 0.5, after: 0) == prior)
        let later = try #require(knowledge.delay(layer: 2, quantile: 0.5, after: 3_600))
        #expect(later > 3_600)
        #expect(knowledge.delay(layer: 2, quantile: 0.5, after: 1e9) == nil)
    }

    @Test("An account that always passes money on is not expected to draw it")
    func passesOn() throws {
        var bench = CashOutBench()
        try bench.draw("A", "ATM-1", at: 0)
        for round in 1...6 {
            let at = Int64(round) * 100
            try bench.hop("A", .arrived, rupees: 9_000, left: 9_000, at: at, caseID: "FIR\(round)")
            try bench.hop("A", .moved, rupees: 9_000, left: 0, at: at + 5, caseID: "FIR\(round)")
        }
        let scores = bench.forecasts.filter(\.active).map(\.verdict.score)
        #expect(scores == scores.sorted(by: >))
        #expect(try #require(scores.last) < 0.6 * (try #require(scores.first)))
        let sums = bench.forecasts.filter(\.active).map { $0.terminals.reduce(0) { $0 + $1.probability } }
        #expect(try #require(sums.last) > 0.3, "where it would be drawn is another question")
    }

    @Test("Late hops are forecast at the time that the partition has reached")
    func lateHop() throws {
        var bench = CashOutBench()
        try bench.draw("B", "ATM-9", at: 600)
        try bench.draw("A", "ATM-1", at: 590)
        try bench.hop("A", .arrived, rupees: 9_000, left: 9_000, at: 10)
        let forecast = try #require(bench.forecasts.last)
        #expect(forecast.issuedAt == zoned(600 * CashOutBench.minute))
        #expect(forecast.expiresAt > forecast.issuedAt.time)
    }

    @Test("An office is an anchor, not a place to draw cash")
    func office() throws {
        var bench = CashOutBench()
        try bench.terminal("SBIN0912345", 12.93, 77.58, kind: "OFFICE")
        #expect(bench.tables.location(ofBranch: "SBIN0912345")?.latitude == 12.93)
        #expect(bench.tables.terminals.isEmpty)
    }
}
