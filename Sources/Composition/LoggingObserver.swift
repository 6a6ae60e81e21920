public import Logging
import Records
public import Runtime

/// Tells the runtime's events as log lines: life-cycle at info, trouble at warning and error, the rest at debug.
public struct LoggingObserver: RuntimeObserver {
    private let logger: Logger

    public init(_ logger: Logger) { self.logger = logger }

    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        guard let (level, text) = Self.line(event) else { return }
        guard level >= logger.logLevel else { return }
        logger.log(level: level, "\(text)", metadata: ["stage": "\(stage)", "worker": "\(worker)"])
    }

    private static func line(_ event: RuntimeEvent) -> (Logger.Level, String)? {
        switch event {
        case .starting(let partitions): (.info, "joining the group; the inputs have \(partitions) partitions")
        case .tablesLoaded(let records, let milliseconds):
            (.info, "reference tables read: \(records) records in \(milliseconds) ms")
        case .tableFault(let topic, let key, let message):
            (.warning, "reference record refused, the table keeps what it had: \(topic) key '\(key)': \(message)")
        case .assigned(let partitions): (.info, "assigned \(list(partitions))")
        case .revoked(let partitions): (.info, "revoked \(list(partitions))")
        case .lost(let partitions): (.warning, "lost \(list(partitions)): another member owns them; nothing of them is committed")
        case .stopped(let reason): (.info, "stopped: \(reason)")
        case .fault(let fault): (fault.kind == .retriable ? .warning : .error, "\(fault)")
        case .aborted(let reason): (.warning, "transaction aborted, going back to the last commit: \(reason)")
        default: stateLine(event)
        }
    }

    private static func stateLine(_ event: RuntimeEvent) -> (Logger.Level, String)? {
        switch event {
        case .restoreStarted(let task, let from, let end, let local):
            (
                .info, "restoring \(task) from changelog offset \(from.rawValue) to \(end.rawValue)"
                    + (local ? ", the rest is in the local file" : ", no local state")
            )
        case .restoreProgress(let task, let records, let remaining):
            (.debug, "restoring \(task): \(records) records read, \(remaining) to go")
        case .restoreFinished(let task, let records, let milliseconds):
            (.info, "restored \(task): \(records) changelog records in \(milliseconds) ms")
        case .stateDiscarded(let task, let reason): (.warning, "local state of \(task) is rebuilt: \(reason)")
        case .checkpointFailed(let task, let fault):
            (.error, "checkpoint of \(task) failed, nothing is lost, trying again: \(fault)")
        case .checkpointed(let task, let milliseconds): (.debug, "checkpoint of \(task) in \(Int(milliseconds)) ms")
        default: recordLine(event)
        }
    }

    private static func recordLine(_ event: RuntimeEvent) -> (Logger.Level, String)? {
        switch event {
        case .deadLetter(let source, let code, let message):
            (
                .warning, "dead letter [\(code)] \(source.topic)-\(source.partition.rawValue)@\(source.offset.rawValue): "
                    + message
            )
        case .late(let source, let behind):
            (.info, "late by \(behind) ms: \(source.topic)-\(source.partition.rawValue)@\(source.offset.rawValue)")
        case .committed(let report):
            (.debug, "committed \(report.records) records in \(Int(report.milliseconds)) ms")
        default: nil
        }
    }

    private static func list(_ partitions: [Partition]) -> String {
        partitions.isEmpty ? "no partitions" : "partitions " + partitions.map { String($0.rawValue) }.joined(separator: ", ")
    }
}

/// Hands every event to several observers.
public struct ObserverGroup: RuntimeObserver {
    private let observers: [any RuntimeObserver]
    public init(_ observers: [any RuntimeObserver]) { self.observers = observers }
    public func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        for observer in observers { observer.observe(event, stage: stage, worker: worker) }
    }
}
