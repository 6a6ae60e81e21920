import KafkaLog
import RdKafka
import Records
public import Replay
import Runtime
import StageKit
import Wire

/// What a run published, beside what live work published for the same records.
public struct RunOutputs {
    private let cluster: Cluster
    private let manifest: RunManifest

    public init(_ cluster: Cluster, _ manifest: RunManifest) {
        self.cluster = cluster
        self.manifest = manifest
    }

    /// Live names of the topics that are compared: what the stages publish for others, loops left out.
    public var topics: [String] {
        let name = cluster.configuration.runtime.name(of:)
        let topics = manifest.stages.compactMap { StageRegistry.stage(named: $0)?.descriptor }.flatMap { stage in
            stage.outputs.filter { !stage.inputs.contains($0) }.map(name)
        }
        return Set(topics).sorted()
    }

    /// Reads the records of the range that counts.
    /// - Parameter run: nil: what live work published, records of any replay left out.
    public func read(_ topic: String, run: RunManifest?, _ body: (ReadRecord, OutputRecord) throws -> Void) throws {
        let own = run?.names[topic] ?? topic
        let reader = try TopicReader(
            cluster, topic: own,
            from: manifest.windowFrom > 0 ? .time(EventTime(milliseconds: manifest.windowFrom)) : .beginning)
        defer { reader.close() }
        let keys = Set(manifest.keys)
        try reader.readToEnd { records in
            for record in records {
                let marked = record.header(RunNames.header)
                guard marked == run?.id, manifest.counts(id: record.header("ce_id"), timestamp: record.timestamp),
                    keys.isEmpty || keys.contains(record.keyText)
                else { continue }
                try body(
                    record,
                    OutputRecord(
                        topic: topic, partition: record.partition, offset: record.offset, timestamp: record.timestamp,
                        key: record.keyText, value: record.value, id: record.header("ce_id"), runID: marked))
            }
        }
    }

    /// - Parameters:
    ///   - other: what the run is compared with; nil: live work.
    ///   - changed: hears of each record of the run that differs.
    public func diff(
        against other: RunManifest?, tolerance: Double, threshold: Double,
        changed: (ReadRecord, RunDiff.Change) -> Void = { _, _ in }
    ) throws -> (changes: [RunDiff.Change], topics: [(topic: String, summary: RunDiff.Summary)]) {
        var diff = RunDiff(tolerance: tolerance, threshold: threshold)
        for topic in topics {
            try read(topic, run: other) { _, output in diff.takeBefore(output) }
            try read(topic, run: manifest) { record, output in
                if let change = diff.takeAfter(output) { changed(record, change) }
            }
        }
        return diff.finish()
    }
}

/// Publishes what a run found otherwise into the live topics.
public struct Promotion {
    private let cluster: Cluster
    private let manifest: RunManifest
    /// New and changed records of the run, in the order of their topics, partitions and offsets.
    public private(set) var records: [(topic: String, record: ReadRecord)] = []
    /// Outputs of live work that the run does not have: a log takes nothing back.
    public private(set) var lost: [RunDiff.Change] = []
    /// Alert commands that stay in the run.
    public private(set) var commandsHeld = 0

    /// - Parameter delivers: whether alert commands are published too.
    public init(_ cluster: Cluster, _ manifest: RunManifest, tolerance: Double, delivers: Bool) throws {
        self.cluster = cluster
        self.manifest = manifest
        guard manifest.outputs == .run else {
            throw ClusterFault("run \(manifest.id) wrote to the live topics itself: there is nothing to promote")
        }
        let commands = cluster.configuration.runtime.name(of: .alertCommands)
        var found: [(topic: String, record: ReadRecord)] = []
        let result = try RunOutputs(cluster, manifest).diff(against: nil, tolerance: tolerance, threshold: 1) {
            found.append(($1.topic, $0))
        }
        lost = result.changes.filter { $0.kind == .lost }
        let done = try promotedIDs(Set(found.map(\.topic)))
        for (topic, record) in found {
            if topic == commands, !delivers {
                commandsHeld += 1
            } else if !done.contains(Self.id(of: record, run: manifest.id)) {
                records.append((topic, record))
            }
        }
    }

    /// Ids that an earlier, interrupted promotion of this run published.
    private func promotedIDs(_ topics: Set<String>) throws -> Set<String> {
        var ids: Set<String> = []
        for topic in topics {
            let reader = try TopicReader(cluster, topic: topic, from: .beginning)
            defer { reader.close() }
            try reader.readToEnd { records in
                for record in records where record.header(RunNames.header) == manifest.id {
                    if let id = record.header("ce_id") { ids.insert(id) }
                }
            }
        }
        return ids
    }

    /// The run's id goes into `ce_id`: who drops duplicates by it must not take a correction for one.
    static func id(of record: ReadRecord, run: String) -> String { (record.header("ce_id") ?? "") + "@" + run }

    /// Publishes ``records``, a transaction for each few thousand. Interrupted, a new promotion goes on.
    public func publish() throws {
        let log = try LedgerLog(cluster, name: "promote-\(manifest.id)")
        defer { log.close() }
        for start in stride(from: 0, to: records.count, by: 5_000) {
            try log.transaction { produce in
                for (topic, record) in records[start..<min(start + 5_000, records.count)] {
                    try produce(topic, nil, record.key, value(of: record, topic), headers(of: record), record.timestamp)
                }
            }
        }
    }

    private func headers(of record: ReadRecord) -> [RecordHeader] {
        record.headers.filter { $0.name != "ce_id" }
            + [RecordHeader(name: "ce_id", value: Array(Self.id(of: record, run: manifest.id).utf8))]
    }

    /// As it is; an alert command says whose it is, so that the gateway's own rule about replays holds.
    private func value(of record: ReadRecord, _ topic: String) throws -> [UInt8]? {
        guard topic == cluster.configuration.runtime.name(of: .alertCommands), let value = record.value else {
            return record.value
        }
        guard case .alertCommand(var command) = try WireDecoder().decode(.alertCommand, key: nil, value.span.bytes)
        else { return value }
        command.runID = manifest.id
        var writer = ByteWriter()
        WireEncoder.encode(.alertCommand(command), into: &writer)
        return writer.bytes
    }
}

/// Transactions of a command: all of them or none, and one command of a name at a time.
final class LedgerLog {
    typealias Produce = (
        _ topic: String, _ partition: Partition?, _ key: [UInt8]?, _ value: [UInt8]?, _ headers: [RecordHeader],
        _ timestamp: EventTime?
    ) throws -> Void

    private let log: any RecordLog

    init(_ cluster: Cluster, name: String) throws {
        var settings = cluster.configuration.kafkaLogSettings { _ in }
        settings.guarantee = .exactlyOnce
        settings.instance = "tools"
        log = try KafkaLogFactory(settings).makeLog(stage: name, slot: 0)
        try log.initTransactions()
    }

    func transaction(_ body: (Produce) throws -> Void) throws {
        try log.beginTransaction()
        do {
            try body { topic, partition, key, value, headers, timestamp in
                var block = HeaderBlock()
                for header in headers { block.append(header) }
                let keyBytes = key ?? []
                let valueBytes = value ?? []
                let headerBytes = block.bytes
                try log.produce(
                    topic: topic, partition: partition, key: key == nil ? nil : keyBytes.span.bytes,
                    value: value == nil ? nil : valueBytes.span.bytes,
                    headers: headers.isEmpty ? nil : headerBytes.span.bytes, timestamp: timestamp)
            }
            try log.commitTransaction()
        } catch {
            try? log.abortTransaction()
            throw error
        }
    }

    func close() { log.close() }
}
