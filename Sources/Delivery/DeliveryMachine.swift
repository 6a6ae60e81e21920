import HeapModule
public import Records

/// Decides what is sent when: fail-over, retries, rates, breakers, quiet hours, expiry. Pure: it is told the time and what
/// attempts gave, and answers with ``Effects``. The caller writes the changes and receipts down, in one transaction, and
/// only then makes the attempts; so an attempt is always on record before it is made, and a confirmed one is never made
/// again.
///
/// Each input costs O(log n) of the deliveries that wait; a breaker that opens moves those that wait for its provider once.
public struct DeliveryMachine: Sendable {
    /// What the caller must do, in this order: write, commit, send.
    public struct Effects: Sendable {
        /// Entries to write, nil to delete, by command id in order.
        public var changes: [(id: String, partition: Int32, entry: CommandEntry?)] = []
        public var receipts: [AlertReceipt] = []
        public var attempts: [Attempt] = []
        public var isEmpty: Bool { changes.isEmpty && receipts.isEmpty && attempts.isEmpty }
    }

    struct Ref: Hashable, Sendable {
        var command: String
        var index: Int
    }

    struct Slot: Sendable {
        var entry: CommandEntry
        var partition: Int32
        /// Which deliveries stand in a lane's queue.
        var isQueued: [Bool]
    }

    public let plan: DeliveryPlan
    private let zoneOffsetMinutes: Int16
    let recipients: [String: Recipient]
    var slots: [String: Slot] = [:]
    /// Commands by dedup key that may be superseded.
    private var openByKey: [String: Set<String>] = [:]
    var lanes: [String: Lane] = [:]
    var dirtyLanes: Set<String> = []
    var wakes = Heap<Wake>()
    var recipientBuckets: [String: TokenBucket] = [:]
    var sequence = 0
    private var changed: [String: Int32] = [:]
    private var receipts: [AlertReceipt] = []
    var attempts: [Attempt] = []
    /// While it is set nothing new is started: the caller is stopping.
    public var holdsAttempts = false
    /// Commands whose id was there already.
    public private(set) var duplicateCommands = 0

    public init(plan: DeliveryPlan, zoneOffsetMinutes: Int16 = 330) {
        self.plan = plan
        self.zoneOffsetMinutes = zoneOffsetMinutes
        recipients = Dictionary(plan.recipients.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Inputs

    /// Takes a command of a partition. The same id a second time changes nothing.
    public mutating func accept(_ command: AlertCommand, partition: Int32, at now: EventTime) {
        guard slots[command.id] == nil else {
            duplicateCommands += 1
            return
        }
        if command.action == .resolve || command.action == .acknowledge { supersede(by: command, at: now) }
        insert(CommandEntry(command: command, deliveries: plan.deliveries(for: command)), partition: partition)
        changed[command.id] = partition
        chooseAll(of: command.id, at: now)
        runLanes(at: now)
    }

    /// Takes back what was written down before a restart or by the partition's former owner. An attempt that was on its
    /// way then is made again: nobody knows what became of it.
    public mutating func restore(_ entry: CommandEntry, partition: Int32, at now: EventTime) {
        var entry = entry
        for index in entry.deliveries.indices where entry.deliveries[index].phase == .attempting {
            entry.deliveries[index].phase = .waiting
            entry.deliveries[index].unconfirmed += 1
            entry.deliveries[index].due = now
            entry.deliveries[index].detail = "the gateway stopped during the attempt"
            let leg = entry.deliveries[index].leg
            guard entry.deliveries[index].legs.indices.contains(leg) else { continue }
            let limit = plan.channels[entry.deliveries[index].legs[leg].channel]?.attemptsMax ?? 0
            if entry.deliveries[index].legs[leg].attempts >= limit { entry.deliveries[index].legs[leg].isClosed = true }
        }
        insert(entry, partition: partition)
        chooseAll(of: entry.command.id, at: now)
    }

    /// What an attempt gave. Of an attempt that is not the running one nothing is taken.
    public mutating func finished(_ attempt: Attempt, _ outcome: Outcome, at now: EventTime) {
        let lane = laneKey(attempt.channel, attempt.recipient)
        guard var delivery = slots[attempt.command]?.entry.deliveries[safe: attempt.index],
            delivery.phase == .attempting, delivery.attempts == attempt.number,
            let policy = plan.channels[attempt.channel]
        else { return }
        lanes[lane]?.inFlight -= 1
        dirtyLanes.insert(lane)
        switch outcome {
        case .accepted(let detail):
            lanes[lane]?.breaker.succeeded()
            delivery.detail = detail ?? ""
            update(attempt, delivery)
            end(attempt.ref, policy.isEndToEnd ? .delivered : .sent, detail ?? "", at: now)
        case .refused(let detail):
            lanes[lane]?.breaker.succeeded()
            delivery.legs[delivery.leg].isClosed = true
            wait(attempt, &delivery, until: now, detail)
        case .retry(let after, let isUnconfirmed, let blames, let detail):
            if isUnconfirmed { delivery.unconfirmed += 1 }
            if blames { lanes[lane]?.breaker.failed(at: now.milliseconds) } else { lanes[lane]?.asked(after, now) }
            let tried = delivery.legs[delivery.leg].attempts
            var due = now
            if tried >= policy.attemptsMax {
                delivery.legs[delivery.leg].isClosed = true
            } else {
                let jitter = policy.backoff.wait(after: tried, of: "\(attempt.command)/\(attempt.index)")
                due = now.advanced(byMilliseconds: max(after ?? 0, jitter))
            }
            wait(attempt, &delivery, until: due, detail)
        }
        choose(attempt.ref, at: now)
        purge(attempt.command, at: now)
        runLanes(at: now)
    }

    /// Time has come to ``nextWake``.
    public mutating func tick(at now: EventTime) {
        while let first = wakes.min, first.due <= now.milliseconds {
            wakes.removeMin()
            switch first.what {
            case .delivery(let ref): choose(ref, at: now)
            case .lane(let key):
                lanes[key]?.wakeAt = nil
                dirtyLanes.insert(key)
            case .end(let id):
                chooseAll(of: id, at: now)
                purge(id, at: now)
            }
        }
        runLanes(at: now)
    }

    /// A partition went to another owner: its entries are forgotten. Their attempts are the caller's to give up; what they
    /// give is not taken any more.
    public mutating func drop(partition: Int32, at now: EventTime) {
        for (id, slot) in slots where slot.partition == partition {
            for delivery in slot.entry.deliveries where delivery.phase == .attempting {
                let key = laneKey(delivery.channel, delivery.recipient)
                lanes[key]?.inFlight -= 1
                lanes[key]?.breaker.undecided(at: now.milliseconds)
                dirtyLanes.insert(key)
            }
            slots[id] = nil
            openByKey[slot.entry.command.dedupKey]?.remove(id)
            changed[id] = nil
        }
    }

    // MARK: Outputs

    /// What is to be done since the last call.
    public mutating func takeEffects() -> Effects {
        var effects = Effects()
        effects.changes = changed.sorted { $0.key < $1.key }.map { ($0.key, $0.value, slots[$0.key]?.entry) }
        effects.receipts = receipts
        effects.attempts = attempts
        changed.removeAll(keepingCapacity: true)
        receipts.removeAll(keepingCapacity: true)
        attempts.removeAll(keepingCapacity: true)
        return effects
    }

    /// When ``tick(at:)`` has something to do.
    public var nextWake: EventTime? { wakes.min.map { EventTime(milliseconds: $0.due) } }

    /// Deliveries that have not ended.
    public var openCount: Int {
        slots.values.reduce(0) { $0 + $1.entry.deliveries.count { !$0.phase.isEnd } }
    }

    /// The partition that a command came from.
    public func partition(of id: String) -> Int32? { slots[id]?.partition }

    public func entry(_ id: String) -> CommandEntry? { slots[id]?.entry }

    // MARK: Entries

    private mutating func insert(_ entry: CommandEntry, partition: Int32) {
        let id = entry.command.id
        slots[id] = Slot(
            entry: entry, partition: partition, isQueued: Array(repeating: false, count: entry.deliveries.count))
        if entry.command.action == .trigger || entry.command.action == .escalate {
            openByKey[entry.command.dedupKey, default: []].insert(id)
        }
        push(.end(id), at: entry.command.expiresAt.milliseconds)
    }

    private mutating func supersede(by command: AlertCommand, at now: EventTime) {
        for id in (openByKey[command.dedupKey] ?? []).sorted() {
            guard let slot = slots[id], !slot.entry.isDone else { continue }
            slots[id]?.entry.supersededBy = "\(command.action.rawValue) \(command.id)"
            changed[id] = slot.partition
            chooseAll(of: id, at: now)
        }
        openByKey[command.dedupKey] = nil
    }

    private mutating func wait(
        _ attempt: Attempt, _ delivery: inout Delivery, until due: EventTime, _ detail: String
    ) {
        delivery.phase = .waiting
        delivery.due = due
        delivery.detail = String(detail.prefix(300))
        update(attempt, delivery)
    }

    private mutating func update(_ attempt: Attempt, _ delivery: Delivery) {
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
        let command = slot.entry.command
        receipts.append(
            AlertReceipt(
                commandID: command.id, dedupKey: command.dedupKey, groupKey: command.groupKey,
                recipient: delivery.recipient, channel: delivery.channel, status: status,
                at: ZonedTime(time: now, zoneOffsetMinutes: zoneOffsetMinutes), detail: words.isEmpty ? nil : words))
    }

    /// An entry that is done is kept until its command's end, so that the same command is not delivered again; after it
    /// nothing would be delivered in any case.
    private mutating func purge(_ id: String, at now: EventTime) {
        guard let slot = slots[id], slot.entry.isDone, slot.entry.command.expiresAt <= now else { return }
        slots[id] = nil
        openByKey[slot.entry.command.dedupKey]?.remove(id)
        if openByKey[slot.entry.command.dedupKey]?.isEmpty == true { openByKey[slot.entry.command.dedupKey] = nil }
        changed[id] = slot.partition
    }
}

extension Attempt {
    var ref: DeliveryMachine.Ref { .init(command: command, index: index) }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
