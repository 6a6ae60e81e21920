import Records
import StageKit
import Testing
import Trees

@testable import Anomaly

/// Documents of made-up models.
enum TestModel {
    /// A model that fires on large sums and on nothing else.
    static func make(
        version: String, names: [String] = ModelFeatures.names, over octaves: Int = 14
    ) throws -> (card: ModelCard, booster: Booster) {
        let octave = try #require(ModelFeatures.names.firstIndex(of: "octave"))
        var values: [Float] = []
        var labels: [Float] = []
        for number in 0..<400 {
            var row = [Float](repeating: 0, count: names.count)
            row[octave] = Float(number % 20)
            values.append(contentsOf: row)
            labels.append(number % 20 > octaves ? 1 : 0)
        }
        let training = Training(
            parameters: [
                "objective": "binary:logistic", "tree_method": "exact", "max_depth": "2", "base_score": "0.5",
            ],
            rounds: 10)
        let booster = try Booster.train(on: FeatureTable(values: values, labels: labels, names: names), training)
        let card = try ModelCard(
            name: "test", data: "made up", period: "", training: training, metrics: [:], createdAt: "", of: booster)
        return (card, booster)
    }
}

@Suite struct ModelTests {
    private func document(version: String, names: [String] = ModelFeatures.names) throws -> String {
        let (card, booster) = try TestModel.make(version: version, names: names)
        return try ScoringModel.document(version: version, card: card, booster: booster)
    }

    private func change(_ json: String?, key: String = ScoringModel.key) -> TableChange {
        TableChange(
            topic: .refModels, key: key,
            record: json.map { .document(ReferenceDocument(key: key, json: $0)) })
    }

    private func score(_ rupees: Int64, _ tables: AnomalyStage.Tables) throws -> ScoredTransaction {
        let stage = AnomalyStage()
        var state = stage.makeState(cacheEntries: 4)
        var effects = Effects()
        let time = EventTime(milliseconds: 1_772_323_200_000)
        _ = effects.beginRecord()
        try stage.step(
            Envelope(
                record: .bankTransaction(
                    BankTransaction(
                        transactionID: "t", account: "a", direction: .debit, amount: MinorUnits(rupees * 100),
                        bookedAt: ZonedTime(time: time, zoneOffsetMinutes: 330), channel: .upi)),
                topic: .bankTransactions,
                source: SourceRef(topic: "bank.transactions.v1", partition: Partition(0), offset: Offset(0)),
                eventTime: time), state: &state, tables: tables, effects: &effects)
        guard case .scoredTransaction(let scored)? = effects.emissions.first?.record else {
            throw StageFault(code: "none", message: "nothing was emitted")
        }
        return scored
    }

    @Test func aModelScoresSaysWhyAndLeaves() throws {
        let stage = AnomalyStage()
        var tables = stage.makeTables()
        let before = try score(90_000, tables)
        #expect(before.verdict.versions.model == nil)

        try stage.apply(change(try document(version: "1")), to: &tables)
        let large = try score(90_000, tables)
        #expect(large.verdict.score > 0.8, "\(large.verdict)")
        #expect(large.verdict.versions.model == "1")
        let reason = try #require(large.verdict.reasons.first)
        #expect(reason.code == "MODEL")
        #expect(reason.evidence.contains("octave"), "\(reason.evidence)")
        let shares = large.verdict.reasons.reduce(0) { $0 + $1.contribution }
        #expect(abs(shares - large.verdict.score) < 0.02)
        #expect(try score(100, tables).verdict.score < 0.2)

        // Another version takes its place, the old one can come back, and its deletion leaves the detectors.
        try stage.apply(change(try document(version: "2")), to: &tables)
        #expect(try score(90_000, tables).verdict.versions.model == "2")
        try stage.apply(change(try document(version: "1")), to: &tables)
        #expect(try score(90_000, tables) == large)
        try stage.apply(change(nil), to: &tables)
        #expect(try score(90_000, tables) == before)
    }

    @Test func otherKeysAreNotOurs() throws {
        let stage = AnomalyStage()
        var tables = stage.makeTables()
        try stage.apply(change("{}", key: "social-linear"), to: &tables)
        #expect(tables.model == nil)
    }

    @Test func modelsThatDoNotFitAreRefusedAndTheOldOneStays() throws {
        let stage = AnomalyStage()
        var tables = stage.makeTables()
        let good = try document(version: "1")
        try stage.apply(change(good), to: &tables)
        var renamed = ModelFeatures.names
        renamed[3] = "moon_phase"
        let cases: [(json: String, says: String)] = [
            (try document(version: "2", names: renamed), "moon_phase"),
            (good.replacing("\"stage\":\"anomaly\"", with: "\"stage\":\"social\""), "social"),
            ("{}", "missing"), ("[]", "not a model document"),
            (good.replacing("\"version\":\"1\"", with: "\"version\":1"), "not a model document"),
            (good.replacing("\"model\":\"", with: "\"model\":\"!"), "base64"),
            (good.replacing("\"sha256\":\"", with: "\"sha256\":\"0"), "SHA-256"),
        ]
        for row in cases {
            do throws(StageFault) {
                try stage.apply(change(row.json), to: &tables)
                Issue.record("taken: \(row.says)")
            } catch {
                #expect(error.message.contains(row.says), "\(error.message.prefix(300))")
            }
            #expect(tables.model?.version == "1")
        }
    }
}
