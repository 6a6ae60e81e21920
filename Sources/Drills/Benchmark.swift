public import Composition
import Foundation
import KafkaLog
import RdKafka
import Records
import Runtime
import SQLiteStore
import Scenario
import StageKit

/// Measures the anomaly stage against a raw librdkafka loop on the same broker, in the same run, with the same records.
public struct Benchmark {
    public struct Options: Sendable {
        public var records = 400_000
        public var accounts = 100_000
        public var partitions = 8
        public var repeats = 3
        public var latencyRate = 5_000
        public var latencySeconds = 20
        /// Accounts of the memory and restore measurement; 0 leaves it out.
        public var memoryAccounts = 1_000_000
        /// A classifier to put in force: the document that `prahari train fraud` writes for `ref.models.v1`.
        public var model: String?
        public init() {}
    }

    /// One measured loop.
    public struct Loop: Sendable {
        public var recordsPerSecond = 0.0
        public var cpuMicrosecondsPerRecord = 0.0
        /// Of the local files with their logs, by the accounts in them.
        public var fileBytesPerAccount = 0.0
    }

    public struct Report: Sendable {
        public var raw: [Loop] = []
        public var anomaly: [Loop] = []
        /// The same with sealed state; empty without `state.encryption.key.file`.
        public var sealed: [Loop] = []
        public var p50Milliseconds = 0.0
        public var p99Milliseconds = 0.0
        public var rssMebibytes = 0.0
        public var restoreKeysPerSecond = 0.0
        public var breakdown: [(phase: String, microseconds: Double)] = []

        public static func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
        }
        public var rawRecordsPerSecond: Double { Self.median(raw.map(\.recordsPerSecond)) }
        public var rawCPU: Double { Self.median(raw.map(\.cpuMicrosecondsPerRecord)) }
        public var recordsPerSecond: Double { Self.median(anomaly.map(\.recordsPerSecond)) }
        public var cpu: Double { Self.median(anomaly.map(\.cpuMicrosecondsPerRecord)) }
        /// Medians of the ratios pair by pair, so that a slow moment of the machine hits both sides.
        public var throughputRatio: Double {
            Self.median(zip(anomaly, raw).map { $0.recordsPerSecond / $1.recordsPerSecond })
        }
        public var cpuRatio: Double {
            Self.median(zip(anomaly, raw).map { $0.cpuMicrosecondsPerRecord / $1.cpuMicrosecondsPerRecord })
        }
        /// Sealed to clear, pair by pair.
        public var sealedThroughputRatio: Double {
            Self.median(zip(sealed, anomaly).map { $0.recordsPerSecond / $1.recordsPerSecond })
        }
        public var sealedCPURatio: Double {
            Self.median(zip(sealed, anomaly).map { $0.cpuMicrosecondsPerRecord / $1.cpuMicrosecondsPerRecord })
        }
    }

    let configuration: Configuration
    let options: Options
    let folder: String
    let tell: (String) -> Void

    public init(_ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void) {
        self.configuration = configuration
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let stage = StageRegistry.stage(named: "anomaly") else { throw ClusterFault("no anomaly stage") }
        var report = Report()
        report.breakdown = try Breakdown(accounts: options.accounts, model: options.model).run()
        for (phase, microseconds) in report.breakdown { tell("  \(phase): \(rounded(microseconds)) us") }
        for round in 1...options.repeats {
            tell("round \(round) of \(options.repeats): \(options.records) records, \(options.accounts) accounts")
            let cluster = try cluster("r\(round)")
            try DrillTopics.create(for: stage.descriptor, partitions: options.partitions, on: cluster)
            defer { try? DrillTopics.delete(for: stage.descriptor, on: cluster) }
            try fill(cluster, records: options.records, accounts: options.accounts)
            try putModelInForce(cluster)
            let raw = try measureRaw(cluster)
            report.raw.append(raw)
            tell("  raw loop: \(Int(raw.recordsPerSecond))/s, \(rounded(raw.cpuMicrosecondsPerRecord)) us CPU a record")
            let ours = try measureAnomaly(stage, cluster, state: "\(folder)/state-\(round)")
            report.anomaly.append(ours)
            tell("  anomaly:  \(words(ours))")
            if let sealKey = try configuration.sealKey() {
                report.sealed.append(try measureSealed(stage, round, sealKey))
            }
        }
        try measureLatency(stage, into: &report)
        if options.memoryAccounts > 0 { try measureMemory(stage, into: &report) }
        return report
    }

    private func words(_ loop: Loop) -> String {
        "\(Int(loop.recordsPerSecond))/s, \(rounded(loop.cpuMicrosecondsPerRecord)) us CPU a record, "
            + "\(Int(loop.fileBytesPerAccount)) bytes an account in local files"
    }

    /// The same records once more, on topics of their own, with sealed state.
    private func measureSealed(_ stage: AnyStage, _ round: Int, _ sealKey: any StateSealKey) throws -> Loop {
        let cluster = try cluster("s\(round)")
        try DrillTopics.create(for: stage.descriptor, partitions: options.partitions, on: cluster)
        defer { try? DrillTopics.delete(for: stage.descriptor, on: cluster) }
        try fill(cluster, records: options.records, accounts: options.accounts)
        try putModelInForce(cluster)
        let loop = try measureAnomaly(stage, cluster, state: "\(folder)/sealed-\(round)", sealKey: sealKey)
        tell("  sealed:   \(words(loop))")
        return loop
    }

    func rounded(_ value: Double) -> String { String(Double(Int(value * 100)) / 100) }

    func cluster(_ name: String) throws -> Cluster {
        var own = configuration
        let stamp = UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000
        try own.set("topic.prefix", to: "bench-\(stamp)-\(name).", origin: "bench")
        try own.set("group.prefix", to: "bench-\(stamp)-\(name).", origin: "bench")
        try own.set("instance.id", to: "bench-\(stamp)-\(name)", origin: "bench")
        DrillInterruption.owns(own)
        return Cluster(own)
    }

    func fill(_ cluster: Cluster, records: Int, accounts: Int) throws {
        let producer = try BulkProducer(cluster)
        for transaction in TransactionLoad(count: records, accounts: accounts, seed: 11) {
            try producer.send(
                .bankTransaction(transaction), to: .bankTransactions, timestamp: transaction.bookedAt.time)
        }
        try producer.finish()
    }

    private func putModelInForce(_ cluster: Cluster) throws {
        guard let model = options.model else { return }
        let producer = try BulkProducer(cluster)
        try producer.send(
            .document(ReferenceDocument(key: "anomaly", json: model)), to: .refModels, timestamp: SystemClock().now())
        try producer.finish()
    }

    /// The same records through the raw loop: to the output topic and back out of the way of the stage's run.
    private func measureRaw(_ cluster: Cluster) throws -> Loop {
        let output = cluster.configuration.runtime.topicPrefix + "raw.output"
        try DrillTopics.create(
            [KafkaNewTopic(name: output, partitions: options.partitions, replicas: 1)], on: cluster)
        defer { _ = try? cluster.makeAdmin().deleteTopics([output]) }
        let factory = try KafkaLogFactory(cluster.configuration.kafkaLogSettings(log: { _ in }))
        let topic = cluster.configuration.runtime.name(of: .bankTransactions)
        let input = Dictionary(
            uniqueKeysWithValues: (0..<Int32(options.partitions)).map { (KafkaPartition(topic, $0), Int64(0)) })
        var loop = RawLoop()
        loop.commitIntervalMilliseconds = 100
        let result = try loop.run(
            consumer: factory.consumerConfiguration(stage: "raw", slot: 0),
            producer: factory.producerConfiguration(stage: "raw", slot: 0), input: input, output: output,
            records: Int64(options.records), log: { _ in })
        return Loop(
            recordsPerSecond: Double(result.records) / result.wallSeconds,
            cpuMicrosecondsPerRecord: result.cpuSeconds * 1_000_000 / Double(result.records))
    }

    /// One worker on this thread, from the first record to the last commit.
    private func measureAnomaly(
        _ stage: AnyStage, _ cluster: Cluster, state: String, sealKey: (any StateSealKey)? = nil
    ) throws -> Loop {
        let meter = LoopMeter()
        let worker = try makeWorker(stage, cluster, state: state, observer: meter, sealKey: sealKey)
        try worker.start()
        while meter.committed < options.records { try worker.cycle() }
        var loop = meter.result
        try worker.stop()
        var (bytes, accounts) = (Int64(0), 0)
        for partition in try StateSnapshot.partitions(directory: state, stage: stage.descriptor.name) {
            let task = TaskID(stage: stage.descriptor.name, partition: partition)
            guard let snapshot = try StateSnapshot(directory: state, task: task) else { continue }
            bytes += snapshot.fileBytes
            accounts += try snapshot.totals().map(\.value.keys).max() ?? 0
        }
        loop.fileBytesPerAccount = Double(bytes) / Double(max(1, accounts))
        return loop
    }

    func makeWorker(
        _ stage: AnyStage, _ cluster: Cluster, state: String, slot: Int = 0, observer: any RuntimeObserver,
        sealKey: (any StateSealKey)? = nil
    ) throws -> any WorkerLoop {
        try stage.makeWorker(
            AnyStage.WorkerParts(
                settings: cluster.configuration.runtime, slot: slot,
                logs: KafkaLogFactory(cluster.configuration.kafkaLogSettings(log: { _ in })),
                backends: SQLiteBackendFactory(directory: state), clock: SystemClock(), observer: observer,
                sealKey: sealKey))
    }
}
