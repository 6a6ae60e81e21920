import Records
import StageKit
import Testing

@testable import RingsStage

@Suite("Bounded memory and traffic; the same bytes")
struct BoundsTests {
    /// Transfers among few accounts, so that everything is full; ids as long as a record may carry.
    static func world(seed: UInt64, count: Int, idBytes: Int = 8) -> [DomainRecord] {
        var random = SplitMix64(state: seed)
        let pad = String(repeating: "9", count: idBytes - 2)
        let accounts = (0..<14).map { pad + ($0 < 10 ? "0\($0)" : "\($0)") }
        var records: [DomainRecord] = []
        var minute: Int64 = 0
        for index in 0..<count {
            minute += Int64(random.below(5))
            let from = accounts[random.below(14)]
            let rupees = Int64(1_500 + 500 * random.below(20))
            let at = random.below(9) == 0 ? minute - Int64(random.below(200)) : minute
            if random.below(7) == 0 {
                records.append(.bankTransaction(cash(from, rupees: rupees, at: at)))
                continue
            }
            let id = idBytes > 100 ? pad + "\(index)" : "t\(index)"
            var bookings = transfer(from, accounts[random.below(14)], rupees: rupees, at: at, id: id)
            if random.below(10) == 0 { bookings.swapAt(0, 1) }
            records += bookings.map { .bankTransaction($0) }
            if random.below(12) == 0, let again = records.last { records.append(again) }
        }
        return records
    }

    /// Plays a world; steps come back after a random while, now and then twice.
    static func play(_ records: [DomainRecord], seed: UInt64, throughEncoding: Bool = false) throws -> RingsBench {
        var random = SplitMix64(state: seed &+ 99)
        var bench = RingsBench(RingsStageSettings(scoreMin: 0), throughEncoding: throughEncoding)
        for record in records {
            try bench.take(record)
            while !bench.pending.isEmpty, random.below(3) > 0 {
                let step = bench.pending.remove(at: random.below(bench.pending.count))
                try bench.take(.ringStep(step))
                if random.below(6) == 0 { try bench.take(.ringStep(step)) }
            }
        }
        return bench
    }

    @Test("An account's bytes keep their bound", arguments: [1 as UInt64])
    func bytes(seed: UInt64) throws {
        // Steps carry the reference, which is as long as it may be too.
        var bench = try Self.play(Self.world(seed: seed, count: 220, idBytes: 120), seed: seed)
        let settings = bench.stage.settings
        var largest = 0
        for index in 0..<14 {
            let account = String(repeating: "9", count: 118) + (index < 10 ? "0\(index)" : "\(index)")
            guard let money = bench.state.accounts.get(account) else { continue }
            #expect(money.credits.count <= settings.creditsMax && money.debits.count <= settings.debitsMax)
            #expect(money.findings.count <= settings.findingsMax)
            #expect(money.credits.allSatisfy { $0.trails.count <= settings.trailsMax })
            #expect(money.credits.allSatisfy { $0.trails.allSatisfy { $0.path.count <= settings.pathMax } })
            var writer = ByteWriter()
            money.encode(into: &writer)
            largest = max(largest, writer.count)
        }
        #expect(largest <= settings.stateBytesMax())
        #expect(largest > settings.stateBytesMax() / 20, "the world fills the tables: \(largest)")
    }

    @Test("No account publishes more steps a day than it may", arguments: [3 as UInt64])
    func traffic(seed: UInt64) throws {
        let bench = try Self.play(Self.world(seed: seed, count: 300), seed: seed)
        var byAccount: [String: Int] = [:]
        for case .ringStep(let step) in bench.published { byAccount[step.fromAccount, default: 0] += 1 }
        let days = 2
        #expect(byAccount.values.allSatisfy { $0 <= bench.stage.settings.stepsPerDayMax * days })
        #expect(byAccount.values.reduce(0, +) > 60, "there is traffic to bound")
    }

    @Test("No debit is paid by more than there is", arguments: [5 as UInt64])
    func conserved(seed: UInt64) throws {
        var bench = try Self.play(Self.world(seed: seed, count: 500), seed: seed)
        for index in 0..<14 {
            let account = "999999" + (index < 10 ? "0\(index)" : "\(index)")
            guard let money = bench.state.accounts.get(account) else { continue }
            for debit in money.debits {
                #expect(debit.free >= 0 && debit.free + debit.parts.reduce(0) { $0 + $1.amount } <= debit.amount)
            }
            for credit in money.credits {
                let spent = money.debits.flatMap(\.parts).filter { $0.credit == credit.number }
                #expect(credit.remaining >= 0)
                #expect(spent.reduce(0) { $0 + $1.amount } <= credit.amount - credit.remaining)
            }
        }
    }

    @Test("The same when the state goes through its encoding after every record", arguments: [7 as UInt64])
    func encodedBetweenRecords(seed: UInt64) throws {
        let world = Self.world(seed: seed, count: 130)
        let straight = try Self.play(world, seed: seed)
        let stored = try Self.play(world, seed: seed, throughEncoding: true)
        #expect(straight.published == stored.published)
        #expect(stored.store?.faults == [])
        #expect(straight.found.count > 8)
        #expect(RingScore.Pattern.allCases.allSatisfy { straight.patterns().contains($0) }, "\(straight.patterns())")
    }

    @Test("The same however the records are cut into batches")
    func batchCuts() throws {
        let records = Self.world(seed: 9, count: 300)
        var steps: [DomainRecord] = []
        for step in try Self.play(records, seed: 9).published {
            if case .ringStep = step { steps.append(step) }
        }
        // Bookings and told steps, by time, as the runtime hands them over.
        let inputs = (records + steps).enumerated().sorted {
            ($0.element.eventTime ?? .distantPast, $0.offset) < ($1.element.eventTime ?? .distantPast, $1.offset)
        }
        let envelopes = inputs.enumerated().map { index, input in
            Envelope(
                record: input.element, topic: .bankTransactions,
                source: SourceRef(topic: "in", partition: Partition(0), offset: Offset(Int64(index))),
                eventTime: input.element.eventTime ?? .distantPast)
        }
        let stage = RingsStage(settings: RingsStageSettings(scoreMin: 0))
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
            #expect(out == golden && !out.isEmpty)
        }
    }

    @Test("Cut and unknown bytes are faults, never traps")
    func damagedBytes() throws {
        var bench = try Self.play(Self.world(seed: 10, count: 200), seed: 10)
        var writer = ByteWriter()
        let money = bench.state.accounts.get("99999900")
        try #require(money).encode(into: &writer)
        for length in 0..<writer.count {
            #expect(throws: StateFault.self) {
                var reader = ByteReader(Array(writer.bytes[..<length]))
                _ = try PassingMoney(from: &reader)
            }
        }
        var reader = ByteReader([9])
        #expect(throws: StateFault.unknownVersion(9)) { try PassingMoney(from: &reader) }
    }
}
