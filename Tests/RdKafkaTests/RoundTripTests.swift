import RdKafka
import Testing

extension KafkaTests {
    @Suite struct RoundTripTests {
        let cluster: MockCluster

        init() throws {
            cluster = try MockCluster()
            try cluster.createTopic("in", partitions: 1)
        }

        @Test func everythingOfARecordComesBack() throws {
            let headers: [Received.Header] = [
                .init(name: "ce_id", value: Array("anomaly/1/in-0-7".utf8)),
                .init(name: "empty", value: []),
                .init(name: "none", value: nil),
                .init(name: "", value: [0, 1, 255]),
                .init(name: "ce_id", value: Array("again".utf8)),
            ]
            let producer = try Clients.producer(cluster)
            try producer.send("in", "value", key: "key", headers: headerBlock(headers), timestamp: 1_700_000_000_123)
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([KafkaPartition("in", 0): 0])
            let record = try #require(try consumer.receive(1).first)
            #expect(record.topic == "in" && record.partition == 0 && record.offset == 0)
            #expect(record.key == Array("key".utf8))
            #expect(record.value == Array("value".utf8))
            #expect(record.timestamp == 1_700_000_000_123)
            #expect(record.headers == headers)
        }

        @Test func tombstoneIsNotEmpty() throws {
            let producer = try Clients.producer(cluster)
            try producer.send("in", nil, key: "k")
            try producer.send("in", "", key: "")
            try producer.send("in", "v", key: nil)
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([KafkaPartition("in", 0): 0])
            let records = try consumer.receive(3)
            #expect(records.map(\.value) == [nil, [], Array("v".utf8)])
            #expect(records.map(\.key) == [Array("k".utf8), [], nil])
        }

        @Test func malformedHeadersQueueNothing() throws {
            let producer = try Clients.producer(cluster)
            for block in [[5, 65], [1, 65, 9, 0, 0, 0, 1], [1, 65, 1, 0]] as [[UInt8]] {
                #expect(throws: KafkaError.self) { try producer.send("in", "v", headers: block) }
            }
            #expect(producer.queuedCount == 0)
        }

        @Test(arguments: [1, 7, 5_000]) func batchesKeepTheOrder(max: Int) throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<500 { try producer.send("in", "\(number)", partition: 0) }
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([KafkaPartition("in", 0): 0])
            let records = try consumer.receive(500, max: max)
            #expect(records.map(\.text) == (0..<500).map { "\($0)" })
            #expect(records.map(\.offset) == (0..<500).map { Int64($0) })
        }

        @Test func recordsOutliveTheConsumer() throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<10 { try producer.send("in", "\(number)") }
            try producer.flush(timeoutMilliseconds: 10_000)
            var kept: [KafkaMessageBatch] = []
            do {
                let consumer = try Clients.consumer(cluster)
                try consumer.assign([KafkaPartition("in", 0): 0])
                try until("ten records") {
                    kept.reduce(0) { $0 + $1.count } >= 10
                } step: {
                    let batch = consumer.consume(max: 3, timeoutMilliseconds: 50)
                    if !batch.isEmpty { kept.append(batch) }
                }
                consumer.close()
            }
            let values = kept.flatMap { batch in (0..<batch.count).map { Received(batch, $0) } }
            #expect(values.prefix(10).map(\.text) == (0..<10).map { "\($0)" })
        }

        @Test func topicsAreTold() throws {
            try cluster.createTopic("other", partitions: 2)
            let producer = try Clients.producer(cluster)
            for number in 0..<30 {
                try producer.send("in", "in", partition: 0)
                try producer.send("other", "other", partition: Int32(number % 2))
            }
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([
                KafkaPartition("in", 0): 0, KafkaPartition("other", 0): 0, KafkaPartition("other", 1): 0,
            ])
            let records = try consumer.receive(60, max: 7)
            #expect(records.allSatisfy { $0.topic == $0.text })
        }

        @Test func fullQueueWaitsAndLosesNothing() throws {
            try cluster.setLatency(milliseconds: 20, broker: 1)
            let producer = try Clients.producer(cluster, ["queue.buffering.max.messages": "50"])
            for number in 0..<1_000 { try producer.send("in", "\(number)") }
            try producer.flush(timeoutMilliseconds: 20_000)
            #expect(producer.takeUndelivered() == nil)
            try cluster.setLatency(milliseconds: 0, broker: 1)
            let consumer = try Clients.consumer(cluster)
            try consumer.assign([KafkaPartition("in", 0): 0])
            #expect(try consumer.receive(1_000).map(\.text) == (0..<1_000).map { "\($0)" })
        }

        /// Without being woken the fetcher sleeps for a second each time it finds the local queue full: 15 times here.
        @Test func smallLocalQueueDoesNotSlowReading() throws {
            let producer = try Clients.producer(cluster)
            let value = String(repeating: "x", count: 1_000)
            for _ in 0..<4_000 { try producer.send("in", value) }
            try producer.flush(timeoutMilliseconds: 20_000)
            let consumer = try Clients.consumer(
                cluster,
                ["queued.max.messages.kbytes": "256", "fetch.message.max.bytes": "65536", "fetch.wait.max.ms": "10"])
            let started = KafkaPatience.monotonicMilliseconds()
            try consumer.assign([KafkaPartition("in", 0): 0])
            _ = try consumer.receive(4_000, max: 100)
            #expect(KafkaPatience.monotonicMilliseconds() - started < 6_000)
        }

        @Test func fullQueueGivesUpInTime() throws {
            try cluster.setDown(1)
            let producer = try Clients.producer(cluster, ["queue.buffering.max.messages": "10"])
            for _ in 0..<10 { try producer.send("in", "x") }
            let bytes: [UInt8] = [1]
            #expect {
                try producer.produce(
                    topic: "in", partition: -1, key: nil, value: bytes.span.bytes, headers: nil,
                    timestampMilliseconds: 0, queueFullMilliseconds: 50)
            } throws: {
                guard let error = $0 as? KafkaError else { return false }
                return error.code == KafkaError.Code.queueFull && error.isRetriable
            }
            producer.purge()
        }
    }
}
