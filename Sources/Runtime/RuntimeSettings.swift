public import Records

/// What a committed record may count on.
public enum ProcessingGuarantee: String, Sendable, CaseIterable {
    /// Outputs, state and offsets in one Kafka transaction.
    case exactlyOnce = "exactly_once"
    /// No transaction: after a crash outputs may repeat, with the same `ce_id`.
    case atLeastOnce = "at_least_once"
}

/// What to do when the committed offset is not in the log any more.
public enum OffsetOutOfRangePolicy: String, Sendable, CaseIterable {
    case fail, earliest, latest
}

/// The knobs of a worker. Every default is visible with `prahari config show`.
public struct RuntimeSettings: Sendable, Equatable {
    public var guarantee = ProcessingGuarantee.exactlyOnce
    /// Longest time between the first record of a transaction and its commit.
    public var commitIntervalMilliseconds: Int64 = 100
    /// Most records in one transaction.
    public var commitRecordsMax = 50_000
    /// How often changed keys go to SQLite; what is younger is read back from the changelog after a crash. Earlier when half
    /// of the cache waits for it. A key costs several microseconds, and a busy one is written once an interval.
    public var checkpointIntervalMilliseconds: Int64 = 30_000
    /// Most records taken by one poll.
    public var pollRecordsMax = 5_000
    /// Most records waiting in memory for each input partition; above it the partition is paused.
    public var bufferedRecordsMax = 10_000
    /// How long a task with several inputs waits for an input that is neither empty at its end nor has records.
    public var inputWaitMilliseconds: Int64 = 1_000
    /// A record younger than this is not held back for other inputs: they are as live as it is, and one that sends a record
    /// now and then is between "empty" and "at its end" most of the time. Only a task that catches up waits.
    public var inputWaitAgeMilliseconds: Int64 = 10_000
    /// After this long without records an input no longer holds the watermark back.
    public var watermarkIdleMilliseconds: Int64 = 5_000
    public var wallClockTickMilliseconds: Int64 = 1_000
    /// Entries of each cached store that a worker keeps decoded in memory, shared out among its tasks.
    public var stateCacheEntries = 200_000
    /// How many deaths of other processes each partition's warm copies are laid out for; 0 keeps none. See ``StandbyPlan``.
    public var standbyReplicas = 0
    /// How long a followed changelog that was read to its end is left alone.
    public var standbyPauseMilliseconds: Int64 = 500
    /// A local file older than this is rebuilt: the changelog may have dropped its tombstones. Matches the topic's `delete.retention.ms`.
    public var changelogDeleteRetentionMilliseconds: Int64 = 86_400_000
    public var offsetOutOfRange = OffsetOutOfRangePolicy.fail
    /// Where a group without committed offsets starts.
    public var startFromEarliest = true
    /// A record whose event time is further ahead of its Kafka timestamp is refused: one bad clock must not make the rest late.
    public var futureToleranceMilliseconds: Int64 = 86_400_000
    /// Whether pauses and resumptions of `ops.control.v1` hold for this worker; a replay's do not.
    public var followsControl = true
    /// Before every topic name; lets several deployments share a cluster.
    public var topicPrefix = ""

    public init() {}

    /// The physical name of `topic`.
    public func name(of topic: Topic) -> String { topicPrefix + topic.rawValue }
}

/// Where the worker reads time. Only ticks, intervals and metrics come from here; decisions use event time.
public protocol RuntimeClock: Sendable {
    /// Wall clock.
    func now() -> EventTime
    /// For durations; never goes back.
    func monotonicNanoseconds() -> UInt64
}

extension RuntimeClock {
    /// For intervals, as a time: a wall clock that is set back by a day must not make anything wait for a day.
    var steady: EventTime { EventTime(milliseconds: Int64(monotonicNanoseconds() / 1_000_000)) }
}
