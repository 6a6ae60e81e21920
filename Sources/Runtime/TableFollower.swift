import Records
import StageKit
import Wire

/// Keeps a stage's reference tables: reads their compacted topics whole before the first record and follows them after.
final class TableFollower<S: Stage> {
    private let stage: S
    private let settings: RuntimeSettings
    private let reader: any LogReader
    private(set) var tables: S.Tables
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
        guard !stage.descriptor.tables.isEmpty else { return }
        let started = clock.monotonicNanoseconds()
        for topic in stage.descriptor.tables {
            let name = settings.name(of: topic)
            guard let count = try reader.partitionCount(of: name) else {
                throw LogFault(
                    kind: .fatal, operation: "read tables",
                    message: "table topic '\(name)' does not exist; create the topics with: prahari topics apply",
                    nativeName: "UNKNOWN_TOPIC", nativeCode: 3)
            }
            for number in 0..<count {
                let source = TopicPartition(topic: name, partition: Partition(Int32(number)))
                waiting.insert(source)
                sources.append(source)
                try reader.add(source, from: try reader.range(of: source).start)
            }
        }
        while !waiting.isEmpty { try follow(timeout: 100, decoder: decoder, observe: observe) }
        let took = Int64((clock.monotonicNanoseconds() - started) / 1_000_000)
        observe(.tablesLoaded(records: applied, milliseconds: took))
    }

    /// Takes what changed since.
    func follow(decoder: WireDecoder, observe: (RuntimeEvent) -> Void) throws(LogFault) {
        guard !stage.descriptor.tables.isEmpty else { return }
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

    func close() { reader.close() }
}
