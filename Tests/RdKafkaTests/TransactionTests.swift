import RdKafka
import Testing

extension KafkaTests {
    /// On the mock cluster, which neither keeps offsets sent in transactions nor fences; ``BrokerTests`` look at those.
    @Suite struct TransactionTests {
        let cluster: MockCluster
        let input = KafkaPartition("in", 0)

        init() throws {
            cluster = try MockCluster(brokers: 3)
            for topic in ["in", "out"] { try cluster.createTopic(topic, partitions: 1, replicas: 3) }
        }

        private func outputs(_ count: Int) throws -> [String] {
            let consumer = try Clients.consumer(cluster, group: "check")
            try consumer.assign([KafkaPartition("out", 0): 0])
            return try consumer.receive(count).map(\.text)
        }

        @Test func outputsAndOffsetsAreCommittedTogether() throws {
            let consumer = try Clients.consumer(cluster)
            let producer = try Clients.transactional(cluster)
            try producer.initTransactions(timeoutMilliseconds: 10_000)
            for round in 0..<3 {
                try producer.beginTransaction()
                try producer.send("out", "r\(round)")
                try producer.sendOffsets([input: Int64(round + 1)], of: consumer, timeoutMilliseconds: 10_000)
                try producer.commitTransaction(timeoutMilliseconds: 10_000)
            }
            #expect(try outputs(3) == ["r0", "r1", "r2"])
            #expect(producer.takeUndelivered() == nil)
        }

        @Test func workGoesOnAfterAnAbort() throws {
            let producer = try Clients.transactional(cluster)
            try producer.initTransactions(timeoutMilliseconds: 10_000)
            try producer.beginTransaction()
            try producer.send("out", "aborted")
            try producer.abortTransaction(timeoutMilliseconds: 10_000)
            try producer.beginTransaction()
            try producer.send("out", "kept")
            try producer.commitTransaction(timeoutMilliseconds: 10_000)
            #expect(try outputs(1).contains("kept") || outputs(2).contains("kept"))
        }

        @Test(arguments: [
            (KafkaRequest.initProducerID, KafkaBrokerError.coordinatorNotAvailable),
            (.initProducerID, .coordinatorLoadInProgress), (.initProducerID, .notCoordinator),
            (.addPartitionsToTransaction, .coordinatorNotAvailable),
            (.addPartitionsToTransaction, .concurrentTransactions), (.addPartitionsToTransaction, .notCoordinator),
            (.addOffsetsToTransaction, .coordinatorNotAvailable), (.addOffsetsToTransaction, .notCoordinator),
            (.transactionOffsetCommit, .coordinatorLoadInProgress), (.transactionOffsetCommit, .notCoordinator),
            (.endTransaction, .coordinatorNotAvailable), (.endTransaction, .notCoordinator),
            (.endTransaction, .coordinatorLoadInProgress), (.produce, .notLeaderForPartition),
            (.produce, .requestTimedOut), (.produce, .notEnoughReplicas), (.findCoordinator, .coordinatorNotAvailable),
        ])
        func passingErrorsPass(request: KafkaRequest, error: KafkaBrokerError) throws {
            let consumer = try Clients.consumer(cluster)
            let producer = try Clients.transactional(cluster)
            cluster.push([error, error], on: request)
            func patiently(_ step: () throws -> Void) throws {
                var succeeded = false
                try until("a step", within: 20_000) {
                    succeeded
                } step: {
                    do {
                        try step()
                        succeeded = true
                    } catch let error as KafkaError where error.isRetriable {}
                }
            }
            try patiently { try producer.initTransactions(timeoutMilliseconds: 5_000) }
            try producer.beginTransaction()
            try producer.send("out", "kept")
            try patiently { try producer.sendOffsets([input: 1], of: consumer, timeoutMilliseconds: 5_000) }
            try patiently { try producer.commitTransaction(timeoutMilliseconds: 5_000) }
            #expect(try outputs(1) == ["kept"])
        }

        @Test(arguments: [
            (KafkaRequest.addPartitionsToTransaction, KafkaBrokerError.topicAuthorizationFailed),
            (.transactionOffsetCommit, .illegalGeneration), (.transactionOffsetCommit, .unknownMember),
            (.transactionOffsetCommit, .groupAuthorizationFailed), (.transactionOffsetCommit, .fencedInstanceID),
        ])
        func spoilingErrorsAskForAnAbort(request: KafkaRequest, error: KafkaBrokerError) throws {
            let consumer = try Clients.consumer(cluster)
            let producer = try Clients.transactional(cluster)
            try producer.initTransactions(timeoutMilliseconds: 10_000)
            cluster.push([error], on: request)
            try producer.beginTransaction()
            try producer.send("out", "lost")
            #expect {
                try producer.sendOffsets([input: 9], of: consumer, timeoutMilliseconds: 10_000)
                try producer.commitTransaction(timeoutMilliseconds: 10_000)
            } throws: {
                ($0 as? KafkaError)?.txnRequiresAbort == true
            }
            try producer.abortTransaction(timeoutMilliseconds: 10_000)
            try producer.beginTransaction()
            try producer.sendOffsets([input: 2], of: consumer, timeoutMilliseconds: 10_000)
            try producer.commitTransaction(timeoutMilliseconds: 10_000)
        }

        @Test(arguments: [
            (KafkaRequest.initProducerID, KafkaBrokerError.transactionalIDAuthorizationFailed),
            (.endTransaction, .producerFenced),
        ])
        func lastingErrorsAreFatal(request: KafkaRequest, error: KafkaBrokerError) throws {
            let producer = try Clients.transactional(cluster)
            cluster.push([error], on: request)
            #expect {
                try producer.initTransactions(timeoutMilliseconds: 10_000)
                try producer.beginTransaction()
                try producer.send("out", "x")
                try producer.commitTransaction(timeoutMilliseconds: 10_000)
            } throws: {
                ($0 as? KafkaError)?.isFatal == true
            }
        }

        @Test func coordinatorMayMoveAndBrokersMayGo() throws {
            let consumer = try Clients.consumer(cluster)
            let producer = try Clients.transactional(cluster)
            try cluster.setTransactionCoordinator(1, transactionalID: "tx")
            try cluster.setGroupCoordinator(2, group: "group")
            try cluster.setLeader(3, of: KafkaPartition("out", 0))
            try producer.initTransactions(timeoutMilliseconds: 10_000)
            for round in 1...4 {
                try producer.beginTransaction()
                try producer.send("out", "r\(round)")
                switch round {
                case 1: try cluster.setTransactionCoordinator(3, transactionalID: "tx")
                case 2: try cluster.setGroupCoordinator(1, group: "group")
                case 3:
                    try cluster.setDown(3)
                    try cluster.setLeader(1, of: KafkaPartition("out", 0))
                    try cluster.setTransactionCoordinator(2, transactionalID: "tx")
                default: try cluster.setUp(3)
                }
                var done = false
                try until("round \(round)") {
                    done
                } step: {
                    do {
                        try producer.sendOffsets([input: Int64(round)], of: consumer, timeoutMilliseconds: 2_000)
                        try producer.commitTransaction(timeoutMilliseconds: 2_000)
                        done = true
                    } catch let error as KafkaError where error.isRetriable {}
                }
            }
            #expect(try outputs(4) == ["r1", "r2", "r3", "r4"])
        }

        @Test func brokerThatComesBackGetsEverything() throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<100 { try producer.send("out", "\(number)") }
            for broker in 1...3 as ClosedRange<Int32> { try cluster.setDown(broker) }
            for number in 100..<200 { try producer.send("out", "\(number)") }
            #expect(throws: KafkaError.self) { try producer.flush(timeoutMilliseconds: 200) }
            for broker in 1...3 as ClosedRange<Int32> { try cluster.setUp(broker) }
            try producer.flush(timeoutMilliseconds: 30_000)
            #expect(producer.takeUndelivered() == nil)
            #expect(try outputs(200) == (0..<200).map { "\($0)" })
        }

        @Test func whatCannotBeDeliveredIsCounted() throws {
            try cluster.setDown(1)
            try cluster.setDown(2)
            try cluster.setDown(3)
            let producer = try Clients.producer(cluster, ["message.timeout.ms": "300"])
            for number in 0..<5 { try producer.send("out", "\(number)") }
            try producer.flush(timeoutMilliseconds: 20_000)
            #expect(producer.takeUndelivered()?.count == 5)
            #expect(producer.takeUndelivered() == nil)
            #expect(!producer.takeErrors().isEmpty)
        }

        @Test(arguments: [true, false]) func rawLoopForwardsEverything(exactlyOnce: Bool) throws {
            let producer = try Clients.producer(cluster)
            for number in 0..<2_000 { try producer.send("in", "\(number)", key: "\(number % 10)") }
            try producer.flush(timeoutMilliseconds: 10_000)
            let consumer = [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "raw", "auto.offset.reset": "error",
                "enable.auto.commit": "false",
            ]
            var properties = ["bootstrap.servers": cluster.bootstrapServers]
            if exactlyOnce { properties["transactional.id"] = "raw" }
            var loop = RawLoop()
            loop.exactlyOnce = exactlyOnce
            loop.commitIntervalMilliseconds = 10
            loop.idleLimitMilliseconds = 10_000
            let result = try loop.run(
                consumer: KafkaConfiguration(consumer), producer: KafkaConfiguration(properties), input: [input: 0],
                output: "out", records: 1_500, log: { _ in })
            #expect(result.records == 1_500 && result.commits > 0)
            #expect(try outputs(1_500) == (0..<1_500).map { "\($0)" })
            guard !exactlyOnce else { return }
            let group = try Clients.consumer(cluster, group: "raw")
            #expect(try group.committed([input], timeoutMilliseconds: 10_000) == [input: 1_500])
        }
    }
}
