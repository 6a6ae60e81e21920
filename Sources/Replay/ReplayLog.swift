public import Records
public import Runtime

/// A ``RecordLog`` that shows a worker the records of a run, under the names of live work.
///
/// It reads each range from its begin to its end and no further, holds the rate, leaves other keys out, marks records
/// with the run's id, and keeps the outputs of the warm-up back. The worker, and so all of exactly-once, is the live one:
/// a run that was killed goes on from its own group's offsets.
public final class ReplayLog: RecordLog {
    private let inner: any RecordLog
    private let map: NameMap
    private let manifest: RunManifest
    private let ranges: [TopicPartition: RunManifest.Range]
    private let keys: Set<String>
    private let header: RecordHeader
    private let mark: HeaderBlock
    private var pace: Pace
    private var listener: ListenerNames?
    private var finished: Set<TopicPartition> = []
    private var taken: Set<TopicPartition> = []
    /// Of the ranges: the next offset to read.
    private var positions: [TopicPartition: Int64] = [:]
    /// Of the loops: the next offset when their end was last heard of.
    private var loopEnds: [TopicPartition: Int64] = [:]
    private var block = HeaderBlock()
    /// Records handed out, for progress.
    public private(set) var handedOut: Int64 = 0

    /// - Parameter ranges: the manifest's, and those of topics that an earlier stage of the run filled. What is in none
    ///   of them (a loop of the stage) is read without end.
    init(
        _ inner: any RecordLog, manifest: RunManifest, ranges: [RunManifest.Range], clock: any RuntimeClock,
        wait: @escaping (_ milliseconds: Int) -> Void
    ) {
        self.inner = inner
        self.manifest = manifest
        self.ranges = Dictionary(ranges.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
        map = NameMap(manifest.names)
        keys = Set(manifest.keys)
        header = RecordHeader(name: RunNames.header, value: Array(manifest.id.utf8))
        var mark = HeaderBlock()
        mark.append(header)
        self.mark = mark
        pace = Pace(rate: manifest.rate, clock: clock, wait: wait)
    }

    /// Every range that this worker reads is at its end.
    public var isFinished: Bool { !taken.isEmpty && taken.allSatisfy { finished.contains($0) || ranges[$0] == nil } }

    /// Offsets of the ranges that are still to be read; control records count.
    public var remaining: Int64 {
        var sum: Int64 = 0
        for source in taken where !finished.contains(source) {
            guard let range = ranges[source] else { continue }
            sum += max(0, range.to - (positions[source] ?? range.warmUp))
        }
        return sum
    }

    /// Whether what the stage writes and reads itself has been read up to where the broker says now that it ends. A request
    /// for each of its partitions.
    func loopsAreAtEnd() throws(LogFault) -> Bool {
        for source in taken where ranges[source] == nil {
            let end = try inner.range(of: map.own(source)).end.rawValue
            guard let heard = loopEnds[source], heard >= end else { return false }
        }
        return true
    }

    public func subscribe(_ topics: [String], listener: any RebalanceListener) throws(LogFault) {
        let names = ListenerNames(listener, map)
        self.listener = names
        try inner.subscribe(topics.map(map.own), listener: names)
    }

    public func start(_ positions: [TopicPartition: Offset]) throws(LogFault) {
        taken = Set(positions.keys)
        self.positions = positions.mapValues(\.rawValue)
        loopEnds = [:]
        finished = Set(positions.filter { source, at in ranges[source].map { at.rawValue >= $0.to } ?? false }.keys)
        try inner.start(map.own(positions))
    }

    public func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        let room = pace.room(maxRecords)
        var found: [RawRecord] = []
        var told: [LogEvent] = []
        try inner.poll(maxRecords: room, timeoutMilliseconds: timeoutMilliseconds, into: &found, events: &told)
        pace.spend(found.count)
        for record in found { take(record, into: &records) }
        for event in told { events.append(heard(event)) }
        // Again and again: a worker with several inputs hears it only once the input has no record waiting.
        for source in taken.sorted() where finished.contains(source) {
            guard let range = ranges[source] else { continue }
            events.append(.endOfPartition(source, next: Offset(range.to)))
        }
        let over = taken.filter { finished.contains($0) }
        if !over.isEmpty, !found.isEmpty { try inner.pause(over.map(map.own)) }
    }

    private func take(_ record: RawRecord, into records: inout [RawRecord]) {
        let source = TopicPartition(topic: map.live(record.topic), partition: record.partition)
        if let range = ranges[source] {
            positions[source] = record.offset.rawValue + 1
            if record.offset.rawValue >= range.to - 1 { finished.insert(source) }
            guard record.offset.rawValue < range.to else { return }
            if !keys.isEmpty, manifest.names[source.topic] == nil {
                let key = record.keyCopy.map { String(decoding: $0, as: UTF8.self) }
                guard let key, keys.contains(key) else { return }
            }
        }
        handedOut += 1
        records.append(record.seen(on: source.topic, adding: mark(of: source.topic)))
    }

    /// The run's id; where inputs are not marked, nobody's for what the run itself published: an earlier stage's outputs
    /// carry the run's, and the alerts stage would hold back what it tells live.
    private func mark(of topic: String) -> RecordHeader? {
        if manifest.marksInputs { return header }
        return manifest.names[topic] == nil ? nil : RecordHeader(name: RunNames.header, value: nil)
    }

    private func heard(_ event: LogEvent) -> LogEvent {
        switch event {
        case .endOfPartition(let source, let next):
            let live = map.live(source)
            // A loop has no end while the stage goes on writing to it: it must not be paused as what is over is.
            if ranges[live] == nil { loopEnds[live] = next.rawValue } else { finished.insert(live) }
            return .endOfPartition(live, next: next)
        case .offsetOutOfRange(let source): return .offsetOutOfRange(map.live(source))
        case .fault: return event
        }
    }

    public func pause(_ partitions: [TopicPartition]) throws(LogFault) { try inner.pause(partitions.map(map.own)) }

    /// Leaves ranges alone that are at their end.
    public func resume(_ partitions: [TopicPartition]) throws(LogFault) {
        let open = partitions.filter { !finished.contains($0) || ranges[$0] == nil }
        if !open.isEmpty { try inner.resume(open.map(map.own)) }
    }

    public func seek(_ partition: TopicPartition, to offset: Offset) throws(LogFault) {
        if let range = ranges[partition], offset.rawValue < range.to, finished.remove(partition) != nil {
            try inner.seek(map.own(partition), to: offset)
            try inner.resume([map.own(partition)])
            return
        }
        try inner.seek(map.own(partition), to: offset)
    }

    /// The run's own group's; where it has none yet, the begin of the range.
    public func committed(_ partitions: [TopicPartition]) throws(LogFault) -> [TopicPartition: Offset] {
        let found = try inner.committed(partitions.map(map.own))
        var offsets: [TopicPartition: Offset] = [:]
        for partition in partitions {
            offsets[partition] = found[map.own(partition)] ?? ranges[partition].map { Offset($0.warmUp) }
        }
        return offsets
    }

    public func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        let range = try inner.range(of: map.own(partition))
        guard let own = ranges[partition] else { return range }
        return (range.start, min(range.end, Offset(own.to)))
    }

    public func cachedEnd(of partition: TopicPartition) -> Offset? {
        if let own = ranges[partition] { return Offset(own.to) }
        return inner.cachedEnd(of: map.own(partition))
    }

    public func partitionCount(of topic: String) throws(LogFault) -> Int? {
        try inner.partitionCount(of: map.own(topic))
    }
    public func clusterID() throws(LogFault) -> String { try inner.clusterID() }

    public func initTransactions() throws(LogFault) { try inner.initTransactions() }
    public func beginTransaction() throws(LogFault) { try inner.beginTransaction() }

    /// State and what the run reads back always go through; of the rest, what the range that counts caused.
    public func produce(
        topic: String, partition: Partition?, key: RawSpan?, value: RawSpan?, headers: RawSpan?, timestamp: EventTime?
    ) throws(LogFault) {
        guard let headers else {
            try inner.produce(
                topic: map.own(topic), partition: partition, key: key, value: value, headers: nil, timestamp: timestamp)
            return
        }
        let bytes = headers.withUnsafeBytes { Array($0) }
        let parsed = HeaderBlock.parse(bytes)
        guard manifest.readBack.contains(topic) || counts(parsed, timestamp) else { return }
        block.clear()
        for known in parsed where known.name != RunNames.header { block.append(known) }
        block.append(contentsOf: mark)
        try block.withBytes { (headers) throws(LogFault) in
            try inner.produce(
                topic: map.own(topic), partition: partition, key: key, value: value, headers: headers,
                timestamp: timestamp)
        }
    }

    private func counts(_ headers: [RecordHeader], _ timestamp: EventTime?) -> Bool {
        let text = { (name: String) in
            headers.first { $0.name == name }.flatMap(\.value).map { String(decoding: $0, as: UTF8.self) }
        }
        if let topic = text("__streams.errors.topic"), let at = timestamp,
            let partition = text("__streams.errors.partition").flatMap({ Int32($0) }),
            let offset = text("__streams.errors.offset").flatMap({ Int64($0) })
        {
            let source = SourceRef(topic: topic, partition: Partition(partition), offset: Offset(offset))
            return manifest.counts(source, timestamp: at)
        }
        return manifest.counts(id: text("ce_id"), timestamp: timestamp)
    }

    public func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        try inner.sendOffsets(map.own(offsets))
    }
    public func commitTransaction() throws(LogFault) { try inner.commitTransaction() }
    public func abortTransaction() throws(LogFault) { try inner.abortTransaction() }
    public func flushAndCommit(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        try inner.flushAndCommit(map.own(offsets))
    }
    public func close() { inner.close() }
}
