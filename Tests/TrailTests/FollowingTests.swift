import Records
import StageKit
import Testing

@testable import Trail

@Suite("Stolen money is followed")
struct FollowingTests {
    @Test("From account to account to the cash machine, with the path, the layers and what is left")
    func chain() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 49_000, at: 0))
        try bench.book(debit("t1", "A", rupees: 24_500, at: 5, to: "B"))
        try bench.book(debit("t2", "A", rupees: 30_000, at: 7, to: "C"))
        try bench.book(debit("t3", "B", rupees: 10_000, at: 20, channel: .atm, terminal: "ATM-9"))
        #expect(bench.kinds() == [.arrived, .moved, .arrived, .moved, .arrived, .cashedOut])
        let hops = bench.hops
        #expect(hops.map(\.account) == ["A", "A", "B", "A", "C", "B"])
        #expect(hops.map(\.layer) == [1, 1, 2, 1, 2, 2])
        #expect(hops.map { $0.amount.rawValue / 100 } == [49_000, 24_500, 24_500, 24_500, 24_500, 10_000])
        #expect(hops.map { $0.atRisk.rawValue / 100 } == [49_000, 24_500, 24_500, 0, 24_500, 14_500])
        #expect(hops[2].path == ["A"])
        #expect(hops[5].terminal?.id == "ATM-9")
        #expect(hops[5].homeIFSC == "SBIN0000123")
        #expect(hops.allSatisfy { $0.stolenAt == zoned(0).time && $0.policeStation == "CEN" })
        #expect(
            hops[5].verdict.reasons[0].evidence
                == "₹10,000 of ₹24,500 stolen was drawn in cash at ATM-9 15 min after it arrived")
    }

    @Test("The case arrives after the money went through three accounts")
    func lateCase() throws {
        var bench = TrailBench()
        try bench.book(credit("c1", "A", rupees: 49_000, at: 0))
        try bench.book(debit("t0", "A", rupees: 900, at: -5, to: "SHOP"))
        try bench.book(debit("t1", "A", rupees: 49_000, at: 3, to: "B"))
        try bench.book(debit("t2", "B", rupees: 48_000, at: 6, to: "C"))
        try bench.book(debit("t3", "C", rupees: 20_000, at: 9, channel: .atm, terminal: "ATM-1"))
        #expect(bench.hops.isEmpty)
        try bench.name(subject("FIR1", "A", rupees: 49_000, at: 0))
        #expect(bench.kinds() == [.arrived, .moved, .arrived, .moved, .arrived, .cashedOut])
        #expect(bench.hops.last?.account == "C")
        #expect(bench.hops.last?.atRisk == MinorUnits(28_000_00))
    }

    @Test("Debits before the theft carry nothing")
    func causality() throws {
        var bench = TrailBench()
        try bench.book(debit("t1", "A", rupees: 5_000, at: -1, to: "B"))
        try bench.name(subject("FIR1", "A", rupees: 49_000, at: 0))
        #expect(bench.kinds() == [.arrived])
    }

    @Test("Two cases at one account: the first money in is the first out")
    func severalCases() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR2", "A", rupees: 10_000, at: 2, rrn: "R2"))
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0, rrn: "R1"))
        try bench.book(debit("t1", "A", rupees: 15_000, at: 5, to: "B"))
        #expect(bench.hops.filter { $0.kind == .moved }.map(\.caseID) == ["FIR1", "FIR2"])
        #expect(bench.hops.filter { $0.kind == .moved }.map { $0.amount.rawValue } == [10_000_00, 5_000_00])
    }

    @Test("By proportion half of a mixed balance is stolen")
    func proportional() throws {
        var bench = TrailBench(settings: TrailSettings(rule: .proportional))
        try bench.book(credit("c1", "A", rupees: 10_000, at: -10))
        try bench.book(credit("c2", "A", rupees: 10_000, at: 0))
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0))
        try bench.book(debit("t1", "A", rupees: 8_000, at: 5, to: "B"))
        let moved = try #require(bench.hops.first { $0.kind == .moved })
        #expect(moved.amount == MinorUnits(4_000_00))
        #expect(moved.atRisk == MinorUnits(6_000_00))
    }

    @Test("One case names two accounts")
    func twoSubjects() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0, rrn: "R1"))
        try bench.name(subject("FIR1", "B", rupees: 20_000, at: 1, rrn: "R2"))
        #expect(bench.hops.map { $0.atRisk.rawValue } == [10_000_00, 20_000_00])
    }

    @Test("What is left below the floor disperses; purchases disperse; a UPI id ends the view")
    func ends() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0))
        try bench.book(debit("t1", "A", rupees: 3_000, at: 1, channel: .pos))
        try bench.book(debit("t2", "A", rupees: 2_000, at: 2, vpa: "x@upi", channel: .upi))
        try bench.book(debit("t3", "A", rupees: 4_950, at: 3, to: "B"))
        #expect(bench.kinds() == [.arrived, .dispersed, .moved, .moved, .dispersed, .arrived])
        #expect(bench.hops[4].amount == MinorUnits(50_00))
        #expect(bench.hops[1].verdict.reasons[0].code == "SPENT")
        #expect(bench.hops[2].verdict.reasons[0].code == "LEFT_SIGHT")
    }

    @Test("After thirty days the watermark ends the trail, once, and later forgets the account")
    func expiry() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0))
        bench.advance(to: zoned(29 * TrailBench.day).time)
        #expect(bench.kinds() == [.arrived])
        bench.advance(to: zoned(31 * TrailBench.day).time)
        #expect(bench.kinds() == [.arrived, .expired])
        #expect(bench.hops[1].at == zoned(30 * TrailBench.day))
        #expect(bench.hops[1].atRisk == .zero)
        bench.advance(to: zoned(61 * TrailBench.day).time)
        #expect(bench.state.taints.get("A") == nil)
        #expect(bench.kinds().count == 2)
        try bench.book(debit("t", "A", rupees: 500, at: 100_000, to: "B"))
        #expect(bench.kinds().count == 2)
    }

    @Test("Money sent to oneself stays")
    func selfTransfer() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0))
        try bench.book(debit("t1", "A", rupees: 10_000, at: 1, to: "A"))
        #expect(bench.kinds() == [.arrived])
        #expect(bench.atRest(["A"]) == 10_000_00)
    }

    @Test("A transfer that the case names and the trail finds as well is the same money")
    func namedAndTraced() throws {
        var bench = TrailBench()
        try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0, rrn: "R1"))
        var transfer = debit("t1", "A", rupees: 10_000, at: 1, to: "B")
        transfer.rrn = "R2"
        try bench.book(transfer)
        try bench.name(subject("FIR1", "B", rupees: 10_000, at: 1, rrn: "R2"))
        #expect(bench.atRest(["A", "B"]) == 10_000_00)
    }
}
