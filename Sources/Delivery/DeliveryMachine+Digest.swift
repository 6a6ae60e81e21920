import Records

extension DeliveryMachine {
    /// Alerts in one digest; the rest is counted.
    private static let linesMax = 200
    /// A digest that cannot be sent for so long is given up.
    private static let lifeMilliseconds: Int64 = 43_200_000
    /// How long a delivery waits for the digest that it was put into and that nobody here knows.
    private static let orphanMilliseconds: Int64 = 60_000

    /// Marks those deliveries of a new command that shall wait for their recipient's next digest.
    ///
    /// The end of an alert goes into a digest when its beginning did.
    func digested(_ deliveries: [Delivery], _ command: AlertCommand, at now: EventTime) -> [Delivery] {
        deliveries.map { delivery in
            guard let digest = recipients[delivery.recipient]?.digest, command.severity < digest.below,
                !delivery.legs.contains(where: { plan.channels[$0.channel]?.isParallel ?? false }),
                command.action == .trigger || command.action == .escalate
                    || begin(of: command, for: delivery.recipient)
            else { return delivery }
            var delivery = delivery
            delivery.digest = ""
            delivery.due = digest.next(after: max(now, command.notBefore))
            return delivery
        }
    }

    private func begin(of command: AlertCommand, for recipient: String) -> Bool {
        (openByKey[command.dedupKey] ?? []).contains { id in
            slots[id]?.entry.deliveries.contains { $0.recipient == recipient && $0.digest != nil } ?? false
        }
    }

    /// Looks at a waiting delivery of a digest.
    mutating func chooseDigested(_ ref: Ref, _ delivery: Delivery, at now: EventTime) {
        switch delivery.digest {
        case nil: break
        case "":
            if delivery.due <= now {
                digestsDue.insert(delivery.recipient)
            } else {
                push(.delivery(ref), at: delivery.due.milliseconds)
            }
        case let id?:
            if let digest = slots[id]?.entry.deliveries.first, digest.phase.isEnd {
                endDigested(ref, as: digest, at: now)
            }
        }
    }

    /// After a restart, or when the digest's partition has gone: the digest may still come, but not for ever.
    mutating func watchDigested(_ ref: Ref, at now: EventTime) {
        push(.digested(ref), at: now.milliseconds + Self.orphanMilliseconds)
    }

    /// Its digest went with a partition, or was never written: into the next one, rather than never.
    mutating func adopt(_ ref: Ref, at now: EventTime) {
        guard let delivery = slots[ref.command]?.entry.deliveries[safe: ref.index], delivery.phase == .waiting,
            let id = delivery.digest, !id.isEmpty
        else { return }
        guard slots[id] == nil else { return choose(ref, at: now) }
        slots[ref.command]?.entry.deliveries[ref.index].digest = ""
        markChanged(ref.command)
        digestsDue.insert(delivery.recipient)
    }

    /// Makes the digests whose time has come.
    mutating func makeDigests(at now: EventTime) {
        for id in digestsDue.sorted() {
            guard let recipient = recipients[id] else { continue }
            makeDigest(for: recipient, at: now)
        }
        digestsDue.removeAll()
    }

    private mutating func makeDigest(for recipient: Recipient, at now: EventTime) {
        var members: [Ref] = []
        for (id, slot) in slots {
            for (index, delivery) in slot.entry.deliveries.enumerated()
            where delivery.recipient == recipient.id && delivery.digest == "" && delivery.phase == .waiting
                && delivery.due <= now
            {
                members.append(Ref(command: id, index: index))
            }
        }
        let commands = members.compactMap { slots[$0.command]?.entry.command }
            .sorted { (-$0.severity.rank, $0.notBefore, $0.id) < (-$1.severity.rank, $1.notBefore, $1.id) }
        guard let first = members.min(by: { ($0.command, $0.index) < ($1.command, $1.index) }),
            let legs = slots[first.command]?.entry.deliveries[first.index].legs.map(\.channel)
        else { return }
        let partition = members.compactMap { slots[$0.command]?.partition }.min() ?? 0
        let id = "digest/\(recipient.id)/\(now.milliseconds)/\(first.command)"
        for ref in members {
            slots[ref.command]?.entry.deliveries[ref.index].digest = id
            markChanged(ref.command)
        }
        let zone = recipient.digest?.zoneOffsetMinutes ?? Int(zoneOffsetMinutes)
        let counts = Severity.allCases.compactMap { severity -> String? in
            let count = commands.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)"
        }
        var lines = commands.prefix(Self.linesMax).map { command in
            Reason(
                code: "\(LocalDay.text(command.notBefore, zoneOffsetMinutes: zone)) \(command.severity.rawValue)",
                contribution: 0, evidence: AlertText(command).line)
        }
        if commands.count > Self.linesMax {
            lines.append(Reason(code: "and", contribution: 0, evidence: "\(commands.count - Self.linesMax) more"))
        }
        insertOwn(
            id, policy: AlertCommand.digestPolicy,
            summary: "\(commands.count) alerts: " + counts.joined(separator: ", "), lines: lines,
            severity: commands.first?.severity ?? .info, to: recipient.id, channels: legs, partition: partition,
            lives: Self.lifeMilliseconds, at: now)
    }

    /// A message of the gateway's own.
    mutating func insertOwn(
        _ id: String, policy: String, summary: String, lines: [Reason], severity: Severity, to recipient: String,
        channels: [String], partition: Int32, lives: Int64, at now: EventTime
    ) {
        let command = AlertCommand(
            id: id, dedupKey: String(id.prefix(200)), groupKey: policy, action: .trigger, severity: severity,
            summary: summary, reasons: lines, sourceRefs: [], caseIDs: [], jurisdiction: Jurisdiction(), cell: nil,
            terminals: [], notBefore: now, expiresAt: now.advanced(byMilliseconds: lives), channels: channels,
            templateID: nil, escalationPolicy: nil, policyID: policy, policyVersion: "1", count: 1, runID: nil)
        let delivery = Delivery(recipient: recipient, channels: channels, due: now)
        insert(CommandEntry(command: command, deliveries: [delivery]), partition: partition)
        markChanged(id)
        chooseAll(of: id, at: now)
    }

    /// What became of a digest became of everything in it.
    mutating func digestEnded(_ id: String, at now: EventTime) {
        guard let digest = slots[id]?.entry.deliveries.first else { return }
        let members = slots.flatMap { command, slot in
            slot.entry.deliveries.indices.filter { slot.entry.deliveries[$0].digest == id }
                .map { Ref(command: command, index: $0) }
        }
        for ref in members.sorted(by: { ($0.command, $0.index) < ($1.command, $1.index) }) {
            endDigested(ref, as: digest, at: now)
            purge(ref.command, at: now)
        }
    }

    private mutating func endDigested(_ ref: Ref, as digest: Delivery, at now: EventTime) {
        guard slots[ref.command]?.entry.deliveries[ref.index].phase != digest.phase else { return }
        slots[ref.command]?.entry.deliveries[ref.index].legs = [Delivery.Leg(channel: digest.channel)]
        slots[ref.command]?.entry.deliveries[ref.index].leg = 0
        end(ref, digest.phase, "in a digest" + (digest.detail.isEmpty ? "" : ": " + digest.detail), at: now)
    }
}
