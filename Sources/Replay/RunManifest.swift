public import Records
public import Runtime
import StageKit
import Wire

/// Everything that defines a replay: written down before it starts, never changed after.
///
/// A run reads its ranges of live topics with a consumer group and a state directory of its own. What its stages
/// publish goes to topics of its own (``RunNames``), so that live work neither sees nor waits for it.
public struct RunManifest: Codable, Sendable, Equatable {
    /// Where the stages' final outputs go.
    public enum Outputs: String, Codable, Sendable, CaseIterable {
        /// To the run's own topics.
        case run
        /// To the live topics, marked with the header `prahari-run-id`. What a stage of the run reads back (its loops,
        /// its changelog), dead letters and alert commands still go to topics of the run.
        case live
    }

    /// What is read of one partition.
    public struct Range: Codable, Sendable, Equatable {
        public var topic: String
        public var partition: Int32
        /// Where reading begins: before `from` for a warm-up, which makes state and publishes nothing.
        public var warmUp: Int64
        /// The first offset whose outputs count.
        public var from: Int64
        /// The first offset that is not read.
        public var to: Int64

        public init(topic: String, partition: Int32, warmUp: Int64, from: Int64, to: Int64) {
            self.topic = topic
            self.partition = partition
            self.warmUp = warmUp
            self.from = from
            self.to = to
        }

        public var source: TopicPartition { TopicPartition(topic: topic, partition: Partition(partition)) }
    }

    public var id: String
    /// In the order they run, one after the other.
    public var stages: [String]
    /// Sorted by topic and partition; physical names.
    public var ranges: [Range]
    /// Outputs without a source of their own (a timer's, a later stage's) count when their Kafka timestamp is in here;
    /// half open, milliseconds.
    public var windowFrom: Int64
    public var windowTo: Int64
    /// Only records of these Kafka keys are read of the ranges; empty: all.
    public var keys: [String]
    /// Records a second; nil: as fast as it goes.
    public var rate: Int?
    public var outputs: Outputs
    /// Live topics and what the run has in their place; physical names.
    public var names: [String: String]
    /// Live names of the topics that a stage of the run both may write and reads: the warm-up's outputs go there too.
    public var readBack: [String]
    /// Tables of which the run has a copy with other documents in it; physical names.
    public var tables: [String]
    /// Whether commands of the alerts stage may go to the live topic, and why.
    public var deliver: Bool
    public var reason: String?
    public var by: String
    /// RFC 3339.
    public var createdAt: String

    public var window: Swift.Range<Int64> { windowFrom..<max(windowFrom, windowTo) }

    /// Whether input records, and so the outputs' values, carry the run's id. Not in a rehearsal of the alerts stage in
    /// topics of the run: it would then hold back what it tells live, and there would be nothing to compare.
    public var marksInputs: Bool { outputs == .live || !stages.contains("alerts") }

    /// Whether an output belongs to the range that counts, not to the warm-up.
    ///
    /// - Parameters:
    ///   - id: `ce_id`, which names the input record; nil for a dead letter without one.
    ///   - timestamp: the output's Kafka timestamp, which is its input's.
    public func counts(id: String?, timestamp: EventTime?) -> Bool {
        if let id, let source = OutputID(id)?.source, let range = range(of: source) {
            return source.offset.rawValue >= range.from && source.offset.rawValue < range.to
        }
        guard let timestamp else { return true }
        return window.contains(timestamp.milliseconds)
    }

    /// Whether the record at `source` counts; by timestamp where its topic is not of the ranges.
    public func counts(_ source: SourceRef, timestamp: EventTime) -> Bool {
        guard let range = range(of: source) else { return window.contains(timestamp.milliseconds) }
        return source.offset.rawValue >= range.from && source.offset.rawValue < range.to
    }

    private func range(of source: SourceRef) -> Range? {
        ranges.first { $0.partition == source.partition.rawValue && $0.topic == source.topic }
    }
}

/// The parts of a `ce_id`: `<stage>/<version>/<topic>-<partition>-<offset>-<n>`.
public struct OutputID: Sendable, Equatable {
    /// Nil for what a timer caused.
    public var source: SourceRef?
    public var number: Int

    /// Nil for text of another form.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        // A promoted record's id ends in `@<run>`.
        let rest = parts[2].split(separator: "@", maxSplits: 1)[0]
        var fields = rest.split(separator: "-", omittingEmptySubsequences: false)
        guard let number = fields.popLast().flatMap({ Int($0) }) else { return nil }
        self.number = number
        guard !rest.hasPrefix("timer/") else { return }
        guard let offset = fields.popLast().flatMap({ Int64($0) }),
            let partition = fields.popLast().flatMap({ Int32($0) })
        else { return nil }
        source = SourceRef(
            topic: fields.joined(separator: "-"), partition: Partition(partition), offset: Offset(offset))
    }
}
