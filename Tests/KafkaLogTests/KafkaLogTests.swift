import KafkaLog
import RdKafka
import Records
import Runtime
import Testing

/// One after the other: each has brokers and clients with threads of their own.
@Suite(.serialized, .timeLimit(.minutes(2)))
enum KafkaLogTests {}

struct TestFailure: Error, CustomStringConvertible {
    var description: String
}

extension KafkaLogSettings {
    /// Shortened waits, so that tests do not wait.
    static func test(_ servers: String, instance: String = "one") -> KafkaLogSettings {
        var settings = KafkaLogSettings(bootstrapServers: servers, instance: instance)
        settings.properties = [
            "reconnect.backoff.ms": "10", "consumer.session.timeout.ms": "6000",
            "consumer.heartbeat.interval.ms": "200", "producer.retry.backoff.ms": "10",
        ]
        settings.patienceMilliseconds = 20_000
        return settings
    }
}

/// Takes what the group gives, from where `starts` says, and notes what it is told.
final class Listener: RebalanceListener {
    unowned let log: any RecordLog
    var starts: (TopicPartition) -> Offset = { _ in Offset(0) }
    var onRevoked: ([TopicPartition]) throws -> Void = { _ in }
    var held: Set<TopicPartition> = []
    var told: [String] = []
    var failure: (any Error)?

    init(_ log: any RecordLog) { self.log = log }

    func assigned(_ partitions: [TopicPartition]) {
        told.append("assigned")
        do {
            try log.start(Dictionary(uniqueKeysWithValues: partitions.map { ($0, starts($0)) }))
            held = Set(partitions)
        } catch {
            failure = error
        }
    }

    func revoked(_ partitions: [TopicPartition]) {
        told.append("revoked")
        do { try onRevoked(partitions) } catch { failure = error }
        held = []
    }

    func lost(_ partitions: [TopicPartition]) {
        told.append("lost")
        held = []
    }
}

extension RecordLog {
    func send(_ value: String?, key: String? = nil, to topic: String, partition: Int32? = nil) throws {
        let key = key.map { Array($0.utf8) }
        let value = value.map { Array($0.utf8) }
        try produce(
            topic: topic, partition: partition.map { Partition($0) }, key: key == nil ? nil : key?.span.bytes,
            value: value == nil ? nil : value?.span.bytes, headers: nil, timestamp: nil)
    }

    /// Polls until `isDone`, handing over what comes.
    func poll(
        until what: String, max: Int = 1_000, _ take: ([RawRecord], [LogEvent]) throws -> Void = { _, _ in },
        _ isDone: () -> Bool
    ) throws {
        try pollUntil(what, isDone) {
            var records: [RawRecord] = []
            var events: [LogEvent] = []
            try poll(maxRecords: max, timeoutMilliseconds: 50, into: &records, events: &events)
            try take(records, events)
        }
    }
}

func pollUntil(_ what: String, _ isDone: () -> Bool, _ step: () throws -> Void) throws {
    let deadline = KafkaPatience.monotonicMilliseconds() + 40_000
    while !isDone() {
        guard KafkaPatience.monotonicMilliseconds() < deadline else {
            throw TestFailure(description: "\(what) did not happen")
        }
        try step()
    }
}

extension RawRecord {
    var text: String { valueCopy.map { String(decoding: $0, as: UTF8.self) } ?? "nil" }
    var place: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}
