import Records
import StageKit
import Testing

@testable import Trail

@Suite("The trail does not depend on when it is told, nor on how often")
struct ReplayTests {
    static let accounts = (0..<9).map { "ACC\($0)" }

    /// Transfers, withdrawals and purchases, no two in the same minute, and one theft that arrives at the first account
    /// in minute 0. As a tree nobody is paid by two others. Few enough that every account keeps all of its bookings.
    static func world(seed: UInt64, tree: Bool) -> [BankTransaction] {
        var random = SplitMix64(state: seed)
        var bookings: [BankTransaction] = []
        var children: [Int: [Int]] = [:]
        if tree { for child in 1..<accounts.count { children[random.below(child), default: []].append(child) } }
        for index in 1...110 {
            let from = random.below(accounts.count)
            let rupees = Int64(1 + random.below(9_000))
            let at = Int64(index)
            switch random.below(8) {
            case 0:
                bookings.append(
                    debit("t\(index)", accounts[from], rupees: rupees, at: at, channel: .atm, terminal: "T"))
            case 1: bookings.append(debit("t\(index)", accounts[from], rupees: rupees, at: at, channel: .pos))
            default:
                let payees = tree ? children[from] ?? [] : Array(accounts.indices)
                guard !payees.isEmpty else { continue }
                let to = payees[random.below(payees.count)]
                bookings.append(debit("t\(index)", accounts[from], rupees: rupees, at: at, to: accounts[to]))
                bookings.append(credit("t\(index)", accounts[to], rupees: rupees, at: at))
            }
        }
        return bookings
    }

    static let theft = subject("FIR1", "ACC0", rupees: 60_000, at: 0)

    /// Small sums and long trails are followed to the end, and no account forgets a booking.
    static let settings = TrailSettings(floor: 1, historyBookingsMax: 1_000, layersMax: 1_000)

    /// The case is told after `told` bookings.
    static func play(_ bookings: [BankTransaction], told: Int) throws -> TrailBench {
        var bench = TrailBench(settings: settings)
        for (index, booking) in bookings.enumerated() {
            if index == told { try bench.name(theft) }
            try bench.book(booking)
        }
        if told >= bookings.count { try bench.name(theft) }
        return bench
    }

    /// The stolen part of each debit, by account and minute.
    static func stolenParts(_ hops: [TrailHop]) -> [String: Int64] {
        var parts: [String: Int64] = [:]
        for hop in hops where hop.kind != .arrived {
            parts["\(hop.account) at \(hop.at.time.milliseconds) to \(hop.toAccount ?? "-")", default: 0] +=
                hop.amount.rawValue
        }
        return parts
    }

    /// What became of which sum at which account, layer and time, by which path. A timely trail merges arrivals that
    /// leave by one debit, a late one tells them apart: so sums.
    static func steps(_ hops: [TrailHop]) -> [String: Int64] {
        var sums: [String: Int64] = [:]
        for hop in hops {
            let place = "\(hop.kind) \(hop.account) \(hop.layer) \(hop.at.time.milliseconds) \(hop.toAccount ?? "-")"
            sums["\(place) \(hop.path.joined(separator: ">"))", default: 0] += hop.amount.rawValue
        }
        return sums
    }

    /// Everything a hop says but for which record made it and what was left at that moment, as one line.
    static func line(_ hop: TrailHop) -> String {
        "\(hop.kind) \(hop.account) \(hop.layer) \(hop.amount.rawValue) \(hop.at.time.milliseconds) "
            + "\(hop.toAccount ?? "-") \(hop.path.joined(separator: ">")) \(hop.verdict.reasons.map(\.evidence))"
    }

    static func rest(_ bench: TrailBench) -> [Int64] {
        var bench = bench
        return accounts.map { bench.atRest([$0]) }
    }

    @Test("A late case finds the same stolen part in every debit", arguments: 1...6 as ClosedRange<UInt64>)
    func late(seed: UInt64) throws {
        let bookings = Self.world(seed: seed, tree: false)
        let timely = try Self.play(bookings, told: 0)
        #expect(timely.hops.contains { $0.layer >= 4 }, "seed \(seed) has long trails")
        for told in [1, bookings.count / 3, bookings.count / 2, bookings.count] {
            let late = try Self.play(bookings, told: told)
            #expect(Self.stolenParts(late.hops) == Self.stolenParts(timely.hops), "seed \(seed), told after \(told)")
            #expect(Self.rest(late) == Self.rest(timely), "seed \(seed), told after \(told)")
        }
    }

    @Test(
        "And where no account is paid by two others, the same sums, layers and paths in every step",
        arguments: 1...6 as ClosedRange<UInt64>)
    func lateTree(seed: UInt64) throws {
        let bookings = Self.world(seed: seed, tree: true)
        let timely = try Self.steps(Self.play(bookings, told: 0).hops)
        #expect(timely.count > 8, "seed \(seed)")
        for told in [bookings.count / 4, bookings.count] {
            #expect(try Self.steps(Self.play(bookings, told: told).hops) == timely, "seed \(seed), after \(told)")
        }
    }

    @Test("Never more than was stolen, case by case, after every record", arguments: 1...4 as ClosedRange<UInt64>)
    func neverMore(seed: UInt64) throws {
        let (events, _) = ConservationTests.world(seed: seed)
        var bench = TrailBench()
        var stolen: [String: Int64] = [:]
        var gone: [String: Int64] = [:]
        var counted = 0
        var seen: Set<String> = []
        for event in events {
            switch event {
            case .booking(let booking): try bench.book(booking)
            case .named(let subject):
                if seen.insert(subject.caseID + (subject.rrn ?? "")).inserted {
                    stolen[subject.caseID, default: 0] += subject.amount?.rawValue ?? 0
                }
                try bench.name(subject)
            }
            for hop in bench.hops[counted...] { gone[hop.caseID, default: 0] += ConservationTests.gone([hop]) }
            counted = bench.hops.count
            var sums = gone
            for account in ConservationTests.accounts {
                for lot in bench.state.taints.get(account)?.lots ?? [] { sums[lot.caseID, default: 0] += lot.remaining }
            }
            #expect(sums.filter { $0.value > 0 } == stolen, "seed \(seed)")
        }
    }

    @Test("Everything delivered again, at once or in the end, adds nothing", arguments: 1...4 as ClosedRange<UInt64>)
    func replayed(seed: UInt64) throws {
        let (events, _) = ConservationTests.world(seed: seed)
        func play(_ events: [ConservationTests.Event], window: Int) throws -> TrailBench {
            var bench = TrailBench(settings: TrailSettings(historyBookingsMax: 1_000))
            func take(_ index: Int) throws {
                // A record that comes again has the offset it had; it breaks ties between arrivals of one moment.
                bench.offset = Int64(index) * 10_000
                switch events[index] {
                case .booking(let booking): try bench.book(booking)
                case .named(let subject): try bench.name(subject)
                }
            }
            for index in events.indices {
                try take(index)
                // As after a crash between two commits: the last records come again.
                if window > 0, index % 37 == 36 {
                    for again in max(0, index - window)...index { try take(again) }
                }
            }
            return bench
        }
        let once = try play(events, window: 0).hops.map(Self.line)
        #expect(try play(events, window: 25).hops.map(Self.line) == once, "seed \(seed)")
        #expect(try play(events + events, window: 0).hops.map(Self.line) == once, "seed \(seed)")
    }

    @Test("A restart from any checkpoint goes on with the same hops", arguments: 1...3 as ClosedRange<UInt64>)
    func restarted(seed: UInt64) throws {
        let bookings = Self.world(seed: seed, tree: false)
        let straight = try Self.play(bookings, told: 20).hops
        for checkpoint in [5, 20, 60, bookings.count - 1] {
            var bench = TrailBench(settings: Self.settings)
            for (index, booking) in bookings.enumerated() {
                if index == checkpoint {
                    // All that survives the process is what the changelog holds.
                    let store = MemoryStore()
                    bench.state = store.roundTrip(bench.state, of: bench.stage)
                    #expect(store.faults.isEmpty)
                }
                if index == 20 { try bench.name(Self.theft) }
                try bench.book(booking)
            }
            #expect(bench.hops == straight, "seed \(seed), restarted before record \(checkpoint)")
        }
    }
}
