import Records
import StageKit

extension CashOutStage {
    /// A withdrawal: the account's places learn it, its cell hears of it.
    func withdraw(
        _ booking: BankTransaction, source: SourceRef, state: inout State, tables: borrowing CashOutTables,
        effects: inout Effects
    ) {
        guard var terminal = booking.terminal else { return }
        if terminal.location == nil { terminal.location = tables.terminals[terminal.id]?.location }
        guard let point = terminal.location, let cell = S2Cell(point, level: settings.cellLevel) else { return }
        let time = booking.bookedAt.time
        let mark = WithdrawalMarks.mark(account: booking.account, terminal: terminal.id, at: time)
        var account = state.accounts.get(booking.account) ?? AccountPlaces()
        let known = account.marks[mark]
        if let known, known.isBooked { return }
        // Either the trail said already that this was stolen money, or the account holds some.
        let holding = account.balances.first { $0.arrivedAt.time <= time }
        let isTainted = known?.isTainted ?? (holding != nil)
        account.marks.note(mark, booked: true, tainted: isTainted)
        learn(booking, isTainted: isTainted, terminal: terminal.id, account: &account, state: &state)
        account.visit(terminal.id, at: point, time: time)
        let crews = isTainted && !account.isVisiting(terminal.id, at: time) ? account.crews : []
        if isTainted { account.visitWithStolenMoney(terminal.id, time: time) }
        if let ifsc = booking.homeIFSC { account.homeIFSC = ifsc }
        state.accounts.put(account, for: booking.account)
        let withdrawal = RiskWithdrawal(
            cell: cell.token, terminal: terminal, account: booking.account, amount: booking.amount,
            at: booking.bookedAt, tainted: isTainted, caseID: isTainted ? holding?.caseID : nil,
            crews: crews, source: source)
        effects.emit(.riskWithdrawal(withdrawal), to: .riskWithdrawals, at: time)
    }

    /// What a withdrawal teaches before it is counted: which component of the standing forecast held it.
    private func learn(
        _ booking: BankTransaction, isTainted: Bool, terminal: String, account: inout AccountPlaces,
        state: inout State
    ) {
        var knowledge = state.knowledge.get(Knowledge.key) ?? Knowledge()
        knowledge.clock = max(knowledge.clock, booking.bookedAt.time)
        let time = booking.bookedAt.time
        if isTainted, account.covers(booking) {
            for features in account.endByWithdrawal(at: time) { knowledge.outlook.learn(features, wasDrawn: true) }
        }
        if isTainted, let pending = account.pending,
            time.milliseconds(since: pending.issuedAt) >= AccountPlaces.Pending.notice,
            !account.isVisiting(terminal, at: time)
        {
            if settings.learnsWeights {
                knowledge.learn(
                    pending.experience, likelihoods: pending.likelihoods(of: terminal), available: pending.available)
            }
            knowledge.learn(
                pending.experience, stated: pending.stated, wasListed: pending.lists(terminal))
            account.pending = nil
        }
        state.knowledge.put(knowledge, for: Knowledge.key)
    }

    /// A hop of the trail: what stolen money the account holds now, and so where it will be drawn.
    func follow(
        _ hop: TrailHop, writer: ForecastWriter, state: inout State, tables: borrowing CashOutTables,
        effects: inout Effects
    ) {
        var account = state.accounts.get(hop.account) ?? AccountPlaces()
        var knowledge = state.knowledge.get(Knowledge.key) ?? Knowledge()
        knowledge.clock = max(knowledge.clock, hop.at.time)
        let (before, after) = account.settle(hop)
        account.belong(to: AccountPlaces.crew(of: hop))
        if let ifsc = hop.homeIFSC { account.homeIFSC = ifsc }
        if let before { resolve(before, by: hop, account: &account, knowledge: &knowledge) }
        if hop.kind == .cashedOut {
            tellCell(hop, account: &account, source: writer.source, tables: tables, effects: &effects)
        }
        if let after, let situation = Self.situation(after, hop) {
            let made = writer.forecast(
                hop, account: account, balance: after, situation: situation, knowledge: knowledge, tables: tables)
            account.markForecast(hop)
            account.pending = made.pending
            account.stand(made.open)
            effects.emit(.riskForecast(made.forecast), to: .riskForecasts, at: hop.at.time)
        } else if after == nil, let before, before.isForecast {
            effects.emit(.riskForecast(writer.withdrawal(hop)), to: .riskForecasts, at: hop.at.time)
        }
        if account.balances.isEmpty { account.pending = nil }
        state.knowledge.put(knowledge, for: Knowledge.key)
        state.accounts.put(account, for: hop.account)
    }

    /// What a forecast after `hop` is made of; nil when the hop calls for none.
    private static func situation(_ balance: AccountPlaces.Balance, _ hop: TrailHop) -> Knowledge.Situation? {
        let small = balance.atRisk < smallestPayout
        switch hop.kind {
        case .arrived: return small ? .remainder : .arrived
        case .moved: return small ? .remainder : .moved
        case .cashedOut: return small ? .remainder : .drawn
        case .dispersed, .expired: return nil
        }
    }

    /// ₹500: machines pay out no less, as a rule.
    private static let smallestPayout: Int64 = 500_00

    /// What became of a balance teaches whether and when such money is drawn.
    private func resolve(
        _ before: AccountPlaces.Balance, by hop: TrailHop, account: inout AccountPlaces, knowledge: inout Knowledge
    ) {
        let wasDrawn = hop.kind == .cashedOut
        if wasDrawn {
            let delay = hop.at.time.milliseconds(since: before.arrivedAt.time) / 1_000
            account.learn(delaySeconds: delay)
            knowledge.learn(layer: hop.layer, delaySeconds: delay)
        }
        if wasDrawn, hop.amount.rawValue >= Self.smallestPayout, !account.sawBooking(of: hop) {
            for features in account.endByWithdrawal(at: hop.at.time) {
                knowledge.outlook.learn(features, wasDrawn: true)
            }
        }
        guard hop.atRisk == .zero else { return }
        for features in account.endByLoss(of: hop) { knowledge.outlook.learn(features, wasDrawn: false) }
    }

    /// The trail knows that a withdrawal was of stolen money. When its booking passed as honest, the cell hears again.
    private func tellCell(
        _ hop: TrailHop, account: inout AccountPlaces, source: SourceRef, tables: borrowing CashOutTables,
        effects: inout Effects
    ) {
        guard var terminal = hop.terminal else { return }
        let mark = WithdrawalMarks.mark(account: hop.account, terminal: terminal.id, at: hop.at.time)
        let known = account.marks[mark]
        account.marks.note(mark, booked: false, tainted: true)
        guard let known, known.isBooked, !known.isTainted else { return }
        let crews = account.isVisiting(terminal.id, at: hop.at.time) ? [] : account.crews
        account.visitWithStolenMoney(terminal.id, time: hop.at.time)
        if terminal.location == nil { terminal.location = tables.terminals[terminal.id]?.location }
        guard let point = terminal.location, let cell = S2Cell(point, level: settings.cellLevel) else { return }
        let withdrawal = RiskWithdrawal(
            cell: cell.token, terminal: terminal, account: hop.account, amount: hop.amount, at: hop.at, tainted: true,
            caseID: hop.caseID, crews: crews, source: source)
        effects.emit(.riskWithdrawal(withdrawal), to: .riskWithdrawals, at: hop.at.time)
    }
}
