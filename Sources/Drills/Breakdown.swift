import Anomaly
import Composition
import Foundation
import Records
import Runtime
import SQLiteStore
import Scenario
import StageKit
import Synchronization
import Wire

/// What each part of the anomaly stage's work costs on its own, in memory: wall microseconds a record.
public struct Breakdown {
    private let accounts: Int
    private let count: Int
    private let model: String?
    private let clock = SystemClock()

    /// - Parameter model: a document of `ref.models.v1` to put in force.
    public init(records: Int = 200_000, accounts: Int, model: String? = nil) {
        count = records
        self.model = model
        self.accounts = accounts
    }

    public func run() throws -> [(phase: String, microseconds: Double)] {
        var rows: [(String, Double)] = []
        var values: [[UInt8]] = []
        var keys: [[UInt8]] = []
        for transaction in TransactionLoad(count: count, accounts: accounts, seed: 13) {
            var writer = ByteWriter(capacity: 512)
            WireEncoder.encode(.bankTransaction(transaction), into: &writer)
            values.append(writer.bytes)
            keys.append(Array(transaction.account.utf8))
        }
        let decoder = WireDecoder()
        var envelopes: [Envelope] = []
        envelopes.reserveCapacity(count)
        var started = clock.monotonicNanoseconds()
        for (index, value) in values.enumerated() {
            let record = try decoder.decode(.bankTransaction, key: nil, value.span.bytes)
            envelopes.append(
                Envelope(
                    record: record, topic: .bankTransactions,
                    source: SourceRef(
                        topic: "bank.transactions.v1", partition: Partition(0), offset: Offset(Int64(index))),
                    eventTime: record.eventTime ?? .distantPast))
        }
        rows.append(("decode", perRecord(since: started)))

        // In batches, as a worker does it: what a batch emitted is encoded and forgotten before the next one.
        let stage = AnomalyStage()
        var tables = stage.makeTables()
        if let model {
            let document = DomainRecord.document(ReferenceDocument(key: ScoringModel.key, json: model))
            try stage.apply(TableChange(topic: .refModels, key: ScoringModel.key, record: document), to: &tables)
        }
        var state = stage.makeState(cacheEntries: accounts)
        var effects = Effects()
        var writer = ByteWriter(capacity: 2_048)
        var stepping: UInt64 = 0
        var encoding: UInt64 = 0
        for first in stride(from: 0, to: count, by: 500) {
            let batch = Array(envelopes[first..<min(first + 500, count)])
            started = clock.monotonicNanoseconds()
            effects.clear()
            _ = stage.step(batch: batch, state: &state, tables: tables, effects: &effects)
            let stepped = clock.monotonicNanoseconds()
            for emission in effects.emissions {
                writer.clear()
                WireEncoder.encode(emission.record, into: &writer)
            }
            stepping += stepped - started
            encoding += clock.monotonicNanoseconds() - stepped
        }
        rows.append(("step", Double(stepping) / 1_000 / Double(count)))
        rows.append(("encode", Double(encoding) / 1_000 / Double(count)))

        var sink = CountingSink()
        started = clock.monotonicNanoseconds()
        var visitor = DrainToSink(sink: sink)
        state.visitStores(&visitor)
        sink = visitor.sink
        let nanoseconds = Double(clock.monotonicNanoseconds() - started)
        rows.append(("changelog encode, a changed key", nanoseconds / 1_000 / Double(max(1, sink.changes))))
        rows += try worker(Array(zip(keys, values)))
        return rows.map { (phase: $0.0, microseconds: $0.1) }
    }

    /// All of a worker's thread but the Kafka client: the parts above, headers, tasks, commits, and the checkpoints.
    private func worker(_ values: [(key: [UInt8], value: [UInt8])]) throws -> [(String, Double)] {
        let folder = NSTemporaryDirectory() + "prahari-parts-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var settings = RuntimeSettings()
        // By number, as at a hundred thousand records a second, and nothing by time: so that a run under a tool that counts
        // instructions does the same work each time, however slow the tool makes it.
        settings.commitRecordsMax = 10_000
        settings.commitIntervalMilliseconds = 3_600_000
        settings.checkpointIntervalMilliseconds = 3_600_000
        let log = SinkLog(
            topic: settings.name(of: .bankTransactions), values, timestamp: ScenarioParameters.defaultStart)
        let meter = CheckpointMeter()
        let worker = try Worker(
            stage: AnomalyStage(), settings: settings, slot: 0,
            logs: SinkLogFactory(
                log: log, table: model.map { (settings.name(of: .refModels), ScoringModel.key, $0) }),
            backends: SQLiteBackendFactory(directory: folder), clock: SystemClock(), observer: meter)
        try worker.start()
        let started = clock.monotonicNanoseconds()
        var processed = 0
        while processed < count { processed += try worker.cycle() }
        try worker.stop()
        let all = perRecord(since: started)
        let stored = meter.milliseconds * 1_000 / Double(count)
        return [("sqlite, one checkpoint of all", stored), ("worker, without the client and sqlite", all - stored)]
    }

    private func perRecord(since started: UInt64) -> Double {
        Double(clock.monotonicNanoseconds() - started) / 1_000 / Double(count)
    }
}

/// Adds up the time of the checkpoints.
private final class CheckpointMeter: RuntimeObserver {
    private let total = Mutex(0.0)
    var milliseconds: Double { total.withLock { $0 } }
    func observe(_ event: RuntimeEvent, stage: String, worker: Int) {
        guard case .checkpointed(_, let milliseconds) = event else { return }
        total.withLock { $0 += milliseconds }
    }
}

private struct CountingSink: ChangeSink {
    var changes = 0
    mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) { changes += 1 }
}

private struct DrainToSink: StoreVisitor {
    var sink: CountingSink
    mutating func visit<S: StateStore>(_ store: inout S) { store.drainChanges(into: &sink) }
}
