import Foundation
import KafkaLog
public import Logging
import RdKafka
import Records
public import Replay
public import Runtime
import SQLiteStore
import StageKit
import Wire

/// Makes and drives a run on the configured cluster.
public final class ReplayHost {
    private let cluster: Cluster
    private let configuration: Configuration
    private let manifest: RunManifest
    private let ledger: RunLedger

    public init(_ cluster: Cluster, _ manifest: RunManifest) {
        self.cluster = cluster
        configuration = cluster.configuration
        self.manifest = manifest
        ledger = RunLedger(cluster, run: manifest.id)
    }

    /// A document of a table that the run reads instead of the live one.
    public struct Overlay: Sendable {
        public var topic: String
        public var key: String
        public var value: [UInt8]
        public init(topic: String, key: String, value: [UInt8]) {
            self.topic = topic
            self.key = key
            self.value = value
        }
    }

    /// Creates the run's topics, copies its tables and writes the manifest down, in this order: a run without manifest
    /// was not made whole.
    public func create(_ plan: ReplayPlan, overlays: [Overlay]) throws {
        let topics = plan.creates.map { topic in
            KafkaNewTopic(
                name: topic.topic, partitions: topic.partitions,
                configs: topic.isCompacted
                    ? ["cleanup.policy": "compact"] : ["cleanup.policy": "delete", "retention.ms": "1209600000"])
        }
        let failed = try cluster.makeAdmin().createTopics(topics)
        if let (topic, error) = failed.min(by: { $0.key < $1.key }) {
            throw ClusterFault("cannot create '\(topic)': \(error); another --id, or prahari replay drop first")
        }
        for table in manifest.tables { try copy(table, overlays) }
        try ledger.write(RunLedger.manifestKey, manifest)
        try tell(.planned)
    }

    private func copy(_ table: String, _ overlays: [Overlay]) throws {
        var last: [[UInt8]: [UInt8]] = [:]
        let reader = try TopicReader(cluster, topic: table, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { for record in $0 { last[record.key ?? []] = record.value } }
        for overlay in overlays where overlay.topic == table { last[Array(overlay.key.utf8)] = overlay.value }
        let producer = try BulkProducer(cluster)
        for (key, value) in last.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try producer.send(key: key, value: value, to: RunNames.topic(table, run: manifest.id))
        }
        try producer.finish()
    }

    /// Runs the stages one after the other, each to the end of its ranges. Cancelled, killed or failed, the same call
    /// takes the run up where it was.
    ///
    /// A finished run keeps its outputs and gives up what only a run that goes on needs: its changelogs, as large as the live
    /// ones, and the local state. So it is not run again; `drop` and another id do that.
    ///
    /// - Parameter progress: told about once a second, and at the end of each stage.
    public func run(
        observer: any RuntimeObserver, logger: Logger, isStopping: @escaping () -> Bool,
        progress: @escaping (ReplayProgress) -> Void
    ) throws -> ReplayRun.Outcome {
        if let phase = try ledger.read().state?.phase, phase == .finished || phase == .promoted { return .finished }
        try ledger.write(RunLedger.cancelKey, nil)
        let watch = try TopicReader(cluster, topic: ledger.topic, from: .end)
        defer { watch.close() }
        var read: Int64 = 0
        do {
            for stage in manifest.stages {
                let outcome = try run(
                    stage, observer: observer, logger: logger, watch: watch, isStopping: isStopping
                ) { told, isLast in
                    if isLast { read += told.read }
                    progress(told)
                }
                if outcome == .cancelled {
                    try tell(.cancelled, stage)
                    return .cancelled
                }
            }
        } catch {
            try? tell(.failed, detail: "\(error)")
            throw error
        }
        try tell(.finished, read: read)
        shed()
        return .finished
    }

    /// Where the right to delete topics is missing they stay until `drop`.
    private func shed() {
        let changelogs = manifest.stages.compactMap { name in
            StageRegistry.stage(named: name).flatMap {
                manifest.names[configuration.runtime.topicPrefix + $0.descriptor.changelogTopic]
            }
        }
        if let admin = try? cluster.makeAdmin() { _ = try? admin.deleteTopics(changelogs) }
        removeState()
    }

    private func removeState() { try? FileManager.default.removeItem(atPath: stateDirectory) }

    private var stateDirectory: String { "\(configuration.stateDirectory)/runs/\(manifest.id)" }

    private func run(
        _ name: String, observer: any RuntimeObserver, logger: Logger, watch: TopicReader,
        isStopping: () -> Bool, progress: (_ told: ReplayProgress, _ isLast: Bool) -> Void
    ) throws -> ReplayRun.Outcome {
        guard let stage = StageRegistry.stage(named: name) else {
            throw ClusterFault(
                "this program has no stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        let clock = SystemClock()
        let inputs = stage.descriptor.inputs.map(configuration.runtime.name(of:))
        let outputs = stage.descriptor.outputs.map(configuration.runtime.name(of:))
        let catalogue = try KafkaCatalogue(cluster)
        defer { catalogue.close() }
        let filled = try ReplayRun.filled(
            inputs: inputs, outputs: outputs, names: manifest.names, catalogue: catalogue)
        let logs = ReplayLogFactory(
            try KafkaLogFactory(logSettings(logger)), manifest: manifest, filled: filled, clock: clock,
            wait: { usleep(UInt32($0) * 1_000) })
        let worker = try stage.makeWorker(
            AnyStage.WorkerParts(
                settings: settings, slot: 0, logs: logs,
                backends: SQLiteBackendFactory(directory: stateDirectory), clock: clock, observer: observer,
                sealKey: configuration.sealKey { logger.warning("\($0)") }))
        let steady = { Int64(clock.monotonicNanoseconds() / 1_000_000) }
        var told = steady()
        var meter = ReplayMeter(stage: name)
        try tell(.running, name)
        var isCancelled = false
        let outcome = try ReplayRun.drive(
            worker, log: logs, loops: !Set(inputs).isDisjoint(with: outputs), clock: clock,
            quietMilliseconds: settings.watermarkIdleMilliseconds + 2_000
        ) { read in
            guard !isStopping(), !isCancelled else { return false }
            guard steady() - told >= 1_000 else { return true }
            told = steady()
            let now = meter.take(at: told, read: read, remaining: logs.remaining)
            progress(now, false)
            try? tell(now)
            let asked = (try? watch.next(timeoutMilliseconds: 0)) ?? []
            isCancelled = asked.contains { $0.keyText == RunLedger.cancelKey && $0.value != nil }
            return !isCancelled
        }
        let last = meter.take(at: steady(), read: logs.handedOut, remaining: logs.remaining)
        progress(last, true)
        try tell(last)
        return outcome
    }

    private func logSettings(_ logger: Logger) -> KafkaLogSettings {
        var settings = configuration.kafkaLogSettings { line in
            logger.debug("librdkafka \(line.facility): \(line.message)")
        }
        settings.groupPrefix = RunNames.groupPrefix(settings.groupPrefix, run: manifest.id)
        // A second process of the run fences the first one.
        settings.instance = "replay"
        // What it writes is there a second time, and nobody waits for it.
        let isChosen = settings.properties.keys.contains {
            $0.hasSuffix("compression.type") || $0.hasSuffix("compression.codec")
        }
        if !isChosen { settings.properties["producer.compression.type"] = "lz4" }
        return settings
    }

    private var settings: RuntimeSettings {
        var settings = configuration.runtime
        settings.startFromEarliest = true
        settings.offsetOutOfRange = .fail
        // Who pauses a live stage does not mean the runs beside it.
        settings.followsControl = false
        // Inputs are merged by event time, however unevenly they are read.
        settings.inputWaitMilliseconds = 30_000
        settings.inputWaitAgeMilliseconds = 0
        // Fewer transactions cost live work on the same broker less. Not on live topics: an open one hides what live work
        // has published there after it.
        if manifest.outputs == .run {
            settings.commitIntervalMilliseconds = max(settings.commitIntervalMilliseconds, 500)
        }
        return settings
    }

    private func tell(_ phase: RunState.Phase, _ stage: String? = nil, read: Int64 = 0, detail: String? = nil) throws {
        try ledger.write(
            RunLedger.stateKey,
            RunState(
                phase: phase, stage: stage, read: read, at: Timestamp.string(SystemClock().now()), detail: detail))
    }

    private func tell(_ progress: ReplayProgress) throws {
        try ledger.write(
            RunLedger.stateKey,
            RunState(
                phase: .running, stage: progress.stage, read: progress.read, remaining: progress.remaining,
                secondsLeft: progress.secondsLeft, at: Timestamp.string(SystemClock().now())))
    }

    /// Deletes everything the run has: topics, groups, local state. What it wrote to live topics stays.
    public func drop() throws {
        let admin = try cluster.makeAdmin()
        let known = Set(try admin.metadata().topics.map(\.name))
        let own = (manifest.names.values + [ledger.topic]).filter(known.contains).sorted()
        let prefix = RunNames.groupPrefix(configuration.groupPrefix + "prahari-", run: manifest.id)
        // Groups that never committed do not exist.
        _ = try? admin.deleteGroups(manifest.stages.map { prefix + $0 })
        let failed = try admin.deleteTopics(own)
        if let (topic, error) = failed.min(by: { $0.key < $1.key }) {
            throw ClusterFault("cannot delete '\(topic)': \(error)")
        }
        removeState()
    }
}
