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
        account.visit(terminal.id, at: point, time: time)
        if let ifsc = booking.homeIFSC { account.homeIFSC = ifsc }
        state.accounts.put(account, for: booking.account)
        let withdrawal = RiskWithdrawal(
            cell: cell.token, terminal: terminal, account: booking.account, amount: booking.amount,
            at: booking.bookedAt, tainted: isTainted, caseID: isTainted ? holding?.caseID : nil, source: source)
        effects.emit(.riskWithdrawal(withdrawal), to: .riskWithdrawals, at: time)
    }

    /// A hop of the trail: what stolen money the account holds now, and so where it will be drawn.
    func follow(
        _ hop: TrailHop, writer: ForecastWriter, state: inout State, tables: borrowing CashOutTables,
        effects: inout Effects
    ) {
        var account = state.accounts.get(hop.account) ?? AccountPlaces()
        let (before, after) = account.settle(hop)
        if let ifsc = hop.homeIFSC { account.homeIFSC = ifsc }
        if hop.kind == .cashedOut {
            if let arrived = before?.arrivedAt.time {
                account.learn(delaySeconds: hop.at.time.milliseconds(since: arrived) / 1_000)
            }
            tellCell(hop, account: &account, source: writer.source, tables: tables, effects: &effects)
        }
        if let after, hop.kind == .arrived || hop.kind == .moved || hop.kind == .cashedOut {
            let forecast = writer.forecast(hop, account: account, arrivedAt: after.arrivedAt.time, tables: tables)
            account.markForecast(hop)
            effects.emit(.riskForecast(forecast), to: .riskForecasts, at: hop.at.time)
        } else if after == nil, let before, before.isForecast {
            effects.emit(.riskForecast(writer.withdrawal(hop)), to: .riskForecasts, at: hop.at.time)
        }
        state.accounts.put(account, for: hop.account)
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
        if terminal.location == nil { terminal.location = tables.terminals[terminal.id]?.location }
        guard let point = terminal.location, let cell = S2Cell(point, level: settings.cellLevel) else { return }
        let withdrawal = RiskWithdrawal(
            cell: cell.token, terminal: terminal, account: hop.account, amount: hop.amount, at: hop.at, tainted: true,
            caseID: hop.caseID, source: source)
        effects.emit(.riskWithdrawal(withdrawal), to: .riskWithdrawals, at: hop.at.time)
    }
}
