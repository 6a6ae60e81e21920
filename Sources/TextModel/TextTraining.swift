/// How a text model is trained. Kept in its card.
public struct TextTraining: Codable, Equatable, Sendable {
    public enum Solver: String, Codable, Sendable, CaseIterable {
        /// L2-regularised logistic regression.
        case logistic
        /// L2-regularised linear support vector machine with squared hinge loss.
        case squaredHinge
    }

    public var features = TextFeatureSettings()
    public var solver = Solver.squaredHinge
    /// liblinear's C.
    public var cost = 1.0
    /// liblinear's stopping tolerance.
    public var tolerance = 0.01
    /// 0 leaves each class its number of rows; 1 weighs the positive rows up to the number of the others.
    public var balance = 0.0
    public var calibration = Calibration.Method.platt
    public var decision = DecisionRule.asLearned
    /// Folds of the cross-validation, inside the training part, that the calibration and the decision are fitted on.
    public var folds = 5
    /// Times that the cross-validation is repeated with other folds.
    public var repeats = 1
    /// Of the folds.
    public var seed: UInt64 = 1

    public init() {}

    package func validate() throws(TextModelError) {
        try features.validate()
        guard cost > 0, cost <= 1e6 else { throw .setting(name: "cost", value: "\(cost)", legal: "0...1e6, not 0") }
        guard tolerance >= 1e-8, tolerance < 1 else {
            throw .setting(name: "tolerance", value: "\(tolerance)", legal: "1e-8..<1")
        }
        guard balance >= 0, balance <= 1 else {
            throw .setting(name: "balance", value: "\(balance)", legal: "0...1")
        }
        guard (2...100).contains(folds) else { throw .setting(name: "folds", value: "\(folds)", legal: "2...100") }
        guard (1...20).contains(repeats) else { throw .setting(name: "repeats", value: "\(repeats)", legal: "1...20") }
        if case .limitFalsePositives(let rate) = decision, !(rate >= 0 && rate < 1) {
            throw .setting(name: "decision", value: "\(rate)", legal: "a share of 0..<1")
        }
    }
}
