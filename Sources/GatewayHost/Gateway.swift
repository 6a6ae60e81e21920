public import Delivery
public import Records
public import Runtime
import Wire

/// Consumes alert commands and delivers them: one consumer, one producer, one thread.
///
/// Each ``turn()`` takes commands and what attempts gave, writes the changed entries, the receipts and the consumer's
/// offsets in one transaction, and starts the attempts of that transaction after it has been committed. So an attempt is on
/// record before it is made; and since the transaction carries the offsets with the group's metadata, a gateway that has
/// lost the partition cannot commit, and does not send.
public final class Gateway {
    /// The physical names of its topics.
    public struct Topics: Sendable {
        public var commands: String
        public var receipts: String
        /// Compacted, with as many partitions as the commands.
        public var changelog: String
        public var deadLetters: String

        public init(prefix: String) {
            commands = prefix + Topic.alertCommands.rawValue
            receipts = prefix + Topic.alertReceipts.rawValue
            changelog = prefix + "gateway.changelog.v1"
            deadLetters = prefix + "gateway.deadletters.v1"
        }
    }

    public struct Counts: Sendable, Equatable {
        public var commands = 0
        public var deadLetters = 0
        public var attempts = 0
        public var receipts: [String: Int] = [:]
        public var transactions = 0
    }

    /// Of what was counted, in each partition of the changelog; no command's id begins with such a byte.
    static let tallyKey = [UInt8(1)] + Array("tally".utf8)
    /// More open deliveries than this, and no commands are taken until half of them have ended.
    private static let openMax = 50_000
    /// How long a partition that is given up waits for the attempts on their way.
    private static let drainMilliseconds = 5_000

    let log: any RecordLog
    let reader: any LogReader
    let topics: Topics
    let tell: (String) -> Void
    /// Nil: the changelog is kept in clear.
    let seal: (any StateSeal)?
    /// Partitions whose changelog does not say yet under which key it is sealed.
    var unmarked: Set<Partition> = []
    private let transport: any Transport
    private let clock: any RuntimeClock
    let surroundings: Surroundings
    private var told = ChannelGauges()
    let codec = EntryCodec()
    var machine: DeliveryMachine
    /// The next command of each partition that is ours.
    var positions: [Partition: Offset] = [:]
    private var moved: Set<Partition> = []
    private var running: [Attempt: Partition] = [:]
    private var isPaused = false
    /// A transaction failed, and with it what the machine has told once: only what is written down counts now, for this
    /// gateway is to be thrown away. Offsets above all must not be committed any more.
    private var isBroken = false
    private var listenerFault: LogFault?
    var value = ByteWriter(capacity: 4_096)
    private var refused: [(record: RawRecord, why: String)] = []
    public private(set) var counts = Counts()

    /// - Parameter tell: takes lines for the log.
    public init(
        log: any RecordLog, reader: any LogReader, transport: any Transport, plan: DeliveryPlan,
        zoneOffsetMinutes: Int16, topics: Topics, clock: any RuntimeClock, surroundings: Surroundings = Surroundings(),
        seal: (any StateSeal)? = nil, tell: @escaping (String) -> Void
    ) {
        self.seal = seal
        self.surroundings = surroundings
        self.log = log
        self.reader = reader
        self.transport = transport
        self.topics = topics
        self.clock = clock
        self.tell = tell
        machine = DeliveryMachine(plan: plan, zoneOffsetMinutes: zoneOffsetMinutes)
    }

    public var openCount: Int { machine.openCount }
    public var partitions: [Partition] { positions.keys.sorted() }
    /// When there is something to do by the clock.
    public var nextWake: EventTime? { machine.nextWake }

    /// Fences a predecessor of the same name and joins the group.
    public func start() throws(LogFault) {
        try log.initTransactions()
        try log.subscribe([topics.commands], listener: self)
    }

    /// One round: at most `waitMilliseconds` when there is nothing to do.
    public func turn(waitMilliseconds: Int = 100) throws(LogFault) {
        var records: [RawRecord] = []
        var events: [LogEvent] = []
        try log.poll(maxRecords: 500, timeoutMilliseconds: wait(waitMilliseconds), into: &records, events: &events)
        if let fault = listenerFault { throw fault }
        try note(events)
        let now = clock.now()
        for record in records { take(record, at: now) }
        if !records.isEmpty || isPaused { try pauseOrResume() }
        let patience = transport.inFlight > 0 && records.isEmpty ? min(20, waitMilliseconds) : 0
        for (attempt, outcome) in transport.poll(timeoutMilliseconds: patience) { finish(attempt, outcome) }
        let calls = takeCalls(at: clock.now())
        machine.tick(at: clock.now())
        do throws(LogFault) {
            try commitAndStart()
        } catch {
            for call in calls { call.ticket.refuse() }
            throw error
        }
        // Only now is it written down.
        for call in calls { call.ticket.answer(call.verdicts) }
        surroundings.health?.turned()
        if let metrics = surroundings.metrics { told.show(machine, metrics, at: clock.now()) }
    }

    /// Waits for the attempts on their way, writes what they gave and leaves the group.
    public func stop() throws(LogFault) {
        try drain(Array(positions.keys))
        log.close()
        reader.close()
        if let fault = listenerFault { throw fault }
    }

    private func wait(_ most: Int) -> Int {
        guard transport.inFlight == 0 else { return 0 }
        guard let wake = machine.nextWake else { return most }
        return Int(max(0, min(Int64(most), wake.milliseconds(since: clock.now()))))
    }

    private func note(_ events: [LogEvent]) throws(LogFault) {
        for event in events {
            switch event {
            case .endOfPartition: break
            case .fault(let fault):
                guard fault.kind == .retriable else { throw fault }
                tell("\(fault)")
            case .offsetOutOfRange(let partition):
                let start = try log.range(of: partition).start
                tell("\(partition): the commands before offset \(start.rawValue) are gone by retention")
                try log.seek(partition, to: start)
                positions[partition.partition] = start
            }
        }
    }

    private func take(_ record: RawRecord, at now: EventTime) {
        // Fetched before a rebalance: it comes again, or was taken already.
        guard let position = positions[record.partition], record.offset >= position else { return }
        positions[record.partition] = record.offset.next
        moved.insert(record.partition)
        let decoded = record.withValue { value -> Result<AlertCommand, GatewayFault>? in
            guard let value else { return nil }
            do throws(DecodeFault) {
                return .success(try codec.command(value))
            } catch {
                return .failure(GatewayFault("\(error)"))
            }
        }
        switch decoded {
        case nil: break
        case .success(let command):
            counts.commands += 1
            surroundings.metrics?.command()
            machine.accept(command, partition: record.partition.rawValue, at: now)
        case .failure(let fault):
            counts.deadLetters += 1
            surroundings.metrics?.deadLetter()
            refused.append((record, fault.description))
            tell("\(record.topic)-\(record.partition.rawValue) offset \(record.offset.rawValue): no command: \(fault)")
        }
    }

    private func finish(_ attempt: Attempt, _ outcome: Outcome) {
        running[attempt] = nil
        if let trace = surroundings.trace, case .retry(_, true, _, let detail) = outcome {
            trace("unconfirmed: \(attempt.command) attempt \(attempt.number) by \(attempt.channel): \(detail)")
        }
        surroundings.metrics?.attempt(attempt.channel, result: outcome.name, isRetry: attempt.number > 1)
        machine.finished(attempt, outcome, at: clock.now())
    }

    private func pauseOrResume() throws(LogFault) {
        let open = machine.openCount
        let ours = positions.keys.map { TopicPartition(topic: topics.commands, partition: $0) }
        if !isPaused, open > Self.openMax {
            isPaused = true
            tell("\(open) deliveries are open: no more commands until half of them have ended")
            try log.pause(ours)
        } else if isPaused, open < Self.openMax / 2 {
            isPaused = false
            try log.resume(ours)
        }
    }

    // MARK: Records

    /// One transaction for everything that changed; then the attempts in it.
    private func commitAndStart() throws(LogFault) {
        guard !isBroken else {
            throw LogFault(
                kind: .abortable, operation: "commit", message: "a transaction has failed before", nativeName: "_STATE",
                nativeCode: -172)
        }
        let effects = machine.takeEffects()
        guard !effects.isEmpty || !moved.isEmpty else { return }
        isBroken = true
        try log.beginTransaction()
        for change in effects.changes {
            try write(change.entry, id: change.id, partition: Partition(change.partition))
            moved.insert(Partition(change.partition))
        }
        for tally in effects.tallies { try write(tally.days, partition: Partition(tally.partition)) }
        for receipt in effects.receipts { try write(receipt) }
        for (record, why) in refused { try deadLetter(record, why) }
        refused.removeAll()
        var offsets: [TopicPartition: Offset] = [:]
        for partition in moved {
            if let next = positions[partition] {
                offsets[TopicPartition(topic: topics.commands, partition: partition)] = next
            }
        }
        try log.sendOffsets(offsets)
        try log.commitTransaction()
        isBroken = false
        moved.removeAll(keepingCapacity: true)
        counts.transactions += 1
        for receipt in effects.receipts { count(receipt) }
        for attempt in effects.attempts { send(attempt) }
    }

    private func count(_ receipt: AlertReceipt) {
        counts.receipts[receipt.status.rawValue, default: 0] += 1
        let from = machine.entry(receipt.commandID)?.command.notBefore
        surroundings.metrics?.receipt(
            receipt.channel, status: receipt.status.rawValue,
            milliseconds: from.map { receipt.at.time.milliseconds(since: $0) })
    }

    private func send(_ attempt: Attempt) {
        guard let entry = machine.entry(attempt.command),
            let recipient = machine.plan.recipients.first(where: { $0.id == attempt.recipient }),
            let address = recipient.addresses[attempt.channel]
        else {
            return machine.finished(
                attempt, .refused(detail: "the recipient is not configured any more"), at: clock.now())
        }
        counts.attempts += 1
        let message = Message(
            command: entry.command, commandJSON: codec.json(of: entry.command), recipient: attempt.recipient,
            address: address, attempt: attempt.number, now: clock.now())
        running[attempt] = machine.partition(of: attempt.command).map { Partition($0) }
        transport.start(attempt, message)
    }

    // MARK: Partitions

    /// Waits for the attempts of partitions, for a while, and writes what they gave; then forgets the partitions.
    func drain(_ partitions: [Partition]) throws(LogFault) {
        let mine = Set(partitions)
        machine.holdsAttempts = true
        defer { machine.holdsAttempts = false }
        // Counted, not timed: the wait is the transport's.
        for _ in 0..<(Self.drainMilliseconds / 50) where running.values.contains(where: mine.contains) {
            for (attempt, outcome) in transport.poll(timeoutMilliseconds: 50) { finish(attempt, outcome) }
            try commitAndStart()
            if transport.inFlight == 0 { break }
        }
        try commitAndStart()
        forget(partitions)
    }

    /// Gives up attempts and entries of partitions.
    func forget(_ partitions: [Partition]) {
        for partition in partitions {
            for (attempt, owner) in running where owner == partition {
                transport.cancel(attempt)
                running[attempt] = nil
            }
            machine.drop(partition: partition.rawValue, at: clock.now())
            positions[partition] = nil
            moved.remove(partition)
            unmarked.remove(partition)
        }
    }

    func fail(_ fault: LogFault) {
        if listenerFault == nil { listenerFault = fault }
    }

    func now() -> EventTime { clock.now() }
}
