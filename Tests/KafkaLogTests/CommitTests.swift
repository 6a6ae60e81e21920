import KafkaLog
import RdKafka
import Runtime
import Testing

extension KafkaLogTests {
    /// The commit of a transaction, whose answer is late or never comes.
    @Suite struct CommitTests {
        let cluster: MockCluster

        init() throws {
            cluster = try MockCluster()
            try cluster.createTopic("out", partitions: 1)
        }

        private func makeLog(
            patience: Int64 = 20_000, _ properties: [String: String] = [:]
        ) throws -> any RecordLog {
            var settings = KafkaLogSettings.test(cluster.bootstrapServers)
            settings.patienceMilliseconds = patience
            settings.properties.merge(properties) { $1 }
            return try KafkaLogFactory(settings).makeLog(stage: "stage", slot: 0)
        }

        @Test func aCommitIsAskedAboutForLongerThanOtherThings() throws {
            let log = try makeLog(patience: 200)
            try pollUntil("init") {
                (try? log.initTransactions()) != nil
            } _: {
            }
            try log.beginTransaction()
            try log.send("x", to: "out", partition: 0)
            try cluster.push(.none, on: .endTransaction, broker: 1, roundTripMilliseconds: 700)
            try log.commitTransaction()
            try log.beginTransaction()
            try log.send("y", to: "out", partition: 0)
            try log.commitTransaction()
            log.close()
        }

        /// The coordinator of a broker that was away ends the transaction as another process would: by a higher epoch.
        @Test func aFenceAfterTheTransactionsTimeIsNoOtherProcess() throws {
            let log = try makeLog(["producer.transaction.timeout.ms": "1000"])
            try log.initTransactions()
            try log.beginTransaction()
            try log.send("x", to: "out", partition: 0)
            try cluster.push(.coordinatorLoadInProgress, on: .endTransaction, broker: 1, roundTripMilliseconds: 1_010)
            try cluster.push(.invalidProducerEpoch, on: .endTransaction, broker: 1, roundTripMilliseconds: 0)
            #expect {
                try log.commitTransaction()
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == .fatal && fault.message.contains("after 1000 ms")
            }
            log.close()
        }

        /// How it ended only the coordinator knows, and librdkafka lets nothing else be called: an abort is not tried.
        @Test func aCommitWithoutAnAnswerIsNotAborted() throws {
            let log = try makeLog(
                patience: 5_000,
                [
                    "consumer.max.poll.interval.ms": "300", "consumer.session.timeout.ms": "300",
                    "consumer.heartbeat.interval.ms": "100",
                ])
            try log.initTransactions()
            try log.beginTransaction()
            try log.send("x", to: "out", partition: 0)
            try cluster.push(.none, on: .endTransaction, broker: 1, roundTripMilliseconds: 3_000)
            #expect {
                try log.commitTransaction()
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == .fatal && fault.message.contains("300 ms")
            }
            #expect {
                try log.abortTransaction()
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == .fatal && fault.message.contains("no answer")
            }
            log.close()
        }
    }
}
