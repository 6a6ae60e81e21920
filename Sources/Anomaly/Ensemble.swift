import Records
import StageKit

/// A model's probability and the detectors' score as one, with the share of each.
struct Ensemble {
    let model: ScoringModel
    let booking: BookingFeatures
    let amount: MinorUnits
    let found: Assessment
    let score: Double
    private let row: [Float]
    private let probability: Double

    init(model: ScoringModel, booking: BookingFeatures, amount: MinorUnits, found: Assessment) {
        self.model = model
        self.booking = booking
        self.amount = amount
        self.found = found
        row = ModelFeatures.row(booking, found)
        probability = model.probability(row)
        score = Self.score(probability, found)
    }

    /// Noisy-or of a model's probability and the share of the detectors' score that stays; to four decimals.
    static func score(_ probability: Double, _ found: Assessment) -> Double {
        let quiet = (1 - probability) * (1 - ScoringModel.detectorsWeight * found.score)
        return Double(Int((1 - quiet) * 10_000 + 0.5)) / 10_000
    }

    /// The model's own reason and the detectors', with shares that add up to the score.
    ///
    /// - Parameter namesFeatures: whether the model says which features carried it (SHAP). That costs about 100
    ///   microseconds for 300 trees, a hundred times the rest: for those whom somebody will look at.
    func reasons(namesFeatures: Bool) -> [Reason] {
        let model = -PortableMath.log2(max(1e-9, 1 - probability))
        let detectors = -PortableMath.log2(max(1e-9, 1 - ScoringModel.detectorsWeight * found.score))
        guard model + detectors > 0 else { return [] }
        let share = score * model / (model + detectors)
        var reasons = Evidence(booking: booking, amount: amount, found: found).reasons(of: score - share)
        guard share >= 0.01 else { return reasons }
        let percent = Double(Int(probability * 1_000 + 0.5)) / 10
        let why = namesFeatures ? self.model.strongest(row).map(\.name).joined(separator: ", ") : ""
        reasons.append(
            Reason(
                code: "MODEL", contribution: Double(Int(share * 10_000 + 0.5)) / 10_000,
                evidence: "the classifier \(self.model.version) gives \(percent) %"
                    + (why.isEmpty ? "" : " because of \(why)")))
        return reasons
    }
}
