import Records
import StageKit

extension AlertsStage {
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
        let key = candidate.groupKey
        catchUp(key, to: candidate.at, &state, tables: tables, effects: &effects)
        if candidate.action == .resolve {
            guard var group = state.groups.get(key), resolve(&group, by: candidate, tables: tables, effects: &effects)
            else { return }
            save(group, key: key, &state)
            return
        }
        // Taken out while it changes: a copy would cost more than the change.
        var group =
            state.groups.update(key) { value in
                let found = value
                value = nil
                return found
            } ?? AlertGroup(openedBy: candidate.source)
        if group.opens(for: candidate) {
            if group.phase == .resolved { group.reopen() }
            let window = Int64(policy?.dedupWindowMinutes ?? Self.usualWindowMinutes) * 60_000
            if group.take(candidate, window: window) {
                group.plan(
                    candidate, wait: Int64(policy?.groupWaitSeconds ?? 0) * 1_000,
                    interval: Int64(policy?.groupIntervalSeconds ?? 0) * 1_000)
                if let due = group.flushAt, due <= candidate.at {
                    flush(&group, key: key, at: candidate.at, &state, tables: tables, effects: &effects)
                }
            }
        }
        guard !group.members.isEmpty else { return }
        save(group, key: key, &state)
    }

    /// An acknowledgement stops escalation and repetition, until the severity rises. It means what was told: a group that
    /// waits, or has ended, takes none.
    func take(
        _ receipt: AlertReceipt, _ state: inout State, tables: borrowing PolicyTables, effects: inout Effects
    ) {
        let key = receipt.dedupKey
        guard receipt.status == .acknowledged else { return }
        catchUp(key, to: receipt.at.time, &state, tables: tables, effects: &effects)
        guard var group = state.groups.get(key), group.phase == .active else { return }
        group.phase = .acknowledged
        (group.escalateAt, group.repeatAt) = (nil, nil)
        let extras = CommandExtras(preface: "Acknowledged by \(receipt.recipient.prefix(100)). ")
        let time = receipt.at.time
        if let command = group.command(
            .acknowledge, about: Array(group.members.indices), key: key, at: time, extras: extras)
        {
            effects.emit(.alertCommand(command), to: .alertCommands, at: time)
        }
        save(group, key: key, &state)
    }

    /// The end of one alert; of the group, when no other alert about held money lives. Returns whether it was news.
    private func resolve(
        _ group: inout AlertGroup, by candidate: AlertCandidate, tables: borrowing PolicyTables,
        effects: inout Effects
    ) -> Bool {
        guard group.phase != .resolved, let place = group.index(of: candidate.dedupKey),
            !group.members[place].isResolved
        else { return false }
        group.members[place].resolve(by: candidate)
        var isOpen = false
        for member in group.members where !member.isResolved {
            if tables.policy(member.latest.policyID)?.watchesHeldMoney == true { isOpen = true }
        }
        guard !isOpen else { return true }
        let wasTold = group.phase != .waiting
        group.end(at: candidate.at)
        guard wasTold else { return true }
        let resolved = group.members.indices.filter { group.members[$0].isResolved }
        if let command = group.command(
            .resolve, about: resolved, key: candidate.groupKey, at: candidate.at, extras: CommandExtras())
        {
            effects.emit(.alertCommand(command), to: .alertCommands, at: candidate.at)
        }
        return true
    }

    /// Keeps the group and when it wants to be looked at.
    func save(_ group: AlertGroup, key: String, _ state: inout State) {
        state.timers.schedule(key, at: group.nextDue)
        state.groups.put(group, for: key)
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
