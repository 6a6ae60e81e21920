internal import Trees

/// Area under the precision-recall steps, as scikit-learn defines it: see `Scoring`. 0 without a positive.
public func averagePrecision(labels: [Float], scores: [Double]) -> Double {
    let found = Scoring.averagePrecision(scores.map { Float($0) }, labels.map { $0 > 0.5 })
    return found.isNaN ? 0 : found
}

/// Deals the rows of each label out over `folds` in a seeded random order; the fold of each row.
public func stratifiedFolds(labels: [Float], folds: Int, seed: UInt64) -> [Int] {
    var random = SplitMix(state: seed)
    var dealt = [Int](repeating: 0, count: labels.count)
    var next = 0
    for isPositive in [true, false] {
        let members = labels.indices.filter { (labels[$0] > 0.5) == isPositive }.shuffled(using: &random)
        for member in members {
            dealt[member] = next % folds
            next += 1
        }
    }
    return dealt
}

/// SplitMix64 (Steele et al., 2014), for seeded shuffles.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
