import Runtime

/// One key of the configuration: its meaning, what is legal, and how it is read and written.
public struct Setting: Sendable {
    public let key: String
    public let summary: String
    /// What is legal, in words: `1...1000000`.
    public let legal: String
    public let get: @Sendable (Configuration) -> String
    /// Returns false when the text is not legal.
    let set: @Sendable (inout Configuration, String) -> Bool

    static func whole(
        _ key: String, _ path: any WritableKeyPath<Configuration, Int> & Sendable, _ range: ClosedRange<Int>,
        _ summary: String
    ) -> Setting {
        Setting(
            key: key, summary: summary, legal: "a whole number in \(range.lowerBound)...\(range.upperBound)",
            get: { String($0[keyPath: path]) },
            set: { configuration, text in
                guard let value = Int(text), range.contains(value) else { return false }
                configuration[keyPath: path] = value
                return true
            })
    }

    static func milliseconds(
        _ key: String, _ path: any WritableKeyPath<Configuration, Int64> & Sendable, _ range: ClosedRange<Int64>,
        _ summary: String
    ) -> Setting {
        Setting(
            key: key, summary: summary, legal: "milliseconds in \(range.lowerBound)...\(range.upperBound)",
            get: { String($0[keyPath: path]) },
            set: { configuration, text in
                guard let value = Int64(text), range.contains(value) else { return false }
                configuration[keyPath: path] = value
                return true
            })
    }

    static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
        _ key: String, _ path: any WritableKeyPath<Configuration, Value> & Sendable, _ summary: String
    ) -> Setting where Value.RawValue == String {
        Setting(
            key: key, summary: summary, legal: "one of " + Value.allCases.map(\.rawValue).joined(separator: ", "),
            get: { $0[keyPath: path].rawValue },
            set: { configuration, text in
                guard let value = Value(rawValue: text) else { return false }
                configuration[keyPath: path] = value
                return true
            })
    }

    static func text(
        _ key: String, _ path: any WritableKeyPath<Configuration, String> & Sendable, legal: String, _ summary: String,
        isLegal: @escaping @Sendable (String) -> Bool
    ) -> Setting {
        Setting(
            key: key, summary: summary, legal: legal, get: { $0[keyPath: path] },
            set: { configuration, text in
                guard isLegal(text) else { return false }
                configuration[keyPath: path] = text
                return true
            })
    }

    /// Every key but the `kafka.` pass-through, in the order `config show` prints them.
    public static let all: [Setting] = identity + processing + state + operations

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A)
                    || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
            }
    }

    private static let nameRule = "1...64 of letters, digits, '.', '-', '_'"

    private static let identity: [Setting] = [
        .text(
            "instance.id", \.instance, legal: nameRule,
            "names this process in group.instance.id and transactional.id; stable over restarts", isLegal: isName),
        .text(
            "topic.prefix", \.runtime.topicPrefix, legal: "empty or " + nameRule,
            "put before every topic name, so that deployments can share a cluster",
            isLegal: { $0.isEmpty || isName($0) }),
        .text(
            "group.prefix", \.groupPrefix, legal: "empty or " + nameRule,
            "put before every consumer group and transactional id", isLegal: { $0.isEmpty || isName($0) }),
        .choice(
            "group.membership", \.membership,
            "static: a restart moves no partition, a stop waits for the session to end; dynamic: a stop hands over at once"
        ),
        .whole(
            "workers", \.workers, 1...64, "workers of each stage in this process; each takes a share of the partitions"),
    ]

    private static let processing: [Setting] = [
        .choice(
            "processing.guarantee", \.runtime.guarantee, "exactly_once: one transaction for outputs, state and offsets"),
        .milliseconds(
            "commit.interval.ms", \.runtime.commitIntervalMilliseconds, 1...60_000,
            "longest time a transaction stays open"),
        .whole("commit.records.max", \.runtime.commitRecordsMax, 1...1_000_000, "most records in one transaction"),
        .whole("poll.records.max", \.runtime.pollRecordsMax, 1...100_000, "most records taken by one poll"),
        .whole(
            "buffered.records.max", \.runtime.bufferedRecordsMax, 1...1_000_000,
            "records waiting in memory for one input partition before it is paused"),
        .milliseconds(
            "input.wait.ms", \.runtime.inputWaitMilliseconds, 0...600_000,
            "how long a stage with several inputs that catches up waits for one that is behind, to keep event-time order"
        ),
        .milliseconds(
            "input.wait.age.ms", \.runtime.inputWaitAgeMilliseconds, 0...86_400_000,
            "a stage catches up while its next record is at least this old; younger ones wait for no other input"),
        .milliseconds(
            "watermark.idle.ms", \.runtime.watermarkIdleMilliseconds, 100...3_600_000,
            "after this silence an input no longer holds the watermark back"),
        .milliseconds(
            "future.tolerance.ms", \.runtime.futureToleranceMilliseconds, 0...31_536_000_000,
            "an event time further ahead of its Kafka timestamp is refused"),
        .choice(
            "offset.out.of.range", \.runtime.offsetOutOfRange,
            "what to do when the committed offset is not in the log any more"),
        Setting(
            key: "start.from", summary: "where a group without committed offsets starts",
            legal: "one of earliest, latest",
            get: { $0.runtime.startFromEarliest ? "earliest" : "latest" },
            set: { configuration, text in
                guard text == "earliest" || text == "latest" else { return false }
                configuration.runtime.startFromEarliest = text == "earliest"
                return true
            }),
    ]

    private static let state: [Setting] = [
        .text(
            "state.dir", \.stateDirectory, legal: "a path", "where local state lives, one file a task",
            isLegal: { !$0.isEmpty }),
        .text(
            "state.encryption.key.file", \.stateKeyFile, legal: "empty or a path",
            "seals account numbers and all else in local state and changelogs under the key in this file (64 hexadecimal "
                + "digits or more, or 32 bytes); empty keeps them in clear",
            isLegal: { _ in true }),
        .whole(
            "state.cache.entries", \.runtime.stateCacheEntries, 16...100_000_000,
            "keys of each store that a worker keeps decoded in memory, shared out among its tasks"),
        .milliseconds(
            "checkpoint.interval.ms", \.runtime.checkpointIntervalMilliseconds, 10...3_600_000,
            "how often changed keys go to the local file; younger ones are read back from the changelog after a crash"),
        .whole(
            "num.standby.replicas", \.runtime.standbyReplicas, 0...3,
            "warm copies of the partitions of other processes, so that a failover need not restore; of use from two "
                + "processes of a stage on, each with a state.dir of its own"),
        .milliseconds(
            "changelog.delete.retention.ms", \.runtime.changelogDeleteRetentionMilliseconds, 60_000...31_536_000_000,
            "a local file older than this is rebuilt; equal to delete.retention.ms of the changelog topics"),
    ]

    private static let operations: [Setting] = [
        .text(
            "http.address", \.httpAddress, legal: "an address", "where /metrics, /livez and /readyz listen",
            isLegal: { !$0.isEmpty }),
        .whole("http.port", \.httpPort, -1...65_535, "port of the same; 0 takes a free one, -1 starts no server"),
        .choice("log.format", \.logFormat, "text for people, json for machines"),
        .text(
            "log.level", \.logLevel, legal: "one of trace, debug, info, notice, warning, error, critical",
            "least severe level that is logged",
            isLegal: { ["trace", "debug", "info", "notice", "warning", "error", "critical"].contains($0) }),
        .milliseconds(
            "shutdown.timeout.ms", \.shutdownTimeoutMilliseconds, 1_000...600_000, "how long a graceful stop may take"),
        .milliseconds(
            "stall.timeout.ms", \.stallMilliseconds, 1_000...3_600_000,
            "a partition with lag and no progress for this long makes /livez fail"),
    ]
}
