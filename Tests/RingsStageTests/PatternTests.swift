import Records
import StageKit
import Testing

@testable import RingsStage

@Suite("What is found, and what is not")
struct PatternTests {
    @Test func aCycleIsToldWhereTheMoneyReturns() throws {
        var bench = RingsBench()
        try bench.pay("A", "B", rupees: 50_000, at: 0)
        try bench.pay("B", "C", rupees: 48_000, at: 10)
        #expect(bench.found.isEmpty)
        try bench.pay("C", "A", rupees: 46_000, at: 30)
        let cycle = try #require(bench.found.first)
        #expect(bench.found.count == 1)
        #expect(cycle.account == "A" && cycle.pattern == .cycle && cycle.accounts == ["B", "C"])
        #expect(cycle.amount == MinorUnits(46_000_00) && cycle.start == zoned(0).time && cycle.at == zoned(30))
        #expect(cycle.verdict.reasons.first?.code == RingFinding.cycle.rawValue)
        #expect(
            cycle.verdict.reasons.first?.evidence
                == "₹46,000 came back through 2 others (B -> C), 92 % of ₹50,000 sent 30 min before")
    }

    @Test func aCycleInTheMidstOfALongerWayIsFound() throws {
        var bench = RingsBench()
        for (index, (from, to)) in [("X", "A"), ("A", "B"), ("B", "C"), ("C", "A")].enumerated() {
            try bench.pay(from, to, rupees: 50_000, at: Int64(index) * 10)
        }
        #expect(bench.patterns() == [.cycle])
        #expect(bench.found.first?.accounts == ["B", "C"])
    }

    @Test func backAndForthIsNoCycle() throws {
        var bench = RingsBench()
        try bench.pay("A", "B", rupees: 50_000, at: 0)
        try bench.pay("B", "A", rupees: 50_000, at: 5)
        #expect(bench.published.isEmpty)
    }

    @Test func tooSlowOrTooLittleIsNoCycle() throws {
        var slow = RingsBench()
        for (index, (from, to)) in [("A", "B"), ("B", "C"), ("C", "A")].enumerated() {
            try slow.pay(from, to, rupees: 50_000, at: Int64(index) * 7 * 60)
        }
        #expect(slow.published.isEmpty)
        var little = RingsBench()
        for (index, (from, to)) in [("A", "B"), ("B", "C"), ("C", "A")].enumerated() {
            try little.pay(from, to, rupees: 1_999, at: Int64(index) * 7)
        }
        #expect(little.published.isEmpty)
        #expect(little.state.accounts.residentCount == 0, "bookings below the floor leave no trace")
    }

    @Test func moneyThatShrankIsNoCycle() throws {
        var bench = RingsBench()
        try bench.pay("A", "B", rupees: 50_000, at: 0)
        try bench.pay("B", "C", rupees: 20_000, at: 1)
        try bench.pay("B", "D", rupees: 20_000, at: 2)
        try bench.pay("C", "A", rupees: 20_000, at: 3)
        #expect(!bench.patterns().contains(.cycle), "40 % came back")
    }

    @Test func payersWhoseMoneyLeavesAreAFan() throws {
        var bench = RingsBench()
        for payer in 1...3 { try bench.pay("P\(payer)", "M", rupees: 10_000, at: Int64(payer)) }
        #expect(bench.found.isEmpty, "nothing left yet")
        try bench.take(.bankTransaction(cash("M", rupees: 10_000, at: 20)))
        try bench.take(.bankTransaction(cash("M", rupees: 10_000, at: 22)))
        #expect(bench.found.isEmpty)
        try bench.take(.bankTransaction(cash("M", rupees: 10_000, at: 24)))
        let fan = try #require(bench.found.first)
        #expect(fan.pattern == .fanIn && fan.accounts == ["P1", "P2", "P3"] && fan.amount == MinorUnits(30_000_00))
        #expect(
            fan.verdict.reasons.first?.evidence
                == "₹30,000 came from 3 payers within 24 h; 100 % of it left again after 20 min on average")
    }

    @Test func aShopThatKeepsItsTakingsIsNoFan() throws {
        var bench = RingsBench()
        for payer in 1...12 { try bench.pay("P\(payer)", "SHOP", rupees: 10_000, at: Int64(payer)) }
        try bench.pay("SHOP", "SUPPLIER", rupees: 20_000, at: 60)
        #expect(bench.found.isEmpty)
    }

    @Test func onePayersMoneyThatGoesToManyIsAFanOut() throws {
        var bench = RingsBench()
        try bench.pay("V", "M", rupees: 90_000, at: 0)
        for payee in 1...2 { try bench.pay("M", "N\(payee)", rupees: 29_000, at: Int64(payee) * 5) }
        #expect(bench.found.isEmpty, "two payees, and a third of the money is still there")
        try bench.pay("M", "N3", rupees: 29_000, at: 15)
        #expect(bench.patterns() == [.fanOut])
        #expect(bench.found.first?.account == "M" && bench.found.first?.accounts == ["N1", "N2", "N3"])
    }

    @Test func manyPayersAndManyPayeesAreGatherScatter() throws {
        var bench = RingsBench()
        for payer in 1...3 { try bench.pay("P\(payer)", "M", rupees: 30_000, at: Int64(payer)) }
        for payee in 1...3 { try bench.pay("M", "N\(payee)", rupees: 29_000, at: 10 + Int64(payee)) }
        #expect(bench.patterns().contains(.gatherScatter))
    }

    @Test func moneyThatMeetsAgainIsScatterGather() throws {
        var bench = RingsBench()
        try bench.pay("V", "S", rupees: 60_000, at: 0)
        try bench.pay("S", "B", rupees: 30_000, at: 4)
        try bench.pay("S", "C", rupees: 29_000, at: 6)
        try bench.pay("B", "X", rupees: 29_500, at: 15)
        #expect(bench.patterns("X").isEmpty)
        try bench.pay("C", "X", rupees: 28_500, at: 18)
        let found = try #require(bench.found.first { $0.account == "X" })
        #expect(found.pattern == .scatterGather && found.accounts == ["S", "B", "C"])
        #expect(found.start == zoned(0).time)
    }

    @Test func aFindingIsToldAgainOnlyWhenItGrew() throws {
        var bench = RingsBench()
        for payer in 1...8 {
            try bench.pay("P\(payer)", "M", rupees: 10_000, at: Int64(payer) * 10)
            try bench.take(.bankTransaction(cash("M", rupees: 10_000, at: Int64(payer) * 10 + 2)))
        }
        #expect(bench.patterns() == [.fanIn, .fanIn, .fanIn, .fanIn])
        #expect(bench.found.map(\.accounts.count) == [3, 4, 6, 8])
        #expect(bench.found.map(\.verdict.score) == bench.found.map(\.verdict.score).sorted())
    }

    @Test func whatIsHardlyRemarkableIsNotPublished() throws {
        // Three payers whose money stayed for hours and did not leave whole.
        func play(_ settings: RingsStageSettings) throws -> [RingScore] {
            var bench = RingsBench(settings)
            for payer in 1...3 { try bench.pay("P\(payer)", "M", rupees: 10_000, at: Int64(payer)) }
            for number in 1...3 {
                try bench.take(.bankTransaction(cash("M", rupees: 7_500, at: 300 + Int64(number))))
            }
            return bench.found
        }
        #expect(try play(RingsStageSettings()).isEmpty)
        let weak = try play(RingsStageSettings(scoreMin: 0))
        #expect(weak.map(\.pattern) == [.fanIn])
        #expect((weak.first?.verdict.score ?? 1) < 0.6)
    }

    @Test func anotherRecordIsRefusedByName() throws {
        let stage = RingsStage()
        var state = stage.makeState(cacheEntries: 1)
        var effects = Effects()
        let station = ReferenceStation(id: "S", name: "S", location: GeoPoint(latitude: 1, longitude: 1))
        let envelope = Envelope(
            record: .station(station), topic: .refStations,
            source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0)), eventTime: zoned(0).time)
        #expect(throws: StageFault.self) {
            try stage.step(envelope, state: &state, tables: NoTables(), effects: &effects)
        }
    }
}
