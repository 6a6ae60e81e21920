public import Records

extension DeliveryMachine {
    /// Reports kept for messages that nobody knows (yet): a report can be faster than the answer to its request.
    private static let orphansMax = 1_000

    /// Takes what a provider says about a message. Returns false when no open command has it.
    ///
    /// `sent` becomes `delivered`, or `failed` and goes on over the next channel. A report about a message that waits for
    /// its next attempt, because nobody confirmed the last one, makes that attempt unnecessary. Anything else was told
    /// before, and changes nothing.
    public mutating func report(_ report: DeliveryReport, at now: EventTime) -> Bool {
        let keys = [report.reference, report.providerID].filter { !$0.isEmpty }.map { report.channel + "\n" + $0 }
        guard let ref = keys.lazy.compactMap({ [known] in known[$0] }).first else {
            if let key = keys.last, orphans[key] != nil || orphans.count < Self.orphansMax { orphans[key] = report }
            return false
        }
        apply(report, to: ref, at: now)
        purge(ref.command, at: now)
        runLanes(at: now)
        return true
    }

    mutating func apply(_ report: DeliveryReport, to ref: Ref, at now: EventTime) {
        guard let delivery = slots[ref.command]?.entry.deliveries[safe: ref.index],
            let leg = delivery.legs.firstIndex(where: { $0.channel == report.channel })
        else { return }
        switch (delivery.phase, report.status) {
        case (.attempting, _) where delivery.leg == leg: early[ref] = report
        case (.sent, .delivered) where delivery.leg == leg: end(ref, .delivered, report.detail, at: now)
        case (.waiting, .delivered):
            slots[ref.command]?.entry.deliveries[ref.index].leg = leg
            end(ref, .delivered, report.detail, at: now)
        case (.sent, .failed) where delivery.leg == leg: failLate(ref, report, at: now)
        default: break
        }
    }

    /// The provider took the message and could not deliver it.
    private mutating func failLate(_ ref: Ref, _ report: DeliveryReport, at now: EventTime) {
        guard let entry = slots[ref.command]?.entry else { return }
        var delivery = entry.deliveries[ref.index]
        delivery.legs[delivery.leg].isClosed = true
        delivery.detail = String(report.detail.prefix(300))
        slots[ref.command]?.entry.deliveries[ref.index] = delivery
        end(ref, .failed, report.detail, at: now)
        let isLeft = delivery.legs.contains { !$0.isClosed }
        guard isLeft, now < entry.command.expiresAt, entry.supersededBy == nil, !delivery.isAcknowledged else { return }
        delivery.phase = .waiting
        delivery.due = now
        slots[ref.command]?.entry.deliveries[ref.index] = delivery
        choose(ref, at: now)
    }

    /// Takes a person's acknowledgement: a receipt, once; what still waits for that recipient is not needed any more.
    /// Returns false when no open command has it.
    public mutating func acknowledge(_ word: Acknowledgement, at now: EventTime) -> Bool {
        guard let slot = slots[word.commandID] else { return false }
        let mine = slot.entry.deliveries.indices.filter { slot.entry.deliveries[$0].recipient == word.recipient }
        guard let first = mine.first(where: { slot.entry.deliveries[$0].attempts > 0 }) ?? mine.first else {
            return false
        }
        guard !mine.contains(where: { slot.entry.deliveries[$0].isAcknowledged }) else { return true }
        for index in mine {
            slots[word.commandID]?.entry.deliveries[index].isAcknowledged = true
            if slot.entry.deliveries[index].phase == .waiting {
                end(Ref(command: word.commandID, index: index), .expired, "not needed any more: acknowledged", at: now)
            }
        }
        markChanged(word.commandID)
        let by = word.by.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(100)
        tell(
            Ref(command: word.commandID, index: first), .acknowledged, by.isEmpty ? nil : "by \(by)", at: now)
        purge(word.commandID, at: now)
        runLanes(at: now)
        return true
    }

    // MARK: Which message is whose

    /// The keys under which reports about a delivery may come.
    private func keys(of delivery: Delivery, command: String) -> [String] {
        guard plan.keepsForReports else { return [] }
        let print = Message.fingerprint(command: command, recipient: delivery.recipient)
        return delivery.legs.flatMap { leg in
            [leg.channel + "\n" + print] + (leg.providerID.isEmpty ? [] : [leg.channel + "\n" + leg.providerID])
        }
    }

    mutating func link(_ entry: CommandEntry) {
        for (index, delivery) in entry.deliveries.enumerated() {
            for key in keys(of: delivery, command: entry.command.id) {
                known[key] = Ref(command: entry.command.id, index: index)
            }
        }
    }

    mutating func unlink(_ entry: CommandEntry) {
        for (index, delivery) in entry.deliveries.enumerated() {
            for key in keys(of: delivery, command: entry.command.id) { known[key] = nil }
            early[Ref(command: entry.command.id, index: index)] = nil
        }
    }

    /// The provider's id of a message that it took; a report that was faster is applied.
    mutating func took(_ ref: Ref, channel: String, providerID: String?, at now: EventTime) {
        var hasty = early.removeValue(forKey: ref)
        if plan.keepsForReports, let providerID, !providerID.isEmpty {
            let key = channel + "\n" + providerID
            known[key] = ref
            if let orphan = orphans.removeValue(forKey: key) { hasty = orphan }
        }
        if let hasty { apply(hasty, to: ref, at: now) }
    }
}
