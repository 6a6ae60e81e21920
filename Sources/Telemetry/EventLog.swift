import Logging
import Records
import Runtime

/// The log line of a runtime event.
struct EventLog {
    var level: Logger.Level
    var message: String
    var metadata: Logger.Metadata = [:]
    /// Set for events that may come once a record.
    var limitKey: String?

    /// Nil for events that only count.
    static func line(of event: RuntimeEvent) -> EventLog? {
        switch event {
        case .processed, .committed, .lag, .watermark, .restoreProgress, .standbyProgress: nil
        case .checkpointed(let id, let milliseconds):
            EventLog(
                level: .debug, message: "checkpoint written",
                metadata: partition(id).merging(["milliseconds": "\(Int64(milliseconds))"]) { $1 })
        case .starting(let partitions):
            EventLog(level: .info, message: "starting", metadata: ["partitions": "\(partitions)"])
        case .tablesLoaded(let records, let milliseconds):
            EventLog(
                level: .info, message: "tables loaded",
                metadata: ["records": "\(records)", "milliseconds": "\(milliseconds)"])
        case .tableFault(let topic, let key, let message):
            EventLog(
                level: .warning, message: "a table's record was not taken: \(message)",
                metadata: ["topic": "\(topic)", "key": "\(key)"], limitKey: "table")
        case .paused(let id, let control):
            EventLog(level: .notice, message: "\(control.summary)", metadata: partition(id))
        case .resumed(let id, let reason):
            EventLog(level: .notice, message: "goes on: \(reason)", metadata: partition(id))
        case .controlFault(let source, let message):
            EventLog(
                level: .warning, message: "a control record was not understood and is left out: \(message)",
                metadata: position(source), limitKey: "control")
        case .controlMissing(let reason):
            EventLog(level: .warning, message: "cannot be paused: \(reason)", limitKey: "control")
        case .stateDiscarded(let id, let reason):
            EventLog(level: .warning, message: "local state is rebuilt: \(reason)", metadata: partition(id))
        case .deadLetter, .late, .aborted, .checkpointFailed, .fault: trouble(event)
        case .assigned, .revoked, .lost, .restoreStarted, .restoreFinished, .stopped: lifecycle(event)
        case .taskStarted, .standbyStarted, .standbyCaughtUp, .standbyStopped, .standbyFault: standby(event)
        }
    }

    private static func standby(_ event: RuntimeEvent) -> EventLog? {
        switch event {
        case .taskStarted(let id, let origin):
            EventLog(
                level: .info, message: "task opened",
                metadata: partition(id).merging(["state": "\(origin.rawValue)"]) { $1 })
        case .standbyStarted(let id, let from, let end, _):
            EventLog(
                level: .info, message: "standby follows",
                metadata: partition(id).merging(["from": "\(from.rawValue)", "end": "\(end.rawValue)"]) { $1 })
        case .standbyCaughtUp(let id):
            EventLog(level: .info, message: "standby caught up", metadata: partition(id))
        case .standbyStopped(let id):
            EventLog(level: .info, message: "standby stopped following", metadata: partition(id))
        case .standbyFault(let text):
            EventLog(level: .warning, message: "standby: \(text); the tasks go on", limitKey: "standby")
        default: nil
        }
    }

    private static func trouble(_ event: RuntimeEvent) -> EventLog? {
        switch event {
        case .deadLetter(let source, let code, let message):
            EventLog(
                level: .warning, message: "dead letter: \(message)",
                metadata: position(source).merging(["code": "\(code)"]) { $1 }, limitKey: "dead/\(code)")
        case .late(let source, let behind):
            EventLog(
                level: .info, message: "late record",
                metadata: position(source).merging(["milliseconds": "\(behind)"]) { $1 }, limitKey: "late")
        case .aborted(let reason):
            EventLog(level: .warning, message: "transaction rolled back: \(reason)", limitKey: "aborted")
        case .checkpointFailed(let id, let fault):
            EventLog(
                level: .error, message: "checkpoint failed, tried again later: \(fault)", metadata: partition(id),
                limitKey: "checkpoint")
        case .fault(let fault):
            EventLog(
                level: fault.kind == .retriable || fault.kind == .abortable ? .warning : .error,
                message: fault.description, metadata: ["native": "\(fault.nativeName)"],
                limitKey: "fault/\(fault.nativeName)")
        default: nil
        }
    }

    private static func lifecycle(_ event: RuntimeEvent) -> EventLog? {
        switch event {
        case .assigned(let partitions): EventLog(level: .info, message: "assigned", metadata: list(partitions))
        case .revoked(let partitions): EventLog(level: .info, message: "revoked", metadata: list(partitions))
        case .lost(let partitions):
            EventLog(level: .warning, message: "lost: the group gave the partitions away", metadata: list(partitions))
        case .restoreStarted(let id, let from, let end, let local):
            EventLog(
                level: .info,
                message: local ? "restoring on top of the local file" : "restoring from the changelog's start",
                metadata: partition(id).merging(["from": "\(from.rawValue)", "end": "\(end.rawValue)"]) { $1 })
        case .restoreFinished(let id, let records, let milliseconds):
            EventLog(
                level: .info, message: "restored",
                metadata: partition(id).merging(["records": "\(records)", "milliseconds": "\(milliseconds)"]) { $1 })
        case .stopped(let reason): EventLog(level: .info, message: "stopped: \(reason)")
        default: nil
        }
    }

    private static func partition(_ id: TaskID) -> Logger.Metadata { ["partition": "\(id.partition.rawValue)"] }

    private static func list(_ partitions: [Partition]) -> Logger.Metadata {
        ["partitions": "\(partitions.map { String($0.rawValue) }.joined(separator: ","))"]
    }

    private static func position(_ source: SourceRef) -> Logger.Metadata {
        [
            "topic": "\(source.topic)", "partition": "\(source.partition.rawValue)",
            "offset": "\(source.offset.rawValue)",
        ]
    }
}
