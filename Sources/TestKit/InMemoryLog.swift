public import Records
public import Runtime

/// One worker's connection to an ``InMemoryCluster``.
public final class InMemoryLog: RecordLog {
    private let cluster: InMemoryCluster
    private let group: String
    private let transactionalID: String
    let instance: String
    private var epoch = 0
    private weak var listener: (any RebalanceListener)?
    private var generation = 0
    private var owned: [TopicPartition] = []
    private var positions: [TopicPartition: Offset] = [:]
    private var paused: Set<TopicPartition> = []
    private var toldEnd: Set<TopicPartition> = []
    private var staged: [InMemoryCluster.Stored] = []
    private var stagedOffsets: [TopicPartition: Offset] = [:]
    private var inTransaction = false
    private var isClosed = false

    init(cluster: InMemoryCluster, group: String, instance: String, slot: Int) {
        self.instance = instance
        self.cluster = cluster
        self.group = group
        transactionalID = "\(group)-\(instance)-\(slot)"
    }

    private func check(_ operation: FaultPlan.Operation) throws(LogFault) {
        if let fault = cluster.faults.next(operation) { throw fault }
    }

    public func subscribe(_ topics: [String], listener: any RebalanceListener) throws(LogFault) {
        try check(.subscribe)
        self.listener = listener
        let members = cluster.groups[group] ?? InMemoryGroup()
        members.topics = topics
        members.members.append(self)
        members.generation += 1
        cluster.groups[group] = members
    }

    public func start(_ positions: [TopicPartition: Offset]) throws(LogFault) {
        self.positions = positions
        owned = positions.keys.sorted()
        paused = Set(owned)
        toldEnd = []
    }

    public func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        try check(.poll)
        rebalanceIfNeeded()
        var left = maxRecords
        for source in owned
        where !paused.contains(source) && left > 0 && !cluster.stillTopics.contains(source.topic) {
            let position = positions[source] ?? Offset(0)
            let stored = cluster.topics[source.topic]?[Int(source.partition.rawValue)] ?? []
            let from = Int(position.rawValue)
            let to = min(stored.count, from + left)
            if from < to {
                for record in stored[from..<to] { records.append(OwnedRecord.raw(record)) }
                left -= to - from
                positions[source] = Offset(Int64(to))
                toldEnd.remove(source)
            }
            if to >= stored.count, toldEnd.insert(source).inserted {
                events.append(.endOfPartition(source, next: Offset(Int64(stored.count))))
            }
        }
        if records.isEmpty { cluster.clock.advance(milliseconds: Int64(timeoutMilliseconds)) }
    }

    private func rebalanceIfNeeded() {
        guard let members = cluster.groups[group], members.generation != generation, let listener else { return }
        generation = members.generation
        if !owned.isEmpty {
            listener.revoked(owned)
            owned = []
            positions = [:]
        }
        // Eager: nobody starts before everybody has given up.
        for member in members.members where member !== self { member.giveUp(generation: generation) }
        guard let index = members.members.firstIndex(where: { $0 === self }) else { return }
        var mine: [TopicPartition] = []
        for topic in members.topics {
            let count = cluster.topics[topic]?.count ?? 0
            for number in InMemoryGroup.range(partitions: count, member: index, of: members.members.count) {
                mine.append(TopicPartition(topic: topic, partition: Partition(Int32(number))))
            }
        }
        listener.assigned(mine)
    }

    private func giveUp(generation target: Int) {
        guard generation != target, !owned.isEmpty else { return }
        listener?.revoked(owned)
        owned = []
        positions = [:]
    }

    public func pause(_ partitions: [TopicPartition]) throws(LogFault) { paused.formUnion(partitions) }
    public func resume(_ partitions: [TopicPartition]) throws(LogFault) {
        paused.subtract(partitions)
        toldEnd.subtract(partitions)
    }
    public func seek(_ partition: TopicPartition, to offset: Offset) throws(LogFault) {
        positions[partition] = offset
        toldEnd.remove(partition)
    }

    public func committed(_ partitions: [TopicPartition]) throws(LogFault) -> [TopicPartition: Offset] {
        try check(.committed)
        let known = cluster.committed[group] ?? [:]
        return known.filter { partitions.contains($0.key) }
    }

    public func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        try check(.range)
        return (Offset(0), cluster.end(of: partition))
    }
    public func cachedEnd(of partition: TopicPartition) -> Offset? { cluster.end(of: partition) }
    public func partitionCount(of topic: String) throws(LogFault) -> Int? { cluster.topics[topic]?.count }
    public func clusterID() throws(LogFault) -> String { "in-memory" }

    public func initTransactions() throws(LogFault) {
        try check(.initTransactions)
        epoch = (cluster.epochs[transactionalID] ?? 0) + 1
        cluster.epochs[transactionalID] = epoch
    }

    public func beginTransaction() throws(LogFault) {
        try check(.begin)
        inTransaction = true
        staged = []
        stagedOffsets = [:]
    }

    public func produce(
        topic: String, partition: Partition?, key: RawSpan?, value: RawSpan?, headers: RawSpan?, timestamp: EventTime?
    ) throws(LogFault) {
        try check(.produce)
        guard let topicPartitions = cluster.topics[topic] else {
            throw LogFault(
                kind: .fatal, operation: "produce", message: "unknown topic '\(topic)'",
                nativeName: "UNKNOWN_TOPIC_OR_PART", nativeCode: 3)
        }
        let keyBytes = copied(key)
        let target = partition ?? Partition(Int32(Murmur2.partition(of: keyBytes ?? [], count: topicPartitions.count)))
        let record = InMemoryCluster.Stored(
            topic: topic, partition: target, offset: Offset(0), timestamp: timestamp ?? cluster.clock.now(),
            key: keyBytes, value: copied(value), headers: HeaderBlock.parse(copied(headers) ?? []))
        if inTransaction { staged.append(record) } else { cluster.append(record) }
    }

    public func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        try check(.sendOffsets)
        stagedOffsets.merge(offsets) { _, new in new }
    }

    public func commitTransaction() throws(LogFault) {
        try check(.commit)
        guard cluster.epochs[transactionalID] == epoch else {
            throw LogFault(
                kind: .fenced, operation: "commit transaction", message: "a newer producer took over",
                nativeName: "_FENCED", nativeCode: -144)
        }
        for record in staged { cluster.append(record) }
        cluster.committed[group, default: [:]].merge(stagedOffsets) { _, new in new }
        inTransaction = false
        staged = []
        try check(.afterCommit)
    }

    public func abortTransaction() throws(LogFault) {
        try check(.abort)
        inTransaction = false
        staged = []
        stagedOffsets = [:]
    }

    public func flushAndCommit(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        try check(.commit)
        cluster.committed[group, default: [:]].merge(offsets) { _, new in new }
    }

    public func close() {
        guard !isClosed else { return }
        isClosed = true
        staged = []
        guard let members = cluster.groups[group] else { return }
        members.members.removeAll { $0 === self }
        members.generation += 1
        if !owned.isEmpty { listener?.revoked(owned) }
        owned = []
    }
}

/// Reads an ``InMemoryCluster`` outside of any group.
public final class InMemoryReader: LogReader {
    private let cluster: InMemoryCluster
    private var positions: [TopicPartition: Offset] = [:]
    private var toldEnd: Set<TopicPartition> = []

    init(cluster: InMemoryCluster) { self.cluster = cluster }

    public func add(_ partition: TopicPartition, from offset: Offset) throws(LogFault) {
        positions[partition] = offset
        toldEnd.remove(partition)
    }
    public func remove(_ partition: TopicPartition) throws(LogFault) { positions[partition] = nil }

    public func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        if let fault = cluster.faults.next(.readerPoll) { throw fault }
        var left = maxRecords
        for source in positions.keys.sorted() where left > 0 {
            let from = Int(positions[source]?.rawValue ?? 0)
            let stored = cluster.topics[source.topic]?[Int(source.partition.rawValue)] ?? []
            let to = min(stored.count, from + left)
            if from < to {
                for record in stored[from..<to] { records.append(OwnedRecord.raw(record)) }
                left -= to - from
                positions[source] = Offset(Int64(to))
                toldEnd.remove(source)
            }
            if to >= stored.count, toldEnd.insert(source).inserted {
                events.append(.endOfPartition(source, next: Offset(Int64(stored.count))))
            }
        }
    }

    public func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        (Offset(0), cluster.end(of: partition))
    }
    public func cachedEnd(of partition: TopicPartition) -> Offset? { cluster.end(of: partition) }
    public func partitionCount(of topic: String) throws(LogFault) -> Int? { cluster.topics[topic]?.count }
    public func close() { positions = [:] }
}

/// Connects workers to an ``InMemoryCluster``.
public struct InMemoryLogFactory: LogFactory {
    private let cluster: InMemoryCluster
    private let instance: String
    private let groupPrefix: String

    /// - Parameter instance: name of the simulated process; a restarted process keeps it and fences its predecessor.
    public init(cluster: InMemoryCluster, instance: String = "a", groupPrefix: String = "prahari-") {
        self.cluster = cluster
        self.instance = instance
        self.groupPrefix = groupPrefix
    }

    public func makeLog(stage: String, slot: Int) throws(LogFault) -> any RecordLog {
        let group = groupPrefix + stage
        return InMemoryLog(cluster: cluster, group: group, instance: instance, slot: slot)
    }
    public func makeReader(stage: String, slot: Int) throws(LogFault) -> any LogReader {
        InMemoryReader(cluster: cluster)
    }
}

extension InMemoryLogFactory: GroupDirectoryFactory {
    public func makeDirectory(stage: String) throws(LogFault) -> any GroupDirectory {
        InMemoryDirectory(cluster: cluster, group: groupPrefix + stage)
    }
}

private final class InMemoryDirectory: GroupDirectory {
    private let cluster: InMemoryCluster
    private let group: String

    init(cluster: InMemoryCluster, group: String) {
        self.cluster = cluster
        self.group = group
    }

    func members() throws(LogFault) -> [GroupMember] {
        (cluster.groups[group]?.members ?? []).enumerated().map { index, log in
            GroupMember(process: log.instance, id: "\(log.instance)-\(index)")
        }
    }
}

/// Owns the bytes of one record in memory.
final class OwnedRecord: RecordOwner, @unchecked Sendable {
    // Invariant of @unchecked Sendable: immutable after init.
    private let stored: InMemoryCluster.Stored
    private let key: UnsafeMutableRawBufferPointer?
    private let value: UnsafeMutableRawBufferPointer?

    private init(_ stored: InMemoryCluster.Stored) {
        self.stored = stored
        key = unsafe Self.copy(stored.key)
        value = unsafe Self.copy(stored.value)
        super.init()
    }

    private static func copy(_ bytes: [UInt8]?) -> UnsafeMutableRawBufferPointer? {
        guard let bytes else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe buffer.copyBytes(from: bytes)
        return unsafe buffer
    }

    override func headers(handle: Int) -> [RecordHeader] { stored.headers }

    deinit {
        unsafe key?.deallocate()
        unsafe value?.deallocate()
    }

    static func raw(_ stored: InMemoryCluster.Stored) -> RawRecord {
        let owner = OwnedRecord(stored)
        return unsafe RawRecord(
            topic: stored.topic, partition: stored.partition, offset: stored.offset, timestamp: stored.timestamp,
            key: owner.key.map { UnsafeRawBufferPointer($0) },
            value: owner.value.map { UnsafeRawBufferPointer($0) }, owner: owner, handle: 0)
    }
}

private func copied(_ span: RawSpan?) -> [UInt8]? {
    guard let span else { return nil }
    return span.withUnsafeBytes { Array($0) }
}
