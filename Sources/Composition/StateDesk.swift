import RdKafka
public import Records
public import Runtime
import SQLiteStore
public import StageKit

/// Looks at the state of a stage, partition by partition, beside its running processors and without disturbing them.
///
/// What a partition's local file here lacks is read from its changelog, so the answer is what was committed; without a file
/// the changelog alone gives it. Without the cluster the file alone does, as old as its checkpoint.
public final class StateDesk {
    /// One key of one store.
    public struct Entry: Sendable {
        public var store: StateInspector.Store
        public var key: String
        public var value: [UInt8]
    }

    /// The local file, if it was used.
    public struct File: Sendable {
        public var path: String
        /// With its log.
        public var bytes: Int64
        public var checkpoint: Checkpoint?
    }

    /// What is known of a partition beside its entries.
    public struct Partitioned: Sendable {
        public var partition: Partition
        public var file: File?
        /// Why a file that is there was not used.
        public var note: String?
        /// Nil without the cluster.
        public var changelog: (start: Offset, end: Offset)?
        /// Changelog records that were read on top of the file, or without one.
        public var changelogRead = 0
        /// The check value of the key that the state is sealed under; nil while it is in clear.
        public var sealMark: [UInt8]?
        /// What the group has committed; nil for nothing.
        public var committed: [(source: TopicPartition, next: Offset?)] = []

        /// Changelog offsets that the file does not cover; nil without file or cluster.
        public var changelogLag: Int64? {
            guard let end = changelog?.end, let next = file?.checkpoint?.changelog else { return nil }
            return max(0, end.rawValue - next.rawValue)
        }
    }

    public let stage: StageDescriptor
    public let inspector: StateInspector
    /// All of the stage, or without the cluster those with a file here.
    public let partitions: [Partition]
    private let directory: String
    private let prefix: String
    private let consumer: KafkaConsumer?
    private let clusterID: String
    private let missing: String
    /// Nil without `state.encryption.key.file`.
    let seal: (any StateSeal)?

    /// - Parameter isLocal: the files alone; the cluster is not asked.
    public init(_ cluster: Cluster, stage name: String, isLocal: Bool) throws {
        guard let stage = StageRegistry.stage(named: name) else {
            throw ClusterFault("unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        self.stage = stage.descriptor
        inspector = stage.inspector
        seal = try cluster.configuration.sealKey()?.seal(for: name)
        directory = cluster.configuration.stateDirectory
        prefix = cluster.configuration.runtime.topicPrefix
        let local = try StateSnapshot.partitions(directory: directory, stage: name)
        missing =
            "no state file of stage \(name) under '\(directory)'; name the processor's directory with "
            + "--set state.dir=..."
        guard !isLocal else {
            guard !local.isEmpty else { throw ClusterFault(missing + ", or leave --local out to read the changelog") }
            consumer = nil
            clusterID = ""
            partitions = local
            return
        }
        let consumer = try cluster.makeConsumer(group: cluster.configuration.group(of: name))
        let changelog = prefix + stage.descriptor.changelogTopic
        guard let count = try consumer.partitionCount(of: changelog, timeoutMilliseconds: 10_000) else {
            throw ClusterFault("topic '\(changelog)' does not exist; prahari topics apply creates it")
        }
        clusterID = consumer.clusterID(timeoutMilliseconds: 10_000) ?? ""
        partitions = (0..<Int32(count)).map(Partition.init)
        self.consumer = consumer
    }

    public func close() { consumer?.close() }

    /// Where the state of a key is; nil when the number of partitions is not known.
    public func partition(of key: String) -> Partition? {
        guard consumer != nil else { return nil }
        return Partition(Int32(Murmur2.partition(of: Array(key.utf8), count: partitions.count)))
    }

    public func check(_ partition: Partition) throws {
        guard !partitions.contains(partition) else { return }
        throw ClusterFault(
            consumer == nil
                ? "no state file of \(stage.name) partition \(partition.rawValue) under '\(directory)'"
                : "stage \(stage.name) has no partition \(partition.rawValue): it has 0 to \(partitions.count - 1)")
    }

    /// The entries of a partition, by store and key; `limit` at most.
    ///
    /// - Parameters:
    ///   - store: nil: every store.
    ///   - key: the whole key, or with `isPrefix` its beginning; of sealed state that reads the whole partition, unless it is
    ///     empty, and the order is that of the keys among those found.
    /// - Throws: also for state that is sealed under another key than the one given, or under none.
    public func look(
        _ partition: Partition, store: StoreID? = nil, key: String, isPrefix: Bool, limit: Int = .max
    ) throws -> (about: Partitioned, entries: [Entry]) {
        var (about, snapshot) = try open(partition)
        var changes: [Name: [UInt8]?] = [:]
        let stored = StoredNames(key, isPrefix: isPrefix, seal: seal, stores: inspector.stores.map(\.id))
        about.changelogRead = try readChangelog(about) { change in
            if Self.isMark(change) { about.sealMark = change.value }
            guard store == nil || change.store == store, !Self.isMark(change) else { return }
            guard stored.isMatch(change) else { return }
            changes[Name(change)] = .some(change.value)
        }
        try checkSeal(about, isEmpty: { try snapshot?.totals().isEmpty ?? (about.changelogRead == 0) })
        let room = limit == .max || stored.readsAll ? .max : limit + changes.count + 1
        for (store, key) in stored.names(of: store) {
            for entry in try snapshot?.entries(store: store, key: key, isPrefix: isPrefix, limit: room) ?? []
            where changes[Name(entry)] == nil && !Self.isMark(entry) {
                changes[Name(entry)] = .some(entry.value)
            }
        }
        let entries = try changes.compactMap { name, value in try value.flatMap { try entry(name, $0) } }
            .filter { isPrefix ? $0.key.hasPrefix(key) : $0.key == key }
            .sorted { ($0.store.id.rawValue, $0.key) < ($1.store.id.rawValue, $1.key) }
        return (about, Array(entries.prefix(limit)))
    }

    /// How much each store of a partition holds: as its file says, else as its changelog does.
    public func totals(
        _ partition: Partition
    ) throws -> (about: Partitioned, totals: [(store: StateInspector.Store, keys: Int, bytes: Int)]) {
        var (about, snapshot) = try open(partition)
        var totals: [StoreID: (keys: Int, bytes: Int)] = [:]
        if let snapshot {
            totals = try snapshot.totals().mapValues { ($0.keys, $0.bytes) }
        } else {
            var sizes: [Name: Int] = [:]
            about.changelogRead = try readChangelog(about) { change in
                if Self.isMark(change) { about.sealMark = change.value }
                sizes[Name(change)] = change.value.map { $0.count + change.key.utf8.count }
            }
            for (name, size) in sizes {
                let before = totals[StoreID(name.store)] ?? (0, 0)
                totals[StoreID(name.store)] = (before.keys + 1, before.bytes + size)
            }
        }
        let rows = totals.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            (
                store: StateInspector.Store(id: $0.key, name: inspector.name(of: $0.key)), keys: $0.value.keys,
                bytes: $0.value.bytes
            )
        }
        return (about, rows)
    }

    // MARK: Sources

    /// As it stands in the changelog.
    struct Name: Hashable {
        var store: UInt8
        var key: String
        init(_ change: StateChange) {
            store = change.store.rawValue
            key = change.key
        }
    }

    private func open(_ partition: Partition) throws -> (about: Partitioned, snapshot: StateSnapshot?) {
        try check(partition)
        var about = Partitioned(partition: partition)
        if let consumer {
            let range = try consumer.range(of: changelog(partition), timeoutMilliseconds: 10_000)
            about.changelog = (Offset(range.start), Offset(range.end))
            let sources = stage.inputs.map { KafkaPartition(prefix + $0.rawValue, partition.rawValue) }
            let committed = try consumer.committed(sources, timeoutMilliseconds: 30_000)
            about.committed = sources.map {
                (TopicPartition(topic: $0.topic, partition: partition), committed[$0].map { Offset($0) })
            }
        }
        let task = TaskID(stage: stage.name, partition: partition)
        guard let snapshot = try StateSnapshot(directory: directory, task: task) else { return (about, nil) }
        if !clusterID.isEmpty, !snapshot.cluster.isEmpty, snapshot.cluster != clusterID {
            about.note = "\(snapshot.path) is of cluster '\(snapshot.cluster)', not of '\(clusterID)': not used"
            return (about, nil)
        }
        if let next = snapshot.checkpoint?.changelog, let range = about.changelog, next > range.end {
            about.note = "\(snapshot.path) is of an older changelog, which was made anew: not used"
            return (about, nil)
        }
        about.sealMark = try snapshot.entries(store: SealMark.store, key: SealMark.key, isPrefix: false).first?.value
        about.file = File(path: snapshot.path, bytes: snapshot.fileBytes, checkpoint: snapshot.checkpoint)
        return (about, snapshot)
    }

    private func changelog(_ partition: Partition) -> KafkaPartition {
        KafkaPartition(prefix + stage.changelogTopic, partition.rawValue)
    }

    /// Hands over what the changelog has after the file's checkpoint, read committed. Returns how many records.
    private func readChangelog(_ about: Partitioned, _ body: (StateChange) -> Void) throws -> Int {
        guard let consumer, let range = about.changelog else { return 0 }
        let from = max(about.file?.checkpoint?.changelog ?? range.start, range.start)
        guard from < range.end else { return 0 }
        try consumer.assign([changelog(about.partition): from.rawValue])
        defer { try? consumer.assign([:]) }
        var count = 0
        var silent = 0
        while true {
            let batch = consumer.consume(max: 10_000, timeoutMilliseconds: 500)
            silent = batch.count == 0 ? silent + 1 : 0
            guard silent < 60 else { throw ClusterFault("reading '\(stage.changelogTopic)': no answer for 30 s") }
            for index in 0..<batch.count {
                if let error = batch.error(at: index) {
                    if error.code == KafkaError.Code.endOfPartition { return count }
                    guard error.isRetriable else { throw ClusterFault("reading '\(stage.changelogTopic)': \(error)") }
                    continue
                }
                count += 1
                let message = batch[index]
                guard let key = message.key.map({ Array($0) }), let store = key.first else { continue }
                body(
                    StateChange(
                        store: StoreID(store), key: String(decoding: key.dropFirst(), as: UTF8.self),
                        value: message.value.map { Array($0) }))
            }
        }
    }
}
