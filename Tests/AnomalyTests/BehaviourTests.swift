import Records
import StageKit
import Testing

@testable import Anomaly

@Suite("What the anomaly stage finds suspicious, and what not")
struct BehaviourTests {
    static let after: Int64 = 61 * Bench.day

    @Test("A household's life is calm, salary followed by rent included")
    func calmLife() throws {
        var bench = Bench()
        let scored = try bench.live(days: 90)
        let loud = scored.filter { $0.verdict.score >= AnomalyStage.reportingFloor }
        #expect(loud.isEmpty, "\(loud.map { ($0.transactionID, $0.verdict.score, codes($0)) })")
    }

    @Test("A victim suddenly sends a large sum to a new payee")
    func victim() throws {
        var bench = Bench()
        _ = try bench.live()
        let scored = try #require(
            try bench.take(booking("V", .debit, rupees: 49_000, at: Self.after, payee: "MULE", device: "phone")))
        #expect(scored.verdict.score > 0.5)
        #expect(codes(scored).prefix(2).sorted() == ["AMOUNT_UNUSUAL", "NEW_PAYEE_HIGH_AMOUNT"])
        let evidence = try #require(scored.verdict.reasons.first { $0.code == "AMOUNT_UNUSUAL" }).evidence
        #expect(evidence.hasPrefix("₹49,000 is "))
        #expect(evidence.contains(" times this account's usual payment of ₹"))
    }

    @Test("The same sum to the landlord is no news")
    func knownPayee() throws {
        var bench = Bench()
        _ = try bench.live()
        let scored = try bench.take(
            booking("V", .debit, rupees: 18_000, at: Self.after, payee: "LANDLORD", device: "phone"))
        #expect(try #require(scored).verdict.score < AnomalyStage.reportingFloor)
    }

    @Test("A mule passes a credit on within minutes, even on a new account")
    func passThrough() throws {
        var bench = Bench()
        try bench.take(booking("C", .credit, rupees: 49_000, at: 0, payee: "VICTIM"))
        let scored = try #require(
            try bench.take(booking("D", .debit, rupees: 48_500, at: 4 * Bench.minute, payee: "NEXT")))
        #expect(scored.verdict.score >= 0.55)
        #expect(codes(scored).first == "PASS_THROUGH")
        #expect(scored.verdict.reasons[0].evidence == "99 % of ₹49,000 that came in was gone 4 min later")
    }

    @Test("A new account does not scream")
    func newAccount() throws {
        var bench = Bench()
        for index in 0..<5 {
            let rupees: Int64 = [200, 30_000, 150, 9_000, 40_000][index]
            let scored = try bench.take(
                booking("N\(index)", .debit, rupees: rupees, at: Int64(index) * 7 * Bench.hour, payee: "P\(index)"))
            #expect(try #require(scored).verdict.score < AnomalyStage.reportingFloor)
        }
    }

    @Test("Nobody is in Delhi and in Chennai within the hour")
    func travel() throws {
        var bench = Bench()
        let delhi = GeoPoint(latitude: 28.61, longitude: 77.21)
        let chennai = GeoPoint(latitude: 13.08, longitude: 80.27)
        try bench.take(booking("A", .debit, rupees: 2_000, at: 0, channel: .atm, place: delhi))
        let scored = try bench.take(booking("B", .debit, rupees: 2_000, at: Bench.hour, channel: .atm, place: chennai))
        #expect(codes(scored) == ["IMPOSSIBLE_TRAVEL"])
        let evidence = try #require(scored).verdict.reasons[0].evidence
        #expect(evidence == "1756 km from where the account was seen 60 min before")
        let next = try bench.take(booking("C", .debit, rupees: 2_000, at: 9 * Bench.hour, channel: .atm, place: delhi))
        #expect(codes(next).isEmpty, "eight hours are enough for a flight")
    }

    @Test("Sums just below ₹50,000 again and again")
    func structuring() throws {
        var bench = Bench()
        var last: ScoredTransaction?
        for index in 0..<4 {
            last = try bench.take(
                booking(
                    "S\(index)", .credit, rupees: 49_000 + Int64(index) * 100, at: Int64(index) * 3 * Bench.hour,
                    channel: .branch))
        }
        #expect(codes(last).contains("BELOW_THRESHOLD_REPEATED"))
    }

    @Test("A sleeping account wakes up with a large payment")
    func dormancy() throws {
        var bench = Bench()
        _ = try bench.live(days: 40)
        let scored = try bench.take(
            booking("W", .debit, rupees: 30_000, at: 240 * Bench.day, payee: "X", device: "phone"))
        #expect(codes(scored).contains("DORMANCY_ENDED"))
    }

    @Test("Twelve payments within a minute")
    func burst() throws {
        var bench = Bench()
        _ = try bench.live()
        var last: ScoredTransaction?
        for index in 0..<12 {
            last = try bench.take(
                booking(
                    "B\(index)", .debit, rupees: 900, at: Self.after + Int64(index) * 2_000, payee: "SHOP1",
                    device: "phone"))
        }
        #expect(codes(last).contains("DEBIT_BURST"))
    }

    @Test("At three in the morning, from a new phone")
    func nightAndDevice() throws {
        var bench = Bench()
        _ = try bench.live()
        let night = Self.after + 17 * Bench.hour
        let scored = try bench.take(booking("N", .debit, rupees: 20_000, at: night, payee: "MULE", device: "other"))
        #expect(Set(codes(scored)).isSuperset(of: ["UNUSUAL_HOUR", "NEW_DEVICE", "NEW_PAYEE_HIGH_AMOUNT"]))
    }

    @Test("One theft does not teach that such sums are usual")
    func outliersDoNotTeach() throws {
        var bench = Bench()
        _ = try bench.live()
        let first = try bench.take(booking("V1", .debit, rupees: 95_000, at: Self.after, payee: "M1", device: "phone"))
        let second = try bench.take(
            booking("V2", .debit, rupees: 95_000, at: Self.after + Bench.day, payee: "M2", device: "phone"))
        #expect(try #require(second).verdict.score > 0.8 * (try #require(first)).verdict.score)
    }

    @Test("A redelivered transaction id is not scored twice")
    func duplicate() throws {
        var bench = Bench()
        let once = booking("X", .debit, rupees: 500, at: 0)
        #expect(try bench.take(once) != nil)
        for index in 0..<6 { try bench.take(booking("Y\(index)", .debit, rupees: 500, at: 1_000)) }
        #expect(try bench.take(once) == nil)
        var other = once
        other.account = "ACC2"
        #expect(try bench.take(other) != nil, "the same id on another account is its other side")
    }

    @Test("Reasons are sorted, share the score among them and are left out below the floor")
    func reasons() throws {
        var bench = Bench()
        for scored in try bench.live(days: 30) where scored.verdict.score < AnomalyStage.reportingFloor {
            #expect(scored.verdict.reasons.isEmpty)
        }
        let loud = try #require(
            try bench.take(booking("V", .debit, rupees: 99_000, at: 31 * Bench.day, payee: "M", device: "new")))
        let shares = loud.verdict.reasons.map(\.contribution)
        #expect(shares == shares.sorted(by: >))
        #expect(abs(shares.reduce(0, +) - loud.verdict.score) < 0.03)
        #expect(loud.verdict.reasons.allSatisfy { $0.evidence.contains { $0.isNumber } })
    }
}
