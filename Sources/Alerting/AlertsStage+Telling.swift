import Records
import StageKit

extension AlertsStage {
    /// How soon alerts that may not be told are looked at again, when their policy has no interval.
    static let recheckMilliseconds: Int64 = 60_000

    /// Tells people of a group's news, as far as it may be told.
    func flush(
        _ group: inout AlertGroup, key: String, at now: EventTime, _ state: inout State,
        tables: borrowing PolicyTables, effects: inout Effects
    ) {
        group.flushAt = nil
        group.removeExpired(at: now)
        let told = Self.tellable(group, key: key, at: now, tables)
        guard told.contains(where: { group.members[$0].isNews }), let place = group.lead(told) else {
            if group.members.contains(where: { $0.isNews && !$0.isResolved }) {
                group.flushAt = now.advanced(byMilliseconds: Self.recheck(group, tables))
            }
            return
        }
        let severity = group.members[place].latest.severity
        let isRise = group.toldSeverity.map { severity > $0 } ?? false
        guard let extras = pass(&group, told, key: key, at: now, &state, tables: tables, effects: &effects) else {
            return
        }
        guard
            let command = group.command(isRise ? .escalate : .trigger, about: told, key: key, at: now, extras: extras)
        else { return }
        effects.emit(.alertCommand(command), to: .alertCommands, at: now)
        for place in told { group.members[place].tell(at: now) }
        group.toldAt = max(group.toldAt ?? now, now)
        group.toldSeverity = group.toldSeverity.map { max($0, severity) } ?? severity
        group.isHeld = false
        if group.phase == .waiting || isRise {
            let isNew = group.phase != .active
            group.phase = .active
            if isNew { Self.startChain(&group, lead: place, at: now, tables) }
        }
        Self.planRepeat(&group, lead: place, at: now, tables)
    }

    /// What came due by itself: news after its wait, an escalation, a repetition, the end.
    func fire(
        until now: EventTime, _ state: inout State, tables: borrowing PolicyTables, effects: inout Effects
    ) {
        while let due = state.nextDue, due <= now {
            if let digest = state.digests.popDue(at: due) {
                let origin = state.budgets.get(digest.key)?.origin ?? ""
                effects.beginTimer(key: "\(digest.key)/\(origin)", at: digest.due)
                closeWindow(digest.key, at: digest.due, &state, effects: &effects)
                continue
            }
            guard let timer = state.timers.popDue(at: due) else { continue }
            look(at: timer.key, at: timer.due, &state, tables: tables, effects: &effects)
        }
    }

    /// What a group had due before `time`, for a record of it that is about to be taken: so what a group says depends on
    /// its own records and their times, not on when other keys moved the watermark.
    func catchUp(
        _ key: String, to time: EventTime, _ state: inout State, tables: borrowing PolicyTables,
        effects: inout Effects
    ) {
        var fired = false
        while let due = state.timers.due(key), due <= time {
            fired = true
            state.timers.cancel(key)
            look(at: key, at: due, &state, tables: tables, effects: &effects)
        }
        // What follows is the record's own again; nothing of it was emitted yet.
        if fired { _ = effects.beginRecord() }
    }

    private func look(
        at key: String, at due: EventTime, _ state: inout State, tables: borrowing PolicyTables,
        effects: inout Effects
    ) {
        guard var group = state.groups.get(key) else { return }
        // A late record can make the same time due again; the group's life and latest command tell the two apart.
        effects.beginTimer(key: "\(key)#\(String(group.life, radix: 36))-\(group.number)", at: due)
        if let flushAt = group.flushAt, flushAt <= due {
            flush(&group, key: key, at: due, &state, tables: tables, effects: &effects)
        }
        if let escalateAt = group.escalateAt, escalateAt <= due {
            escalate(&group, key: key, at: due, tables: tables, effects: &effects)
        }
        if let repeatAt = group.repeatAt, repeatAt <= due {
            tellAgain(&group, key: key, at: due, &state, tables: tables, effects: &effects)
        }
        if group.expiresAt <= due {
            state.groups.delete(key)
        } else {
            save(group, key: key, &state)
        }
    }

    /// The next step of the chain: nobody acknowledged.
    private func escalate(
        _ group: inout AlertGroup, key: String, at now: EventTime, tables: borrowing PolicyTables,
        effects: inout Effects
    ) {
        group.escalateAt = nil
        let told = Self.tellable(group, key: key, at: now, tables)
        let level = group.level
        guard let place = group.lead(told) ?? group.lead(Array(group.members.indices)),
            let chain = group.members[place].latest.escalationPolicy.flatMap({ tables.escalations[$0] }),
            chain.steps.indices.contains(level)
        else { return }
        group.level += 1
        if chain.steps.indices.contains(level + 1) {
            group.escalateAt = now.advanced(byMilliseconds: Int64(chain.steps[level + 1].afterMinutes) * 60_000)
        }
        let step = chain.steps[level]
        let since = group.toldAt.map { "; told \(now.milliseconds(since: $0) / 60_000) min ago" } ?? ""
        let extras = CommandExtras(
            roles: step.roles, channels: step.channels, level: level + 1, preface: "Nobody has acknowledged\(since). ")
        guard let command = group.command(.escalate, about: told, key: key, at: now, extras: extras) else { return }
        effects.emit(.alertCommand(command), to: .alertCommands, at: now)
    }

    /// Alertmanager's `repeat_interval`: the same again, while nobody acknowledged.
    private func tellAgain(
        _ group: inout AlertGroup, key: String, at now: EventTime, _ state: inout State,
        tables: borrowing PolicyTables, effects: inout Effects
    ) {
        group.repeatAt = nil
        guard group.phase == .active else { return }
        let told = Self.tellable(group, key: key, at: now, tables)
        guard let place = group.lead(told) ?? group.lead(Array(group.members.indices)) else { return }
        Self.planRepeat(&group, lead: place, at: now, tables)
        guard !told.isEmpty,
            let extras = pass(&group, told, key: key, at: now, &state, tables: tables, effects: &effects),
            let command = group.command(.trigger, about: told, key: key, at: now, extras: extras)
        else { return }
        effects.emit(.alertCommand(command), to: .alertCommands, at: now)
    }

    /// The members that live and may be told at `now`: not silenced, not inhibited, with the company they need.
    static func tellable(
        _ group: AlertGroup, key: String, at now: EventTime, _ tables: borrowing PolicyTables
    ) -> [Int] {
        let live = group.members.indices.filter {
            !group.members[$0].isResolved && group.members[$0].latest.expiresAt >= now
        }
        let silences = tables.silences.filter { $0.isActive(at: now) }
        let rules = tables.inhibitions
        var told: [Int] = []
        for place in live {
            let member = group.members[place]
            if silences.contains(where: { $0.matchers.hold(member, group: key) }) { continue }
            let isInhibited = rules.contains { rule in
                live.contains { rule.inhibits(member, by: group.members[$0], group: key) }
            }
            if isInhibited { continue }
            let company = tables.policy(member.latest.policyID)?.withPolicies ?? []
            let hasCompany = company.isEmpty || live.contains { company.contains(group.members[$0].latest.policyID) }
            if hasCompany { told.append(place) }
        }
        return told
    }

    private static func recheck(_ group: AlertGroup, _ tables: borrowing PolicyTables) -> Int64 {
        var seconds = 0
        for member in group.members where member.isNews && !member.isResolved {
            seconds = max(seconds, tables.policy(member.latest.policyID)?.groupIntervalSeconds ?? 0)
        }
        return max(recheckMilliseconds, Int64(seconds) * 1_000)
    }

    private static func startChain(
        _ group: inout AlertGroup, lead: Int, at now: EventTime, _ tables: borrowing PolicyTables
    ) {
        group.level = 0
        group.escalateAt = group.members[lead].latest.escalationPolicy.flatMap { tables.escalations[$0]?.steps.first }
            .map { now.advanced(byMilliseconds: Int64($0.afterMinutes) * 60_000) }
    }

    private static func planRepeat(
        _ group: inout AlertGroup, lead: Int, at now: EventTime, _ tables: borrowing PolicyTables
    ) {
        let minutes = tables.policy(group.members[lead].latest.policyID)?.repeatIntervalMinutes ?? 0
        let isWanted = minutes > 0 && group.phase == .active
        group.repeatAt = isWanted ? now.advanced(byMilliseconds: Int64(minutes) * 60_000) : nil
    }
}
