import Anomaly
import Records
import Testing
import Trees

@testable import FraudTraining

/// A bank of calm accounts, and thefts of large sums to new payees at night.
private struct Bank {
    var random: UInt64 = 7
    mutating func draw(_ below: UInt64) -> UInt64 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (random >> 33) % below
    }

    /// Bookings of `days` days in order, each with whether it is a theft.
    mutating func bookings(days: Int64) -> [(BankTransaction, Bool)] {
        var rows: [(BankTransaction, Bool)] = []
        for day in 0..<days {
            for hour: Int64 in 8..<20 {
                for account in 0..<6 {
                    let theft = day > 5 && draw(25) == 0
                    let rupees = theft ? 40_000 + draw(20_000) : 200 + draw(800)
                    let time = EventTime(
                        milliseconds: 1_772_323_200_000 + day * 86_400_000 + hour * 3_600_000 + Int64(account) * 60_000)
                    rows.append(
                        (
                            BankTransaction(
                                transactionID: "t\(rows.count)", account: "a\(account)", direction: .debit,
                                amount: MinorUnits(Int64(rupees) * 100),
                                bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330), channel: .upi,
                                counterparty: .init(vpa: theft ? "new\(rows.count)@x" : "shop\(account)@x")), theft
                        ))
                }
            }
        }
        return rows
    }
}

@Suite struct FraudTrainerTests {
    private func trainer(days: Int64 = 40) throws -> FraudTrainer {
        var trainer = FraudTrainer(seed: 3)
        trainer.rounds = 40
        var bank = Bank()
        for (booking, isFraud) in bank.bookings(days: days) { try trainer.add(booking, isFraud: isFraud) }
        return trainer
    }

    @Test func theftsAreLearnedAndMeasuredOnLaterDays() throws {
        let (booster, _, report) = try trainer().train()
        #expect(booster.featureNames == ModelFeatures.names)
        #expect(report.model.ap > 0.9, "\(report.model)")
        #expect(report.model.ap >= report.detectors.ap - 0.05, "\(report)")
        #expect(report.rows.values.reduce(0, +) == 40 * 12 * 6)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let first = try trainer().train().booster.bytes()
        #expect(try trainer().train().booster.bytes() == first)
    }

    @Test func tooFewFraudsAreToldByPart() throws {
        do {
            _ = try trainer(days: 8).train()
            Issue.record("trained on almost nothing")
        } catch {
            #expect("\(error)".contains("part has"), "\(error)")
        }
    }

    @Test func theFutureIsRefused() throws {
        var bank = Bank()
        let rows = bank.bookings(days: 3)
        var trainer = FraudTrainer()
        try trainer.add(rows[rows.count - 1].0, isFraud: false)
        #expect(throws: TrainingFault.self) { try trainer.add(rows[0].0, isFraud: false) }
    }

    @Test func aRedeliveryIsNoRow() throws {
        var bank = Bank()
        let row = bank.bookings(days: 1)[0]
        var trainer = FraudTrainer()
        try trainer.add(row.0, isFraud: row.1)
        try trainer.add(row.0, isFraud: row.1)
        #expect(trainer.count == 1)
    }
}
