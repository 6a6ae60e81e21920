public import Records

extension DeliveryMachine {
    /// After so long without a way out a summary is given up.
    private static let summaryLifeMilliseconds: Int64 = 72_000_000

    /// Takes back what was counted in a partition.
    public mutating func restore(_ found: [DayTally], partition: Int32, at now: EventTime) {
        tallies[partition] = found
        armSummaries(at: now)
    }

    /// Changes today's tally of a partition; O(1). Yesterday's is kept, older ones are not.
    mutating func tally(_ partition: Int32, at now: EventTime, _ change: (inout DayTally) -> Void) {
        guard plan.hasSummaries else { return }
        armSummaries(at: now)
        let today = LocalDay.number(of: now, zoneOffsetMinutes: Int(zoneOffsetMinutes))
        var days = (tallies[partition] ?? []).filter { $0.day >= today - 1 }
        if days.last?.day != today { days.append(DayTally(day: today)) }
        change(&days[days.count - 1])
        tallies[partition] = days
        changedTallies.insert(partition)
    }

    mutating func armSummaries(at now: EventTime) {
        guard !isArmed else { return }
        isArmed = true
        for recipient in plan.recipients where recipient.dailySummary != nil {
            push(.summary(recipient.id), at: now.milliseconds)
        }
    }

    /// The time of a recipient's summary has come, or the gateway has started after it.
    mutating func summarise(_ id: String, at now: EventTime) {
        guard let recipient = recipients[id], let wish = recipient.dailySummary else { return }
        let zone = Int(zoneOffsetMinutes)
        let today = LocalDay.number(of: now, zoneOffsetMinutes: zone)
        let due = LocalDay.start(of: today, zoneOffsetMinutes: zone).milliseconds + Int64(wish.time) * 60_000
        if now.milliseconds >= due { makeSummary(for: id, wish, of: today - 1, at: now) }
        let wait = LocalDay.wait(untilMinute: wish.time, from: now, zoneOffsetMinutes: zone)
        push(.summary(id), at: now.milliseconds + wait)
    }

    /// Of the partitions that are ours and that no summary of that day to that recipient has told. With none: nothing.
    private mutating func makeSummary(for recipient: String, _ wish: DailySummary, of day: Int64, at now: EventTime) {
        var sum = DayTally(day: day)
        var parts: [Int32] = []
        for (partition, days) in tallies.sorted(by: { $0.key < $1.key }) {
            guard let index = days.firstIndex(where: { $0.day == day && !$0.toldTo.contains(recipient) }) else {
                continue
            }
            sum.add(days[index])
            parts.append(partition)
            tallies[partition]?[index].toldTo.append(recipient)
            changedTallies.insert(partition)
        }
        guard let first = parts.first else { return }
        let zone = Int(zoneOffsetMinutes)
        let date = LocalDay.text(LocalDay.start(of: day, zoneOffsetMinutes: zone), zoneOffsetMinutes: zone).prefix(10)
        let commands = sum.severities.values.reduce(0, +)
        let failed = sum.statuses[AlertReceipt.Status.failed.rawValue] ?? 0
        var lines = [
            ("Severity", DayTally.words(sum.severities, most: 4)),
            ("Receipts", DayTally.words(sum.statuses, most: 6)),
            ("Districts", DayTally.words(sum.districts, most: 20)),
        ]
        lines += sum.failures.map { ("Failed", $0) }
        if failed > sum.failures.count { lines.append(("Failed", "\(failed - sum.failures.count) more")) }
        lines.append(("Open deliveries now", String(openCount)))
        lines.append(("Oldest unacknowledged", oldestUnacknowledged(zone) ?? "none"))
        lines.append(("Partitions", parts.map(String.init).joined(separator: ", ")))
        insertOwn(
            "summary/\(recipient)/\(day)/\(first)", policy: AlertCommand.summaryPolicy,
            summary: "\(date): \(commands) commands, \(failed) receipts of failure",
            lines: lines.map { Reason(code: $0.0, contribution: 0, evidence: $0.1) }, severity: .info, to: recipient,
            channels: [wish.channel], partition: first, lives: Self.summaryLifeMilliseconds, at: now)
    }

    /// The oldest alert that nobody has acknowledged or resolved, of those that have not expired.
    private func oldestUnacknowledged(_ zone: Int) -> String? {
        var over: Set<String> = []
        var open: [AlertCommand] = []
        for entry in slots.values.map(\.entry) where !entry.command.isOwn && entry.command.runID == nil {
            let isBegin = entry.command.action == .trigger || entry.command.action == .escalate
            if isBegin { open.append(entry.command) }
            if !isBegin || entry.deliveries.contains(where: \.isAcknowledged) { over.insert(entry.command.dedupKey) }
        }
        open.removeAll { over.contains($0.dedupKey) }
        return open.min { ($0.notBefore, $0.id) < ($1.notBefore, $1.id) }.map {
            "since \(LocalDay.text($0.notBefore, zoneOffsetMinutes: zone)): " + AlertText($0).line
        }
    }
}
