public import Records
public import StageKit

/// A small stage for tests of the runtime: a running balance and count per account, and a timer that closes the hour.
public struct LedgerStage: Stage {
    public struct Account: StateValue {
        var count: Int64 = 0
        var balance: Int64 = 0
        public func encode(into writer: inout ByteWriter) {
            writer.append(1 as UInt8)
            writer.append(signedVarint: count)
            writer.append(signedVarint: balance)
        }
        init() {}
        public init(from reader: inout ByteReader) throws(StateFault) {
            let version = try reader.byte()
            guard version == 1 else { throw .unknownVersion(version) }
            count = try reader.signedVarint()
            balance = try reader.signedVarint()
        }
    }

    public struct State: StageState {
        var accounts: KeyedState<Account>
        var timers = TimerStore(id: 1)
        public mutating func visitStores<V: StoreVisitor>(_ visitor: inout V) {
            visitor.visit(&accounts)
            visitor.visit(&timers)
        }
    }

    public init() {}

    public var descriptor = StageDescriptor(
        name: "ledger", version: "1", inputs: [.bankTransactions], outputs: [.scoredTransactions],
        allowedLatenessMilliseconds: 3_600_000)

    public func makeState(cacheEntries: Int) -> State { State(accounts: KeyedState(id: 0, cacheEntries: cacheEntries)) }

    public func step(
        _ input: borrowing Envelope, state: inout State, tables: borrowing NoTables, effects: inout Effects
    ) throws(StageFault) {
        guard case .bankTransaction(let booking) = input.record else { return }
        guard booking.narration != "refuse" else { throw StageFault(code: "refused", message: "asked to refuse") }
        let after = state.accounts.update(booking.account) { value -> Account in
            var account = value ?? Account()
            account.count += 1
            account.balance += booking.direction == .credit ? booking.amount.rawValue : -booking.amount.rawValue
            value = account
            return account
        }
        state.timers.schedule(booking.account, at: booking.bookedAt.time.advanced(byMilliseconds: 90_000))
        effects.emit(scored(booking, after, source: input.source), to: .scoredTransactions, at: booking.bookedAt.time)
    }

    private func scored(_ booking: BankTransaction, _ account: Account, source: SourceRef) -> DomainRecord {
        .scoredTransaction(
            ScoredTransaction(
                transactionID: booking.transactionID, account: booking.account, amount: booking.amount,
                direction: booking.direction, channel: booking.channel, bookedAt: booking.bookedAt,
                verdict: Verdict(
                    score: 0.5,
                    reasons: [
                        Reason(code: "BALANCE", contribution: 1, evidence: "\(account.count) \(account.balance)")
                    ], versions: Versions(detector: "1"), source: source)))
    }

    public func advance(_ tick: Tick, state: inout State, tables: borrowing NoTables, effects: inout Effects) {
        guard case .watermark(let time) = tick else { return }
        while let (key, due) = state.timers.popDue(at: time) {
            effects.beginTimer(key: key, at: due)
            let account = state.accounts.get(key) ?? Account()
            let booking = BankTransaction(
                transactionID: "quiet", account: key, direction: .credit, amount: MinorUnits(1),
                bookedAt: ZonedTime(time: due, zoneOffsetMinutes: 330), channel: .upi)
            let source = SourceRef(topic: "timer", partition: Partition(0), offset: Offset(0))
            effects.emit(scored(booking, account, source: source), to: .scoredTransactions, at: due)
        }
    }
}
