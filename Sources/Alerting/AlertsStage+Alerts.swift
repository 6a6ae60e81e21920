import Records
import StageKit

extension AlertsStage {
    /// How much higher a score must be than the one last sent to be news within the window.
    static let materialRise = 0.1
    /// For a candidate whose policy is gone.
    static let usualWindowMinutes = 30

    func take(
        _ candidate: AlertCandidate, runID: String?, _ state: inout State, tables: borrowing PolicyTables,
        effects: inout Effects
    ) throws(StageFault) {
        try Self.check(candidate)
        let policy = tables.policy(candidate.policyID)
        if runID != nil, policy?.deliverReplays != true { return }
        var candidate = candidate
        candidate.runID = runID
        let window = Int64(policy?.dedupWindowMinutes ?? Self.usualWindowMinutes) * 60_000
        let key = candidate.dedupKey
        guard var alert = state.alerts.get(key) else {
            guard candidate.action == .trigger else { return }
            save(AlertState(candidate), .trigger, at: candidate.at, &state, effects: &effects)
            return
        }
        let action =
            candidate.action == .resolve ? alert.resolve(by: candidate) : alert.take(candidate, window: window)
        save(alert, action, at: candidate.at, &state, effects: &effects)
    }

    func take(_ receipt: AlertReceipt, _ state: inout State, effects: inout Effects) {
        guard receipt.status == .acknowledged, var alert = state.alerts.get(receipt.dedupKey) else { return }
        guard alert.acknowledge() else { return }
        save(alert, .acknowledge, at: receipt.at.time, &state, effects: &effects)
    }

    /// Keeps the alert, sets its end and sends its command, when there is one to send.
    private func save(
        _ alert: AlertState, _ action: AlertCommand.Action?, at time: EventTime, _ state: inout State,
        effects: inout Effects
    ) {
        var alert = alert
        if let action {
            effects.emit(.alertCommand(alert.command(action, at: time)), to: .alertCommands, at: time)
        }
        state.expiries.schedule(alert.latest.dedupKey, at: alert.latest.expiresAt)
        state.alerts.put(alert, for: alert.latest.dedupKey)
    }

    private static func check(_ candidate: AlertCandidate) throws(StageFault) {
        for (name, text) in [("dedup_key", candidate.dedupKey), ("group_key", candidate.groupKey)] {
            guard (1...BoundedText.idBytes).contains(text.utf8.count) else {
                throw StageFault(code: "invalid_candidate", message: "\(name) must have 1 to 255 bytes")
            }
        }
        guard candidate.action == .trigger || candidate.action == .resolve else {
            throw StageFault(
                code: "invalid_candidate",
                message: "a candidate triggers or resolves; \(candidate.action) is the stage's")
        }
    }
}
