import Records
public import StageKit

/// Says where and when stolen money will be drawn in cash.
///
/// Two things are kept in one state: by account, where it draws cash and what stolen money it holds; by cell, what was
/// drawn there. A withdrawal gets from the first to the second through the stage's own topic `risk.withdrawals.v1`,
/// and back to every account's forecast through the compacted `risk.cells.v1`, which the stage follows as a table.
///
/// How much each part of the forecast counts, how long money waits and whether it is drawn at all are learned by each
/// partition from its own outcomes (``Knowledge``).
///
/// Guarantees: a forecast's probabilities add up to at most 1; one trail at one account and layer has one forecast id;
/// a forecast is withdrawn (`active` false) when the money is gone; redelivered records change nothing, as long as
/// they come within the account's last 32 or the cell's last 64 withdrawals.
public struct CashOutStage: Stage {
    /// State of one partition.
    public struct State: StageState {
        public var accounts: KeyedState<AccountPlaces>
        public var cells: KeyedState<CellActivity>
        public var refreshes: TimerStore
        public var knowledge: KeyedState<Knowledge>

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&accounts)
            visitor.visit(&cells)
            visitor.visit(&refreshes)
            visitor.visit(&knowledge)
        }
    }

    public typealias Tables = CashOutTables

    public let descriptor: StageDescriptor
    public let settings: CashOutSettings

    public init(settings: CashOutSettings = CashOutSettings()) {
        // Never late: the hops of a case that was registered late are as old as its money.
        descriptor = StageDescriptor(
            name: "cashout", version: "3", inputs: [.trailHops, .bankTransactions, .riskWithdrawals],
            tables: [.refTerminals, .riskCells], outputs: [.riskForecasts, .riskCells, .riskWithdrawals],
            allowedLatenessMilliseconds: nil, outOfOrdernessMilliseconds: 5 * 60_000)
        self.settings = settings
    }

    public func makeTables() -> CashOutTables { CashOutTables(cellLevel: settings.cellLevel) }

    public func makeState(cacheEntries: Int) -> State {
        State(
            accounts: KeyedState(id: 0, cacheEntries: cacheEntries),
            cells: KeyedState(id: 1, cacheEntries: cacheEntries), refreshes: TimerStore(id: 2),
            knowledge: KeyedState(id: 3, cacheEntries: cacheEntries))
    }

    public func apply(_ change: TableChange, to tables: inout CashOutTables) throws(StageFault) {
        switch (change.topic, change.record) {
        case (.refTerminals, .terminal(let terminal)?): tables.setTerminal(change.key, to: terminal)
        case (.refTerminals, nil): tables.setTerminal(change.key, to: nil)
        case (.riskCells, .riskCell(let cell)?): tables.setCell(change.key, to: cell)
        case (.riskCells, nil): tables.setCell(change.key, to: nil)
        default:
            throw StageFault(
                code: "unexpected_table", message: "the cashout stage knows no table '\(change.topic.rawValue)'")
        }
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing CashOutTables, effects: inout Effects
    ) throws(StageFault) {
        switch input.record {
        case .bankTransaction(let booking):
            guard booking.isCashWithdrawal else { return }
            withdraw(booking, source: input.source, state: &state, tables: tables, effects: &effects)
        case .trailHop(let hop):
            let writer = ForecastWriter(settings: settings, source: input.source, runID: input.runID)
            follow(hop, writer: writer, state: &state, tables: tables, effects: &effects)
        case .riskWithdrawal(let withdrawal):
            count(withdrawal, source: input.source, runID: input.runID, state: &state, effects: &effects)
        default:
            throw StageFault(
                code: "unexpected_record", message: "the cashout stage takes hops, bookings and withdrawals only")
        }
    }

    public func advance(_ tick: Tick, state: inout State, tables: borrowing CashOutTables, effects: inout Effects) {
        guard case .watermark(let now) = tick, let due = state.refreshes.nextDue, due <= now else { return }
        while let timer = state.refreshes.popDue(at: now) {
            effects.beginTimer(key: timer.key, at: timer.due)
            refresh(timer.key, at: timer.due, state: &state, effects: &effects)
        }
    }
}
