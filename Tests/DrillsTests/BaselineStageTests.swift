import Records
import StageKit
import Testing

@testable import Drills

@Suite struct BaselineStageTests {
    @Test func theFirstFiveAmountsAreNotJudged() {
        var baseline = AmountBaseline()
        #expect((0..<5).map { baseline.take(Double($0) * 4) } == [0, 0, 0, 0, 0])
        #expect(baseline.take(100) > 0.5)
    }

    /// Five times the same: no variance but the floor of 0.01, so 0.3 is three deviations. The mean then moves by a
    /// twentieth of it, and the variance becomes 0.95 x 0.05 x 0.3^2.
    @Test func threeDeviationsAreAHalf() {
        var baseline = AmountBaseline()
        for _ in 0..<5 { #expect(baseline.take(3) == 0) }
        #expect(abs(baseline.take(3.3) - 0.5) < 1e-12)
        let deviation = (0.95 * 0.05 * 0.09 + 0.01).squareRoot()
        #expect(abs(baseline.take(3.015 + 3 * deviation) - 0.5) < 1e-12)
    }

    @Test func aDecodedBaselineGoesOnAsTheOneThatWasEncoded() throws {
        var baseline = AmountBaseline()
        for amount in [4.1, 5.2, 3.3, 6.4, 5.5, 9.6] { _ = baseline.take(amount) }
        var writer = ByteWriter()
        baseline.encode(into: &writer)
        #expect(writer.bytes.count == 25)
        var reader = ByteReader(writer.bytes)
        var decoded = try AmountBaseline(from: &reader)
        let next = baseline.take(7)
        #expect(next > 0 && decoded.take(7) == next)
        var other = writer.bytes
        other[0] = 2
        #expect(throws: StateFault.unknownVersion(2)) {
            var reader = ByteReader(other)
            _ = try AmountBaseline(from: &reader)
        }
    }

    /// Natural logarithms of rupees: a hundredfold amount is ln 100 away, and ln(100)^2 / 0.01 against 9 is nearly 1.
    @Test func theStageJudgesEachAccountByItsOwnPast() throws {
        let stage = BaselineStage()
        var state = stage.makeState(cacheEntries: 10)
        func score(_ account: String, _ rupees: Int64) throws -> ScoredTransaction {
            let time = EventTime(milliseconds: 1_750_000_000_000)
            let booking = BankTransaction(
                transactionID: "t", account: account, direction: .debit, amount: MinorUnits(rupees * 100),
                bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330), channel: .upi, homeIFSC: "SBIN0000001")
            var effects = Effects()
            _ = effects.beginRecord()
            try stage.step(
                Envelope(
                    record: .bankTransaction(booking), topic: .bankTransactions,
                    source: SourceRef(topic: "in", partition: Partition(0), offset: Offset(0)), eventTime: time),
                state: &state, tables: stage.makeTables(), effects: &effects)
            let emission = try #require(effects.emissions.first)
            #expect(effects.emissions.count == 1 && emission.topic == .scoredTransactions && emission.time == time)
            guard case .scoredTransaction(let scored) = emission.record else {
                throw StageFault(code: "other", message: "\(emission.record)")
            }
            return scored
        }
        for _ in 0..<5 {
            _ = try score("a", 100)
            _ = try score("b", 10_000)
        }
        let high = try score("a", 10_000)
        #expect(high.account == "a" && high.verdict.versions.detector == "baseline-1")
        #expect(abs(high.verdict.score - 2_120.759_244 / 2_129.759_244) < 1e-6)
        #expect(try score("b", 10_000).verdict.score == 0)
    }
}
