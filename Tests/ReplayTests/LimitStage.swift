import Records
import StageKit

/// A stage with state, a table and a score: a booking's amount over a limit that a document of `ref.models.v1` sets.
struct LimitStage: Stage {
    struct Count: StateValue {
        var value: Int64 = 0
        init() {}
        func encode(into writer: inout ByteWriter) { writer.append(signedVarint: value) }
        init(from reader: inout ByteReader) throws(StateFault) { value = try reader.signedVarint() }
    }
    struct State: StageState {
        var counts: KeyedState<Count>
        mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&counts) }
    }
    struct Limit: Sendable { var paise: Int64 = 1_000_000 }

    var descriptor = StageDescriptor(
        name: "limit", version: "1", inputs: [.bankTransactions], tables: [.refModels], outputs: [.scoredTransactions])

    func makeTables() -> Limit { Limit() }
    func makeState(cacheEntries: Int) -> State { State(counts: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    func apply(_ change: TableChange, to tables: inout Limit) throws(StageFault) {
        guard case .document(let document) = change.record else { return }
        let digits = document.json.filter(\.isNumber)
        tables.paise = Int64(digits) ?? tables.paise
    }

    func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing Limit, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else { return }
        let count = state.counts.update(booking.account) { value -> Int64 in
            var count = value ?? Count()
            count.value += 1
            value = count
            return count.value
        }
        let isOver = booking.amount.rawValue > tables.paise
        effects.emit(
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: booking.transactionID, account: booking.account, amount: booking.amount,
                    direction: booking.direction, channel: booking.channel, bookedAt: booking.bookedAt,
                    verdict: Verdict(
                        score: isOver ? 0.9 : 0.1,
                        reasons: [Reason(code: isOver ? "OVER" : "UNDER", contribution: 1, evidence: "\(count)")],
                        versions: Versions(detector: "1"), source: input.source, runID: input.runID))),
            to: .scoredTransactions, at: booking.bookedAt.time)
    }
}
