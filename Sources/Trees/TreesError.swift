/// What goes wrong with boosted trees. None of it is worth a retry with the same input.
public enum TreesError: Error, Equatable, CustomStringConvertible {
    /// The library refused a call; its own words.
    case library(operation: String, message: String)
    /// Values, labels or weights do not have the shape they should.
    case shape(what: String, expected: Int, found: Int)
    /// The model was trained on other features than those at hand.
    case features(missing: [String], unexpected: [String])
    /// The model was trained on the same features in another order.
    case featureOrder(expected: [String], found: [String])
    /// Bytes that are no model in XGBoost's JSON format.
    case notAModel(reason: String)
    /// A setting outside its legal range.
    case setting(name: String, value: String, legal: String)

    public var description: String {
        switch self {
        case .library(let operation, let message): "xgboost: \(operation): \(message)"
        case .shape(let what, let expected, let found): "\(what): expected \(expected), found \(found)"
        case .features(let missing, let unexpected):
            "the model does not fit the features: it needs \(missing) and does not know \(unexpected)"
        case .featureOrder(let expected, let found):
            "the model's features come in another order: expected \(expected), found \(found)"
        case .notAModel(let reason): "not a model in XGBoost's JSON format: \(reason)"
        case .setting(let name, let value, let legal): "\(name) = \(value): legal is \(legal)"
        }
    }
}
