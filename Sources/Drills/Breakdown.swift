import Anomaly
import Composition
import Records
import Runtime
import Scenario
import StageKit
import Wire

/// What each part of the anomaly stage's work costs on its own, in memory: wall microseconds a record.
public struct Breakdown {
    private let accounts: Int
    private let count: Int
    private let clock = SystemClock()

    public init(records: Int = 200_000, accounts: Int) {
        count = records
        self.accounts = accounts
    }

    public func run() throws -> [(phase: String, microseconds: Double)] {
        var rows: [(String, Double)] = []
        var values: [[UInt8]] = []
        for transaction in TransactionLoad(count: count, accounts: accounts, seed: 13) {
            var writer = ByteWriter(capacity: 512)
            WireEncoder.encode(.bankTransaction(transaction), into: &writer)
            values.append(writer.bytes)
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
        let tables = stage.makeTables()
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
        return rows.map { (phase: $0.0, microseconds: $0.1) }
    }

    private func perRecord(since started: UInt64) -> Double {
        Double(clock.monotonicNanoseconds() - started) / 1_000 / Double(count)
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
