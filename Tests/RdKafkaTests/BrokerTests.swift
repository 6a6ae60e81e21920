import Glibc
import RdKafka
import Testing

/// Address of a broker to test against: nothing is assumed of it but that topics may be created.
private let broker: String? = getenv("PRAHARI_TEST_BOOTSTRAP").map { String(cString: $0) }

extension KafkaTests {
    /// What the mock cluster cannot show. Run with `PRAHARI_TEST_BOOTSTRAP=host:port`.
    @Suite(.enabled(if: broker != nil, "PRAHARI_TEST_BOOTSTRAP names no broker")) final class BrokerTests {
        let address: String
        let admin: KafkaAdmin
        let topic: String
        let group: String

        init() throws {
            address = broker ?? ""
            admin = try KafkaAdmin(KafkaConfiguration(["bootstrap.servers": address]), log: { _ in })
            let run = "test-\(getpid())-\(KafkaPatience.monotonicMilliseconds())"
            topic = run
            group = run
            #expect(try admin.createTopics([KafkaNewTopic(name: topic, partitions: 2, replicas: 1)]).isEmpty)
        }

        deinit { _ = try? admin.deleteTopics([topic]) }

        private var first: KafkaPartition { KafkaPartition(topic, 0) }

        private func reader(_ extra: [String: String] = [:]) throws -> KafkaConsumer {
            let consumer = try Clients.consumer(at: address, group: group + "-reader", extra)
            try consumer.assign([first: 0])
            return consumer
        }

        private func transactional(_ id: String = "tx") throws -> KafkaProducer {
            try Clients.transactional(at: address, id: group + id)
        }

        @Test func committedTogetherAndReadCommitted() throws {
            let group = try Clients.consumer(at: address, group: group)
            let producer = try transactional()
            try producer.initTransactions(timeoutMilliseconds: 20_000)
            for round in 0..<4 {
                try producer.beginTransaction()
                try producer.send(topic, "r\(round)", partition: 0)
                if round == 2 {
                    try producer.flush(timeoutMilliseconds: 10_000)
                    try producer.abortTransaction(timeoutMilliseconds: 10_000)
                    continue
                }
                try producer.sendOffsets([first: Int64(round + 1)], of: group, timeoutMilliseconds: 10_000)
                try producer.commitTransaction(timeoutMilliseconds: 10_000)
            }
            #expect(try group.committed([first], timeoutMilliseconds: 10_000) == [first: 4])
            let (records, end) = try reader().receiveToEnd()
            #expect(records.map(\.text) == ["r0", "r1", "r3"])
            // Control records take offsets: the end is past the last record.
            #expect(end > (records.last?.offset ?? 0) + 1)
            #expect(try admin.range(of: first).end == end)
            #expect(try admin.committedOffsets(group: self.group) == [first: 4])
        }

        @Test func openTransactionHoldsBackOffsetsAndReaders() throws {
            let group = try Clients.consumer(at: address, group: group)
            let producer = try transactional()
            try producer.initTransactions(timeoutMilliseconds: 20_000)
            try producer.beginTransaction()
            try producer.send(topic, "open", partition: 0)
            try producer.sendOffsets([first: 1], of: group, timeoutMilliseconds: 10_000)
            try producer.flush(timeoutMilliseconds: 10_000)
            // Kafka says UNSTABLE_OFFSET_COMMIT until the call times out; brokers without KIP-447 say what was before.
            let pending = try? group.committed([first], timeoutMilliseconds: 1_000)
            #expect(pending == nil || pending == [:])
            let reader = try reader()
            #expect(try reader.receiveToEnd().end == 0)
            #expect(try reader.range(of: first, timeoutMilliseconds: 10_000).end == 0, "read_committed: the stable end")
            let dirty = try self.reader(["isolation.level": "read_uncommitted"])
            #expect(try dirty.range(of: first, timeoutMilliseconds: 10_000).end == 1, "the high watermark")
            #expect(try dirty.receive(1).map(\.text) == ["open"])
            // A successor by the same id ends it at once.
            let successor = try transactional()
            try successor.initTransactions(timeoutMilliseconds: 20_000)
            #expect(try group.committed([first], timeoutMilliseconds: 10_000).isEmpty)
            let next = try self.reader().receiveToEnd()
            #expect(next.records.isEmpty && next.end > 0)
        }

        @Test func secondHolderOfTheIDFencesTheFirst() throws {
            let zombie = try transactional()
            try zombie.initTransactions(timeoutMilliseconds: 20_000)
            try zombie.beginTransaction()
            try zombie.send(topic, "zombie", partition: 0)
            try zombie.flush(timeoutMilliseconds: 10_000)
            let successor = try transactional()
            try successor.initTransactions(timeoutMilliseconds: 20_000)
            #expect {
                try zombie.commitTransaction(timeoutMilliseconds: 10_000)
            } throws: {
                guard let error = $0 as? KafkaError else { return false }
                return error.isFatal && KafkaError.Code.fencing.contains(error.code)
            }
            try successor.beginTransaction()
            try successor.send(topic, "alive", partition: 0)
            try successor.commitTransaction(timeoutMilliseconds: 10_000)
            #expect(try reader().receiveToEnd().records.map(\.text) == ["alive"])
        }

        @Test func staticMemberTakesItsPartitionsBackAfterACrash() throws {
            let properties = ["group.instance.id": "one", "session.timeout.ms": "30000"]
            var assignments: [[KafkaPartition]] = []
            func join() throws -> KafkaConsumer {
                let consumer = try Clients.consumer(at: address, group: group, properties)
                try consumer.subscribe([topic]) { [unowned consumer] in
                    guard case .assigned(let partitions) = $0 else { return }
                    assignments.append(partitions)
                    try? consumer.assign(Dictionary(uniqueKeysWithValues: partitions.map { ($0, 0) }))
                }
                return consumer
            }
            do {
                let crashing = try join()
                try until("assigned") {
                    assignments.count == 1
                } step: {
                    _ = crashing.consume(max: 1, timeoutMilliseconds: 50)
                }
                // Not closed: it goes like a crash.
            }
            let started = KafkaPatience.monotonicMilliseconds()
            let again = try join()
            try until("assigned again") {
                assignments.count == 2
            } step: {
                _ = again.consume(max: 1, timeoutMilliseconds: 50)
            }
            #expect(assignments[0].sorted() == assignments[1].sorted())
            #expect(KafkaPatience.monotonicMilliseconds() - started < 15_000, "did not wait for the session to end")
            again.close()
        }

        @Test func topicsAndConfigs() throws {
            let name = topic + ".configs"
            let new = KafkaNewTopic(name: name, partitions: 3, replicas: 1, configs: ["cleanup.policy": "compact"])
            #expect(try admin.createTopics([new], validateOnly: true).isEmpty)
            #expect(try admin.createTopics([new]).isEmpty)
            defer { _ = try? admin.deleteTopics([name]) }
            #expect(try admin.createTopics([new])[name]?.code == KafkaError.Code.topicAlreadyExists)
            #expect(try admin.metadata(of: name)?.partitions.count == 3)
            #expect(try admin.metadata().topics.contains { $0.name == name })
            #expect(admin.clusterID()?.isEmpty == false)
            let before = try admin.describeConfigs(topics: [name])
            #expect(before[name]?["cleanup.policy"]?.value == "compact")
            try admin.alterConfigs(topic: name, ["retention.ms": "12345"])
            let after = try admin.describeConfigs(topics: [name])
            #expect(after[name]?["retention.ms"]?.value == "12345")
            #expect(after[name]?["cleanup.policy"]?.value == "compact", "what was set before stays")
            try admin.createPartitions(topic: name, total: 5)
            #expect(try admin.metadata(of: name)?.partitions.count == 5)
            #expect(try admin.deleteTopics([name]).isEmpty)
            #expect(try admin.metadata(of: topic + ".none") == nil)
        }

        @Test func groups() throws {
            try admin.setOffsets(group: group, [first: 5])
            #expect(try admin.committedOffsets(group: group) == [first: 5])
            #expect(try admin.deleteGroups([group]).isEmpty)
            #expect(try admin.committedOffsets(group: group).isEmpty)
        }
    }
}
