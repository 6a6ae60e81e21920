/// How the thresholds are chosen, always on scores of texts that the scoring model had not seen.
public enum DecisionRule: Codable, Equatable, Sendable {
    /// 0 for every label, where the solver put the border.
    case asLearned
    /// For one label against the rest: the threshold of the best Matthews correlation.
    case bestCorrelation
    /// The lowest threshold that lets at most this share of the negative rows through.
    case limitFalsePositives(Double)
    /// For each label the threshold, and among exclusive labels the offsets, of the best (macro) F1.
    case bestF1
}

/// The choice among labels that exclude each other.
package enum Choice {
    /// The first of the largest.
    @inline(__always)
    package static func largest(_ scores: [Float], minus offsets: [Float]) -> Int {
        var best = 0
        for label in scores.indices.dropFirst() where scores[label] - offsets[label] > scores[best] - offsets[best] {
            best = label
        }
        return best
    }
}
