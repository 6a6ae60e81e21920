/// A property that cannot be used, by name. Never carries the value of a sensitive one.
public struct KafkaConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    public let key: String
    public let message: String
    public init(key: String, message: String) {
        self.key = key
        self.message = message
    }
    public var description: String { "\(key): \(message)" }
}
