public import Composition
import Foundation
import KafkaLog
import RdKafka
import Records
import Runtime
import StageKit
import Synchronization

/// The anomaly stage by one, two and more workers, each with its own client and its share of the partitions, and the raw
/// loop by as many threads: how far a machine carries.
///
/// All workers have joined and hold their shares before the first record is there, so that no rebalance is measured.
public struct ScalingBenchmark {
    public struct Options: Sendable {
        public var records = 400_000
        public var accounts = 100_000
        public var partitions = 8
        /// Ascending; at most as many as partitions.
        public var workers = [1, 2, 4]
        public init() {}
    }

    public struct Row: Sendable {
        public var workers: Int
        public var anomaly: Benchmark.Loop
        public var raw: Benchmark.Loop
    }

    private let bench: Benchmark
    private let options: Options
    private let tell: (String) -> Void

    public init(_ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void) {
        bench = Benchmark(configuration, options: Benchmark.Options(), folder: folder, tell: tell)
        self.options = options
        self.tell = tell
    }

    public func run() throws -> [Row] {
        guard let stage = StageRegistry.stage(named: "anomaly") else { throw ClusterFault("no anomaly stage") }
        try FileManager.default.createDirectory(atPath: bench.folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: bench.folder) }
        return try options.workers.map { workers in
            guard (1...options.partitions).contains(workers) else {
                throw ClusterFault("\(workers) workers cannot share \(options.partitions) partitions")
            }
            let cluster = try bench.cluster("w\(workers)")
            try DrillTopics.create(for: stage.descriptor, partitions: options.partitions, on: cluster)
            defer { try? DrillTopics.delete(for: stage.descriptor, on: cluster) }
            let (anomaly, raw) = try measure(stage, workers, on: cluster)
            tell(
                "  \(workers) workers: \(Int(anomaly.recordsPerSecond))/s, \(bench.rounded(anomaly.cpuMicrosecondsPerRecord)) us;"
                    + " as many raw loops: \(Int(raw.recordsPerSecond))/s, \(bench.rounded(raw.cpuMicrosecondsPerRecord)) us"
            )
            return Row(workers: workers, anomaly: anomaly, raw: raw)
        }
    }

    private func measure(
        _ stage: AnyStage, _ workers: Int, on cluster: Cluster
    ) throws -> (anomaly: Benchmark.Loop, raw: Benchmark.Loop) {
        let meter = ShareMeter()
        let crew = Crew()
        for slot in 0..<workers {
            try crew.add(
                bench.makeWorker(
                    stage, cluster, state: "\(bench.folder)/w\(workers)", slot: slot, observer: meter,
                    sealKey: cluster.configuration.sealKey()))
        }
        defer { crew.end() }
        try crew.wait(for: "a share for each worker") { meter.isShared(by: workers, partitions: options.partitions) }
        crew.rest()
        try bench.fill(cluster, records: options.records, accounts: options.accounts)
        // The raw loops first, as in the pairs of `Benchmark`: a small broker is busy with its snapshot after the fill.
        let raw = try measureRaw(workers, on: cluster)
        crew.work()
        try crew.wait(for: "\(options.records) records") { meter.loop.committed >= options.records }
        return (meter.loop.result, raw)
    }

    /// The same records by loops that only forward them.
    private func measureRaw(_ workers: Int, on cluster: Cluster) throws -> Benchmark.Loop {
        let output = cluster.configuration.runtime.topicPrefix + "raw.output"
        try DrillTopics.create([KafkaNewTopic(name: output, partitions: options.partitions, replicas: 1)], on: cluster)
        defer { _ = try? cluster.makeAdmin().deleteTopics([output]) }
        let factory = try KafkaLogFactory(cluster.configuration.kafkaLogSettings(log: { _ in }))
        let topic = cluster.configuration.runtime.name(of: .bankTransactions)
        let reader = try factory.makeReader(stage: "raw", slot: 0)
        let shares = try (0..<workers).map { slot in
            let own = stride(from: slot, to: options.partitions, by: workers).map { Partition(Int32($0)) }
            let records = try own.reduce(Int64(0)) {
                $0 + (try reader.range(of: TopicPartition(topic: topic, partition: $1)).end.rawValue)
            }
            return (partitions: own, records: records)
        }
        reader.close()
        let outcome = Mutex<[Result<RawLoop.Result, any Error>]>([])
        let done = DispatchGroup()
        for (slot, share) in shares.enumerated() {
            done.enter()
            Thread {
                let result = Result {
                    var loop = RawLoop()
                    loop.commitIntervalMilliseconds = 100
                    return try loop.run(
                        consumer: factory.consumerConfiguration(stage: "raw", slot: slot),
                        producer: factory.producerConfiguration(stage: "raw", slot: slot),
                        input: Dictionary(
                            uniqueKeysWithValues: share.partitions.map {
                                (KafkaPartition(topic, $0.rawValue), Int64(0))
                            }
                        ), output: output, records: share.records, log: { _ in })
                }
                outcome.withLock { $0.append(result) }
                done.leave()
            }.start()
        }
        done.wait()
        let results = try outcome.withLock { try $0.map { try $0.get() } }
        let records = Double(results.reduce(0) { $0 + $1.records })
        // Each counts the processor time of the whole process: the longest of them has it all.
        return Benchmark.Loop(
            recordsPerSecond: records / (results.map(\.wallSeconds).max() ?? 1),
            cpuMicrosecondsPerRecord: (results.map(\.cpuSeconds).max() ?? 0) * 1e6 / records)
    }
}

/// Adds the workers up, and knows whose share is how large.
private final class ShareMeter: RuntimeObserver {
    let loop = LoopMeter()
    private let shares = Mutex<[Int: Set<Partition>]>([:])

    func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        shares.withLock { shares in
            switch event {
            case .assigned(let partitions): shares[worker, default: []].formUnion(partitions)
            case .revoked(let partitions), .lost(let partitions): shares[worker, default: []].subtract(partitions)
            default: break
            }
        }
        loop.observe(event, stage: stage, worker: worker)
    }

    func isShared(by workers: Int, partitions: Int) -> Bool {
        shares.withLock { shares in
            let sizes = shares.values.map(\.count).filter { $0 > 0 }
            return sizes.count == workers && sizes.reduce(0, +) == partitions && loop.restoredTasks >= partitions
        }
    }
}

/// Workers on threads of their own, which can be made to rest.
private final class Crew: Sendable {
    private enum Order { case work, rest, end }
    private struct State {
        var order = Order.work
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let left = DispatchGroup()

    func add(_ worker: any WorkerLoop) throws {
        nonisolated(unsafe) let worker = worker
        left.enter()
        Thread { [self] in
            defer { left.leave() }
            do {
                try worker.start()
                while true {
                    switch state.withLock({ $0.order }) {
                    case .work: _ = try worker.cycle()
                    case .rest: usleep(1_000)
                    case .end: return try worker.stop()
                    }
                }
            } catch {
                state.withLock { $0.failure = error }
            }
        }.start()
    }

    func rest() { state.withLock { $0.order = .rest } }
    func work() { state.withLock { $0.order = .work } }

    func end() {
        state.withLock { $0.order = .end }
        left.wait()
    }

    func wait(for what: String, until isDone: () -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 120)
        while !isDone() {
            if let failure = state.withLock({ $0.failure }) { throw failure }
            guard Date() < deadline else { throw ClusterFault("the workers did not reach \(what) within two minutes") }
            usleep(2_000)
        }
    }
}
