/// What goes wrong with a text model. None of it is worth a retry with the same input.
public enum TextModelError: Error, Equatable, CustomStringConvertible {
    /// liblinear refused; its own words.
    case library(message: String)
    /// Labels do not have the shape they should.
    case shape(what: String, expected: String, found: String)
    /// A setting outside its legal range.
    case setting(name: String, value: String, legal: String)
    /// Bytes that are no model file.
    case notAModel(reason: String)

    public var description: String {
        switch self {
        case .library(let message): "liblinear: \(message)"
        case .shape(let what, let expected, let found): "\(what): expected \(expected), found \(found)"
        case .setting(let name, let value, let legal): "\(name) = \(value): legal is \(legal)"
        case .notAModel(let reason): "not a text model: \(reason)"
        }
    }
}
