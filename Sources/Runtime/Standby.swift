public import Records
import Synchronization

/// Warm copies of the partitions of one stage that other processes own: follows their changelogs into the same local
/// files that a task would open. One a process, for all of its workers.
///
///     idle ──planned──▶ following ──handed over──▶ owned by a task ──given back, planned──▶ following
///                           │
///                           └──not planned any more, a fault──▶ idle
///
/// A file is open in the standby or in a task, never in both: a worker takes it with ``handOver(_:to:cluster:)``, which closes it
/// here, before it opens it; it waits for one batch at the longest. Committed records and their position go to the file in
/// one transaction, as a restore writes them, so that a kill at any moment leaves a shorter but true copy. Nothing that goes
/// wrong here reaches a worker.
public final class Standby: @unchecked Sendable {
    // Invariant of @unchecked Sendable: `desk` is touched under `lock` alone, also the backends in it; every other
    // variable by the thread that calls `cycle()` alone.

    struct Followed {
        let backend: any StateBackend
        /// The next changelog offset to read.
        var position: Offset
        /// Everything before `position` was read, and at this time nothing else was there: what the age of the copy is
        /// reckoned from, for a tombstone may be gone `delete.retention.ms` after it.
        var caughtUpAt: EventTime
        /// What the file's checkpoint says.
        var writtenAt: EventTime
    }

    /// What workers and the standby's thread share.
    struct Desk {
        /// By worker slot; a slot that is missing waits for its assignment.
        var owned: [Int: Set<Partition>] = [:]
        var followed: [Partition: Followed] = [:]
        /// Closed for a task since the last rebalance.
        var handedOver: Set<Partition> = []
        /// Counts assignments: with each the members may be others.
        var generation = 0
        /// Whose changelog it is, as the workers have it.
        var cluster = ""
    }

    private let lock = Mutex<Void>(())
    private var desk = Desk()

    let stage: String
    let process: String
    let topic: String
    let settings: RuntimeSettings
    let backends: any StateBackendFactory
    let clock: any RuntimeClock
    private let logs: any LogFactory & GroupDirectoryFactory
    private let observer: any RuntimeObserver

    // The thread's own.
    private var connection: (reader: any LogReader, directory: any GroupDirectory)?
    private var partitions = 0
    private var planned: (generation: Int, partitions: Set<Partition>)?
    private var planTries = 0
    private var planAgainAt = EventTime.distantPast
    /// What the reader was told to read.
    private var reading: Set<Partition> = []
    /// Read to their end at this time, and left alone for a while.
    private var resting: [Partition: EventTime] = [:]
    private var caughtUp: Set<Partition> = []
    /// After a fault.
    private var avoided: [Partition: EventTime] = [:]

    /// - Parameters:
    ///   - process: this process's name as the group's directory gives it.
    ///   - backends: opens the same files as the workers'.
    public init(
        stage: String, process: String, changelog: String, settings: RuntimeSettings,
        logs: any LogFactory & GroupDirectoryFactory, backends: any StateBackendFactory, clock: any RuntimeClock,
        observer: any RuntimeObserver
    ) {
        self.stage = stage
        self.process = process
        topic = settings.topicPrefix + changelog
        self.settings = settings
        self.logs = logs
        self.backends = backends
        self.clock = clock
        self.observer = observer
    }

    private func withDesk<R: Sendable>(_ body: (inout Desk) -> R) -> R { lock.withLock { _ in body(&desk) } }
    private func observe(_ event: RuntimeEvent) { observer.observe(event, stage: stage, worker: 0) }
    private func id(_ partition: Partition) -> TaskID { TaskID(stage: stage, partition: partition) }
    private func source(_ partition: Partition) -> TopicPartition { TopicPartition(topic: topic, partition: partition) }

    // MARK: What workers call

    /// The group gave `partitions` to worker `slot`: their files are closed when this returns, and stay so.
    func handOver(_ partitions: [Partition], to slot: Int, cluster: String) {
        withDesk { desk in
            desk.cluster = cluster
            desk.owned[slot] = Set(partitions)
            desk.generation += 1
            for partition in partitions {
                guard let followed = desk.followed.removeValue(forKey: partition) else { continue }
                followed.backend.close()
                desk.handedOver.insert(partition)
            }
        }
    }

    /// Worker `slot` has closed all of its files. None of them is followed before the group has assigned anew.
    func giveBack(from slot: Int) {
        withDesk { desk in
            desk.handedOver.subtract(desk.owned[slot] ?? [])
            desk.owned[slot] = nil
        }
    }

    /// Whether the standby followed the partition until the group gave it to a worker of this process.
    func handedOver(_ partition: Partition) -> Bool { withDesk { $0.handedOver.contains(partition) } }

    // MARK: What its own thread calls

    /// Plans when the group has changed, reads a bounded batch and writes it: one turn. Waits at most 100 ms for records.
    ///
    /// - Throws: what makes going on useless (no permission); faults that pass are told and tried again.
    public func cycle() throws(LogFault) {
        do throws(LogFault) {
            if connection == nil { try connect() }
            try plan()
            try open()
            try read()
        } catch {
            guard error.kind == .retriable || error.kind == .abortable else { throw error }
            observe(.standbyFault(error.description))
            planAgainAt = clock.steady.advanced(byMilliseconds: 1_000)
        }
    }

    /// Closes every file. For the end of the process.
    public func stop() {
        withDesk { desk in
            for followed in desk.followed.values { followed.backend.close() }
            desk.followed = [:]
        }
        connection?.reader.close()
        connection = nil
        reading = []
    }

    /// How many changelog offsets each followed partition was behind at the last look.
    public var positions: [Partition: Offset] { withDesk { $0.followed.mapValues(\.position) } }

    private func connect() throws(LogFault) {
        let reader = try logs.makeReader(stage: stage, slot: 0)
        guard let count = try reader.partitionCount(of: topic) else {
            throw LogFault(
                kind: .retriable, operation: "follow \(topic)", message: "the topic does not exist",
                nativeName: "UNKNOWN_TOPIC_OR_PART", nativeCode: 3)
        }
        partitions = count
        connection = (reader, try logs.makeDirectory(stage: stage))
    }

    /// Asks for the members once an assignment. Until what they should own is what this process does own, the answer is of
    /// another generation (or the broker's assignor is not ours), and nothing new is followed.
    private func plan() throws(LogFault) {
        let now = clock.steady
        let (generation, owned) = withDesk { desk -> (Int, Set<Partition>?) in
            guard !desk.owned.isEmpty else { return (desk.generation, nil) }
            return (desk.generation, desk.owned.values.reduce(into: []) { $0.formUnion($1) })
        }
        guard let owned, planned?.generation != generation, now >= planAgainAt, let connection else { return }
        let members = try connection.directory.members()
        guard StandbyPlan.owned(by: process, members: members, partitions: partitions) == owned else {
            planAgainAt = now.advanced(byMilliseconds: 1_000)
            planTries += 1
            if planTries == 30 {
                observe(
                    .standbyFault(
                        "the group's \(members.count) members do not explain this process's partitions: nothing new is "
                            + "followed. Are instance.id's different, and all members of this program?"))
            }
            return
        }
        planTries = 0
        let wanted = StandbyPlan.followed(
            by: process, members: members, partitions: partitions, replicas: settings.standbyReplicas)
        planned = (generation, wanted)
        let dropped = withDesk { desk -> [Partition] in
            let gone = desk.followed.keys.filter { !wanted.contains($0) }.sorted()
            for partition in gone { desk.followed.removeValue(forKey: partition)?.backend.close() }
            return gone
        }
        for partition in dropped { observe(.standbyStopped(id(partition))) }
    }

    /// Starts following what is planned, and stops the reader where a worker took over.
    private func open() throws(LogFault) {
        guard let planned, let connection else { return }
        let steady = clock.steady
        let (followed, generation) = withDesk { (Set($0.followed.keys), $0.generation) }
        for partition in reading.subtracting(followed).sorted() {
            if resting.removeValue(forKey: partition) == nil { try connection.reader.remove(source(partition)) }
            reading.remove(partition)
            observe(.standbyStopped(id(partition)))
        }
        for (partition, since) in resting.sorted(by: { $0.key < $1.key })
        where steady.milliseconds(since: since) >= settings.standbyPauseMilliseconds {
            guard let position = withDesk({ $0.followed[partition]?.position }) else { continue }
            resting[partition] = nil
            try connection.reader.add(source(partition), from: position)
        }
        guard planned.generation == generation else { return }
        for partition in planned.partitions.subtracting(followed).sorted() where steady >= avoided[partition] ?? steady
        {
            try open(partition, generation: generation)
        }
    }

    private func open(_ partition: Partition, generation: Int) throws(LogFault) {
        guard let connection else { return }
        let range = try connection.reader.range(of: source(partition))
        let now = clock.now()
        let opened = withDesk { desk -> Result<(from: Offset, local: Bool)?, BackendFault> in
            // A rebalance since the plan: the partition may be a worker's.
            guard desk.generation == generation, !desk.owned.values.contains(where: { $0.contains(partition) }),
                !desk.owned.isEmpty
            else { return .success(nil) }
            do throws(BackendFault) {
                var backend = try backends.open(id(partition), cluster: desk.cluster)
                var checkpoint = try backend.checkpoint()
                if let reason = checkpoint?.reasonToRebuild(range: range, now: now, settings: settings) {
                    backend.close()
                    observe(.stateDiscarded(id(partition), reason: reason))
                    try backends.discard(id(partition), reason: reason)
                    backend = try backends.open(id(partition), cluster: desk.cluster)
                    checkpoint = nil
                }
                let from = max(checkpoint?.changelog ?? range.start, range.start)
                desk.followed[partition] = Followed(
                    backend: backend, position: from, caughtUpAt: checkpoint?.writtenAt ?? now,
                    writtenAt: checkpoint?.writtenAt ?? .distantPast)
                return .success((from, checkpoint != nil))
            } catch {
                return .failure(error)
            }
        }
        switch opened {
        case .failure(let fault): avoid(partition, fault)
        case .success(nil): return
        case .success(let start?):
            reading.insert(partition)
            caughtUp.remove(partition)
            try connection.reader.add(source(partition), from: start.from)
            observe(.standbyStarted(id(partition), from: start.from, end: range.end, local: start.local))
        }
    }

    /// The file is not used for a minute: another process has it, the disk is full, a newer version wrote it.
    private func avoid(_ partition: Partition, _ fault: BackendFault) {
        avoided[partition] = clock.steady.advanced(byMilliseconds: 60_000)
        withDesk { desk in desk.followed.removeValue(forKey: partition)?.backend.close() }
        observe(.standbyFault(fault.description))
    }

    // MARK: Reading

    private func read() throws(LogFault) {
        guard let reader = connection?.reader else { return }
        var records: [RawRecord] = []
        var events: [LogEvent] = []
        try reader.poll(
            maxRecords: settings.pollRecordsMax, timeoutMilliseconds: 100, into: &records, events: &events)
        var byPartition: [Partition: [RawRecord]] = [:]
        for record in records { byPartition[record.partition, default: []].append(record) }
        var ends: [Partition: Offset] = [:]
        for event in events {
            switch event {
            case .endOfPartition(let source, let next): ends[source.partition] = next
            case .fault(let fault):
                if fault.kind != .retriable, fault.kind != .abortable { throw fault }
                observe(.standbyFault(fault.description))
            case .offsetOutOfRange(let source):
                // Compaction took what comes next, or the topic was made anew: the next open decides.
                withDesk { desk in desk.followed.removeValue(forKey: source.partition)?.backend.close() }
            }
        }
        for partition in Set(byPartition.keys).union(ends.keys).sorted() {
            try write(byPartition[partition] ?? [], end: ends[partition], to: partition)
        }
    }

    private func write(_ records: [RawRecord], end: Offset?, to partition: Partition) throws(LogFault) {
        let now = clock.now()
        let written = withDesk { desk -> Result<(taken: Int, position: Offset)?, BackendFault> in
            guard var followed = desk.followed[partition] else { return .success(nil) }
            let before = followed.position
            var batch = ChangelogBatch()
            var taken = 0
            for record in records where record.offset >= followed.position {
                batch.append(record)
                followed.position = record.offset.next
                taken += 1
            }
            if let end {
                followed.position = max(followed.position, end)
                followed.caughtUpAt = now
            }
            do throws(BackendFault) {
                // A changelog that nobody writes to must not make the copy look old.
                let age = now.milliseconds(since: followed.writtenAt)
                if followed.position != before || age > settings.changelogDeleteRetentionMilliseconds / 4 {
                    followed.writtenAt = followed.caughtUpAt
                    try batch.write(
                        to: followed.backend,
                        Checkpoint(changelog: followed.position, inputs: [:], writtenAt: followed.writtenAt))
                }
                desk.followed[partition] = followed
                return .success((taken, followed.position))
            } catch {
                return .failure(error)
            }
        }
        switch written {
        case .failure(let fault): avoid(partition, fault)
        case .success(nil): return
        case .success(let done?):
            if end != nil, caughtUp.insert(partition).inserted { observe(.standbyCaughtUp(id(partition))) }
            if end != nil, resting[partition] == nil, reading.contains(partition) {
                try connection?.reader.remove(source(partition))
                resting[partition] = clock.steady
            }
            let last = end == nil ? connection?.reader.cachedEnd(of: source(partition)) : nil
            observe(
                .standbyProgress(
                    id(partition), records: done.taken,
                    lag: max(0, (last ?? done.position).rawValue - done.position.rawValue)))
        }
    }
}
