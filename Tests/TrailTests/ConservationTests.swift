import Records
import StageKit
import Testing

@testable import Trail

@Suite("Stolen money never becomes more")
struct ConservationTests {
    static let accounts = (0..<12).map { "ACC\($0)" }

    /// One input of a random world.
    enum Event {
        case booking(BankTransaction)
        case named(CaseSubject)
    }

    /// Transfers among a dozen accounts, cycles and self-transfers included, withdrawals, purchases, cases that come
    /// early or late, and everything delivered again now and then.
    static func world(seed: UInt64) -> (events: [Event], stolen: Int64) {
        var random = SplitMix64(state: seed)
        var events: [Event] = []
        var stolen: Int64 = 0
        var at: Int64 = 0
        for index in 0..<400 {
            at += Int64(random.below(60))
            let from = accounts[random.below(12)]
            let to = accounts[random.below(12)]
            let rupees = Int64(1 + random.below(20_000))
            let late = random.below(8) == 0 ? Int64(random.below(30)) : 0
            switch random.below(12) {
            case 0:
                let amount = Int64(100 + random.below(80_000))
                stolen += amount * 100
                let back = Int64(random.below(600))
                events.append(
                    .named(subject("FIR\(random.below(4))", from, rupees: amount, at: at - back, rrn: "N\(index)")))
            case 1:
                events.append(
                    .booking(debit("t\(index)", from, rupees: rupees, at: at - late, channel: .atm, terminal: "T")))
            case 2: events.append(.booking(debit("t\(index)", from, rupees: rupees, at: at - late, channel: .pos)))
            case 3: events.append(.booking(debit("t\(index)", from, rupees: rupees, at: at - late, vpa: "v@upi")))
            default:
                events.append(.booking(debit("t\(index)", from, rupees: rupees, at: at - late, to: to)))
                events.append(.booking(credit("t\(index)", to, rupees: rupees, at: at - late)))
            }
            if random.below(5) == 0, let again = events.randomElement(using: &random) { events.append(again) }
        }
        return (events, stolen)
    }

    /// Plays a world; taints come back after a random while and now and then twice.
    static func play(_ events: [Event], seed: UInt64, settings: TrailSettings, throughEncoding: Bool = false) throws
        -> TrailBench
    {
        var random = SplitMix64(state: seed &+ 77)
        var bench = TrailBench(settings: settings, throughEncoding: throughEncoding)
        func loop(_ bench: inout TrailBench, _ random: inout SplitMix64) throws {
            let taint = bench.pending.remove(at: random.below(bench.pending.count))
            try bench.take(.trailTaint(taint), .trailTaints)
            if random.below(4) == 0 { try bench.take(.trailTaint(taint), .trailTaints) }
        }
        for event in events {
            switch event {
            case .booking(let booking): try bench.take(.bankTransaction(booking), .bankTransactions)
            case .named(let subject): try bench.take(.caseSubject(subject), .caseSubjects)
            }
            while !bench.pending.isEmpty, random.below(3) > 0 { try loop(&bench, &random) }
        }
        while !bench.pending.isEmpty { try loop(&bench, &random) }
        return bench
    }

    /// What left the accounts for good.
    static func gone(_ hops: [TrailHop]) -> Int64 {
        hops.reduce(0) { sum, hop in
            switch hop.kind {
            case .cashedOut, .dispersed, .expired: sum + hop.amount.rawValue
            case .moved: sum + (hop.verdict.reasons.contains { $0.code == "LEFT_SIGHT" } ? hop.amount.rawValue : 0)
            case .arrived: sum
            }
        }
    }

    @Test(
        "At rest + drawn + dispersed + expired = stolen", arguments: TaintRule.allCases, [1 as UInt64, 2, 3, 4, 5, 6])
    func conserved(rule: TaintRule, seed: UInt64) throws {
        let (events, stolen) = Self.world(seed: seed)
        var bench = try Self.play(events, seed: seed, settings: TrailSettings(rule: rule))
        #expect(Self.gone(bench.hops) + bench.atRest(Self.accounts) == stolen, "seed \(seed)")
        #expect(bench.hops.contains { $0.layer >= 3 }, "the world has long trails")
        bench.advance(to: zoned(400 * TrailBench.day).time)
        #expect(bench.atRest(Self.accounts) == 0)
        #expect(Self.gone(bench.hops) == stolen, "seed \(seed)")
        #expect(bench.hops.allSatisfy { $0.atRisk >= .zero && $0.amount > .zero })
    }

    @Test("No debit carries more than its amount, however many cases ask", arguments: [11 as UInt64, 12, 13])
    func debitsAreNotStretched(seed: UInt64) throws {
        let (events, _) = Self.world(seed: seed)
        var bench = try Self.play(events, seed: seed, settings: TrailSettings())
        for account in Self.accounts {
            for booking in bench.state.histories.get(account)?.bookings() ?? [] {
                #expect(booking.allocated <= booking.amount, "seed \(seed)")
            }
        }
    }

    @Test("The same hops when the state goes through its encoding after every record", arguments: [21 as UInt64, 22])
    func encodedBetweenRecords(seed: UInt64) throws {
        let (events, _) = Self.world(seed: seed)
        let straight = try Self.play(events, seed: seed, settings: TrailSettings())
        let stored = try Self.play(events, seed: seed, settings: TrailSettings(), throughEncoding: true)
        #expect(straight.hops == stored.hops, "seed \(seed)")
        #expect(stored.store?.faults == [])
    }

    @Test("Direction and amount are read from an encoded booking as from the booking")
    func moneyOfEncoded() {
        for event in Self.world(seed: 41).events {
            guard case .booking(let booking) = event else { continue }
            let kept = KeptBooking(booking)
            var writer = ByteWriter()
            kept.encode(into: &writer)
            let (direction, amount) = KeptBooking.money(in: writer.bytes, from: 0)
            #expect(direction == kept.direction)
            #expect(amount == kept.amount)
        }
    }

    @Test("Redelivered bookings and cases change nothing")
    func duplicates() throws {
        var bench = TrailBench()
        for _ in 0..<3 { try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0)) }
        for _ in 0..<3 { try bench.name(subject("FIR1", "A", rupees: 10_000, at: 0, rrn: nil)) }
        #expect(
            bench.kinds() == [.arrived, .arrived], "with and without a reference are two claims, each counted once")
        for _ in 0..<3 { try bench.book(debit("t1", "A", rupees: 4_000, at: 1, to: "B")) }
        #expect(bench.kinds() == [.arrived, .arrived, .moved, .arrived])
    }

    @Test("However the records are cut into batches")
    func batchCuts() throws {
        let (events, _) = Self.world(seed: 31)
        let envelopes = events.enumerated().map { index, event in
            let source = SourceRef(topic: "in", partition: Partition(0), offset: Offset(Int64(index)))
            switch event {
            case .booking(let booking):
                return Envelope(
                    record: .bankTransaction(booking), topic: .bankTransactions, source: source,
                    eventTime: booking.bookedAt.time)
            case .named(let subject):
                return Envelope(
                    record: .caseSubject(subject), topic: .caseSubjects, source: source, eventTime: subject.at.time)
            }
        }
        let stage = TrailStage()
        var golden: [DomainRecord] = []
        for size in [envelopes.count, 1, 13] {
            var state = stage.makeState(cacheEntries: 4)
            var out: [DomainRecord] = []
            for from in stride(from: 0, to: envelopes.count, by: size) {
                var effects = Effects()
                let part = Array(envelopes[from..<min(from + size, envelopes.count)])
                #expect(stage.step(batch: part, state: &state, tables: NoTables(), effects: &effects).isEmpty)
                out += effects.emissions.map(\.record)
            }
            if golden.isEmpty { golden = out }
            #expect(out == golden)
        }
    }
}

extension SplitMix64: RandomNumberGenerator {}
