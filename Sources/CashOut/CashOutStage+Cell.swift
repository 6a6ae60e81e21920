import Records
import StageKit

extension CashOutStage {
    /// Below this the excitement of a cell is over: about four hours after a single withdrawal.
    static let calm: Float = 0.05

    /// A withdrawal reaches its cell: counted, and published at once when the money was stolen.
    func count(
        _ withdrawal: RiskWithdrawal, source: SourceRef, runID: String?, state: inout State, effects: inout Effects
    ) {
        var cell = state.cells.get(withdrawal.cell) ?? CellActivity()
        guard cell.count(withdrawal) else { return }
        cell.source = source
        let waited = cell.at.milliseconds(since: cell.publishedAt)
        if withdrawal.tainted || waited >= settings.cellIntervalMilliseconds {
            publish(&cell, token: withdrawal.cell, runID: runID, effects: &effects)
        }
        if cell.fast > Self.calm {
            state.refreshes.schedule(withdrawal.cell, at: cell.at.advanced(byMilliseconds: Decay.hour))
        }
        state.cells.put(cell, for: withdrawal.cell)
    }

    /// An hour without a withdrawal: the cell is calmer, and says so until it is calm.
    func refresh(_ token: String, at due: EventTime, state: inout State, effects: inout Effects) {
        guard var cell = state.cells.get(token) else { return }
        cell.fade(to: due)
        publish(&cell, token: token, runID: nil, effects: &effects)
        if cell.fast > Self.calm { state.refreshes.schedule(token, at: due.advanced(byMilliseconds: Decay.hour)) }
        state.cells.put(cell, for: token)
    }

    private func publish(_ cell: inout CellActivity, token: String, runID: String?, effects: inout Effects) {
        cell.publishedAt = cell.at
        let quarter = cell.expected(15 * 60_000)
        let hour = cell.expected(Decay.hour)
        let expected = hour.excited + hour.background
        // The chance of at least one, were they independent.
        let score = Rounded.near(1 - PortableMath.exp2(-expected / Decay.ln2))
        let verdict = Verdict(
            score: score, reasons: reasons(cell, hour: hour, score: score), versions: ForecastWriter.versions,
            source: cell.source, runID: runID)
        let risk = RiskCell(
            cell: token, updatedAt: cell.at, expected15Minutes: Rounded.near(quarter.excited + quarter.background),
            expected60Minutes: Rounded.near(expected), intensityAll: Rounded.near(cell.intensityAll),
            intensityFraud: Rounded.near(cell.intensityFraud), terminals: terminals(cell), crews: crews(cell),
            verdict: verdict)
        effects.emit(.riskCell(risk), to: .riskCells, at: cell.at)
    }

    private func crews(_ cell: CellActivity) -> [CrewPlace] {
        cell.crews.sorted { ($0.crew, $0.terminal) < ($1.crew, $1.terminal) }
            .map { CrewPlace(crew: $0.crew, terminal: $0.terminal, visits: Rounded.near(Double($0.visits))) }
            .filter { $0.visits > 0 }
    }

    private func terminals(_ cell: CellActivity) -> [TerminalChance] {
        let sum = cell.terminals.reduce(0) { $0 + Double($1.weight) }
        guard sum > 0 else { return [] }
        // The mean wait for the next one at the present rate, a day at most.
        let wait = Int(min(86_400, 3_600 / max(cell.intensityFraud, 0.001)))
        return cell.terminals.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.id < $1.id }
            .prefix(8)
            .map {
                TerminalChance(
                    id: $0.id, probability: Rounded.down(Double($0.weight) / sum), etaSeconds: wait,
                    location: $0.point)
            }
    }

    private func reasons(
        _ cell: CellActivity, hour: (excited: Double, background: Double), score: Double
    ) -> [Reason] {
        let expected = hour.excited + hour.background
        guard expected > 0, score > 0 else { return [] }
        let spread = Rounded.tenth(expected.squareRoot())
        let recent =
            "about \(Rounded.tenth(Double(cell.fast))) withdrawals of stolen money within the last hours: "
            + "\(Rounded.tenth(expected)) ± \(spread) more expected within an hour"
        let past = "about \(Rounded.tenth(Double(cell.slow))) withdrawals of stolen money within the last weeks"
        let parts = [("RECENT_FRAUD_NEARBY", hour.excited, recent), ("PAST_FRAUD_NEARBY", hour.background, past)]
        return parts.filter { Rounded.near(score * $0.1 / expected) > 0 }
            .map { Reason(code: $0.0, contribution: Rounded.near(score * $0.1 / expected), evidence: $0.2) }
    }
}
