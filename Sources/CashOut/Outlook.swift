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
    static let figures = 8
    static let count = cases + figures
    static let rate = 0.02
    /// The first steps are small, for the prior is worth some outcomes.
    static let caution: Float = 4

    private(set) var weights: [Float]
    /// Sums of squared gradients.
    private(set) var steps: [Float]

    init() {
        // By situation: arrived, moved, drawn, remainder; then the figures. Rounded from a fit to simulated cities.
        weights =
            (0..<Knowledge.layers).flatMap { _ in [-1, -2.2, 0.1, -1.6] as [Float] }
            + [0.6, 1.3, 0.1, 0.5, 2.5, 0.4, -1.5, -0.9]
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
        _ account: AccountPlaces, layer: Int, situation: Knowledge.Situation, atRisk: Int64,
        waited milliseconds: Int64, now: EventTime
    ) {
        let layer = min(Knowledge.layers, max(1, layer)) - 1
        place = layer * Knowledge.Situation.allCases.count + situation.rawValue
        let hour = Double(Decay.hour)
        let hours = Double(max(0, milliseconds)) / hour
        let hasDrawn = account.fraudVisits > 0
        let rupees = Double(max(1, atRisk)) / 100
        figures = [
            Float(0.5 * PortableMath.log2((Double(account.drawn) + 1) / (Double(account.gone) + 1))),
            hasDrawn ? 1 : 0,
            Self.log(1 + hours),
            Self.log(rupees / 10_000),
            Self.log(1 + Double(account.fraudVisits)),
            Self.log(Double(max(1, account.balances.count))),
            account.experience(at: now) == .visiting ? 1 : 0,
            hasDrawn ? Self.log(1 + max(0, Double(now.milliseconds(since: account.lastFraudAt))) / hour) : 0,
        ]
    }

    /// 0.3 log₂: large figures tell little more than middling ones.
    private static func log(_ value: Double) -> Float { Float(0.3 * PortableMath.log2(value)) }
}
