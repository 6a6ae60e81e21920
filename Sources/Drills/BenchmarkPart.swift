public import Composition
import Foundation
import KafkaLog
import RdKafka
import Records
import Runtime
import SQLiteStore
import Scenario
import StageKit

/// One part of the benchmark by itself, on topics that somebody else made and reads: for comparisons that a script runs
/// (`ops/bench-peers`). The topics are those of the configuration's prefix.
public struct BenchmarkPart {
    let configuration: Configuration

    public init(_ configuration: Configuration) { self.configuration = configuration }

    /// Sends the bookings `first..<first + count` of the benchmark's load to `bank.transactions.v1`.
    ///
    /// - Parameter rate: records a second, each stamped with the time it is sent at; nil sends as fast as it goes, stamped
    ///   with the bookings' own times.
    public func fill(first: Int, count: Int, accounts: Int, rate: Int?) throws {
        let load = TransactionLoad(count: first + count, accounts: accounts, seed: 11)
        let producer = try BulkProducer(Cluster(configuration))
        let clock = SystemClock()
        let started = clock.monotonicNanoseconds()
        for position in first..<first + count {
            let booking = load[position]
            var stamp = booking.bookedAt.time
            if let rate {
                let due = started + UInt64(position - first) * 1_000_000_000 / UInt64(rate)
                while clock.monotonicNanoseconds() < due { usleep(500) }
                stamp = clock.now()
            }
            try producer.send(.bankTransaction(booking), to: .bankTransactions, timestamp: stamp)
        }
        try producer.finish()
    }

    /// The raw loop over the first `records` of `bank.transactions.v1`, to `scored.transactions.v1`.
    public func forwardRaw(records: Int, partitions: Int) throws {
        let cluster = Cluster(configuration)
        let factory = try KafkaLogFactory(configuration.kafkaLogSettings(log: { _ in }))
        let topic = configuration.runtime.name(of: .bankTransactions)
        let input = Dictionary(
            uniqueKeysWithValues: (0..<Int32(partitions)).map { (KafkaPartition(topic, $0), Int64(0)) })
        var loop = RawLoop()
        loop.commitIntervalMilliseconds = Int32(clamping: configuration.runtime.commitIntervalMilliseconds)
        _ = try loop.run(
            consumer: factory.consumerConfiguration(stage: "raw", slot: 0),
            producer: factory.producerConfiguration(stage: "raw", slot: 0), input: input,
            output: cluster.configuration.runtime.name(of: .scoredTransactions), records: Int64(records),
            log: { _ in })
    }

    /// The small job that the peers do too, as a stage with changelog, local state and transactions, until `records` were
    /// committed.
    public func scoreBaseline(records: Int) throws {
        let meter = LoopMeter()
        let worker = try AnyStage(BaselineStage()).makeWorker(
            AnyStage.WorkerParts(
                settings: configuration.runtime, slot: 0,
                logs: KafkaLogFactory(configuration.kafkaLogSettings(log: { _ in })),
                backends: SQLiteBackendFactory(directory: configuration.stateDirectory), clock: SystemClock(),
                observer: meter, sealKey: configuration.sealKey()))
        try worker.start()
        while meter.committed < records { try worker.cycle() }
        try worker.stop()
    }
}
