import Records
import StageKit
import Testing

@testable import RingsStage

@Suite("Late, early, twice")
struct OrderTests {
    /// A scatter-gather with a cycle back to the account that scattered.
    static let transfers: [(String, String, Int64)] = [
        ("V", "S", 60_000), ("S", "B", 30_000), ("S", "C", 29_000), ("B", "X", 29_500), ("C", "X", 28_500),
        ("X", "S", 57_000),
    ]

    struct Name: Hashable {
        var account: String
        var pattern: RingScore.Pattern
        var accounts: Set<String>
    }

    static func names(_ bench: RingsBench) -> Set<Name> {
        Set(bench.found.map { Name(account: $0.account, pattern: $0.pattern, accounts: Set($0.accounts)) })
    }

    static func prompt() throws -> RingsBench {
        var bench = RingsBench()
        for (index, (from, to, rupees)) in transfers.enumerated() {
            try bench.pay(from, to, rupees: rupees, at: Int64(index) * 3)
        }
        return bench
    }

    @Test func stepsThatComeAfterTheMoneyWentOnAreHandedOn() throws {
        let prompt = try Self.prompt()
        #expect(Self.names(prompt).contains { $0.pattern == .cycle && $0.account == "S" })
        #expect(Self.names(prompt).contains { $0.pattern == .scatterGather && $0.account == "X" })
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SplitMix64(state: seed)
            var bench = RingsBench()
            for (index, (from, to, rupees)) in Self.transfers.enumerated() {
                try bench.pay(from, to, rupees: rupees, at: Int64(index) * 3, waits: true)
                while !bench.pending.isEmpty, random.below(3) == 0 {
                    try bench.take(.ringStep(bench.pending.remove(at: random.below(bench.pending.count))))
                }
            }
            while !bench.pending.isEmpty {
                try bench.take(.ringStep(bench.pending.remove(at: random.below(bench.pending.count))))
            }
            #expect(Self.names(bench) == Self.names(prompt), "seed \(seed)")
        }
    }

    @Test func creditsThatAreBookedAfterTheDebitsCount() throws {
        var bench = RingsBench()
        let first = transfer("A", "B", rupees: 50_000, at: 0)
        let second = transfer("B", "C", rupees: 49_000, at: 10)
        let third = transfer("C", "A", rupees: 48_000, at: 20)
        for booking in [first[0], second[0], third[0], second[1], third[1], first[1]] {
            try bench.take(.bankTransaction(booking))
        }
        try bench.settle()
        #expect(bench.patterns("A") == [.cycle])
    }

    @Test func aStepBeforeItsCreditIsTheSameMoney() throws {
        var bench = RingsBench()
        let first = transfer("A", "B", rupees: 50_000, at: 0)
        let second = transfer("B", "C", rupees: 49_000, at: 10)
        for booking in first + [second[0]] { try bench.take(.bankTransaction(booking)) }
        try bench.settle()
        try bench.take(.bankTransaction(second[1]))
        #expect(bench.state.accounts.get("C")?.credits.count == 1)
        #expect(bench.state.accounts.get("C")?.credits.first?.remaining == 49_000_00)
    }

    @Test func theSameTransferWithoutAReferenceIsRecognised() throws {
        var bench = RingsBench()
        var bookings = transfer("A", "B", rupees: 50_000, at: 0) + transfer("B", "C", rupees: 49_000, at: 10)
        for index in bookings.indices { bookings[index].rrn = nil }
        for booking in bookings { try bench.take(.bankTransaction(booking)) }
        try bench.settle()
        #expect(bench.state.accounts.get("C")?.credits.count == 1)
        #expect(bench.state.accounts.get("C")?.credits.first?.trails.first?.path == ["A", "B"])
    }

    @Test func redeliveredBookingsAndStepsChangeNothing() throws {
        var once = try Self.prompt()
        var twice = RingsBench()
        for (index, (from, to, rupees)) in Self.transfers.enumerated() {
            for _ in 0..<2 { try twice.pay(from, to, rupees: rupees, at: Int64(index) * 3, waits: true) }
            while !twice.pending.isEmpty {
                let step = twice.pending.removeFirst()
                let before = twice.pending.count
                try twice.take(.ringStep(step))
                let after = twice.pending.count
                try twice.take(.ringStep(step))
                #expect(twice.pending.count == after, "the second told nothing (\(before))")
            }
        }
        #expect(Self.names(twice) == Self.names(once))
        #expect(twice.found.count == once.found.count)
        for account in ["V", "S", "B", "C", "X"] {
            #expect(twice.state.accounts.get(account) == once.state.accounts.get(account), "\(account)")
        }
    }

    @Test func whatIsOlderThanTheWindowIsPassedOver() throws {
        var bench = RingsBench()
        try bench.pay("A", "B", rupees: 50_000, at: 3 * 24 * 60)
        let state = bench.state.accounts.get("B")
        try bench.pay("A", "B", rupees: 40_000, at: 24 * 60)
        #expect(bench.state.accounts.get("B") == state)
    }
}
