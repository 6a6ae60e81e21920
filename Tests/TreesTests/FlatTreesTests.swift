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

extension FlatTreesTests {
    /// Blocks of 32 trees of 16 leaves, or of 8 of 64; values missing, on a threshold and beyond all of them.
    @Test(arguments: [4, 6]) func scoreLikeTheLibraryAcrossBlocks(_ depth: Int) throws {
        var random: UInt64 = 88_172_645_463_325_252
        func draw(_ count: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(count))
        }
        func rows(_ count: Int) -> [Float] {
            (0..<count * 3).map { _ in
                switch draw(10) {
                case 0: .nan
                case 1: .infinity
                case 2: -1e9
                default: Float(draw(16)) / 4
                }
            }
        }
        let values = rows(600)
        let labels = (0..<600).map { row -> Float in
            let (x, y) = (values[row * 3], values[row * 3 + 1])
            return (x.isNaN ? 1 : x) > 1.5 && (y < 2 || draw(4) == 0) ? 1 : 0
        }
        var training = simple
        training.parameters["max_depth"] = String(depth)
        training.parameters["min_child_weight"] = "0.01"
        training.rounds = 70
        let finite = values.map { $0 == .infinity ? Float(9) : $0 }
        let table = try FeatureTable(values: finite, labels: labels, names: ["x", "y", "z"])
        let booster = try Booster.train(on: table, training)
        let flat = try FlatTrees(booster)
        let asked = rows(300).map { $0 == .infinity ? Float(9) : $0 }
        let margins = try booster.predict(asked, margin: true)
        for row in 0..<300 {
            #expect(flat.margin(Array(asked[row * 3..<row * 3 + 3])) == margins[row], "row \(row)")
        }
    }
}
