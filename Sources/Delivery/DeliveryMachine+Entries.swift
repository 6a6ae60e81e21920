import Records

/// What the machine keeps, and what it tells.
extension DeliveryMachine {
    mutating func insert(_ entry: CommandEntry, partition: Int32) {
        let id = entry.command.id
        slots[id] = Slot(
            entry: entry, partition: partition, isQueued: Array(repeating: false, count: entry.deliveries.count))
        if entry.command.action == .trigger || entry.command.action == .escalate {
            openByKey[entry.command.dedupKey, default: []].insert(id)
        }
        link(entry)
        push(.end(id), at: entry.command.expiresAt.milliseconds)
        if plan.keepsForReports { push(.end(id), at: keptUntil(entry).milliseconds) }
    }

    private func keptUntil(_ entry: CommandEntry) -> EventTime {
        entry.command.expiresAt.advanced(byMilliseconds: plan.keepMilliseconds)
    }

    mutating func supersede(by command: AlertCommand, at now: EventTime) {
        for id in (openByKey[command.dedupKey] ?? []).sorted() {
            guard let slot = slots[id], !slot.entry.isDone else { continue }
            slots[id]?.entry.supersededBy = "\(command.action.rawValue) \(command.id)"
            changed[id] = slot.partition
            chooseAll(of: id, at: now)
        }
        openByKey[command.dedupKey] = nil
    }

    mutating func wait(
        _ attempt: Attempt, _ delivery: inout Delivery, until due: EventTime, _ detail: String
    ) {
        delivery.phase = .waiting
        delivery.due = due
        delivery.detail = String(detail.prefix(300))
        update(attempt, delivery)
    }

    mutating func update(_ attempt: Attempt, _ delivery: Delivery) {
        slots[attempt.command]?.entry.deliveries[attempt.index] = delivery
        markChanged(attempt.command)
    }

    mutating func markChanged(_ id: String) {
        if let slot = slots[id] { changed[id] = slot.partition }
    }

    /// The delivery has ended; says so on a receipt.
    mutating func end(_ ref: Ref, _ phase: Delivery.Phase, _ detail: String, at now: EventTime) {
        guard let slot = slots[ref.command], let delivery = slot.entry.deliveries[safe: ref.index] else { return }
        slots[ref.command]?.entry.deliveries[ref.index].phase = phase
        slots[ref.command]?.isQueued[ref.index] = false
        markChanged(ref.command)
        let status: AlertReceipt.Status
        switch phase {
        case .sent: status = .sent
        case .delivered: status = .delivered
        case .expired: status = .expired
        case .waiting, .attempting, .failed: status = .failed
        }
        var words = detail
        if delivery.attempts > 1 || delivery.unconfirmed > 0 {
            words += words.isEmpty ? "" : "; "
            words += "\(delivery.attempts) attempts"
            if delivery.unconfirmed > 0 { words += ", \(delivery.unconfirmed) of them neither confirmed nor refused" }
        }
        tell(ref, status, words.isEmpty ? nil : words, at: now)
        if slot.entry.command.isOwn { digestEnded(ref.command, at: now) }
    }

    /// A receipt about a delivery.
    mutating func tell(_ ref: Ref, _ status: AlertReceipt.Status, _ detail: String?, at now: EventTime) {
        guard let slot = slots[ref.command], let delivery = slot.entry.deliveries[safe: ref.index] else { return }
        let command = slot.entry.command
        guard !command.isOwn else { return }
        let receipt = AlertReceipt(
            commandID: command.id, dedupKey: command.dedupKey, groupKey: command.groupKey,
            recipient: delivery.recipient, channel: delivery.channel, status: status,
            at: ZonedTime(time: now, zoneOffsetMinutes: zoneOffsetMinutes), detail: detail)
        receipts.append(receipt)
        tally(slot.partition, at: now) { $0.count(receipt) }
    }

    /// An entry that is done is kept until its command's end (and for its reports), so that the same command is not delivered again; after it
    /// nothing would be delivered in any case.
    mutating func purge(_ id: String, at now: EventTime) {
        guard let slot = slots[id], slot.entry.isDone, keptUntil(slot.entry) <= now else { return }
        slots[id] = nil
        unlink(slot.entry)
        openByKey[slot.entry.command.dedupKey]?.remove(id)
        if openByKey[slot.entry.command.dedupKey]?.isEmpty == true { openByKey[slot.entry.command.dedupKey] = nil }
        changed[id] = slot.partition
    }
}
