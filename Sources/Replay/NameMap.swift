import Records
import Runtime

/// Live names to the run's and back.
struct NameMap: Sendable {
    private let toOwn: [String: String]
    private let toLive: [String: String]

    init(_ names: [String: String]) {
        toOwn = names
        toLive = Dictionary(names.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func own(_ topic: String) -> String { toOwn[topic] ?? topic }
    func live(_ topic: String) -> String { toLive[topic] ?? topic }
    func own(_ source: TopicPartition) -> TopicPartition {
        TopicPartition(topic: own(source.topic), partition: source.partition)
    }
    func live(_ source: TopicPartition) -> TopicPartition {
        TopicPartition(topic: live(source.topic), partition: source.partition)
    }
    func own(_ offsets: [TopicPartition: Offset]) -> [TopicPartition: Offset] {
        Dictionary(offsets.map { (own($0), $1) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Tells a worker of rebalances under live names.
final class ListenerNames: RebalanceListener {
    private weak var listener: (any RebalanceListener)?
    private let map: NameMap

    init(_ listener: any RebalanceListener, _ map: NameMap) {
        self.listener = listener
        self.map = map
    }
    func assigned(_ partitions: [TopicPartition]) { listener?.assigned(partitions.map(map.live)) }
    func revoked(_ partitions: [TopicPartition]) { listener?.revoked(partitions.map(map.live)) }
    func lost(_ partitions: [TopicPartition]) { listener?.lost(partitions.map(map.live)) }
}

/// Reads tables and changelogs of a run under their live names.
final class ReplayReader: LogReader {
    private let inner: any LogReader
    private let map: NameMap

    init(_ inner: any LogReader, _ map: NameMap) {
        self.inner = inner
        self.map = map
    }

    func add(_ partition: TopicPartition, from offset: Offset) throws(LogFault) {
        try inner.add(map.own(partition), from: offset)
    }
    func remove(_ partition: TopicPartition) throws(LogFault) { try inner.remove(map.own(partition)) }
    func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        var found: [RawRecord] = []
        var told: [LogEvent] = []
        try inner.poll(maxRecords: maxRecords, timeoutMilliseconds: timeoutMilliseconds, into: &found, events: &told)
        for record in found { records.append(record.seen(on: map.live(record.topic))) }
        for event in told {
            switch event {
            case .endOfPartition(let source, let next): events.append(.endOfPartition(map.live(source), next: next))
            case .offsetOutOfRange(let source): events.append(.offsetOutOfRange(map.live(source)))
            case .fault: events.append(event)
            }
        }
    }
    func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        try inner.range(of: map.own(partition))
    }
    func cachedEnd(of partition: TopicPartition) -> Offset? { inner.cachedEnd(of: map.own(partition)) }
    func partitionCount(of topic: String) throws(LogFault) -> Int? { try inner.partitionCount(of: map.own(topic)) }
    func close() { inner.close() }
}

/// A token bucket that is emptied in slices of a twentieth of a second: evenly, so that live work on the same broker finds
/// no burst before it, and not record by record, for each poll costs both sides something.
struct Pace {
    private let rate: Int?
    private let clock: any RuntimeClock
    private let wait: (Int) -> Void
    private var tokens: Double = 0
    private var last: UInt64

    init(rate: Int?, clock: any RuntimeClock, wait: @escaping (Int) -> Void) {
        self.rate = rate
        self.clock = clock
        self.wait = wait
        last = clock.monotonicNanoseconds()
    }

    /// How many records may be taken now; waits a tenth of a second at most when none may.
    mutating func room(_ most: Int) -> Int {
        guard let rate else { return most }
        refill(rate)
        let slice = max(1, Double(rate) / 20)
        if tokens < slice {
            wait(min(100, max(1, Int(((slice - tokens) * 1_000 / Double(rate)).rounded(.up)))))
            refill(rate)
        }
        return max(1, min(most, Int(tokens)))
    }

    mutating func spend(_ count: Int) { tokens -= Double(count) }

    private mutating func refill(_ rate: Int) {
        let now = clock.monotonicNanoseconds()
        // A tenth of a second's worth at most: a pause must not be followed by a burst.
        tokens = min(tokens + Double(now - last) * Double(rate) / 1e9, max(1, Double(rate) / 10))
        last = now
    }
}
