/// Area under the precision-recall steps: Σ (Rₖ - Rₖ₋₁) Pₖ over the distinct scores, as scikit-learn defines it.
///
/// Tied scores make one step. O(n log n). 0 without a positive.
public func averagePrecision(labels: [Float], scores: [Double]) -> Double {
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    let positives = labels.reduce(into: 0.0) { $0 += $1 > 0.5 ? 1 : 0 }
    guard positives > 0 else { return 0 }
    var hits = 0.0
    var counted = 0.0
    var area = 0.0
    var at = 0
    while at < order.count {
        let score = scores[order[at]]
        var fresh = 0.0
        while at < order.count, scores[order[at]] == score {
            fresh += labels[order[at]] > 0.5 ? 1 : 0
            counted += 1
            at += 1
        }
        hits += fresh
        area += fresh / positives * (hits / counted)
    }
    return area
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
