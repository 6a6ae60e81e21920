import Composition
import Foundation
import RdKafka
import Records
import Runtime
import Scenario
import Synchronization

extension Benchmark {
    /// End-to-end latency at a steady rate: from the producer's timestamp to a read-committed reader of the output.
    func measureLatency(_ stage: AnyStage, into report: inout Report) throws {
        let total = options.latencyRate * options.latencySeconds
        tell(
            "latency: \(options.latencyRate) records/s for \(options.latencySeconds) s, commits each "
                + "\(configuration.runtime.commitIntervalMilliseconds) ms")
        let cluster = try cluster("lat")
        try DrillTopics.create(for: stage.descriptor, partitions: options.partitions, on: cluster)
        defer { try? DrillTopics.delete(for: stage.descriptor, on: cluster) }
        let meter = LoopMeter()
        let worker = try makeWorker(stage, cluster, state: "\(folder)/state-lat", observer: meter)
        try worker.start()
        while meter.restoredTasks < options.partitions { try worker.cycle() }

        let samples = Samples()
        let readerThread = Thread { Self.read(cluster, total: total, into: samples) }
        readerThread.start()
        let producerThread = Thread { [options] in try? Self.produce(cluster, options: options) }
        producerThread.start()
        let deadline = Date(timeIntervalSinceNow: Double(options.latencySeconds) + 60)
        while !samples.isFinished, Date() < deadline { try worker.cycle() }
        samples.stop()
        try worker.stop()
        // The first fifth is warm-up.
        let sorted = samples.values.dropFirst(total / 5).sorted()
        guard sorted.count > total / 2 else { throw ClusterFault("the latency run saw only \(sorted.count) outputs") }
        report.p50Milliseconds = sorted[sorted.count / 2]
        report.p99Milliseconds = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        tell("  p50 \(report.p50Milliseconds) ms, p99 \(report.p99Milliseconds) ms")
    }

    private static func read(_ cluster: Cluster, total: Int, into samples: Samples) {
        defer { samples.finish() }
        let output = cluster.configuration.runtime.name(of: .scoredTransactions)
        guard let reader = try? TopicReader(cluster, topic: output, from: .beginning) else { return }
        let clock = SystemClock()
        var seen = 0
        while seen < total, !samples.isStopped {
            guard let records = try? reader.next(timeoutMilliseconds: 10) else { continue }
            let now = clock.now()
            for record in records { samples.add(Double(now.milliseconds(since: record.timestamp))) }
            seen += records.count
        }
    }

    private static func produce(_ cluster: Cluster, options: Options) throws {
        let total = options.latencyRate * options.latencySeconds
        let clock = SystemClock()
        let producer = try BulkProducer(cluster)
        let started = clock.monotonicNanoseconds()
        for (index, transaction) in TransactionLoad(count: total, accounts: options.accounts, seed: 12).enumerated() {
            let due = started + UInt64(index) * 1_000_000_000 / UInt64(options.latencyRate)
            while clock.monotonicNanoseconds() < due { usleep(500) }
            try producer.send(.bankTransaction(transaction), to: .bankTransactions, timestamp: clock.now())
        }
        try producer.finish()
    }
}

/// Latencies gathered by one thread and read by another.
private final class Samples: Sendable {
    private let gathered = Mutex<[Double]>([])
    private let finished = Atomic<Bool>(false)
    private let stopped = Atomic<Bool>(false)

    func add(_ value: Double) { gathered.withLock { $0.append(value) } }
    func finish() { finished.store(true, ordering: .releasing) }
    func stop() { stopped.store(true, ordering: .releasing) }
    var isFinished: Bool { finished.load(ordering: .acquiring) }
    var isStopped: Bool { stopped.load(ordering: .acquiring) }
    var values: [Double] { gathered.withLock { $0 } }
}
