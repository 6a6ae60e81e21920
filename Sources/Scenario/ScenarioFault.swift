/// A parameter outside its legal range.
public struct ScenarioFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The parameter's name as in ``ScenarioParameters``.
    public var key: String
    public var value: String
    /// The legal range in words.
    public var legal: String

    public var description: String { "\(key) is \(value): it must be \(legal)" }
}
