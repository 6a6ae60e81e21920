import RdKafka
import Testing

/// One after the other: each has brokers and clients with threads of their own.
@Suite(.serialized, .timeLimit(.minutes(2)))
enum KafkaTests {}

/// Why a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
    var description: String
}

/// A record as the tests compare it.
struct Received: Equatable {
    var topic: String
    var partition: Int32
    var offset: Int64
    var timestamp: Int64
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [Header]

    struct Header: Equatable {
        var name: String
        var value: [UInt8]?
    }

    var text: String { value.map { String(decoding: $0, as: UTF8.self) } ?? "nil" }
}

/// Clients with the settings the processor uses, shortened waits.
enum Clients {
    static func consumer(
        _ cluster: MockCluster, group: String = "group", _ extra: [String: String] = [:]
    ) throws -> KafkaConsumer {
        try consumer(at: cluster.bootstrapServers, group: group, extra)
    }

    static func consumer(
        at broker: String, group: String = "group", _ extra: [String: String] = [:]
    ) throws -> KafkaConsumer {
        let ours = [
            "bootstrap.servers": broker, "group.id": group, "enable.auto.commit": "false",
            "enable.auto.offset.store": "false", "enable.partition.eof": "true", "auto.offset.reset": "error",
            "isolation.level": "read_committed", "partition.assignment.strategy": "range",
            "session.timeout.ms": "6000", "heartbeat.interval.ms": "200", "reconnect.backoff.ms": "10",
            "reconnect.backoff.max.ms": "50", "fetch.wait.max.ms": "20",
        ]
        return try KafkaConsumer(KafkaConfiguration(ours.merging(extra) { $1 }), log: { _ in })
    }

    static func producer(_ cluster: MockCluster, _ extra: [String: String] = [:]) throws -> KafkaProducer {
        try producer(at: cluster.bootstrapServers, extra)
    }

    static func producer(at broker: String, _ extra: [String: String] = [:]) throws -> KafkaProducer {
        let ours = [
            "bootstrap.servers": broker, "enable.idempotence": "true",
            "partitioner": "murmur2_random", "delivery.report.only.error": "true", "linger.ms": "1",
            "reconnect.backoff.ms": "10", "reconnect.backoff.max.ms": "50", "retry.backoff.ms": "10",
        ]
        return try KafkaProducer(KafkaConfiguration(ours.merging(extra) { $1 }), log: { _ in })
    }

    static func transactional(
        _ cluster: MockCluster, id: String = "tx", _ extra: [String: String] = [:]
    ) throws -> KafkaProducer {
        try transactional(at: cluster.bootstrapServers, id: id, extra)
    }

    static func transactional(
        at broker: String, id: String, _ extra: [String: String] = [:]
    ) throws -> KafkaProducer {
        try producer(
            at: broker, ["transactional.id": id, "transaction.timeout.ms": "10000"].merging(extra) { $1 })
    }
}

extension KafkaProducer {
    func send(
        _ topic: String, _ value: String?, key: String? = nil, partition: Int32 = -1, headers: [UInt8]? = nil,
        timestamp: Int64 = 0
    ) throws {
        let key = key.map { Array($0.utf8) }
        let value = value.map { Array($0.utf8) }
        try produce(
            topic: topic, partition: partition, key: key == nil ? nil : key?.span.bytes,
            value: value == nil ? nil : value?.span.bytes, headers: headers == nil ? nil : headers?.span.bytes,
            timestampMilliseconds: timestamp, queueFullMilliseconds: 20_000)
    }
}

extension KafkaConsumer {
    /// Reads until `count` records have come.
    func receive(_ count: Int, max: Int = 1_000, within milliseconds: Int64 = 30_000) throws -> [Received] {
        var received: [Received] = []
        try poll(max: max, within: milliseconds, what: "\(count) records") { batch, index in
            if batch[index].errorCode == 0 { received.append(Received(batch, index)) }
            return received.count >= count
        }
        return received
    }

    /// Reads until the end of the partition is told; the records before it and the end.
    func receiveToEnd(within milliseconds: Int64 = 30_000) throws -> (records: [Received], end: Int64) {
        var records: [Received] = []
        var end: Int64 = -1
        try poll(max: 1_000, within: milliseconds, what: "the end") { batch, index in
            if batch[index].errorCode == 0 { records.append(Received(batch, index)) }
            guard batch[index].errorCode == KafkaError.Code.endOfPartition else { return false }
            end = batch[index].offset
            return true
        }
        return (records, end)
    }

    /// Polls until `isDone` says so of a message; the rest of its batch is looked at as well.
    func poll(
        max: Int = 1_000, within milliseconds: Int64 = 30_000, what: String = "an event",
        _ isDone: (KafkaMessageBatch, Int) throws -> Bool
    ) throws {
        let deadline = KafkaPatience.monotonicMilliseconds() + milliseconds
        while KafkaPatience.monotonicMilliseconds() < deadline {
            let batch = consume(max: max, timeoutMilliseconds: 50)
            var done = false
            for index in 0..<batch.count where try isDone(batch, index) { done = true }
            if done { return }
        }
        throw TestFailure(description: "\(what) did not come in \(milliseconds) ms; errors: \(takeErrors())")
    }
}

/// Polls what `step` polls until `isDone`.
func until(
    _ what: String, within milliseconds: Int64 = 30_000, _ isDone: () throws -> Bool, step: () throws -> Void
) throws {
    let deadline = KafkaPatience.monotonicMilliseconds() + milliseconds
    while try !isDone() {
        guard KafkaPatience.monotonicMilliseconds() < deadline else {
            throw TestFailure(description: "\(what) did not happen in \(milliseconds) ms")
        }
        try step()
    }
}

extension Received {
    init(_ batch: KafkaMessageBatch, _ index: Int) {
        let message = batch[index]
        self.init(
            topic: message.topic, partition: message.partition, offset: message.offset,
            timestamp: message.timestampMilliseconds, key: message.key.map { Array($0) },
            value: message.value.map { Array($0) },
            headers: batch.headers(at: index).map { Header(name: $0.name, value: $0.value) })
    }
}

/// The flat block of headers the producer takes.
func headerBlock(_ headers: [Received.Header]) -> [UInt8] {
    var block: [UInt8] = []
    for header in headers {
        block.append(UInt8(header.name.utf8.count))
        block.append(contentsOf: header.name.utf8)
        let count = header.value.map { UInt32($0.count) } ?? .max
        for shift in [0, 8, 16, 24] as [UInt32] { block.append(UInt8(truncatingIfNeeded: count >> shift)) }
        block.append(contentsOf: header.value ?? [])
    }
    return block
}
