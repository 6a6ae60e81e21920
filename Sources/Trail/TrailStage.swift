import Records
public import StageKit

/// Follows stolen money from account to account.
///
/// Subscribes to `bank.transactions.v1`, `case.subjects.v1` and its own loop `trail.taints.v1`; publishes
/// `trail.hops.v1` and `trail.taints.v1`. A case's beneficiary account starts layer 1; what leaves an account within
/// ``TrailSettings/followMilliseconds`` carries the stolen money on by ``TaintRule``.
///
/// Guarantees: of the money that cases name, what lies at accounts, was drawn, dispersed, expired and is under way
/// never adds up to more than was stolen; redelivered bookings, cases and taints change nothing; money that moved
/// before its case arrived is followed over the kept bookings.
public struct TrailStage: Stage {
    public typealias Tables = NoTables

    /// State of one partition.
    public struct State: StageState {
        public var histories: KeyedState<BookingHistory>
        public var taints: KeyedState<AccountTaints>
        public var expiries: TimerStore

        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&histories)
            visitor.visit(&taints)
            visitor.visit(&expiries)
        }
    }

    public let descriptor: StageDescriptor
    public let settings: TrailSettings

    public init(settings: TrailSettings = TrailSettings()) {
        // Never late: a case is registered hours or days after the transfers that it names.
        descriptor = StageDescriptor(
            name: "trail", version: "1", inputs: [.bankTransactions, .caseSubjects, .trailTaints],
            outputs: [.trailHops, .trailTaints], allowedLatenessMilliseconds: nil,
            outOfOrdernessMilliseconds: 5 * 60_000)
        self.settings = settings
    }

    public func makeState(cacheEntries: Int) -> State {
        State(
            histories: KeyedState(id: 0, cacheEntries: cacheEntries),
            taints: KeyedState(id: 1, cacheEntries: cacheEntries), expiries: TimerStore(id: 2))
    }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing NoTables, effects: inout Effects
    ) throws(StageFault) {
        switch input.record {
        case .bankTransaction(let booking):
            take(booking, source: input.source, runID: input.runID, state: &state, effects: &effects)
        case .caseSubject(let subject):
            take(subject, source: input.source, runID: input.runID, state: &state, effects: &effects)
        case .trailTaint(let taint):
            take(taint, source: input.source, runID: input.runID, state: &state, effects: &effects)
        default:
            throw StageFault(
                code: "unexpected_record", message: "the trail stage takes bookings, case subjects and taints only")
        }
    }

    public func advance(_ tick: Tick, state: inout State, tables: borrowing NoTables, effects: inout Effects) {
        guard case .watermark(let now) = tick, let due = state.expiries.nextDue, due <= now else { return }
        while let timer = state.expiries.popDue(at: now) {
            effects.beginTimer(key: timer.key, at: timer.due)
            expire(timer.key, at: timer.due, state: &state, effects: &effects)
        }
    }
}
