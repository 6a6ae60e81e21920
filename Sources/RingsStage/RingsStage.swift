import Records
public import StageKit

/// Finds laundering rings account by account: money that returns, gathers, scatters and regathers.
///
/// Subscribes to `bank.transactions.v1` and its own loop `rings.steps.v1`; publishes `rings.scored.v1` and
/// `rings.steps.v1`. An account divides what leaves it among what came in; when most of a credit has left within
/// ``RingsStageSettings/passMilliseconds``, the payees are told the way of the money so far, and so on.
///
/// Guarantees: an account keeps at most ``RingsStageSettings/stateBytesMax(identifierBytes:)`` bytes; a booking makes no
/// more steps than the account may publish a day; redelivered bookings and steps change nothing within the window; a
/// step that comes after the money went on is handed on all the same. No graph is kept or searched.
public struct RingsStage: Stage {
    public typealias Tables = NoTables

    /// State of one partition.
    public struct State: StageState {
        public var accounts: KeyedState<PassingMoney>

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) { visitor.visit(&accounts) }
    }

    public let descriptor: StageDescriptor
    public let settings: RingsStageSettings

    public init(settings: RingsStageSettings = RingsStageSettings()) {
        // Never late for the runtime: a step of the loop is as old as the transfer it tells of. Accounts have a window of
        // their own.
        descriptor = StageDescriptor(
            name: "rings", version: "1", inputs: [.bankTransactions, .ringsSteps],
            outputs: [.ringsScored, .ringsSteps], allowedLatenessMilliseconds: nil,
            outOfOrdernessMilliseconds: 5 * 60_000)
        self.settings = settings
    }

    public func makeState(cacheEntries: Int) -> State {
        State(accounts: KeyedState(id: 0, cacheEntries: cacheEntries))
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing NoTables, effects: inout Effects
    ) throws(StageFault) {
        switch input.record {
        case .bankTransaction(let booking):
            take(booking, source: input.source, runID: input.runID, state: &state, effects: &effects)
        case .ringStep(let step):
            take(step, source: input.source, runID: input.runID, state: &state, effects: &effects)
        default:
            throw StageFault(
                code: "unexpected_record", message: "the rings stage takes bookings and its own steps only")
        }
    }

    private func take(
        _ booking: BankTransaction, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        guard booking.amount.rawValue >= settings.floor, booking.currency == "INR",
            booking.counterparty?.account != booking.account
        else { return }
        let settings = settings
        let writer = RingWriter(account: booking.account, source: source, runID: runID)
        state.accounts.update(booking.account) { (slot: inout PassingMoney?) in
            var money = slot ?? PassingMoney()
            slot = nil
            if money.take(booking, settings) {
                let found = money.fans(at: booking.bookedAt, settings)
                tell(&money, found, writer, into: &effects)
            }
            slot = money
        }
    }

    private func take(
        _ told: RingStep, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        let settings = settings
        let writer = RingWriter(account: told.account, source: source, runID: runID)
        var step = told
        // What came back starts anew here.
        step.trails.removeAll { $0.path.contains(told.account) }
        state.accounts.update(told.account) { (slot: inout PassingMoney?) in
            var money = slot ?? PassingMoney()
            slot = nil
            var found = money.cycles(told, settings)
            if money.take(step, settings) {
                found += money.fans(at: told.at, settings)
                if let regathered = money.regathered(at: told.at, settings) { found.append(regathered) }
            }
            tell(&money, found, writer, into: &effects)
            slot = money
        }
    }

    /// Publishes what is new among `found`, and the steps that payees should hear of.
    private func tell(
        _ money: inout PassingMoney, _ found: [FoundPattern], _ writer: RingWriter, into effects: inout Effects
    ) {
        for pattern in found {
            let score = PatternScore(pattern)
            guard score.value >= settings.scoreMin, money.isNews(pattern, settings) else { continue }
            writer.emit(pattern, score, into: &effects)
        }
        for step in money.steps(of: writer.account, source: writer.source, settings) {
            effects.emit(.ringStep(step), to: .ringsSteps, at: step.at.time)
        }
    }
}
