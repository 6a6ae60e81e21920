/// What a configuration that was read again changes.
public struct ConfigurationChange: Sendable, Equatable, CustomStringConvertible {
    public var key: String
    public var old: String
    public var new: String
    /// A running process takes it; otherwise it holds from the next start on.
    public var isLive: Bool

    public var description: String { "\(key): \(old) -> \(new)" }
}

extension Configuration {
    /// What differs in `other`, by key; a secret's value is not shown.
    public func changes(to other: Configuration) -> [ConfigurationChange] {
        var changes: [ConfigurationChange] = []
        for setting in Setting.all where setting.get(self) != setting.get(other) {
            changes.append(
                ConfigurationChange(
                    key: setting.key, old: setting.get(self), new: setting.get(other), isLive: setting.isLive))
        }
        for key in Set(kafka.keys).union(other.kafka.keys).sorted() where kafka[key] != other.kafka[key] {
            func shown(_ value: String?) -> String {
                value.map { Configuration.isSecret(key) ? "(hidden)" : $0 } ?? "(not set)"
            }
            changes.append(
                ConfigurationChange(
                    key: "kafka." + key, old: shown(kafka[key]), new: shown(other.kafka[key]), isLive: false))
        }
        return changes
    }
}

extension Setting {
    private static let live: Set<String> = [
        "commit.interval.ms", "commit.records.max", "poll.records.max", "buffered.records.max", "input.wait.ms",
        "input.wait.age.ms", "checkpoint.interval.ms", "log.level",
    ]

    /// A running process takes a new value on SIGHUP. Only what decides no output and names nothing at the broker.
    public var isLive: Bool { Self.live.contains(key) }
}
