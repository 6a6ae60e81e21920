import Records
import StageKit
import Testing
import Trees

@testable import Anomaly

@Suite("A model in trial scores beside the one in force")
struct ShadowTests {
    private let stage = AnomalyStage()

    private func change(_ json: String?, _ key: String) -> TableChange {
        TableChange(
            topic: .refModels, key: key, record: json.map { .document(ReferenceDocument(key: key, json: $0)) })
    }

    /// - Parameter octaves: the model fires above.
    private func trial(
        _ version: String, over octaves: Int, expires: String = "2026-04-01T00:00:00Z", threshold: Double? = nil
    ) throws -> String {
        let (card, booster) = try TestModel.make(version: version, over: octaves)
        return try ShadowModel.document(
            of: try ScoringModel.document(version: version, card: card, booster: booster), expires: expires,
            threshold: threshold)
    }

    private func tables(inForce octaves: Int) throws -> AnomalyStage.Tables {
        var tables = stage.makeTables()
        let (card, booster) = try TestModel.make(version: "1", over: octaves)
        try stage.apply(
            change(try ScoringModel.document(version: "1", card: card, booster: booster), ScoringModel.key), to: &tables
        )
        return tables
    }

    private func take(_ rupees: Int64, _ tables: AnomalyStage.Tables, day: Int64 = 0) throws -> ScoredTransaction {
        var bench = Bench()
        let emitted = try bench.emissions(
            booking("T", .debit, rupees: rupees, at: day * Bench.day, payee: "P"), tables: tables)
        guard case .scoredTransaction(let scored)? = emitted.first?.record else {
            throw StageFault(code: "none", message: "nothing was emitted")
        }
        return scored
    }

    @Test("Only where they disagree, and nothing else of the record changes")
    func differences() throws {
        var tables = try tables(inForce: 14)
        let alone = try take(5_000, tables)
        try stage.apply(change(try trial("2", over: 11), ShadowModel.key), to: &tables)
        // Above 2^12 rupees and below 2^15 the trial fires alone.
        var scored = try take(5_000, tables)
        let shadow = try #require(scored.shadow)
        #expect(shadow.model == "2" && shadow.threshold == 0.5)
        #expect(shadow.score >= 0.5 && scored.verdict.score < 0.5)
        scored.shadow = nil
        #expect(scored == alone, "the verdict is the model's in force")
        #expect(try take(200, tables).shadow == nil)
        #expect(try take(90_000, tables).shadow == nil)
        // The same document under the other key is the promotion.
        try stage.apply(change(try trial("2", over: 11), ScoringModel.key), to: &tables)
        #expect(try take(5_000, tables).verdict.versions.model == "2")
        #expect(try take(5_000, tables).shadow == nil)
        try stage.apply(change(nil, ShadowModel.key), to: &tables)
        #expect(tables.shadow == nil && tables.model?.version == "2")
    }

    @Test("It works beside the detectors alone, and ends on its day")
    func expiry() throws {
        var tables = stage.makeTables()
        try stage.apply(
            change(try trial("2", over: 11, expires: "2026-03-04T00:00:00+05:30"), ShadowModel.key), to: &tables)
        #expect(try take(5_000, tables, day: 1).shadow != nil)
        #expect(try take(5_000, tables, day: 2).shadow == nil)
    }

    @Test("A bad document is refused with a reason; models in force and in trial stay")
    func refused() throws {
        var tables = try tables(inForce: 14)
        let good = try trial("2", over: 11)
        try stage.apply(change(good, ShadowModel.key), to: &tables)
        let cases: [(json: String, says: String)] = [
            (good.replacing("\"expires\":\"2026-04-01T00:00:00Z\",", with: ""), "'expires' is missing"),
            (good.replacing("2026-04-01T00:00:00Z", with: "some day"), "'some day'"),
            (good.replacing("\"stage\":", with: "\"threshold\":1.5,\"stage\":"), "threshold"),
            (good.replacing("\"stage\":\"anomaly\"", with: "\"stage\":\"social\""), "social"),
            (good.replacing("\"sha256\":\"", with: "\"sha256\":\"0"), "SHA-256"), ("[]", "not a model document"),
        ]
        for row in cases {
            do throws(StageFault) {
                try stage.apply(change(row.json, ShadowModel.key), to: &tables)
                Issue.record("taken: \(row.says)")
            } catch {
                #expect(error.message.contains(row.says), "\(error.message.prefix(300))")
                #expect(error.message.contains("anomaly.shadow") && error.code == "bad_model")
            }
            #expect(tables.model?.version == "1" && tables.shadow?.model.version == "2")
        }
    }
}
