import Records
import StageKit
import Wire

/// Keeps a stage's reference tables, and what `ops.control.v1` says: reads the topics whole before the first record and
/// follows them after.
final class TableFollower<S: Stage> {
    private let stage: S
    private let settings: RuntimeSettings
    private let reader: any LogReader
    private(set) var tables: S.Tables
    private(set) var control = ControlBook()
    /// When a control topic that was not there is looked for again (monotonic nanoseconds); nil when it is followed.
    private var controlLookAt: UInt64?
    private var records: [RawRecord] = []
    private var events: [LogEvent] = []
    private var waiting: Set<TopicPartition> = []
    private var applied = 0
    /// Partitions read to their end, where to go on, and since when (monotonic nanoseconds) they rest.
    private var resting: [TopicPartition: (next: Offset, since: UInt64)] = [:]
    private var sources: [TopicPartition] = []
    private let clock: any RuntimeClock
    /// How long a table that was read to its end is left alone: an idle reader costs the broker and this process a
    /// request after the other where the broker does not hold them back.
    private let restNanoseconds: UInt64 = 200_000_000

    init(stage: S, settings: RuntimeSettings, reader: any LogReader, clock: any RuntimeClock) {
        self.clock = clock
        self.stage = stage
        self.settings = settings
        self.reader = reader
        tables = stage.makeTables()
    }

    /// Reads every table to its end.
    func load(decoder: WireDecoder, observe: (RuntimeEvent) -> Void) throws(LogFault) {
        let started = clock.monotonicNanoseconds()
        if settings.followsControl {
            controlLookAt = started
            try lookForControl(isStarting: true, observe: observe)
        }
        guard !stage.descriptor.tables.isEmpty || !sources.isEmpty else { return }
        for topic in stage.descriptor.tables {
            let name = settings.name(of: topic)
            guard let count = try reader.partitionCount(of: name) else {
                throw LogFault(
                    kind: .fatal, operation: "read tables",
                    message: "table topic '\(name)' does not exist; create the topics with: prahari topics apply",
                    nativeName: "UNKNOWN_TOPIC", nativeCode: 3)
            }
            try add(name, partitions: count)
        }
        while !waiting.isEmpty { try follow(timeout: 100, decoder: decoder, observe: observe) }
        let took = Int64((clock.monotonicNanoseconds() - started) / 1_000_000)
        observe(.tablesLoaded(records: applied, milliseconds: took))
    }

    private func add(_ topic: String, partitions: Int) throws(LogFault) {
        for number in 0..<partitions {
            let source = TopicPartition(topic: topic, partition: Partition(Int32(number)))
            try reader.add(source, from: try reader.range(of: source).start)
            waiting.insert(source)
            sources.append(source)
        }
    }

    /// A cluster of before this topic, or a user who may not read it, must not keep a stage from starting: that it
    /// cannot be paused is told, and looked into every half minute.
    private func lookForControl(isStarting: Bool = false, observe: (RuntimeEvent) -> Void) throws(LogFault) {
        let now = clock.monotonicNanoseconds()
        guard let due = controlLookAt, now >= due else { return }
        let name = settings.name(of: .opsControl)
        var reason = "topic '\(name)' does not exist; create it with: prahari topics apply"
        do throws(LogFault) {
            if let count = try reader.partitionCount(of: name) {
                try add(name, partitions: count)
                controlLookAt = nil
                return
            }
        } catch {
            guard error.kind == .unauthorised || (error.kind == .retriable && !isStarting) else { throw error }
            reason = error.description
        }
        controlLookAt = now + 30_000_000_000
        observe(.controlMissing(reason: reason))
    }

    /// Takes what changed since.
    func follow(decoder: WireDecoder, observe: (RuntimeEvent) -> Void) throws(LogFault) {
        if controlLookAt != nil { try lookForControl(observe: observe) }
        guard !sources.isEmpty else { return }
        try follow(timeout: 0, decoder: decoder, observe: observe)
    }

    private func follow(timeout: Int, decoder: WireDecoder, observe: (RuntimeEvent) -> Void) throws(LogFault) {
        try wakeRested()
        guard resting.count < sources.count else { return }
        records.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        try reader.poll(maxRecords: 1_000, timeoutMilliseconds: timeout, into: &records, events: &events)
        for record in records { apply(record, decoder: decoder, observe: observe) }
        for event in events {
            switch event {
            case .endOfPartition(let source, let next):
                waiting.remove(source)
                guard resting[source] == nil else { continue }
                try reader.remove(source)
                resting[source] = (next, clock.monotonicNanoseconds())
            case .fault(let fault):
                observe(.fault(fault))
                if fault.kind != .retriable { throw fault }
            case .offsetOutOfRange(let source):
                try reader.remove(source)
                try reader.add(source, from: try reader.range(of: source).start)
            }
        }
    }

    private func wakeRested() throws(LogFault) {
        guard !resting.isEmpty else { return }
        let now = clock.monotonicNanoseconds()
        for source in sources {
            guard let rest = resting[source], now - rest.since >= restNanoseconds else { continue }
            try reader.add(source, from: rest.next)
            resting[source] = nil
        }
    }

    /// What is not understood is told and left out; the table keeps what it had.
    private func apply(_ raw: RawRecord, decoder: WireDecoder, observe: (RuntimeEvent) -> Void) {
        applied += 1
        if raw.topic == settings.name(of: .opsControl) { return order(raw, decoder: decoder, observe: observe) }
        let key = raw.keyCopy.map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard let topic = stage.descriptor.tables.first(where: { settings.name(of: $0) == raw.topic }) else { return }
        do {
            let record = try raw.withValue { (value) throws(DecodeFault) -> DomainRecord? in
                guard let value else { return nil }
                return try decoder.decode(topic.recordKind, key: key, value)
            }
            try stage.apply(TableChange(topic: topic, key: key, record: record), to: &tables)
        } catch {
            observe(.tableFault(topic: raw.topic, key: key, message: "\(error)"))
        }
    }

    private func order(_ raw: RawRecord, decoder: WireDecoder, observe: (RuntimeEvent) -> Void) {
        do throws(DecodeFault) {
            let key = raw.keyCopy
            control.take(
                try raw.withValue { (value) throws(DecodeFault) -> StageControl in
                    try ControlBook.decode(key: key, value, with: decoder)
                })
        } catch {
            let source = SourceRef(topic: raw.topic, partition: raw.partition, offset: raw.offset)
            observe(.controlFault(source, message: "\(error)"))
        }
    }

    func close() { reader.close() }
}
