public import KafkaLog
public import Runtime

/// Everything that can be set, validated: defaults, then the file, then the environment, then `--set`.
public struct Configuration: Sendable {
    public var runtime = RuntimeSettings()
    /// librdkafka properties as the user gave them, without the `kafka.` prefix.
    public var kafka: [String: String] = ["bootstrap.servers": "127.0.0.1:19092"]
    /// Names this process; keep it stable over restarts, so that a restart fences its predecessor at once.
    public var instance = "local"
    /// Before every consumer group and transactional id.
    public var groupPrefix = ""
    public var membership = GroupMembership.fixed
    /// Workers of each stage in this process; each takes a share of the partitions.
    public var workers = 1
    public var stateDirectory = ".state"
    /// Of the key that state is sealed under; empty keeps it in clear.
    public var stateKeyFile = ""
    public var httpAddress = "127.0.0.1"
    /// 0 takes any free port; -1 starts no server.
    public var httpPort = 9464
    public var logFormat = LogFormat.text
    public var logLevel = "info"
    public var shutdownTimeoutMilliseconds: Int64 = 30_000
    /// A partition with lag and no progress for this long makes `/livez` fail.
    public var stallMilliseconds: Int64 = 120_000
    /// Where each key's value came from, for `prahari config show`.
    public internal(set) var origins: [String: String] = [:]

    public enum LogFormat: String, Sendable, CaseIterable { case text, json }

    public init() {}

    /// What was given by `--set`, and Kafka's properties whatever they came from, as `key=value`: for a child process, which
    /// gets its own name, folder and port.
    public var given: [String] {
        let kept = ["instance.id", "state.dir", "http.port"]
        let own = Setting.all.filter { origins[$0.key] == "--set" && !kept.contains($0.key) }.map {
            "\($0.key)=\($0.get(self))"
        }
        return own + shared
    }

    /// Kafka's properties and the key that state is sealed under, whatever they came from, as `key=value`.
    public var shared: [String] {
        kafka.sorted { $0.key < $1.key }.map { "kafka.\($0.key)=\($0.value)" }
            + (stateKeyFile.isEmpty ? [] : ["state.encryption.key.file=\(stateKeyFile)"])
    }
}

/// A setting that cannot be: names the key, the value and what is legal.
public struct ConfigurationFault: Error, Sendable, CustomStringConvertible {
    public var description: String
    public init(_ description: String) { self.description = description }

    init(key: String, value: String, legal: String, origin: String) {
        description = "setting '\(key)' = '\(value)' (from \(origin)): expected \(legal)"
    }
}
