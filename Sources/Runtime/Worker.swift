import Records
public import StageKit
import Wire

/// Life of a worker.
///
///     connecting ──tables read──▶ running ──stop──▶ draining ──▶ stopped
///          │                         │                 │
///          └─────────fault───────────┴─────────────────┴──────▶ failed
public enum WorkerStatus: String, Sendable {
    case connecting, running, draining, stopped, failed
}

/// One consumer, one producer and the tasks of its partitions, driven by one thread.
///
/// The loop is explicit so that a test can drive the same code step by step: ``start()``, then ``cycle()`` until done,
/// then ``stop()``. Kafka is the truth: whatever fails, the worker either commits a whole transaction or none of it.
public final class Worker<S: Stage> {
    let stage: S
    let descriptor: StageDescriptor
    @exclusivity(unchecked) var settings: RuntimeSettings
    let slot: Int
    let log: any RecordLog
    let changelogs: any LogReader
    let clock: any RuntimeClock
    let backends: any StateBackendFactory
    let publisher: RecordPublisher
    /// Follows what other processes own; lets go of a file before a task of ours opens it.
    let standby: Standby?
    /// Nil: state is kept in clear.
    let seal: (any StateSeal)?
    private let observer: any RuntimeObserver
    let decoder = WireDecoder()
    let tables: TableFollower<S>

    public private(set) var status = WorkerStatus.connecting
    var tasks: [Partition: StageTask<S>] = [:]
    var cluster = ""
    private var partitions = 0
    /// Raised inside the rebalance callback, which cannot throw; rethrown by the next step.
    var rebalanceFault: WorkerFault?

    /// Set from a failed transaction until it is aborted and every task reads its committed state back.
    var pendingRecovery: LogFault?
    /// Partitions that could not be opened while the log was away.
    var pendingAssignment: [TopicPartition]?
    private var lastProcessed = 0

    // The open transaction.
    var transactionOpen = false
    private var transactionStartedAt: UInt64 = 0
    var transactionRecords = 0
    private var oldestTimestamp: EventTime?
    private var lastCheckpointAt: UInt64 = 0
    private var lastTickAt: EventTime
    var lastFaultAt = EventTime.distantPast
    var lastLookAt = EventTime.distantPast
    /// When the lag of held partitions was last asked for, by the clock that never goes back.
    var lastHeldLookAt = EventTime.distantPast
    @exclusivity(unchecked) private var records: [RawRecord] = []
    @exclusivity(unchecked) private var events: [LogEvent] = []

    public init(
        stage: S, settings: RuntimeSettings, slot: Int, logs: any LogFactory, backends: any StateBackendFactory,
        clock: any RuntimeClock, observer: any RuntimeObserver, standby: Standby? = nil,
        sealKey: (any StateSealKey)? = nil
    ) throws(WorkerFault) {
        seal = sealKey?.seal(for: stage.descriptor.name)
        self.standby = standby
        self.stage = stage
        descriptor = stage.descriptor
        self.settings = settings
        self.slot = slot
        self.clock = clock
        self.backends = backends
        self.observer = observer
        do throws(LogFault) {
            log = try logs.makeLog(stage: descriptor.name, slot: slot)
            changelogs = try logs.makeReader(stage: descriptor.name, slot: slot)
            tables = TableFollower(
                stage: stage, settings: settings, reader: try logs.makeReader(stage: descriptor.name, slot: slot),
                clock: clock)
        } catch {
            throw .log(error)
        }
        publisher = RecordPublisher(log: log, descriptor: descriptor, settings: settings)
        lastTickAt = clock.steady
        lastCheckpointAt = clock.monotonicNanoseconds()
    }

    func observe(_ event: RuntimeEvent) { observer.observe(event, stage: descriptor.name, worker: slot) }

    var context: TaskContext<S> {
        TaskContext(
            decoder: decoder, publisher: publisher, tables: tables.tables,
            observe: { [unowned self] in self.observe($0) })
    }

    /// Nothing is open, restoring, rolled back or waiting: all that was fetched is committed.
    public var isSettled: Bool {
        !transactionOpen && pendingRecovery == nil && pendingAssignment == nil
            && tasks.values.allSatisfy { $0.status == .running && !$0.hasWaitingRecords }
    }

    // MARK: Start

    /// Checks the topics, fences any predecessor, reads the tables whole and joins the group.
    public func start() throws(WorkerFault) {
        do throws(LogFault) {
            cluster = try log.clusterID()
            try checkPartitions()
            if settings.guarantee == .exactlyOnce { try log.initTransactions() }
            try tables.load(decoder: decoder, observe: observe)
            observe(.starting(partitions: partitions))
            try log.subscribe(descriptor.inputs.map(settings.name(of:)), listener: self)
        } catch {
            throw fail(.log(error))
        }
        if let fault = rebalanceFault { throw fail(fault) }
        status = .running
    }

    /// Co-partitioned inputs and the changelog must have one partition count.
    private func checkPartitions() throws(LogFault) {
        let inputs = descriptor.inputs.map(settings.name(of:))
        let changelog = settings.topicPrefix + descriptor.changelogTopic
        var counts: [(topic: String, count: Int)] = []
        for topic in inputs + [changelog] {
            guard let count = try log.partitionCount(of: topic) else {
                rebalanceFault = .configuration(
                    "topic '\(topic)' does not exist; create the topics with: prahari topics apply")
                return
            }
            counts.append((topic, count))
        }
        for other in counts where other.count != counts[0].count {
            rebalanceFault = .configuration(
                "stage \(descriptor.name) needs co-partitioned topics, but '\(counts[0].topic)' has "
                    + "\(counts[0].count) partitions and '\(other.topic)' has \(other.count)")
        }
        partitions = counts[0].count
    }

    // MARK: The loop

    /// Polls, restores, processes, commits: one turn. Returns how many records it processed.
    @discardableResult
    public func cycle() throws(WorkerFault) -> Int {
        do throws(LogFault) {
            if let fault = pendingRecovery {
                try poll()
                try recover(from: fault)
                return 0
            }
            lastProcessed = try turn()
            return lastProcessed
        } catch {
            guard error.kind == .abortable || error.kind == .retriable else { throw fail(.log(error)) }
            observe(.fault(error))
            if pendingRecovery == nil { pendingRecovery = error }
            return 0
        }
    }

    private func turn() throws(LogFault) -> Int {
        try poll()
        if let fault = rebalanceFault { throw fault.asLogFault }
        if let partitions = pendingAssignment { takeOrRetry(partitions) }
        try restoreStep()
        try tables.follow(decoder: decoder, observe: observe)
        try followControl()
        let processed = try processTasks()
        try tickTasks()
        if isCommitDue { try commit() }
        return processed
    }

    private func poll() throws(LogFault) {
        let busy = tasks.values.contains { $0.status == .running && $0.hasWaitingRecords }
        let restoring = tasks.values.contains { $0.status == .restoring }
        records.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        try log.poll(
            maxRecords: settings.pollRecordsMax, timeoutMilliseconds: busy || restoring ? shortWait : pollTimeout,
            into: &records, events: &events)
        let now = clock.steady
        distribute(now: now)
        records.removeAll(keepingCapacity: true)
        for event in events { try take(event) }
        try pauseAndResume()
        try lookIntoSilentInputs(now: now)
    }

    /// Hands the polled records to their tasks. They come in runs of one partition: a lookup a run.
    private func distribute(now: EventTime) {
        let names = descriptor.inputs.map(settings.name(of:))
        var first = 0
        while first < records.count {
            let partition = records[first].partition
            let topic = records[first].topic
            var end = first + 1
            while end < records.count, records[end].partition == partition, records[end].topic == topic { end += 1 }
            if let task = tasks[partition], let input = names.firstIndex(of: topic) {
                task.inputs[input].append(records[first..<end], now: now)
            }
            first = end
        }
    }

    /// Records wait: take more at once, unless they wait for another input.
    private var shortWait: Int { lastProcessed > 0 || pendingRecovery != nil ? 0 : 5 }

    private var pollTimeout: Int {
        guard transactionOpen else { return Int(min(settings.commitIntervalMilliseconds, 100)) }
        let elapsed = Int64((clock.monotonicNanoseconds() - transactionStartedAt) / 1_000_000)
        return Int(max(0, min(settings.commitIntervalMilliseconds - elapsed, 100)))
    }

    private func take(_ event: LogEvent) throws(LogFault) {
        switch event {
        case .endOfPartition(let source, let next):
            guard let task = tasks[source.partition] else { return }
            for index in task.inputs.indices where task.inputs[index].source == source {
                task.inputs[index].markEnd(next)
            }
        case .fault(let fault):
            lastFaultAt = clock.steady
            observe(.fault(fault))
            if fault.kind != .retriable, fault.kind != .abortable { throw fault }
        case .offsetOutOfRange(let source):
            try resolveOutOfRange(source)
        }
    }

    /// Back-pressure: an input with enough waiting records is paused until half of them are processed. A held task's
    /// inputs are paused until it is released.
    private func pauseAndResume() throws(LogFault) {
        var pause: [TopicPartition] = []
        var resume: [TopicPartition] = []
        for task in tasks.values where task.status == .running {
            for index in task.inputs.indices {
                let waiting = task.inputs[index].count
                if !task.inputs[index].isPaused, task.hold != nil || waiting >= settings.bufferedRecordsMax {
                    task.inputs[index].isPaused = true
                    pause.append(task.inputs[index].source)
                } else if task.inputs[index].isPaused, task.hold == nil, waiting <= settings.bufferedRecordsMax / 2 {
                    task.inputs[index].isPaused = false
                    resume.append(task.inputs[index].source)
                }
            }
        }
        if !pause.isEmpty { try log.pause(pause) }
        if !resume.isEmpty { try log.resume(resume) }
    }

    private func processTasks() throws(LogFault) -> Int {
        var processed = 0
        let turn = TurnTime(
            steady: clock.steady,
            liveAfter: clock.now().advanced(byMilliseconds: -settings.inputWaitAgeMilliseconds))
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running, task.hasWaitingRecords else { continue }
            let room = settings.commitRecordsMax - transactionRecords
            guard room > 0 else { break }
            guard task.canProcess(at: turn, context: context) else { continue }
            try openTransaction()
            let work = try task.process(most: room, at: turn, context: context)
            guard work.records > 0 else { continue }
            if let fault = task.backend.takeLoadFault() { rebalanceFault = .state(fault) }
            transactionRecords += work.records
            processed += work.records
            if let oldest = work.oldestTimestamp { oldestTimestamp = min(oldestTimestamp ?? oldest, oldest) }
            for (index, count) in work.byInput.enumerated() where count > 0 {
                observe(
                    .processed(
                        ProcessedReport(
                            topic: task.inputs[index].source.topic, records: count,
                            emitted: index == 0 ? work.emitted : 0)))
            }
        }
        return processed
    }

    private func tickTasks() throws(LogFault) {
        let steady = clock.steady
        guard steady.milliseconds(since: lastTickAt) >= settings.wallClockTickMilliseconds else { return }
        lastTickAt = steady
        let now = clock.now()
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running, task.hold == nil else { continue }
            let moved = task.markIdleInputs(now: steady)
            guard moved || descriptor.wantsWallClock else { continue }
            try openTransaction()
            var emitted = 0
            if moved { emitted += try task.tick(.watermark(task.watermark.current), at: now, context: context) }
            if descriptor.wantsWallClock {
                emitted += try task.tick(.wallClock(now), at: now, context: context)
            }
        }
    }

    func openTransaction() throws(LogFault) {
        guard !transactionOpen else { return }
        if settings.guarantee == .exactlyOnce { try log.beginTransaction() }
        transactionOpen = true
        transactionStartedAt = clock.monotonicNanoseconds()
        transactionRecords = 0
    }

    private var isCommitDue: Bool {
        guard transactionOpen else { return false }
        if transactionRecords >= settings.commitRecordsMax { return true }
        let elapsed = (clock.monotonicNanoseconds() - transactionStartedAt) / 1_000_000
        return Int64(elapsed) >= settings.commitIntervalMilliseconds
    }

    // MARK: Commit

    /// Entries that wait for a checkpoint, of all tasks: they share the cache.
    private var pinnedEntries: Int { tasks.values.reduce(0) { $0 + $1.entryCounts.pinned } }

    /// One Kafka transaction: outputs, changed state, dead letters and input offsets; then, when due, the checkpoint.
    func commit(checkpoint forced: Bool = false) throws(LogFault) {
        let started = clock.monotonicNanoseconds()
        let elapsed = (started - lastCheckpointAt) / 1_000_000
        let pressed = pinnedEntries > settings.stateCacheEntries / 2
        let checkpoint = forced || pressed || Int64(elapsed) >= settings.checkpointIntervalMilliseconds
        if checkpoint, !transactionOpen {
            lastCheckpointAt = started
            guard tasks.values.contains(where: { $0.status == .running && $0.entryCounts.pinned > 0 }) else { return }
            // The transaction is the proof that nobody took over: see below.
            try openTransaction()
        }
        guard transactionOpen else { return }
        // Everything before these offsets is ours and committed once this transaction is: it proves that nobody took
        // over before it. With read_committed they end before the open transaction.
        let ends = checkpoint ? try changelogEnds() : [:]
        var offsets: [TopicPartition: Offset] = [:]
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running else { continue }
            try task.writeChangelog(publisher)
            for input in task.inputs where checkpoint || input.position != input.committed {
                offsets[input.source] = input.position
            }
        }
        try finishTransaction(offsets, started: started)
        if checkpoint {
            lastCheckpointAt = clock.monotonicNanoseconds()
            writeCheckpoints(ends)
        }
    }

    private func finishTransaction(_ offsets: [TopicPartition: Offset], started: UInt64) throws(LogFault) {
        if settings.guarantee == .exactlyOnce {
            if !offsets.isEmpty { try log.sendOffsets(offsets) }
            try log.commitTransaction()
        } else {
            try log.flushAndCommit(offsets)
        }
        transactionOpen = false
        for task in tasks.values where task.status == .running { task.markCommitted() }
        let now = clock.now()
        observe(
            .committed(
                CommitReport(
                    records: transactionRecords, changelogRecords: publisher.takeChangelogCount(),
                    milliseconds: Double(clock.monotonicNanoseconds() - started) / 1_000_000,
                    endToEndMillisecondsMax: oldestTimestamp.map { now.milliseconds(since: $0) } ?? 0,
                    stateEntries: tasks.values.reduce(0) { $0 + $1.entryCounts.resident })))
        transactionRecords = 0
        oldestTimestamp = nil
        reportLag(now: now)
    }

    private func reportLag(now: EventTime) {
        let watermarks = tasks.values.filter { $0.status == .running }.map(\.watermark.current)
        if let worst = watermarks.filter({ $0 > .distantPast }).min() {
            observe(.watermark(behindMilliseconds: now.milliseconds(since: worst)))
        }
        for partition in tasks.keys.sorted() {
            guard let task = tasks[partition], task.status == .running, task.hold == nil else { continue }
            for input in task.inputs {
                let end = input.isAtEnd ? input.committed : log.cachedEnd(of: input.source)
                let behind = (end?.rawValue ?? 0) > input.committed.rawValue
                let age = behind ? input.lastTimestamp.map { max(0, now.milliseconds(since: $0)) } ?? 0 : 0
                observe(
                    .lag(LagReport(partition: input.source, committed: input.committed, end: end, lagMilliseconds: age))
                )
            }
        }
    }

    private func changelogEnds() throws(LogFault) -> [Partition: Offset] {
        var ends: [Partition: Offset] = [:]
        for (partition, task) in tasks where task.status == .running {
            ends[partition] = try changelogs.range(of: changelog(of: partition)).end
        }
        return ends
    }

    func changelog(of partition: Partition) -> TopicPartition {
        TopicPartition(topic: settings.topicPrefix + descriptor.changelogTopic, partition: partition)
    }

    /// A checkpoint that fails loses nothing: Kafka has it, the next one tries again. Only a full cache ends the worker.
    private func writeCheckpoints(_ ends: [Partition: Offset]) {
        for partition in ends.keys.sorted() {
            guard let task = tasks[partition], task.status == .running, let end = ends[partition] else { continue }
            let started = clock.monotonicNanoseconds()
            do throws(BackendFault) {
                try task.writeCheckpoint(changelog: end, now: clock.now())
                let took = Double(clock.monotonicNanoseconds() - started) / 1_000_000
                observe(.checkpointed(task.id, milliseconds: took))
            } catch {
                observe(.checkpointFailed(task.id, error))
                if pinnedEntries > settings.stateCacheEntries * 2 || error.kind == .corrupt {
                    rebalanceFault = .state(error)
                }
            }
        }
    }

    // MARK: End

    /// Drains: commits what was processed, writes the checkpoint, gives the partitions up.
    public func stop() throws(WorkerFault) {
        guard status == .running else { return }
        status = .draining
        do throws(LogFault) {
            try commit(checkpoint: true)
        } catch {
            throw fail(.log(error))
        }
        closeTasks(Array(tasks.keys))
        closeClients()
        status = .stopped
        observe(.stopped(reason: "asked to stop"))
    }

    /// Ends at once and commits nothing.
    @discardableResult
    func fail(_ fault: WorkerFault) -> WorkerFault {
        guard status != .failed else { return fault }
        var reason = fault
        if case .log(let inner) = fault, inner.nativeName == "REBALANCE", let kept = failure { reason = kept }
        status = .failed
        if transactionOpen, settings.guarantee == .exactlyOnce { try? log.abortTransaction() }
        transactionOpen = false
        closeTasks(Array(tasks.keys))
        closeClients()
        observe(.stopped(reason: reason.description))
        return reason
    }

    private var failure: WorkerFault? { rebalanceFault }

    func closeTasks(_ partitions: [Partition]) {
        for partition in partitions {
            guard let task = tasks.removeValue(forKey: partition) else { continue }
            if task.status == .restoring { try? changelogs.remove(changelog(of: partition)) }
            task.close()
        }
    }

    private func closeClients() {
        log.close()
        changelogs.close()
        tables.close()
    }
}
