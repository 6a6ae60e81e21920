import Records
import StageKit
import Testing

@testable import Anomaly

@Suite("What the segments of a partition add to the scores")
struct SegmentTests {
    /// `count` made-up bookings of many accounts, one in `gap` milliseconds; every two hundredth is a large sum out of nowhere.
    private func run(
        _ bench: inout Bench, count: Int, from start: Int64 = 0, gap: Int64 = 60_000, seed: UInt64 = 1,
        tables: AnomalyStage.Tables = AnomalyStage().makeTables(), rupees: Int64 = 0
    ) throws -> (scored: [ScoredTransaction], drift: [SegmentDrift]) {
        var random = SplitMix64(state: seed)
        var scored: [ScoredTransaction] = []
        var drift: [SegmentDrift] = []
        for index in 0..<count {
            let account = random.below(40)
            let odd = random.below(200) == 0
            let sum = rupees + Int64(odd ? 20_000 + random.below(300_000) : 100 + random.below(900))
            let next = booking(
                "T\(start)-\(index)", .debit, rupees: sum, at: start + Int64(index) * gap, account: "ACC\(account)",
                payee: odd ? "P\(random.below(9_999))" : "SHOP\(random.below(3))")
            for emission in try bench.emissions(next, tables: tables) {
                switch emission.record {
                case .scoredTransaction(let record): scored.append(record)
                case .segmentDrift(let record): drift.append(record)
                default: Issue.record("\(emission.topic)")
                }
            }
        }
        return (scored, drift)
    }

    @Test("A rare score says how rare it is, and what it asks for")
    func calibration() throws {
        var bench = Bench()
        let scored = try run(&bench, count: 9_000).scored
        #expect(scored.prefix(1_500).allSatisfy { $0.calibration == nil })
        let rare = scored.compactMap { record in record.calibration.map { (record, $0) } }
        #expect(!rare.isEmpty)
        for (record, calibration) in rare {
            #expect(calibration.tail > 0 && calibration.tail < 0.2)
            #expect(calibration.segment == "UPI/debit" || calibration.segment == "rest")
            #expect(calibration.alertRate == 0.001 && calibration.interdictionRate == 0.00005)
            #expect((calibration.alarm == nil) == (calibration.tail > 0.001), "\(record)")
        }
        #expect(rare.contains { $0.1.segment == "UPI/debit" })
    }

    @Test("Alarm rates come from a document; one that makes no sense is refused")
    func rates() throws {
        let stage = AnomalyStage()
        var tables = stage.makeTables()
        func apply(_ json: String?) throws(StageFault) {
            try stage.apply(
                TableChange(
                    topic: .refModels, key: AlarmRates.key,
                    record: json.map { .document(ReferenceDocument(key: AlarmRates.key, json: $0)) }), to: &tables)
        }
        try apply(#"{"stage": "anomaly", "alert": 0.01, "interdiction": 0.001}"#)
        #expect(tables.rates == AlarmRates(alert: 0.01, interdiction: 0.001))
        for (json, says) in [
            (#"{"stage": "anomaly", "alert": 0.01}"#, "interdiction"),
            (#"{"stage": "social", "alert": 0.01, "interdiction": 0.001}"#, "social"),
            (#"{"stage": "anomaly", "alert": 0.5, "interdiction": 0.001}"#, "possible"),
            (#"{"stage": "anomaly", "alert": 0.001, "interdiction": 0.01}"#, "possible"), ("[]", "not a document"),
        ] {
            do throws(StageFault) {
                try apply(json)
                Issue.record("taken: \(json)")
            } catch {
                #expect(error.message.contains(says), "\(error.message)")
            }
            #expect(tables.rates == AlarmRates(alert: 0.01, interdiction: 0.001))
        }
        var bench = Bench()
        let loose = try run(&bench, count: 6_000, tables: tables).scored.count { $0.calibration?.alarm != nil }
        #expect(loose > 20)
        try apply(nil)
        #expect(tables.rates == .standard)
    }

    @Test("A day that is as the days before has no drift; amounts that move are told on the same day, once")
    func drift() throws {
        var bench = Bench()
        var told = try run(&bench, count: 720 * 4, gap: 120_000).drift
        let daily = told.filter { $0.at.milliseconds % Bench.day == 0 }
        #expect(daily.count == 3, "one a day, the first has nothing to compare with")
        #expect(told.allSatisfy { $0.amountPSI < 0.1 && $0.segment == "UPI/debit" && $0.bookings > 400 })
        let morning = 5 * Bench.day
        told = try run(&bench, count: 1_300, from: morning, gap: 30_000, rupees: 3_000).drift
        let shift = try #require(told.last)
        #expect(told.count == 2, "the day before, and the shift")
        #expect(shift.amountPSI > 0.25 && shift.amountDistance > 0.5)
        #expect(shift.at.milliseconds < Bench.start + morning + Bench.day)
    }

    @Test("A restored task goes on as the uninterrupted one")
    func restored() throws {
        var straight = Bench()
        let golden = try run(&straight, count: 5_000)
        var moved = Bench()
        #expect(try run(&moved, count: 5_000).scored == golden.scored)
        let store = StoredState()
        // A new task reads what the old one wrote and goes on with the same bytes.
        moved.state.drain(into: store)
        var restored = Bench()
        restored.offset = moved.offset
        restored.state.attach(store)
        let goesOn = try run(&moved, count: 500, from: 10 * Bench.day, seed: 9)
        let goesOnToo = try run(&restored, count: 500, from: 10 * Bench.day, seed: 9)
        #expect(goesOn.scored == goesOnToo.scored && goesOn.drift == goesOnToo.drift)
        #expect(restored.state.segments.residentCount == 2)
    }

    @Test("The store of segments tells what changed, and refuses foreign bytes without a trap")
    func store() throws {
        var bench = Bench()
        _ = try run(&bench, count: 10)
        #expect(bench.state.segments.pinnedCount == 2)
        let store = StoredState()
        bench.state.drain(into: store)
        #expect(Set(store.values[1, default: [:]].keys) == ["UPI/debit", "rest"])
        bench.state.segments.markCheckpointed()
        #expect(bench.state.segments.pinnedCount == 0)
        store.values[1]?["UPI/debit"] = [9, 9]
        store.values[1]?["MOON/debit"] = [1]
        var other = Bench()
        other.state.attach(store)
        #expect(store.faults.count == 2)
        #expect(other.state.segments.residentCount == 1)
    }
}
