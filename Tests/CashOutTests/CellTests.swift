import Records
import StageKit
import Testing

@testable import CashOut

@Suite("The risk of a cell")
struct CellTests {
    @Test("Honest withdrawals publish a cell at most every five minutes")
    func rate() throws {
        var bench = CashOutBench()
        for second in 0..<30 { try bench.draw("A\(second)", "ATM-1", at: Int64(second)) }
        #expect(bench.withdrawals.count == 30)
        #expect(bench.cells.count == 6)
        #expect(bench.cells.allSatisfy { $0.intensityFraud == 0 && $0.verdict.score == 0 })
        #expect(bench.cells.last.map { $0.intensityAll > 0.5 } == true)
    }

    @Test("Stolen money excites its cell at once, then calms down hour by hour")
    func excitement() throws {
        var bench = CashOutBench()
        try bench.hop("A", .arrived, rupees: 49_000, left: 49_000, at: 0)
        try bench.draw("A", "ATM-1", at: 1)
        try bench.draw("A", "ATM-1", at: 2)
        #expect(bench.cells.count == 2)
        #expect(bench.cells[1].expected60Minutes > bench.cells[0].expected60Minutes)
        #expect(bench.cells[1].expected15Minutes < bench.cells[1].expected60Minutes)
        #expect(abs(bench.cells[0].expected60Minutes - 0.254) < 0.001)
        #expect(bench.cells[0].verdict.reasons.map(\.code) == ["RECENT_FRAUD_NEARBY", "PAST_FRAUD_NEARBY"])
        try bench.advance(to: zoned(CashOutBench.day).time)
        let later = bench.cells.dropFirst(2)
        #expect((4...7).contains(later.count))
        #expect(later.map(\.expected60Minutes) == later.map(\.expected60Minutes).sorted(by: >))
        #expect(bench.state.refreshes.nextDue == nil)
    }

    @Test("A redelivered withdrawal counts once")
    func duplicates() throws {
        var bench = CashOutBench()
        for _ in 0..<3 { try bench.draw("A", "ATM-1", at: 1) }
        #expect(bench.withdrawals.count == 1)
        let again = bench.withdrawals[0]
        try bench.take(.riskWithdrawal(again), .riskWithdrawals)
        #expect(bench.cells.count == 1)
    }
}

/// A random city: terminals, withdrawals, hops, in random order.
struct World {
    let seed: UInt64

    func play(_ bench: CashOutBench) throws -> CashOutBench {
        var bench = bench
        var random = SplitMix64(state: seed)
        for index in 0..<60 {
            try bench.terminal(
                "T\(index)", 12.85 + Double(random.below(200)) / 1_000, 77.50 + Double(random.below(200)) / 1_000)
        }
        var at: Int64 = 0
        for _ in 0..<400 {
            at += Int64(random.below(120))
            let account = "A\(random.below(12))"
            let caseID = "FIR\(random.below(3))"
            switch random.below(6) {
            case 0: try bench.hop(account, .arrived, rupees: 9_000, left: 9_000, at: at, caseID: caseID)
            case 1:
                try bench.hop(
                    account, .moved, rupees: 9_000, left: Int64(random.below(2) * 500), at: at, caseID: caseID)
            case 2:
                try bench.hop(
                    account, .cashedOut, rupees: 900, left: Int64(random.below(2) * 500), at: at, caseID: caseID,
                    terminal: "T\(random.below(60))")
            case 3: try bench.advance(to: zoned((at - 10) * CashOutBench.minute).time)
            default: try bench.draw(account, "T\(random.below(60))", at: at - Int64(random.below(4)), latitude: nil)
            }
        }
        return bench
    }
}

@Suite("The same records give the same forecasts")
struct CashOutDeterminismTests {
    @Test("When the state goes through its encoding after every record", arguments: [4 as UInt64, 5, 6])
    func encodedBetweenRecords(seed: UInt64) throws {
        let straight = try World(seed: seed).play(CashOutBench())
        let stored = try World(seed: seed).play(CashOutBench(throughEncoding: true))
        #expect(straight.forecasts == stored.forecasts, "seed \(seed)")
        #expect(straight.cells == stored.cells, "seed \(seed)")
        #expect(straight.withdrawals == stored.withdrawals, "seed \(seed)")
        #expect(stored.store?.faults == [])
        #expect(!straight.forecasts.isEmpty && !straight.cells.isEmpty)
    }

    @Test("However the records are cut into batches")
    func batchCuts() throws {
        let world = try World(seed: 8).play(CashOutBench())
        let stage = CashOutStage()
        let input = world.withdrawals.enumerated().map { index, withdrawal in
            Envelope(
                record: .riskWithdrawal(withdrawal), topic: .riskWithdrawals,
                source: SourceRef(topic: "w", partition: Partition(0), offset: Offset(Int64(index))),
                eventTime: withdrawal.at.time)
        }
        var golden: [DomainRecord] = []
        for size in [input.count, 1, 7] {
            var state = stage.makeState(cacheEntries: 100)
            var out: [DomainRecord] = []
            for from in stride(from: 0, to: input.count, by: size) {
                var effects = Effects()
                let part = Array(input[from..<min(from + size, input.count)])
                _ = stage.step(batch: part, state: &state, tables: world.tables, effects: &effects)
                out += effects.emissions.map(\.record)
            }
            if golden.isEmpty { golden = out }
            #expect(out == golden)
        }
        #expect(!golden.isEmpty)
    }

    @Test("The order in which the terminals' table was read does not matter")
    func tableOrder() throws {
        func forecast(_ ids: [Int]) throws -> RiskForecast? {
            var bench = CashOutBench()
            for id in ids { try bench.terminal("T\(id)", 12.9 + Double(id) * 0.003, 77.58) }
            try bench.stage.apply(TableChange(topic: .refTerminals, key: "T3", record: nil), to: &bench.tables)
            try bench.hop("A", .arrived, rupees: 9_000, left: 9_000, at: 0)
            return bench.forecasts.first
        }
        let ahead = try forecast(Array(0..<20))
        #expect(try ahead == forecast((0..<20).reversed()))
        #expect(ahead?.terminals.contains { $0.id == "T3" } == false)
    }
}
