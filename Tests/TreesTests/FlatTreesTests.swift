import Testing

@testable import Trees

@Suite struct FlatTreesTests {
    @Test(arguments: ["exact", "hist"]) func scoreLikeTheLibrary(_ method: String) throws {
        var training = simple
        training.parameters["tree_method"] = method
        training.parameters["max_depth"] = "6"
        let table = try steps()
        let booster = try Booster.train(on: table, training)
        let flat = try FlatTrees(booster)
        let margins = try booster.predict(table.values, margin: true)
        let scores = try booster.predict(table.values)
        for row in 0..<table.rows {
            let values = Array(table.values[row * 2..<row * 2 + 2])
            #expect(flat.margin(values) == margins[row])
            #expect(abs(flat.probability(values) - scores[row]) < 1e-6)
        }
    }

    @Test func keepsTheBaseScore() throws {
        var training = simple
        training.parameters["base_score"] = "0.2"
        let booster = try Booster.train(on: steps(), training)
        let margin = try booster.predict([0.9, 0.5], margin: true)[0]
        #expect(abs(try FlatTrees(booster).margin([0.9, 0.5]) - margin) < 1e-5)
    }

    @Test func refusesOtherKindsOfModels() throws {
        var training = simple
        training.parameters["objective"] = "reg:squarederror"
        let booster = try Booster.train(on: steps(), training)
        #expect(throws: TreesError.self) { try FlatTrees(booster) }
    }
}
