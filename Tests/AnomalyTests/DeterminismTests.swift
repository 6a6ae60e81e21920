import Records
import StageKit
import Testing

@testable import Anomaly

@Suite("The same records give the same effects")
struct DeterminismTests {
    /// Random bookings of a few accounts: jumps in time, records out of order, duplicates, all channels.
    static func bookings(seed: UInt64, count: Int) -> [BankTransaction] {
        var random = SplitMix64(state: seed)
        var at: Int64 = 0
        var made: [BankTransaction] = []
        for index in 0..<count {
            switch random.below(20) {
            case 0: at += Int64(random.below(40)) * Bench.day
            case 1...6: at += Int64(random.below(600)) * 1_000
            default: at += Int64(random.below(8)) * Bench.hour
            }
            if random.below(15) == 0, let old = made.last { made.append(old) }
            let late = random.below(10) == 0 ? Int64(random.below(300)) * 1_000 : 0
            let channel = BankTransaction.Channel.allCases[random.below(11)]
            let place = GeoPoint(
                latitude: 8 + Double(random.below(2_500)) / 100, longitude: 70 + Double(random.below(2_000)) / 100)
            let cents = Int64(1) << Int64(random.below(34))
            var next = booking(
                "T\(index)", random.below(3) == 0 ? .credit : .debit, rupees: 1, at: at - late,
                account: "ACC\(random.below(4))", channel: channel,
                payee: random.below(4) == 0 ? nil : "P\(random.below(40))",
                place: random.below(3) == 0 ? place : nil, device: random.below(3) == 0 ? "D\(random.below(6))" : nil)
            next.amount = MinorUnits(cents + Int64(random.below(Int(cents))))
            made.append(next)
        }
        return made
    }

    static func envelopes(_ bookings: [BankTransaction]) -> [Envelope] {
        var bench = Bench()
        return bookings.map { bench.envelope($0) }
    }

    static func records(_ effects: Effects) -> [DomainRecord] { effects.emissions.map(\.record) }

    @Test("However they are cut into batches", arguments: [1 as UInt64, 2, 3])
    func batchCuts(seed: UInt64) {
        let input = Self.envelopes(Self.bookings(seed: seed, count: 1_500))
        let stage = AnomalyStage()
        var golden: [DomainRecord] = []
        for size in [input.count, 1, 7, 500] {
            var state = stage.makeState(cacheEntries: 100)
            var out: [DomainRecord] = []
            for from in stride(from: 0, to: input.count, by: size) {
                var effects = Effects()
                let part = Array(input[from..<min(from + size, input.count)])
                let faults = stage.step(batch: part, state: &state, tables: stage.makeTables(), effects: &effects)
                #expect(faults.isEmpty)
                out += Self.records(effects)
            }
            if golden.isEmpty { golden = out }
            #expect(out == golden, "seed \(seed), batches of \(size)")
        }
        #expect(
            golden.contains { if case .scoredTransaction(let s) = $0 { !s.verdict.reasons.isEmpty } else { false } })
    }

    @Test("When the state goes through its encoding after every record", arguments: [4 as UInt64, 5, 6])
    func encodedBetweenRecords(seed: UInt64) throws {
        let bookings = Self.bookings(seed: seed, count: 1_500)
        var straight: [String: AccountState] = [:]
        var stored: [String: [UInt8]] = [:]
        for booking in bookings {
            let features = BookingFeatures(booking)
            var kept = straight[booking.account] ?? AccountState()
            var reread = AccountState()
            if let bytes = stored[booking.account] {
                var reader = ByteReader(bytes)
                reread = try AccountState(from: &reader)
                #expect(reader.isAtEnd)
            }
            let a = kept.take(features)
            let b = reread.take(features)
            #expect(a?.score == b?.score, "seed \(seed), \(booking.transactionID)")
            if let a, let b {
                let words = Evidence(booking: features, amount: booking.amount, found: a).reasons(of: a.score)
                #expect(words == Evidence(booking: features, amount: booking.amount, found: b).reasons(of: b.score))
            }
            #expect(Self.encode(kept) == Self.encode(reread), "seed \(seed), \(booking.transactionID)")
            straight[booking.account] = kept
            stored[booking.account] = Self.encode(reread)
        }
        for (_, bytes) in stored { #expect(bytes.count <= 420) }
    }

    @Test("Truncated or foreign state is refused, never trapped on")
    func truncated() throws {
        var state = AccountState()
        for booking in Self.bookings(seed: 9, count: 200) { _ = state.take(BookingFeatures(booking)) }
        let bytes = Self.encode(state)
        for length in 0..<bytes.count {
            #expect(throws: StateFault.self) {
                var reader = ByteReader(Array(bytes[..<length]))
                _ = try AccountState(from: &reader)
            }
        }
        var random = SplitMix64(state: 3)
        for _ in 0..<2_000 {
            var mutated = bytes
            mutated[random.below(mutated.count)] = UInt8(random.below(256))
            var reader = ByteReader(mutated)
            _ = try? AccountState(from: &reader)
        }
    }

    static func encode(_ state: AccountState) -> [UInt8] {
        var writer = ByteWriter()
        state.encode(into: &writer)
        return writer.bytes
    }
}
