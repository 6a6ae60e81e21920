import Foundation
import Records
import StageKit

/// The small job that other stream processors are measured with (`Benchmarks/peers`), as a stage: how far the logarithm of
/// an amount is from the account's decayed mean, in decayed standard deviations.
///
/// Not in the registry, and no detector: it is there so that like can be compared with like.
struct BaselineStage: Stage {
    struct State: StageState {
        var accounts: KeyedState<AmountBaseline>

        mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&accounts) }
    }

    let descriptor = StageDescriptor(
        name: "baseline", version: "1", inputs: [.bankTransactions], outputs: [.scoredTransactions])

    func makeState(cacheEntries: Int) -> State { State(accounts: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing NoTables, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else {
            throw StageFault(code: "unexpected_record", message: "the baseline stage takes bank transactions only")
        }
        let logarithm = PortableMath.log2(Double(booking.amount.rawValue) / 100) * M_LN2
        let score = state.accounts.update(booking.account) { account in
            var baseline = account ?? AmountBaseline()
            defer { account = baseline }
            return baseline.take(logarithm)
        }
        effects.emit(
            .scoredTransaction(
                ScoredTransaction(
                    transactionID: booking.transactionID, account: booking.account, amount: booking.amount,
                    direction: booking.direction, channel: booking.channel, bookedAt: booking.bookedAt,
                    verdict: Verdict(
                        score: score, reasons: [], versions: Versions(detector: "baseline-1"), source: input.source,
                        runID: input.runID))),
            to: .scoredTransactions, at: input.eventTime)
    }
}

/// What the job remembers of one account: 25 bytes in the changelog.
struct AmountBaseline: StateValue {
    /// Weight of the newest amount in mean and variance.
    static let weight = 0.05
    /// Amounts before the first score.
    static let warmUp: Int64 = 5
    private static let version: UInt8 = 1

    private var count: Int64 = 0
    private var mean = 0.0
    private var variance = 0.0

    init() {}

    /// Judges a natural logarithm by what came before it, then learns it. 0...1: z² / (z² + 9), a half at three deviations.
    mutating func take(_ logarithm: Double) -> Double {
        let difference = logarithm - mean
        let square = difference * difference / (variance + 0.01)
        let score = count < Self.warmUp ? 0 : square / (square + 9)
        if count == 0 {
            mean = logarithm
        } else {
            mean += Self.weight * difference
            variance = (1 - Self.weight) * (variance + Self.weight * difference * difference)
        }
        count += 1
        return score
    }

    func encode(into writer: inout ByteWriter) {
        writer.append(Self.version)
        writer.append(integer: count)
        writer.append(double: mean)
        writer.append(double: variance)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(version) }
        count = try reader.integer()
        mean = try reader.double()
        variance = try reader.double()
    }
}
