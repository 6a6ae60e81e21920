import Records
import StageKit
import Testing

@testable import Anomaly

@Suite("What several bookings together say")
struct PatternTests {
    static let after: Int64 = 61 * Bench.day

    private func reason(_ code: String, in scored: ScoredTransaction?) throws -> Reason {
        try #require(scored?.verdict.reasons.first { $0.code == code }, "\(codes(scored))")
    }

    @Test("The level of payments has moved: none of them odd enough by itself")
    func levelShift() throws {
        var bench = Bench()
        _ = try bench.live()
        var last: ScoredTransaction?
        for index in 0..<4 {
            last = try bench.take(
                booking(
                    "L\(index)", .debit, rupees: 17_000, at: Self.after + Int64(index) * Bench.day, payee: "LANDLORD",
                    device: "phone"))
            if index == 0 { #expect(codes(last).isEmpty) }
        }
        let found = try reason("LEVEL_SHIFT", in: last)
        #expect(found.evidence.hasPrefix("the last 4 payments lie "))
        // After half a year of it the level is the account's own.
        for index in 4..<120 {
            last = try bench.take(
                booking(
                    "L\(index)", .debit, rupees: 17_000, at: Self.after + Int64(index) * Bench.day, payee: "LANDLORD",
                    device: "phone"))
        }
        #expect(codes(last).isEmpty)
    }

    @Test("Bookings come at another pace")
    func paceShift() throws {
        var bench = Bench()
        for day in 0..<40 {
            try bench.take(booking("D\(day)", .debit, rupees: 3_000, at: Int64(day) * Bench.day, payee: "S"))
        }
        var strongest: Float = 0
        var state = AccountState()
        for day in 0..<40 {
            _ = state.take(
                BookingFeatures(booking("D\(day)", .debit, rupees: 3_000, at: Int64(day) * Bench.day, payee: "S")))
        }
        for index in 0..<20 {
            let next = booking(
                "P\(index)", .debit, rupees: 3_000, at: 40 * Bench.day + Int64(index) * 20 * Bench.minute, payee: "S")
            strongest = max(strongest, state.take(BookingFeatures(next))?[.paceShift] ?? 0)
        }
        #expect(strongest > 0.1)
    }

    @Test("Whole thousands again and again, where the account's transfers are not")
    func roundSums() throws {
        var bench = Bench()
        for day in 0..<60 {
            try bench.take(
                booking("O\(day)", .credit, rupees: 6_001 + Int64(day) * 37, at: Int64(day) * Bench.day, payee: "X"))
        }
        var last: ScoredTransaction?
        var state = AccountState()
        for day in 0..<60 {
            _ = state.take(
                BookingFeatures(
                    booking("O\(day)", .credit, rupees: 6_001 + Int64(day) * 37, at: Int64(day) * Bench.day, payee: "X")
                )
            )
        }
        var found: Assessment?
        for index in 0..<5 {
            let next = booking(
                "R\(index)", .credit, rupees: 10_000, at: 60 * Bench.day + Int64(index) * Bench.hour, payee: "Y")
            last = try bench.take(next)
            found = state.take(BookingFeatures(next))
        }
        #expect(try #require(found)[.roundSums] > 0.2)
        #expect(try #require(found).roundRun == 5)
        #expect(last != nil)
    }

    @Test("Who always pays round sums is not told")
    func roundByHabit() {
        var state = AccountState()
        for day in 0..<60 {
            let next = booking("O\(day)", .debit, rupees: 10_000, at: Int64(day) * Bench.day, payee: "SON")
            let found = state.take(BookingFeatures(next))
            if day % 7 == 6 {
                let other = booking("X\(day)", .debit, rupees: 7_345, at: Int64(day) * Bench.day + 1, payee: "SON")
                _ = state.take(BookingFeatures(other))
            }
            if day > 14 { #expect((found?[.roundSums] ?? 0) < 0.1) }
        }
    }

    @Test("Money comes from many and goes to many")
    func fans() throws {
        var bench = Bench()
        var last: ScoredTransaction?
        for index in 0..<22 {
            last = try bench.take(
                booking(
                    "I\(index)", .credit, rupees: 3_100 + Int64(index), at: Int64(index) * 20 * Bench.minute,
                    payee: "VICTIM\(index)"))
        }
        let fanIn = try reason("FAN_IN", in: last)
        #expect(fanIn.evidence.contains("different payers within a day; usual are 0"))
        var state = AccountState()
        for index in 0..<22 {
            let out = booking(
                "O\(index)", .debit, rupees: 900, at: Int64(index) * 20 * Bench.minute, payee: "MULE\(index)")
            let found = state.take(BookingFeatures(out))
            if index == 21 { #expect((found?[.fanOut] ?? 0) > 0.2) }
        }
        // A shop has customers every day.
        var shop = AccountState()
        for index in 0..<600 {
            let sale = booking(
                "S\(index)", .credit, rupees: 300, at: Int64(index) * 48 * Bench.minute, payee: "C\(index % 97)")
            let found = shop.take(BookingFeatures(sale))
            if index > 120 { #expect((found?[.fanIn] ?? 0) < 0.15) }
        }
    }

    @Test("Counting different ones is right within a sixth")
    func counting() {
        for (many, seed) in [(5, 1), (20, 2), (50, 3)] {
            var sum: Float = 0
            for round in 0..<40 {
                var fan = Fan()
                for index in 0..<many * 3 { fan.add(StableHash.of("\(seed)-\(round)-\(index % many)")) }
                sum += fan.count(at: 0.5)
            }
            let mean = sum / 40
            #expect(abs(mean - Float(many)) < Float(many) / 6, "\(many) counted as \(mean)")
        }
    }

    @Test("A victim pays one and the same stranger again and again")
    func concentration() throws {
        var bench = Bench()
        _ = try bench.live()
        var last: ScoredTransaction?
        for index in 0..<4 {
            last = try bench.take(
                booking(
                    "C\(index)", .debit, rupees: 24_000, at: Self.after + Int64(index) * 3 * Bench.hour,
                    payee: "POLICE",
                    device: "phone"))
        }
        let found = try reason("PAYEE_CONCENTRATION", in: last)
        #expect(found.evidence.contains(" in 4 payments, went to a payee that came 9 h before"))
    }

    @Test("A burst within ten minutes is said to be one")
    func tenMinutes() throws {
        var bench = Bench()
        _ = try bench.live()
        var last: ScoredTransaction?
        for index in 0..<11 {
            last = try bench.take(
                booking(
                    "B\(index)", .debit, rupees: 900, at: Self.after + 2 * Bench.minute + Int64(index) * 45_000,
                    payee: "SHOP1", device: "phone"))
        }
        let evidence = try reason("DEBIT_BURST", in: last).evidence
        #expect(evidence.contains("within 10 minutes"), "\(evidence)")
    }

    @Test("A week busier than others, though no day stands out")
    func week() throws {
        var state = AccountState()
        for day in 0..<60 {
            for part in 0..<2 {
                _ = state.take(
                    BookingFeatures(
                        booking(
                            "D\(day)-\(part)", .debit, rupees: 500,
                            at: Int64(day) * Bench.day + Int64(part) * Bench.hour,
                            payee: "S")))
            }
        }
        var found: Assessment?
        var window = 0
        for index in 0..<42 {
            let next = booking(
                "W\(index)", .debit, rupees: 500, at: 62 * Bench.day + Int64(index) * 4 * Bench.hour, payee: "S")
            found = state.take(BookingFeatures(next))
            if (found?[.burst] ?? 0) > 0 { window = found?.burstWindow ?? 0 }
        }
        #expect(window == 4)
        #expect(found != nil)
    }

    /// What the stage of version 1 wrote after a salary, the rent and a purchase.
    private static let versionOne = """
        010300cf21ad9c0100008097930503bb1f7ca39d8793a020bf8991213374f1769b08973f41a6540a4038dbff3f93f67d41000000000000\
        803ff2233241865c673f38dbff3f322c6241010001000200010000a8934600000000000000000000000000000000000000000000000000\
        0c0000040401000000080228bce9b201e9b2013cdee17a0c3f00008097930500606a4700a8934600000000
        """

    @Test("A state of version 1 is read; the detectors it did not have start empty")
    func versionOneIsRead() throws {
        let digits = Array(Self.versionOne.utf8)
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            bytes.append(try #require(UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)))
        }
        var reader = ByteReader(bytes)
        let old = try AccountState(from: &reader)
        #expect(reader.isAtEnd)
        var now = AccountState()
        for (index, next) in [
            booking("T0", .credit, rupees: 60_000, at: 0, payee: "EMP", device: "phone"),
            booking("T1", .debit, rupees: 18_000, at: 20 * Bench.minute, payee: "LANDLORD", device: "phone"),
            booking("T2", .debit, rupees: 900, at: 90 * Bench.minute, payee: "SHOP", device: "phone"),
        ].enumerated() {
            #expect(now.take(BookingFeatures(next)) != nil, "\(index)")
        }
        var fresh = DeterminismTests.encode(now)
        #expect(fresh[0] == 2)
        #expect(Array(fresh[1..<bytes.count]) == Array(bytes[1...]), "what both versions have is the same")
        fresh = DeterminismTests.encode(old)
        var again = ByteReader(fresh)
        #expect(DeterminismTests.encode(try AccountState(from: &again)) == fresh)
        var future = ByteReader([3])
        #expect(throws: StateFault.unknownVersion(3)) { try AccountState(from: &future) }
    }
}
