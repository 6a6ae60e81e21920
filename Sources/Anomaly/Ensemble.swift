import Records
import StageKit

/// A model's probability and the detectors' score as one, with the share of each.
struct Ensemble {
    let score: Double
    private let detectors: Double
    private let probability: Double
    private let row: ModelFeatures.Row

    init(model: ScoringModel, booking: BookingFeatures, found: borrowing Assessment) {
        detectors = found.score
        row = ModelFeatures.row(booking, found, detectors: detectors)
        probability = model.probability(row)
        let quiet = (1 - probability) * (1 - ScoringModel.detectorsWeight * detectors)
        score = Double(Int((1 - quiet) * 10_000 + 0.5)) / 10_000
    }

    /// The model's own reason and the detectors', with shares that add up to the score.
    ///
    /// - Parameter namesFeatures: whether the model says which features carried it (SHAP). That costs about 100
    ///   microseconds for 300 trees, a hundred times the rest: for those whom somebody will look at.
    func reasons(
        of model: ScoringModel, _ booking: BookingFeatures, _ amount: MinorUnits, _ found: borrowing Assessment,
        namesFeatures: Bool
    ) -> [Reason] {
        let trained = -PortableMath.log2(max(1e-9, 1 - probability))
        let untrained = -PortableMath.log2(max(1e-9, 1 - ScoringModel.detectorsWeight * detectors))
        guard trained + untrained > 0 else { return [] }
        let share = score * trained / (trained + untrained)
        var reasons = Evidence(booking: booking, amount: amount, found: copy found).reasons(of: score - share)
        guard share >= 0.01 else { return reasons }
        let percent = Double(Int(probability * 1_000 + 0.5)) / 10
        let why = namesFeatures ? model.strongest(row.array).map(\.name).joined(separator: ", ") : ""
        reasons.append(
            Reason(
                code: "MODEL", contribution: Double(Int(share * 10_000 + 0.5)) / 10_000,
                evidence: "the classifier \(model.version) gives \(percent) %"
                    + (why.isEmpty ? "" : " because of \(why)")))
        return reasons
    }
}
