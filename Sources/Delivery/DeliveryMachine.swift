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
        /// What was counted, by partition in order.
        public var tallies: [(partition: Int32, days: [DayTally])] = []
        public var isEmpty: Bool { changes.isEmpty && receipts.isEmpty && attempts.isEmpty && tallies.isEmpty }
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
    let zoneOffsetMinutes: Int16
    let recipients: [String: Recipient]
    var slots: [String: Slot] = [:]
    /// Commands by dedup key that may be superseded.
    var openByKey: [String: Set<String>] = [:]
    var lanes: [String: Lane] = [:]
    var dirtyLanes: Set<String> = []
    var wakes = Heap<Wake>()
    var recipientBuckets: [String: TokenBucket] = [:]
    var sequence = 0
    /// Channel, line feed and a provider's id or our reference -> the delivery.
    var known: [String: Ref] = [:]
    /// Reports about attempts on their way.
    var early: [Ref: DeliveryReport] = [:]
    /// Reports about messages that nobody knows yet.
    var orphans: [String: DeliveryReport] = [:]
    /// Recipients whose digest's time has come.
    var digestsDue: Set<String> = []
    /// Today's and yesterday's counts, by partition.
    var tallies: [Int32: [DayTally]] = [:]
    var changedTallies: Set<Int32> = []
    var isArmed = false
    var changed: [String: Int32] = [:]
    var receipts: [AlertReceipt] = []
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
        let deliveries = digested(plan.deliveries(for: command), command, at: now)
        if command.action == .resolve || command.action == .acknowledge { supersede(by: command, at: now) }
        insert(CommandEntry(command: command, deliveries: deliveries), partition: partition)
        tally(partition, at: now) { $0.count(command) }
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
        chooseRestored(entry, at: now)
        if plan.hasSummaries { armSummaries(at: now) }
    }

    /// A delivery whose digest is not read back yet waits for it.
    private mutating func chooseRestored(_ entry: CommandEntry, at now: EventTime) {
        for (index, delivery) in entry.deliveries.enumerated() {
            let ref = Ref(command: entry.command.id, index: index)
            if delivery.digest?.isEmpty ?? true { choose(ref, at: now) } else { watchDigested(ref, at: now) }
        }
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
        case .accepted(let detail, let providerID):
            lanes[lane]?.breaker.succeeded()
            delivery.detail = detail ?? ""
            delivery.legs[delivery.leg].providerID = providerID ?? ""
            update(attempt, delivery)
            end(attempt.ref, policy.isEndToEnd ? .delivered : .sent, detail ?? "", at: now)
            took(attempt.ref, channel: attempt.channel, providerID: providerID, at: now)
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
            if isUnconfirmed { took(attempt.ref, channel: attempt.channel, providerID: nil, at: now) }
        }
        early[attempt.ref] = nil
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
            case .digested(let ref): adopt(ref, at: now)
            case .summary(let recipient): summarise(recipient, at: now)
            }
        }
        makeDigests(at: now)
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
            unlink(slot.entry)
            openByKey[slot.entry.command.dedupKey]?.remove(id)
            changed[id] = nil
        }
        tallies[partition] = nil
        changedTallies.remove(partition)
        // Members of a digest that went with the partition.
        for (id, slot) in slots {
            for (index, delivery) in slot.entry.deliveries.enumerated() {
                guard let digest = delivery.digest, !digest.isEmpty, slots[digest] == nil else { continue }
                watchDigested(Ref(command: id, index: index), at: now)
            }
        }
    }

    // MARK: Outputs

    /// What is to be done since the last call.
    public mutating func takeEffects() -> Effects {
        var effects = Effects()
        effects.changes = changed.sorted { $0.key < $1.key }.map { ($0.key, $0.value, slots[$0.key]?.entry) }
        effects.receipts = receipts
        effects.attempts = attempts
        effects.tallies = changedTallies.sorted().compactMap { partition in
            tallies[partition].map { (partition, $0) }
        }
        changedTallies.removeAll(keepingCapacity: true)
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
}

extension Attempt {
    var ref: DeliveryMachine.Ref { .init(command: command, index: index) }
}

extension Array {
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
