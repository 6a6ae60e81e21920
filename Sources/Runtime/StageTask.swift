import Records
import StageKit
import Wire

/// Life of a task.
///
///     restoring ──finished──▶ running ──revoked, stopped──▶ closed
///         ▲                      │
///         └──────rolled back─────┘      (transaction aborted)
enum TaskStatus: String {
    case restoring, running, closed
}

/// One partition of a stage: its inputs, state and local store. Used by its worker's thread only.
///
/// What is touched with every record is `@exclusivity(unchecked)`: one thread, and nothing that is handed a part of the
/// task calls back into it. The runtime's check of that cost a twentieth of the stage.
final class StageTask<S: Stage> {
    let id: TaskID
    let backend: any StateBackend
    private let stage: S
    @exclusivity(unchecked) var settings: RuntimeSettings
    private let allowedLateness: Int64?
    private let outOfOrderness: Int64
    private(set) var status = TaskStatus.restoring
    @exclusivity(unchecked) private(set) var state: S.State
    @exclusivity(unchecked) var inputs: [InputBuffer]
    @exclusivity(unchecked) private(set) var watermark: Watermark
    @exclusivity(unchecked) private var watermarkChanged = false
    @exclusivity(unchecked) private var effects = Effects()

    /// Why the task stands still, if it does: set by the worker from `ops.control.v1`.
    var hold: StageControl?

    // Restore.
    var restorePosition: Offset
    var restoredRecords = 0
    var restoreStartedAt: UInt64 = 0
    private var pending = ChangelogBatch()

    private let seal: (any StateSeal)?
    /// The state is new: the next commit says under which key it is sealed.
    private var isSealMarkDue = false

    init(
        id: TaskID, stage: S, settings: RuntimeSettings, backend: any StateBackend, inputs: [InputBuffer], from: Offset,
        seal: (any StateSeal)?
    ) {
        self.seal = seal
        self.id = id
        self.stage = stage
        self.settings = settings
        // A descriptor may be made anew at each look: not once a record.
        let descriptor = stage.descriptor
        allowedLateness = descriptor.allowedLatenessMilliseconds
        outOfOrderness = descriptor.outOfOrdernessMilliseconds
        self.backend = backend
        self.inputs = inputs
        restorePosition = from
        state = stage.makeState(cacheEntries: settings.stateCacheEntries)
        watermark = Watermark(
            inputs: inputs.count, outOfOrdernessMilliseconds: outOfOrderness)
    }
}

// MARK: - Restore

extension StageTask {
    /// Takes one changelog record; malformed keys are told and skipped.
    func restore(_ record: RawRecord) {
        restorePosition = record.offset.next
        restoredRecords += 1
        pending.append(record)
    }

    var pendingRestoreCount: Int { pending.count }

    /// Writes what was read of the changelog to the local store.
    func flushRestore(now: EventTime) throws(BackendFault) {
        guard pending.count > 0 else { return }
        try pending.write(to: backend, Checkpoint(changelog: restorePosition, inputs: [:], writtenAt: now))
    }

    /// Compares the seal's mark in the local store with the key that was given: before the changelog is read, if the store
    /// is not new, and after it.
    func checkSeal(changelog: TopicPartition) throws(BackendFault) {
        let mark = backend.load(store: SealMark.store, key: SealMark.key)
        if let fault = backend.takeLoadFault() { throw fault }
        let whose = "the state of \(id) (this file and changelog \(changelog))"
        let refusal = SealMark.refusal(mark: mark, key: seal?.key, of: whose) {
            var visitor = EmptyVisitor(loader: backend)
            visitor.isEmpty = backend.load(store: .task, key: Self.taskKey) == nil
            state.visitStores(&visitor)
            return visitor.isEmpty
        }
        if let refusal { throw BackendFault(kind: .otherKey, path: backend.path, message: refusal) }
        isSealMarkDue = mark == nil && seal != nil
    }

    /// The changelog is read to its end: connect the state and start.
    /// - Parameter steady: of the clock that never goes back.
    func finishRestore(now: EventTime, steady: EventTime) throws(BackendFault) {
        try flushRestore(now: now)
        var visitor = AttachVisitor(loader: seal.map { SealedLoader(backend, $0) } ?? backend)
        state.visitStores(&visitor)
        if let bytes = backend.load(store: .task, key: Self.taskKey) {
            do throws(StateFault) {
                try watermark.restore(bytes)
            } catch {
                backend.report(error, store: .task, key: Self.taskKey)
            }
        }
        if let fault = backend.takeLoadFault() { throw fault }
        for index in inputs.indices { inputs[index].lastArrival = steady }
        status = .running
    }

    static var taskKey: String { "task" }

    /// After an abort: everything since the last commit is forgotten and read back.
    func rollBack(to committed: [TopicPartition: Offset], checkpoint: Offset) {
        for index in inputs.indices {
            inputs[index].reset(to: committed[inputs[index].source] ?? inputs[index].committed)
        }
        state = stage.makeState(cacheEntries: settings.stateCacheEntries)
        watermark = Watermark(
            inputs: inputs.count, outOfOrdernessMilliseconds: outOfOrderness)
        watermarkChanged = false
        isSealMarkDue = false
        pending.removeAll()
        restorePosition = checkpoint
        restoredRecords = 0
        status = .restoring
    }

    func close() {
        status = .closed
        backend.close()
    }
}

private struct AttachVisitor: StoreVisitor {
    let loader: any StateLoader
    mutating func visit<T: StateStore>(_ store: inout T) { store.attach(loader) }
}

// MARK: - Processing

/// What the worker gives a task to work with. A class, because it is handed on with every record.
final class TaskContext<S: Stage> {
    let decoder: WireDecoder
    let publisher: RecordPublisher
    let tables: S.Tables
    let observe: (RuntimeEvent) -> Void

    init(
        decoder: WireDecoder, publisher: RecordPublisher, tables: S.Tables, observe: @escaping (RuntimeEvent) -> Void
    ) {
        self.decoder = decoder
        self.publisher = publisher
        self.tables = tables
        self.observe = observe
    }
}

/// When a turn of the worker takes place.
struct TurnTime {
    /// Of the clock that never goes back: for how long an input was silent.
    var steady: EventTime
    /// A record with a later Kafka timestamp is live, see ``RuntimeSettings/inputWaitAgeMilliseconds``.
    var liveAfter: EventTime
}

/// What one call of ``StageTask/process(most:at:context:)`` did.
struct TaskWork {
    var records = 0
    var emitted = 0
    var oldestTimestamp: EventTime?
    var byInput: [Int]
}

extension StageTask {
    /// Processes up to `most` records, in event-time order across the inputs.
    func process(most: Int, at time: TurnTime, context: TaskContext<S>) throws(LogFault) -> TaskWork {
        var work = TaskWork(byInput: Array(repeating: 0, count: inputs.count))
        while work.records < most, let input = nextInput(at: time, context: context) {
            let raw = inputs[input].next
            let decoded = decodedHead(of: input, raw: raw, context: context)
            work.oldestTimestamp = min(work.oldestTimestamp ?? raw.timestamp, raw.timestamp)
            work.emitted += try take(consume decoded, raw: raw, input: input, context: context)
            inputs[input].advance()
            work.records += 1
            work.byInput[input] += 1
        }
        return work
    }

    /// Whether a record can be taken now: there is one, and no other input is worth waiting for.
    func canProcess(at time: TurnTime, context: TaskContext<S>) -> Bool { nextInput(at: time, context: context) != nil }

    /// Which input has the next record by event time; nil when there is none or one worth waiting for is late.
    private func nextInput(at turn: TurnTime, context: TaskContext<S>) -> Int? {
        if inputs.count == 1 { return inputs[0].isEmpty ? nil : 0 }
        var best: (input: Int, time: EventTime)?
        var waiting = false
        var isCatchingUp = false
        for index in inputs.indices {
            if inputs[index].isEmpty {
                let waited = turn.steady.milliseconds(since: inputs[index].lastArrival)
                if !inputs[index].isAtEnd, waited < settings.inputWaitMilliseconds { waiting = true }
                continue
            }
            let raw = inputs[index].next
            if raw.timestamp <= turn.liveAfter { isCatchingUp = true }
            let time: EventTime
            switch decodedHead(of: index, raw: raw, context: context) {
            case .envelope(let envelope, _): time = envelope.eventTime
            case .fault: time = raw.timestamp
            }
            if let current = best, time >= current.time { continue }
            best = (index, time)
        }
        return waiting && isCatchingUp ? nil : best?.input
    }

    private func decodedHead(of input: Int, raw: RawRecord, context: TaskContext<S>) -> Decoded {
        if let head = inputs[input].head { return head }
        let decoded: Decoded
        do throws(DecodeFault) {
            decoded = try envelope(of: raw, topic: inputs[input].topic, decoder: context.decoder)
        } catch {
            decoded = .fault(error)
        }
        // With one input the head is taken at once: nothing to keep.
        if inputs.count > 1 { inputs[input].head = decoded }
        return decoded
    }

    private func envelope(of raw: RawRecord, topic: Topic, decoder: WireDecoder) throws(DecodeFault) -> Decoded {
        let record = try raw.withValue { (value) throws(DecodeFault) -> DomainRecord in
            guard let value else { throw DecodeFault(field: "", reason: .empty) }
            return try decoder.decode(topic.recordKind, key: nil, value)
        }
        try checkKey(of: raw, is: record.key)
        let eventTime = record.eventTime ?? raw.timestamp
        let ahead = eventTime.milliseconds(since: raw.timestamp)
        if ahead > settings.futureToleranceMilliseconds, raw.timestamp.milliseconds > 0 {
            throw DecodeFault(
                field: "",
                reason: .inFuture(
                    "the event time is \(ahead / 1_000) s ahead of the record's Kafka timestamp; "
                        + "at most \(settings.futureToleranceMilliseconds / 1_000) s are accepted"))
        }
        let headers = raw.headers
        var runID: String?
        for header in headers where header.name == "prahari-run-id" {
            runID = header.value.map { String(decoding: $0, as: UTF8.self) }
        }
        let source = SourceRef(topic: raw.topic, partition: raw.partition, offset: raw.offset)
        return .envelope(
            Envelope(record: record, topic: topic, source: source, eventTime: eventTime, runID: runID),
            headers: headers)
    }

    /// A record under another key would be in another key's partition: its state would be split.
    private func checkKey(of raw: RawRecord, is expected: String) throws(DecodeFault) {
        let matches = raw.withKey { key -> Bool in
            guard let key, key.byteCount == expected.utf8.count else { return false }
            var expected = expected
            return expected.withUTF8 { bytes in
                key.withUnsafeBytes { found in bytes.indices.allSatisfy { unsafe found[$0] == bytes[$0] } }
            }
        }
        guard !matches else { return }
        let found = raw.keyCopy.map { "'" + String(decoding: $0.prefix(64), as: UTF8.self) + "'" } ?? "none"
        throw DecodeFault(
            field: "",
            reason: .keyMismatch("the Kafka key is \(found), the record's own key is '\(expected.prefix(64))'"))
    }

    /// Returns how many records were emitted.
    private func take(
        _ decoded: consuming Decoded, raw: borrowing RawRecord, input: Int, context: TaskContext<S>
    ) throws(LogFault) -> Int {
        switch consume decoded {
        case .fault(let fault):
            try refuse(raw, code: fault.code, message: fault.description, context: context)
            return 0
        case .envelope(let envelope, let headers):
            if let lateness = allowedLateness {
                let behind = watermark.current.milliseconds(since: envelope.eventTime)
                if behind > lateness {
                    context.observe(.late(envelope.source, behindMilliseconds: behind))
                    try context.publisher.late(raw, behindMilliseconds: behind)
                    return 0
                }
            }
            return try step(envelope, headers: headers, raw: raw, input: input, context: context)
        }
    }

    private func step(
        _ envelope: Envelope, headers: [RecordHeader], raw: RawRecord, input: Int, context: TaskContext<S>
    ) throws(LogFault) -> Int {
        effects.clear()
        let mark = effects.beginRecord()
        do throws(StageFault) {
            try stage.step(envelope, state: &state, tables: context.tables, effects: &effects)
        } catch {
            effects.rollBack(to: mark)
            try refuse(raw, code: error.code, message: error.message, context: context)
        }
        let before = watermark.current
        watermark.observe(envelope.eventTime, input: input)
        watermarkChanged = true
        if watermark.current != before {
            stage.advance(.watermark(watermark.current), state: &state, tables: context.tables, effects: &effects)
        }
        try context.publisher.publish(
            effects.emissions[...], source: envelope.source, inherited: headers, runID: envelope.runID,
            timestamp: raw.timestamp)
        return effects.emissions.count
    }

    private func refuse(_ raw: RawRecord, code: String, message: String, context: TaskContext<S>) throws(LogFault) {
        let source = SourceRef(topic: raw.topic, partition: raw.partition, offset: raw.offset)
        context.observe(.deadLetter(source, code: code, message: message))
        try context.publisher.deadLetter(raw, code: code, message: message)
    }

    /// Time moved on without a record. Returns how many records were emitted.
    func tick(_ tick: Tick, at now: EventTime, context: TaskContext<S>) throws(LogFault) -> Int {
        effects.clear()
        stage.advance(tick, state: &state, tables: context.tables, effects: &effects)
        let source = SourceRef(topic: id.stage, partition: id.partition, offset: Offset(0))
        try context.publisher.publish(
            effects.emissions[...], source: source, inherited: [], runID: nil, timestamp: now)
        return effects.emissions.count
    }

    /// Leaves silent inputs out of the watermark; true when that moved it.
    func markIdleInputs(now: EventTime) -> Bool {
        guard inputs.count > 1 else { return false }
        var moved = false
        for index in inputs.indices where inputs[index].isEmpty {
            let silent = now.milliseconds(since: inputs[index].lastArrival)
            if silent >= settings.watermarkIdleMilliseconds, watermark.markIdle(index) {
                moved = true
                watermarkChanged = true
            }
        }
        return moved
    }

    /// A held task's records do not wait to be processed.
    var hasWaitingRecords: Bool { hold == nil && inputs.contains { !$0.isEmpty } }

    /// The hold is over: how long the inputs were silent, and whether they ended, says nothing now.
    func release(steady: EventTime) {
        hold = nil
        for index in inputs.indices {
            inputs[index].forgetEnd()
            inputs[index].lastArrival = steady
        }
    }
}

// MARK: - Commit

extension StageTask {
    /// Publishes changed keys to the changelog.
    func writeChangelog(_ publisher: RecordPublisher) throws(LogFault) {
        if isSealMarkDue, let mark = sealMark {
            try publisher.changelog(id.partition, store: SealMark.store, key: SealMark.key, value: mark)
        }
        let sink = ChangelogSink(publisher: publisher, partition: id.partition)
        if let seal {
            let sealing = drained(into: SealingSink(sink, seal))
            if sealing.failed { throw Self.notSealed }
            if let fault = sealing.base.fault { throw fault }
        } else if let fault = drained(into: sink).fault {
            throw fault
        }
        if watermarkChanged {
            var writer: ByteWriter? = ByteWriter(capacity: 64)
            if writer != nil { watermark.encode(into: &writer!) }
            try publisher.changelog(id.partition, store: .task, key: Self.taskKey, value: writer)
        }
    }

    private func drained<Sink: ChangeSink>(into sink: Sink) -> Sink {
        var visitor = DrainVisitor(sink: sink)
        state.visitStores(&visitor)
        return visitor.sink
    }

    private static var notSealed: LogFault {
        LogFault(
            kind: .fatal, operation: "write the changelog", message: "libcrypto cannot seal an entry: out of memory?",
            nativeName: "SEAL", nativeCode: 0)
    }

    private var sealMark: ByteWriter? {
        guard let check = seal?.key.check else { return nil }
        var writer = ByteWriter()
        writer.bytes = check
        return writer
    }

    /// Everything changed is committed in Kafka.
    func markCommitted() {
        watermarkChanged = false
        isSealMarkDue = false
        for index in inputs.indices { inputs[index].committed = inputs[index].position }
        var visitor = TrimVisitor()
        state.visitStores(&visitor)
    }

    /// Writes what changed since the last checkpoint to the local store.
    func writeCheckpoint(changelog: Offset, now: EventTime) throws(BackendFault) {
        let positions = Dictionary(uniqueKeysWithValues: inputs.map { ($0.source, $0.committed) })
        var task: ByteWriter? = ByteWriter(capacity: 64)
        if task != nil { watermark.encode(into: &task!) }
        try backend.write(Checkpoint(changelog: changelog, inputs: positions, writtenAt: now)) { writer in
            if let seal {
                var visitor = CheckpointVisitor(sink: SealingSink(writer, seal))
                state.visitStores(&visitor)
                writer = visitor.sink.base
                writer.change(store: SealMark.store, key: SealMark.key, value: sealMark)
            } else {
                var visitor = CheckpointVisitor(sink: writer)
                state.visitStores(&visitor)
                writer = visitor.sink
            }
            writer.change(store: .task, key: Self.taskKey, value: task)
        }
        var done = CheckpointedVisitor()
        state.visitStores(&done)
    }

    var entryCounts: (resident: Int, pinned: Int) {
        var visitor = CountVisitor()
        state.visitStores(&visitor)
        return (visitor.resident, visitor.pinned)
    }
}

private struct ChangelogSink: ChangeSink {
    let publisher: RecordPublisher
    let partition: Partition
    var fault: LogFault?
    mutating func change(store: StoreID, key: String, value: borrowing ByteWriter?) {
        guard fault == nil else { return }
        do throws(LogFault) {
            try publisher.changelog(partition, store: store, key: key, value: value)
        } catch {
            fault = error
        }
    }
}

private struct DrainVisitor<Sink: ChangeSink>: StoreVisitor {
    var sink: Sink
    mutating func visit<T: StateStore>(_ store: inout T) { store.drainChanges(into: &sink) }
}

private struct CheckpointVisitor<Sink: ChangeSink>: StoreVisitor {
    var sink: Sink
    mutating func visit<T: StateStore>(_ store: inout T) { store.writeCheckpoint(into: &sink) }
}

private struct EmptyVisitor: StoreVisitor {
    let loader: any StateLoader
    var isEmpty = true
    mutating func visit<T: StateStore>(_ store: inout T) { if loader.count(store: store.id) > 0 { isEmpty = false } }
}

private struct CheckpointedVisitor: StoreVisitor {
    mutating func visit<T: StateStore>(_ store: inout T) { store.markCheckpointed() }
}

private struct TrimVisitor: StoreVisitor {
    mutating func visit<T: StateStore>(_ store: inout T) { store.trim() }
}

private struct CountVisitor: StoreVisitor {
    var resident = 0
    var pinned = 0
    mutating func visit<T: StateStore>(_ store: inout T) {
        resident += store.residentCount
        pinned += store.pinnedCount
    }
}
