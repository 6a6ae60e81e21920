import Records
import StageKit

/// The chance that stolen money is drawn from an account before it leaves the account otherwise, as the outcomes of
/// earlier forecasts showed.
///
/// A logistic regression, fitted online by AdaGrad (Duchi, Hazan and Singer 2011) to every forecast whose end was seen.
/// Pure and deterministic: the same outcomes in the same order give the same weights.
struct Outlook: Sendable, Equatable {
    /// What a forecast is judged by.
    struct Features: Sendable, Equatable {
        /// One of ``Outlook/cases``: layer and situation.
        var place: Int
        /// ``Outlook/figures`` numbers of about -3...3.
        var figures: [Float]
    }

    /// Four layers by four situations.
    static let cases = Knowledge.layers * Knowledge.Situation.allCases.count
    static let figures = 6
    static let count = cases + figures
    static let rate = 0.25
    /// The first steps are small, for the prior is worth some outcomes.
    static let caution: Float = 4

    private(set) var weights: [Float]
    /// Sums of squared gradients.
    private(set) var steps: [Float]

    init() {
        // By situation: arrived, moved, drawn, remainder. What was drawn from once is drawn from again.
        weights = (0..<Knowledge.layers).flatMap { _ in [0, -1, 1, -2] as [Float] } + [1, 0.5, 0, 0, 0, 0]
        steps = [Float](repeating: Self.caution, count: Self.count)
    }

    /// The chance, 0...1.
    func chance(_ features: Features) -> Double {
        var sum = Double(weights[features.place])
        for index in 0..<Self.figures { sum += Double(weights[Self.cases + index]) * Double(features.figures[index]) }
        return 1 / (1 + PortableMath.exp2(-sum / Decay.ln2))
    }

    mutating func learn(_ features: Features, wasDrawn: Bool) {
        let error = Float(chance(features) - (wasDrawn ? 1 : 0))
        step(features.place, error)
        for index in 0..<Self.figures { step(Self.cases + index, error * features.figures[index]) }
    }

    private mutating func step(_ index: Int, _ gradient: Float) {
        steps[index] += gradient * gradient
        weights[index] -= Float(Self.rate) * gradient / steps[index].squareRoot()
    }

    init(weights: [Float], steps: [Float]) {
        self.weights = weights
        self.steps = steps
    }
}

extension Outlook.Features {
    init(
        _ account: AccountPlaces, layer: Int, situation: Knowledge.Situation, atRisk: Int64, waited milliseconds: Int64
    ) {
        let layer = min(Knowledge.layers, max(1, layer)) - 1
        place = layer * Knowledge.Situation.allCases.count + situation.rawValue
        let hours = Double(max(0, milliseconds)) / Double(Decay.hour)
        let rupees = Double(max(1, atRisk)) / 100
        figures = [
            Float(0.5 * PortableMath.log2((Double(account.drawn) + 1) / (Double(account.gone) + 1))),
            account.fraudVisits > 0 ? 1 : 0,
            Float(0.3 * PortableMath.log2(1 + hours)),
            Float(0.3 * PortableMath.log2(rupees / 10_000)),
            Float(0.3 * PortableMath.log2(1 + Double(account.fraudVisits))),
            Float(0.3 * PortableMath.log2(Double(max(1, account.balances.count)))),
        ]
    }
}
