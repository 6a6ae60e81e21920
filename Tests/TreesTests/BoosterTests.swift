import Testing

@testable import Trees

/// 400 rows of two features; label 1 where the first exceeds 0.5. Every seventh second value is missing.
func steps(names: [String] = ["size", "noise"]) throws -> FeatureTable {
    var state: UInt64 = 7
    func random() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 24)
    }
    var values: [Float] = []
    var labels: [Float] = []
    for row in 0..<400 {
        let size = random()
        let noise = random()
        values += [size, row % 7 == 0 ? .nan : noise]
        labels.append(size > 0.5 ? 1 : 0)
    }
    return try FeatureTable(values: values, labels: labels, names: names)
}

let simple = Training(
    parameters: ["objective": "binary:logistic", "max_depth": "3", "tree_method": "exact", "base_score": "0.5"],
    rounds: 20, seed: 3)

@Suite struct BoosterTests {
    @Test func learnsAStepAndPredictsMissingValues() throws {
        let booster = try Booster.train(on: steps(), simple)
        let scores = try booster.predict([0.9, 0.5, 0.1, 0.5, 0.9, .nan])
        #expect(scores.count == 3)
        #expect(scores[0] > 0.9 && scores[1] < 0.1 && scores[2] > 0.9)
        #expect(booster.rounds == 20)
        #expect(try booster.predict([]).isEmpty)
    }

    @Test func sameSeedSameBytesAndSampledTreesFollowTheSeed() throws {
        var sampled = simple
        sampled.parameters["subsample"] = "0.5"
        let first = try Booster.train(on: steps(), sampled).bytes()
        #expect(try Booster.train(on: steps(), sampled).bytes() == first)
        sampled.seed = 4
        #expect(try Booster.train(on: steps(), sampled).bytes() != first)
    }

    @Test func weightsMoveTheScore() throws {
        let table = try FeatureTable(values: [0, 0, 0, 0], labels: [0, 1, 0, 1], names: ["x"])
        let heavy = try FeatureTable(values: [0, 0, 0, 0], labels: [0, 1, 0, 1], weights: [1, 9, 1, 9], names: ["x"])
        let even = try Booster.train(on: table, simple).predict([0])[0]
        #expect(abs(even - 0.5) < 0.01)
        #expect(try Booster.train(on: heavy, simple).predict([0])[0] > 0.8)
    }

    @Test func contributionsSumToTheMargin() throws {
        let booster = try Booster.train(on: steps(), simple)
        let rows: [Float] = [0.9, 0.5, 0.2, .nan]
        let parts = try booster.contributions(rows)
        let margins = try booster.predict(rows, margin: true)
        #expect(parts.count == 6)
        for row in 0..<2 {
            let sum = parts[row * 3..<row * 3 + 3].reduce(0, +)
            #expect(abs(sum - margins[row]) < 1e-4)
            #expect(abs(parts[row * 3]) > abs(parts[row * 3 + 1]))
        }
    }

    @Test func stopsEarlyAtTheBestRound() throws {
        var training = simple
        training.parameters["eval_metric"] = "auc"
        training.rounds = 200
        training.patience = 5
        let booster = try Booster.train(on: steps(), training, validation: steps())
        #expect(booster.rounds < 20)
        #expect(try Booster(bytes: booster.bytes()).featureNames == ["size", "noise"])
        #expect(try booster.predict([0.9, 0.5])[0] > 0.5)
        #expect(throws: TreesError.self) { try Booster.train(on: steps(), training) }
    }

    @Test func predictsFromManyThreadsAtOnce() async throws {
        let booster = try Booster.train(on: steps(), simple)
        let table = try steps()
        let expected = try booster.predict(table.values)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<20).allSatisfy { _ in (try? booster.predict(table.values)) == expected } }
            }
            for await isSame in group { #expect(isSame) }
        }
    }

    @Test func refusesWrongShapesAndSettings() throws {
        #expect(throws: TreesError.shape(what: "values", expected: 4, found: 3)) {
            try FeatureTable(values: [1, 2, 3], labels: [0, 1], names: ["a", "b"])
        }
        #expect(throws: TreesError.shape(what: "weights", expected: 2, found: 1)) {
            try FeatureTable(values: [1, 2], labels: [0, 1], weights: [1], names: ["a"])
        }
        let booster = try Booster.train(on: steps(), simple)
        #expect(throws: TreesError.shape(what: "values of whole rows", expected: 4, found: 3)) {
            try booster.predict([1, 2, 3])
        }
        var bad = simple
        bad.parameters["max_depth"] = "deep"
        #expect(throws: TreesError.self) { try Booster.train(on: steps(), bad) }
        bad = simple
        bad.rounds = 0
        #expect(throws: TreesError.setting(name: "rounds", value: "0", legal: "1...100000")) {
            try Booster.train(on: steps(), bad)
        }
    }
}
