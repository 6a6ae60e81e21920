import Records
import StageKit

extension AlertsStage {
    /// Asks the limits of the leading policy whether a command may be sent. Nil when it is held back: then it is in the
    /// digest of the limit that refused it. Else the roles that may still be told, and how many were held back so far.
    func pass(
        _ group: inout AlertGroup, _ told: [Int], key: String, at now: EventTime, _ state: inout State,
        tables: borrowing PolicyTables, effects: inout Effects
    ) -> CommandExtras? {
        guard let place = group.lead(told) else { return nil }
        let lead = group.members[place].latest
        var roles: [String] = []
        for place in told { roles = roles.joined(tables.policy(group.members[place].latest.policyID)?.roles ?? []) }
        guard let policy = tables.policy(lead.policyID) else { return CommandExtras(roles: roles) }
        let district = lead.jurisdiction.district ?? "-"
        let run = lead.runID.map { "@" + $0 } ?? ""
        var limits: [AlertLimit] = []
        if let most = policy.budgetPerDay {
            limits.append(
                AlertLimit(
                    key: BoundedText.key("day/\(policy.id)/\(district)\(run)", bytes: BoundedText.keyBytes),
                    window: .day, most: most, words: "its budget of \(most) commands a day"))
        }
        var allowed = roles
        var refusing: AlertLimit?
        for limit in limits where !lets(limit, lead.severity, at: now, &state, effects: &effects) { refusing = limit }
        if let most = policy.roleRatePerHour {
            for role in roles {
                let limit = AlertLimit(
                    key: BoundedText.key("hour/\(role)/\(district)\(run)", bytes: BoundedText.keyBytes), window: .hour,
                    most: most, words: "the rate of \(most) commands an hour to \(role)")
                if lets(limit, lead.severity, at: now, &state, effects: &effects) {
                    limits.append(limit)
                } else {
                    allowed.removeAll { $0 == role }
                    if allowed.isEmpty { refusing = refusing ?? limit }
                }
            }
        }
        if let refusing {
            if !group.isHeld { hold(lead, roles: roles, refusing, at: now, &state) }
            group.isHeld = true
            return nil
        }
        var heldBack = 0
        for limit in limits {
            state.budgets.update(limit.key) { window in
                var counted = window ?? BudgetWindow(index: limit.index(at: now))
                counted.used += 1
                heldBack += counted.heldCount
                window = counted
            }
            schedule(limit, at: now, &state)
        }
        return CommandExtras(roles: allowed, heldBack: heldBack > 0 ? heldBack : nil)
    }

    private func lets(
        _ limit: AlertLimit, _ severity: Severity, at now: EventTime, _ state: inout State, effects: inout Effects
    ) -> Bool {
        if let window = state.budgets.get(limit.key), window.index < limit.index(at: now) {
            // The new window began before the watermark said so.
            closeWindow(limit.key, at: limit.end(of: window.index), &state, effects: &effects)
        }
        return limit.lets(severity, pass: state.budgets.get(limit.key)?.used ?? 0)
    }

    private func hold(
        _ lead: AlertCandidate, roles: [String], _ limit: AlertLimit, at now: EventTime, _ state: inout State
    ) {
        state.budgets.update(limit.key) { found in
            var window = found ?? BudgetWindow(index: limit.index(at: now))
            if window.heldCount == 0 {
                window.policyID = lead.policyID
                window.origin = String(StableHash.of(lead.groupKey), radix: 36)
                window.policyVersion = lead.policyVersion
                window.limitWords = limit.words
                window.channels = lead.channels.filter { $0 != AlertPolicy.bankHold }
                window.roles = roles
                window.jurisdiction = lead.jurisdiction
                window.runID = lead.runID
            }
            window.held[lead.severity.rank] += 1
            if window.lines.count < BudgetWindow.linesMax { window.lines.append(String(lead.summary.prefix(160))) }
            found = window
        }
        schedule(limit, at: now, &state)
    }

    private func schedule(_ limit: AlertLimit, at now: EventTime, _ state: inout State) {
        guard let window = state.budgets.get(limit.key) else { return }
        state.digests.schedule(limit.key, at: limit.end(of: window.index))
    }

    /// The end of a limit's window: what it held back becomes one command.
    func closeWindow(_ key: String, at end: EventTime, _ state: inout State, effects: inout Effects) {
        state.digests.cancel(key)
        guard let window = state.budgets.get(key) else { return }
        state.budgets.delete(key)
        guard window.heldCount > 0 else { return }
        effects.emit(.alertCommand(Self.digest(window, key: key, at: end)), to: .alertCommands, at: end)
    }

    private static func digest(_ window: BudgetWindow, key: String, at end: EventTime) -> AlertCommand {
        let severities = Severity.allCases.filter { window.held[$0.rank] > 0 }
        let counts = severities.map { "\(window.held[$0.rank]) \($0.rawValue)" }.joined(separator: ", ")
        let place = window.jurisdiction.district.map { " in \($0)" } ?? ""
        let text =
            "\(window.heldCount) alerts of \(window.policyID)\(place) were held back (\(counts)): "
            + "\(window.limitWords) was used up. The first: " + window.lines.joined(separator: " / ")
        let group = BoundedText.key("digest/\(key)/\(window.origin)", bytes: BoundedText.keyBytes)
        return AlertCommand(
            id: BoundedText.key("\(group)#\(end.milliseconds)", bytes: BoundedText.idBytes), dedupKey: group,
            groupKey: group, action: .trigger, severity: min(.warning, severities.first ?? .info),
            summary: BoundedText.summary(text), reasons: [], sourceRefs: [], caseIDs: [],
            jurisdiction: window.jurisdiction, cell: nil, terminals: [], notBefore: end,
            expiresAt: end.advanced(byMilliseconds: AlertLimit.Window.day.rawValue), channels: window.channels,
            templateID: nil, escalationPolicy: nil, policyID: window.policyID, policyVersion: window.policyVersion,
            count: window.heldCount, runID: window.runID, roles: window.roles, heldBack: window.heldCount)
    }
}
