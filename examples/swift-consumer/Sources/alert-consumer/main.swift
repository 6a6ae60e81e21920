// Acts on alert commands and answers with receipts, exactly once on Kafka.
import Foundation
import RdKafka

let brokers = ProcessInfo.processInfo.environment["PRAHARI_BOOTSTRAP"] ?? "127.0.0.1:19092"
let consumer = try KafkaConsumer(
    KafkaConfiguration([
        "bootstrap.servers": brokers, "group.id": "my-bank-alerts", "isolation.level": "read_committed",
        "enable.auto.commit": "false", "auto.offset.reset": "earliest",
    ]), log: { _ in })
let producer = try KafkaProducer(
    // Receipts must reach the partition of their alert: Java's partitioner, which librdkafka does not use by itself.
    KafkaConfiguration([
        "bootstrap.servers": brokers, "transactional.id": "my-bank-alerts-1", "partitioner": "murmur2_random",
    ]), log: { _ in })

/// Yours: hold the money, tell the branch. May be called again for the same `id` after a crash.
func act(_ command: [String: Any]) { print(command["severity"] ?? "", command["summary"] ?? "") }

try producer.initTransactions(timeoutMilliseconds: 30_000)
try consumer.subscribe(["alerts.commands.v1"]) { change in
    guard case .assigned(let partitions) = change else { return }
    let committed = try? consumer.committed(partitions, timeoutMilliseconds: 30_000)
    // -1000: where nothing was committed, as auto.offset.reset says.
    try? consumer.assign(Dictionary(uniqueKeysWithValues: partitions.map { ($0, committed?[$0] ?? -1000) }))
}
while true {
    let batch = consumer.consume(max: 100, timeoutMilliseconds: 1_000)
    for index in 0..<batch.count where batch.error(at: index) == nil {
        let message = batch[index]
        let key = Array(message.key ?? UnsafeRawBufferPointer(start: nil, count: 0))
        guard let value = message.value,
            let command = try JSONSerialization.jsonObject(with: Data(value)) as? [String: Any]
        else { continue }
        let end = (command["expires_at"] as? String).flatMap { text in
            (try? Date(text, strategy: .iso8601))
                ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        }
        let isExpired = end.map { $0 <= Date() } ?? false
        if !isExpired, command["run_id"] == nil { act(command) }  // a replay is not acted on
        let receipt: [String: Any] = [
            "command_id": command["id"] ?? "", "dedup_key": command["dedup_key"] ?? "",
            "group_key": command["group_key"] ?? "", "recipient": "my-bank", "channel": "kafka",
            "status": isExpired ? "expired" : "delivered", "at": Date().formatted(.iso8601),
        ]
        let bytes = Array(try JSONSerialization.data(withJSONObject: receipt))
        try producer.beginTransaction()
        try producer.produce(
            topic: "alerts.receipts.v1", partition: -1, key: key.span.bytes, value: bytes.span.bytes, headers: nil,
            timestampMilliseconds: 0, queueFullMilliseconds: 10_000)
        let next = [KafkaPartition(message.topic, message.partition): message.offset + 1]
        try producer.sendOffsets(next, of: consumer, timeoutMilliseconds: 30_000)
        try producer.commitTransaction(timeoutMilliseconds: 30_000)
    }
}
