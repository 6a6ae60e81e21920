import KafkaLog
public import Logging
import RdKafka
public import Runtime
import SQLiteStore
import StageKit

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
        let sealKey = try configuration.sealKey { logger.warning("\($0)") }
        if let sealKey {
            logger.info(
                "state is sealed under the key in '\(sealKey.source)', check value \(SealMark.text(sealKey.check))")
        }
        var slots: [ProcessHost.Slot] = []
        var companions: [any Companion] = []
        for name in stages {
            guard let stage = StageRegistry.stage(named: name) else {
                throw ConfigurationFault(
                    "unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
            }
            let standby = standby(of: stage, configuration, logs: logs, observer: observer, logger: logger)
            if let standby { companions.append(StandbyCompanion(standby, stage: name) { logger.error("\($0)") }) }
            for number in 0..<configuration.workers {
                let settings = configuration.runtime
                slots.append(
                    ProcessHost.Slot(stage: name, number: number) { () throws(WorkerFault) in
                        try stage.makeWorker(
                            AnyStage.WorkerParts(
                                settings: settings, slot: number, logs: logs, backends: backends,
                                clock: clock, observer: observer, standby: standby, sealKey: sealKey))
                    })
            }
        }
        return ProcessHost(slots: slots, companions: companions, heartbeat: heartbeat) { logger.error("\($0)") }
    }

    /// Nil unless `num.standby.replicas` asks for one and the stage keeps state.
    private static func standby(
        of stage: AnyStage, _ configuration: Configuration, logs: KafkaLogFactory, observer: any RuntimeObserver,
        logger: Logger
    ) -> Standby? {
        guard configuration.runtime.standbyReplicas > 0 else { return nil }
        var options = SQLiteOptions()
        // A copy is written in sorted runs and never read.
        options.cacheKibibytes /= 4
        let backends = SQLiteBackendFactory(directory: configuration.stateDirectory, options: options) { report in
            logger.warning("a standby's file was set aside: \(report.path) is now \(report.movedTo): \(report.reason)")
        }
        return Standby(
            stage: stage.descriptor.name, process: configuration.instance, changelog: stage.descriptor.changelogTopic,
            settings: configuration.runtime, logs: logs, backends: backends, clock: SystemClock(), observer: observer)
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
