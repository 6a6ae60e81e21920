internal import CRdKafka

/// librdkafka properties, checked one by one, with secrets resolved and never printed.
///
/// For keys that hold secrets the value may be `file:/path` (the file's content, without the newline at its end) or
/// `env:NAME`: neither the configuration file nor the process list then has the secret in it.
public struct KafkaConfiguration: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private var resolved: [String: String] = [:]

    /// - Throws: naming the first key, in alphabetical order, that librdkafka does not know or whose value it refuses.
    public init(_ properties: [String: String]) throws(KafkaConfigurationError) {
        for key in properties.keys.sorted() {
            guard let value = properties[key] else { continue }
            resolved[key] = try Self.resolve(key: key, value: value)
        }
        rd_kafka_conf_destroy(try makeConf())
    }

    /// The value in force; nil when not set here.
    public subscript(key: String) -> String? { resolved[key] }

    /// A copy with `others` put over this one's properties.
    public func overriding(with others: [String: String]) throws(KafkaConfigurationError) -> KafkaConfiguration {
        var merged = try KafkaConfiguration(others)
        merged.resolved = resolved.merging(merged.resolved) { _, new in new }
        return merged
    }

    /// Whether the value of `key` is masked and may be given as a reference.
    public static func isSensitive(_ key: String) -> Bool {
        let key = key.lowercased()
        // Paths and addresses are no secrets, and an operator needs to see them.
        if key.hasSuffix(".location") || key.hasSuffix(".url") { return false }
        return ["password", "secret", "token", "key", "oauthbearer.config"].contains { key.contains($0) }
    }

    /// `key=value` lines in alphabetical order, sensitive values masked.
    public var description: String {
        resolved.keys.sorted().map { "\($0)=\(Self.isSensitive($0) ? "***" : resolved[$0] ?? "")" }
            .joined(separator: "\n")
    }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }

    /// A native configuration; the caller owns it.
    func makeConf() throws(KafkaConfigurationError) -> OpaquePointer {
        guard let conf = rd_kafka_conf_new() else { throw KafkaConfigurationError(key: "", message: "out of memory") }
        var text = [CChar](repeating: 0, count: 512)
        for key in resolved.keys.sorted() {
            let code = rd_kafka_conf_set(conf, key, resolved[key], &text, text.count)
            guard code != RD_KAFKA_CONF_OK else { continue }
            rd_kafka_conf_destroy(conf)
            let told = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            let unknown = code == RD_KAFKA_CONF_UNKNOWN
            throw KafkaConfigurationError(
                key: key,
                message: unknown
                    ? "librdkafka \(KafkaLibrary.version) does not know this property"
                    : Self.isSensitive(key) ? "librdkafka refuses the value (not shown)" : told)
        }
        return conf
    }

    private static func resolve(key: String, value: String) throws(KafkaConfigurationError) -> String {
        guard isSensitive(key) else { return value }
        if value.hasPrefix("env:") {
            let name = String(value.dropFirst(4))
            guard let content = SecretSource.environment(name) else {
                throw KafkaConfigurationError(key: key, message: "the environment has no variable \(name)")
            }
            return content
        }
        if value.hasPrefix("file:") {
            let path = String(value.dropFirst(5))
            guard let content = SecretSource.file(path) else {
                throw KafkaConfigurationError(key: key, message: "cannot read the file \(path)")
            }
            return content
        }
        return value
    }
}
