import Foundation
import RdKafka
import Records
public import Replay
import Runtime

/// How far a run is, as its process last said.
public struct RunState: Codable, Sendable, Equatable {
    public enum Phase: String, Codable, Sendable { case planned, running, cancelled, finished, failed, promoted }
    public var phase: Phase
    /// The stage at work.
    public var stage: String?
    /// Records read by that stage since its process started; of a finished run, by all its stages.
    public var read: Int64
    /// Offsets that the stage still has to read.
    public var remaining: Int64?
    /// At the present pace.
    public var secondsLeft: Int64?
    /// RFC 3339.
    public var at: String
    public var detail: String?

    public init(
        phase: Phase, stage: String? = nil, read: Int64 = 0, remaining: Int64? = nil, secondsLeft: Int64? = nil,
        at: String, detail: String? = nil
    ) {
        self.remaining = remaining
        self.secondsLeft = secondsLeft
        self.phase = phase
        self.stage = stage
        self.read = read
        self.at = at
        self.detail = detail
    }
}

/// A run's own compacted topic: its manifest, its state, a request to cancel. Any machine can read and write it.
public struct RunLedger {
    public static let manifestKey = "manifest"
    public static let stateKey = "state"
    public static let cancelKey = "cancel"

    private let cluster: Cluster
    public let topic: String

    public init(_ cluster: Cluster, run id: String) {
        self.cluster = cluster
        topic = RunNames.ledger(prefix: cluster.configuration.runtime.topicPrefix, run: id)
    }

    /// The runs of the cluster, by their ledgers.
    public static func runs(_ cluster: Cluster) throws -> [String] {
        let prefix = cluster.configuration.runtime.topicPrefix
        return try cluster.makeAdmin().metadata().topics
            .compactMap { RunNames.run(ofLedger: $0.name, prefix: prefix) }.sorted()
    }

    public func exists() throws -> Bool { try cluster.makeAdmin().metadata(of: topic) != nil }

    public func read() throws -> (manifest: RunManifest, state: RunState?, isCancelled: Bool) {
        guard try exists() else { throw ClusterFault("there is no run of this id: topic '\(topic)' does not exist") }
        var last: [String: [UInt8]] = [:]
        let reader = try TopicReader(cluster, topic: topic, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { for record in $0 { last[record.keyText] = record.value } }
        guard let bytes = last[Self.manifestKey] else {
            throw ClusterFault("'\(topic)' holds no manifest: the run was not made whole; delete its topics")
        }
        return (
            try JSONDecoder().decode(RunManifest.self, from: Data(bytes)),
            try last[Self.stateKey].map { try JSONDecoder().decode(RunState.self, from: Data($0)) },
            last[Self.cancelKey] != nil
        )
    }

    public func write(_ key: String, _ value: (any Encodable)?) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let producer = try BulkProducer(cluster)
        try producer.send(key: Array(key.utf8), value: value.map { Array(try encoder.encode($0)) }, to: topic)
        try producer.finish()
    }
}
