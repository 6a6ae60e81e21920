public import Records

/// What the runtime tells about itself; telemetry turns each into a log line and metrics.
public enum RuntimeEvent: Sendable {
    case starting(partitions: Int)
    /// `ops.control.v1` holds the task: no record is taken and no time passes until it is resumed.
    case paused(TaskID, by: StageControl)
    case resumed(TaskID, reason: String)
    /// A record of `ops.control.v1` that was not understood and is left out.
    case controlFault(SourceRef, message: String)
    /// `ops.control.v1` cannot be read: nothing can be paused.
    case controlMissing(reason: String)
    case tablesLoaded(records: Int, milliseconds: Int64)
    case tableFault(topic: String, key: String, message: String)
    case assigned([Partition])
    case revoked([Partition])
    case lost([Partition])
    case restoreStarted(TaskID, from: Offset, end: Offset, local: Bool)
    case restoreProgress(TaskID, records: Int, remaining: Int64)
    case restoreFinished(TaskID, records: Int, milliseconds: Int64)
    case stateDiscarded(TaskID, reason: String)
    /// A task was opened, and where its state came from before the rest of the changelog is read.
    case taskStarted(TaskID, from: StateOrigin)
    case standbyStarted(TaskID, from: Offset, end: Offset, local: Bool)
    /// Records taken since the last report, and offsets to the changelog's end.
    case standbyProgress(TaskID, records: Int, lag: Int64)
    /// The copy reached the changelog's end for the first time.
    case standbyCaughtUp(TaskID)
    case standbyStopped(TaskID)
    /// A standby cannot go on; the tasks are not touched by it.
    case standbyFault(String)
    case processed(ProcessedReport)
    case deadLetter(SourceRef, code: String, message: String)
    case late(SourceRef, behindMilliseconds: Int64)
    case committed(CommitReport)
    case aborted(reason: String)
    case checkpointed(TaskID, milliseconds: Double)
    case checkpointFailed(TaskID, BackendFault)
    case lag(LagReport)
    /// How far the event-time watermark of the worker's worst task is behind the wall clock.
    case watermark(behindMilliseconds: Int64)
    case fault(LogFault)
    case stopped(reason: String)
}

/// Where a task found its state.
public enum StateOrigin: String, Sendable, CaseIterable {
    /// A standby followed it until now.
    case standby
    /// A file of an earlier time.
    case file
    /// Nowhere: the whole changelog is read.
    case changelog
}

/// What one cycle did.
public struct ProcessedReport: Sendable {
    public var topic: String
    public var records: Int
    public var emitted: Int
    public init(topic: String, records: Int, emitted: Int) {
        self.topic = topic
        self.records = records
        self.emitted = emitted
    }
}

/// One commit.
public struct CommitReport: Sendable {
    public var records: Int
    public var changelogRecords: Int
    /// From the begin of the commit to its end.
    public var milliseconds: Double
    /// From the oldest record's Kafka timestamp to the end of the commit.
    public var endToEndMillisecondsMax: Int64
    public var stateEntries: Int
}

/// One input partition after a commit.
public struct LagReport: Sendable {
    public var partition: TopicPartition
    public var committed: Offset
    public var end: Offset?
    /// Age of the last processed record's Kafka timestamp while there is lag; 0 when caught up.
    public var lagMilliseconds: Int64
    public var lagRecords: Int64 { max(0, (end?.rawValue ?? committed.rawValue) - committed.rawValue) }
}

/// Hears ``RuntimeEvent``s, on the worker's thread: be quick.
public protocol RuntimeObserver: Sendable {
    func observe(_ event: RuntimeEvent, stage: String, worker: Int)
}

/// Hears nothing.
public struct SilentObserver: RuntimeObserver {
    public init() {}
    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) {}
}
