import KafkaLog
public import Logging
import RdKafka
public import Runtime
import SQLiteStore

/// Builds the workers of a process from the configuration: what `prahari run` runs.
public enum StageHost {
    /// - Parameters:
    ///   - stages: names from ``StageRegistry/names``.
    ///   - observer: hears every worker.
    ///   - clock: what the workers read time from.
    ///   - heartbeat: called after every turn of a worker.
    ///   - logger: takes the host's own lines and librdkafka's.
    public static func make(
        _ configuration: Configuration, stages: [String], observer: any RuntimeObserver, logger: Logger,
        clock: any RuntimeClock = SystemClock(),
        heartbeat: @escaping @Sendable (_ stage: String, _ worker: Int) -> Void = { _, _ in }
    ) throws -> ProcessHost {
        let logs = try KafkaLogFactory(
            configuration.kafkaLogSettings { line in
                logger.log(level: level(of: line.level), "librdkafka \(line.facility): \(line.message)")
            })
        let backends = SQLiteBackendFactory(directory: configuration.stateDirectory) { report in
            logger.warning(
                "local state set aside and rebuilt: \(report.path) is now \(report.movedTo): \(report.reason)")
        }
        var slots: [ProcessHost.Slot] = []
        for name in stages {
            guard let stage = StageRegistry.stage(named: name) else {
                throw ConfigurationFault(
                    "unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
            }
            for number in 0..<configuration.workers {
                let settings = configuration.runtime
                slots.append(
                    ProcessHost.Slot(stage: name, number: number) { () throws(WorkerFault) in
                        try stage.makeWorker(
                            AnyStage.WorkerParts(
                                settings: settings, slot: number, logs: logs, backends: backends,
                                clock: clock, observer: observer))
                    })
            }
        }
        return ProcessHost(slots: slots, heartbeat: heartbeat) { logger.error("\($0)") }
    }

    /// librdkafka's levels are syslog's.
    private static func level(of syslog: Int) -> Logger.Level {
        switch syslog {
        case ...2: .critical
        case 3: .error
        case 4: .warning
        case 5: .notice
        case 6: .info
        default: .debug
        }
    }
}
