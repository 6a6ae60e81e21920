public import Records
import StageKit

/// All evidence about one subject in one figure.
///
/// A weighted noisy-or: `1 - prod (1 - s_i) ^ (w_i / w_max)` over the kinds of evidence that are there, `s_i` the
/// strongest score of the kind and `w_max` the largest weight among them. One kind alone keeps its own score; another
/// kind can only add, the less the smaller its weight. A mean would let a weak second witness refute a strong first one.
/// Weights follow how directly the kind shows that money is leaving, not a fit; the levels are at 0.3, 0.5 and 0.7.
public enum RiskFusion {
    static let weights: [(source: AlertPolicy.Source, code: String, weight: Double)] = [
        (.trailHop, "TRAIL", 0.30), (.riskForecast, "FORECAST", 0.20), (.scoredTransaction, "TRANSACTION", 0.15),
        (.taggedFIR, "CASE", 0.15), (.scoredRing, "RING", 0.10), (.scoredPost, "POST", 0.05),
        (.scoredVolume, "VOLUME", 0.05),
    ]

    /// CRITICAL is for what an officer can still change: without an alert of critical severity the most is HIGH, however
    /// sure the evidence.
    public static func level(_ score: Double, most severity: Severity = .critical) -> RiskAssessment.Level {
        switch score {
        case 0.7... where severity < .critical: .high
        case 0.7...: .critical
        case 0.5...: .high
        case 0.3...: .medium
        default: .low
        }
    }

    /// The figure and its parts, the largest contribution first.
    public static func fuse(
        _ evidence: [(source: AlertPolicy.Source, score: Double)]
    ) -> (score: Double, factors: [RiskAssessment.Factor]) {
        let present = weights.compactMap { kind -> (code: String, weight: Double, score: Double)? in
            let scores = evidence.filter { $0.source == kind.source }.map(\.score)
            return scores.max().map { (kind.code, kind.weight, min(1, max(0, $0))) }
        }
        let largest = present.map(\.weight).max() ?? 1
        // Bits of certainty; a score of 1 counts as one in a million short of it.
        let bits = present.map { -PortableMath.log2(max(1e-6, 1 - $0.score)) * $0.weight / largest }
        let sum = bits.reduce(0, +)
        let factors = zip(present, bits).map { kind, bits in
            RiskAssessment.Factor(
                code: kind.code, weight: kind.weight, score: kind.score, contribution: sum > 0 ? bits / sum : 0)
        }
        let sorted = factors.enumerated().sorted {
            ($1.element.contribution, $0.offset) < ($0.element.contribution, $1.offset)
        }
        return (sum > 0 ? min(1, 1 - PortableMath.exp2(-sum)) : 0, sorted.map(\.element))
    }

    /// Of the alerts that a command speaks for, the most severe first; nil when none says what kind it is.
    static func assess(_ told: [AlertCandidate]) -> RiskAssessment? {
        let evidence = told.compactMap { alert in
            alert.record.flatMap(AlertPolicy.Source.init).map { (source: $0, score: alert.score) }
        }
        guard !evidence.isEmpty else { return nil }
        let (score, factors) = fuse(evidence)
        let level = level(score, most: told.map(\.severity).max() ?? .info)
        return RiskAssessment(
            level: level, score: score, factors: factors,
            rationale: BoundedText.summary(
                Rationale.known(told, level, score, factors) + " " + Rationale.action(told)))
    }
}
