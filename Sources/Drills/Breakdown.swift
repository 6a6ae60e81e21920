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

        let stage = AnomalyStage()
        var state = stage.makeState(cacheEntries: accounts)
        var effects = Effects()
        started = clock.monotonicNanoseconds()
        _ = stage.step(batch: envelopes, state: &state, tables: stage.makeTables(), effects: &effects)
        rows.append(("step", perRecord(since: started)))

        var writer = ByteWriter(capacity: 2_048)
        started = clock.monotonicNanoseconds()
        for emission in effects.emissions {
            writer.clear()
            WireEncoder.encode(emission.record, into: &writer)
        }
        rows.append(("encode", perRecord(since: started)))

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
