import Composition
import Foundation
import Records
import Replay
import Runtime
import StageKit

/// What a stage left on the broker, as hashes: a million outputs in some 50 MB. What a replay published is left out.
struct OutcomeDigest {
    /// Of the output's id -> of its key and value.
    private(set) var outputs: [UInt64: UInt64] = [:]
    private(set) var doubled = 0
    /// Of the changelog's partition and key -> of the last value.
    private(set) var state: [UInt64: UInt64] = [:]

    init() {}

    /// Reads the outputs, dead letters, late records and changelog of `stage`, committed records only.
    init(_ cluster: Cluster, stage: StageDescriptor) throws {
        let prefix = cluster.configuration.runtime.topicPrefix
        for topic in stage.outputs.map(\.rawValue) + [stage.deadLetterTopic, stage.lateTopic] {
            let reader = try TopicReader(cluster, topic: prefix + topic, from: .beginning)
            defer { reader.close() }
            try reader.readToEnd { records in
                for record in records where record.header("prahari-run-id") == nil {
                    take(record, topic: topic, prefix: Array(prefix.utf8))
                }
            }
        }
        let reader = try TopicReader(cluster, topic: prefix + stage.changelogTopic, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records {
                var key = Hash(leavingOut: [])
                key.take("\(record.partition.rawValue) ".utf8)
                key.take(record.key ?? [])
                var value = Hash(leavingOut: [])
                value.take(record.value ?? [])
                state[key.value] = record.value == nil ? nil : value.value
            }
        }
    }

    /// The topic prefix is taken out, so that runs under different prefixes compare.
    mutating func take(_ record: ReadRecord, topic: String, prefix: [UInt8]) {
        var id = Hash(leavingOut: prefix)
        if let known = record.header("ce_id") {
            id.take(known.utf8)
        } else {
            let origin = ["topic", "partition", "offset"].compactMap { record.header("__streams.errors." + $0) }
            id.take((topic + " " + origin.joined(separator: "-")).utf8)
        }
        var value = Hash(leavingOut: prefix)
        value.take(record.key ?? [])
        value.take(" ".utf8)
        value.take(record.value ?? [])
        value.take((record.header("__streams.errors.message") ?? "").utf8)
        if outputs.updateValue(value.value, forKey: id.value) != nil { doubled += 1 }
    }

    /// How `self` differs from `golden`; ``doubled`` is that of `self`.
    func difference(from golden: OutcomeDigest) -> RunDifference {
        var difference = RunDifference()
        difference.doubled = doubled
        for (id, value) in golden.outputs {
            guard let found = outputs[id] else {
                difference.lost += 1
                continue
            }
            if found != value { difference.different += 1 }
        }
        difference.different += outputs.keys.count { golden.outputs[$0] == nil }
        difference.stateDifferent += golden.state.count { state[$0.key] != $0.value }
        difference.stateDifferent += state.keys.count { golden.state[$0] == nil }
        return difference
    }

    /// FNV-1a of 64 bits (Fowler, Noll and Vo), one piece of text left out wherever it stands.
    struct Hash {
        private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
        private let omitted: [UInt8]

        init(leavingOut omitted: [UInt8]) { self.omitted = omitted }

        mutating func take(_ bytes: some Collection<UInt8>) { take(Array(bytes)) }

        mutating func take(_ bytes: [UInt8]) {
            var at = 0
            while at < bytes.count {
                if let first = omitted.first, bytes[at] == first, bytes[at...].starts(with: omitted) {
                    at += omitted.count
                    continue
                }
                value = (value ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3
                at += 1
            }
        }
    }
}

/// How a replay went, by what it wrote into its ledger about once a second.
struct RunProgress {
    /// Kafka timestamp, stage, records read by it so far.
    var states: [(at: EventTime, stage: String, read: Int64)] = []

    init(_ states: [(at: EventTime, stage: String, read: Int64)]) { self.states = states }

    init(_ cluster: Cluster, run id: String) throws {
        let reader = try TopicReader(cluster, topic: RunLedger(cluster, run: id).topic, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records where record.keyText == RunLedger.stateKey {
                guard let value = record.value,
                    let state = try? JSONDecoder().decode(RunState.self, from: Data(value)), let stage = state.stage
                else { continue }
                states.append((record.timestamp, stage, state.read))
            }
        }
    }

    /// Records read by all stages up to what was last told, and the most records a second over five seconds or more.
    var summary: (records: Int64, peakRate: Double) {
        var last: [String: Int64] = [:]
        for state in states { last[state.stage] = max(last[state.stage] ?? 0, state.read) }
        var peak = 0.0
        for (index, end) in states.enumerated() {
            for start in states[..<index].reversed() {
                guard start.stage == end.stage, start.read <= end.read else { break }
                let milliseconds = end.at.milliseconds(since: start.at)
                if milliseconds < 5_000 { continue }
                peak = max(peak, Double(end.read - start.read) * 1_000 / Double(milliseconds))
                break
            }
        }
        return (last.values.reduce(0, +), peak)
    }
}
