import Foundation
import RdKafka
import Records
public import Replay
import Runtime
import StageKit
import Wire

/// The dead letters of a stage and what was done about them.
public struct DeadLetterDesk {
    private let cluster: Cluster
    public let topic: String
    private let ledger: String

    public init(_ cluster: Cluster, stage: String) throws {
        guard let stage = StageRegistry.stage(named: stage) else {
            throw ClusterFault("unknown stage '\(stage)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        self.cluster = cluster
        topic = cluster.configuration.runtime.topicPrefix + stage.descriptor.deadLetterTopic
        ledger = cluster.configuration.runtime.name(of: .opsDeadLetters)
    }

    /// Every dead letter that is kept and that the filter takes, by partition and offset.
    public func letters(_ filter: DeadLetterFilter) throws -> [DeadLetter] {
        var letters: [DeadLetter] = []
        let reader = try TopicReader(cluster, topic: topic, from: filter.since.map { .time($0) } ?? .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records {
                let letter = DeadLetter(
                    topic: topic, partition: record.partition, offset: record.offset, timestamp: record.timestamp,
                    key: record.key, value: record.value, headers: record.headers)
                if filter.takes(letter) { letters.append(letter) }
            }
        }
        return letters.sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    /// What was done, by the letter's name.
    public func marks() throws -> [String: RedrivePlan.Mark] {
        var marks: [String: RedrivePlan.Mark] = [:]
        let reader = try TopicReader(cluster, topic: ledger, from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { records in
            for record in records {
                let object = try? JSONSerialization.jsonObject(with: Data(record.value ?? [])) as? [String: Any]
                marks[record.keyText] = (object?["mark"] as? String).flatMap(RedrivePlan.Mark.init)
            }
        }
        return marks
    }

    /// Produces the letters to where they came from and writes that down, in one transaction for each thousand.
    public func redrive(_ letters: [DeadLetter], by: String, reason: String) throws {
        try write(letters, .redriven, by: by, reason: reason)
    }

    /// Writes down that nothing more is to be done about the letters.
    public func park(_ letters: [DeadLetter], by: String, reason: String) throws {
        try write(letters, .parked, by: by, reason: reason)
    }

    private func write(
        _ letters: [DeadLetter], _ mark: RedrivePlan.Mark, by: String, reason: String
    ) throws {
        guard !letters.isEmpty else { return }
        let log = try LedgerLog(cluster, name: "dlq")
        defer { log.close() }
        let at = Timestamp.string(SystemClock().now())
        for start in stride(from: 0, to: letters.count, by: 1_000) {
            try log.transaction { produce in
                for letter in letters[start..<min(start + 1_000, letters.count)] {
                    if mark == .redriven, let origin = letter.origin {
                        // By its key, as its producer did; without one, to the partition it was in.
                        try produce(
                            origin.topic, letter.key == nil ? origin.partition : nil, letter.key, letter.value,
                            letter.redriveHeaders, letter.timestamp)
                    }
                    let note: [String: Any] = [
                        "letter": letter.name, "mark": mark.rawValue, "by": by, "at": at, "reason": reason,
                        "attempt": letter.attempt,
                    ]
                    let json = try JSONSerialization.data(
                        withJSONObject: note, options: [.sortedKeys, .withoutEscapingSlashes])
                    try produce(ledger, nil, Array(letter.name.utf8), Array(json), [], nil)
                }
            }
        }
    }
}
