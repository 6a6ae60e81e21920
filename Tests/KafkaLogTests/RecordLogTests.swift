import KafkaLog
import RdKafka
import Records
import Runtime
import Testing

extension KafkaLogTests {
    @Suite struct RecordLogTests {
        let cluster: MockCluster

        init() throws {
            cluster = try MockCluster()
            for topic in ["in", "out"] { try cluster.createTopic(topic, partitions: 2) }
        }

        private func makeLog(
            _ guarantee: ProcessingGuarantee = .exactlyOnce, patience: Int64 = 20_000,
            _ properties: [String: String] = [:]
        ) throws -> any RecordLog {
            var settings = KafkaLogSettings.test(cluster.bootstrapServers)
            settings.guarantee = guarantee
            settings.patienceMilliseconds = patience
            settings.properties.merge(properties) { $1 }
            return try KafkaLogFactory(settings).makeLog(stage: "stage", slot: 0)
        }

        private func seed(_ count: Int) throws {
            let log = try makeLog(.atLeastOnce)
            for number in 0..<count { try log.send("\(number)", key: "k", to: "in", partition: Int32(number % 2)) }
            try log.flushAndCommit([:])
            log.close()
        }

        private var inputs: [TopicPartition] {
            (0...1).map { TopicPartition(topic: "in", partition: Partition($0)) }
        }

        @Test func startsPausedReadsCommitsAndCloses() throws {
            try seed(100)
            let log = try makeLog()
            let listener = Listener(log)
            listener.starts = { $0.partition.rawValue == 0 ? Offset(10) : Offset(0) }
            try log.initTransactions()
            try log.subscribe(["in"], listener: listener)
            var records: [RawRecord] = []
            try log.poll(until: "assigned", { new, _ in records += new }) { listener.held.count == 2 }
            try log.poll(maxRecords: 100, timeoutMilliseconds: 100, into: &records, events: &ignored)
            #expect(records.isEmpty, "partitions start paused")

            try log.resume(inputs)
            var ends: [TopicPartition: Offset] = [:]
            try log.poll(until: "the ends", max: 7) { new, events in
                records += new
                for case .endOfPartition(let partition, let next) in events { ends[partition] = next }
            } _: {
                ends.count == 2
            }
            #expect(ends == [inputs[0]: Offset(50), inputs[1]: Offset(50)])
            #expect(records.count == 90)
            for input in inputs {
                let offsets = records.filter { $0.place == input }.map(\.offset.rawValue)
                #expect(offsets == Array((input.partition.rawValue == 0 ? 10 : 0)..<Int64(50)))
            }
            #expect(log.cachedEnd(of: inputs[0]) == Offset(50))

            try log.beginTransaction()
            for record in records { try log.send(record.text, to: "out", partition: 0) }
            try log.sendOffsets(ends)
            try log.commitTransaction()
            #expect(try log.range(of: TopicPartition(topic: "out", partition: Partition(0))).end.rawValue >= 90)
            log.close()
            #expect(listener.told == ["assigned", "revoked"] && listener.failure == nil)
        }

        @Test func asksAboutTheCluster() throws {
            let log = try makeLog()
            #expect(try log.partitionCount(of: "in") == 2)
            #expect(try log.committed(inputs).isEmpty)
            #expect(try log.range(of: inputs[0]) == (Offset(0), Offset(0)))
            #expect(try !log.clusterID().isEmpty)
            #expect(log.cachedEnd(of: inputs[0]) == nil)
        }

        @Test func readerReadsFromTheOffsetToTheEnd() throws {
            try seed(20)
            let settings = KafkaLogSettings.test(cluster.bootstrapServers)
            let reader = try KafkaLogFactory(settings).makeReader(stage: "stage", slot: 0)
            var records: [RawRecord] = []
            var end: Offset?
            func readToEnd() throws {
                end = nil
                try pollUntil("the end") {
                    end != nil
                } _: {
                    var events: [LogEvent] = []
                    try reader.poll(maxRecords: 3, timeoutMilliseconds: 50, into: &records, events: &events)
                    for case .endOfPartition(_, let next) in events { end = next }
                }
            }
            try reader.add(inputs[0], from: Offset(4))
            try readToEnd()
            #expect(records.map(\.offset.rawValue) == [4, 5, 6, 7, 8, 9] && end == Offset(10))
            try reader.remove(inputs[0])
            records = []
            try reader.add(inputs[1], from: Offset(9))
            try readToEnd()
            #expect(records.map(\.place) == [inputs[1]])
            #expect(reader.cachedEnd(of: inputs[1]) == Offset(10))
            reader.close()
        }

        @Test func offsetOutsideOfTheLogIsToldAndReadingGoesOn() throws {
            try seed(20)
            let log = try makeLog()
            let listener = Listener(log)
            listener.starts = { _ in Offset(500) }
            try log.subscribe(["in"], listener: listener)
            try log.poll(until: "assigned") { listener.held.count == 2 }
            try log.resume([inputs[0]])
            var isOut = false
            try log.poll(until: "out of range") { _, events in
                for case .offsetOutOfRange(let partition) in events { isOut = partition == inputs[0] }
            } _: {
                isOut
            }
            try log.seek(inputs[0], to: Offset(8))
            var offsets: [Int64] = []
            try log.poll(until: "records", { new, _ in offsets += new.map(\.offset.rawValue) }) { offsets.count >= 2 }
            #expect(offsets == [8, 9])
            log.close()
        }

        @Test(arguments: [
            (KafkaRequest.endTransaction, KafkaBrokerError.producerFenced, LogFault.Kind.fenced),
            (.initProducerID, .transactionalIDAuthorizationFailed, .unauthorised),
            (.addPartitionsToTransaction, .topicAuthorizationFailed, .unauthorised),
            (.transactionOffsetCommit, .groupAuthorizationFailed, .unauthorised),
            (.transactionOffsetCommit, .illegalGeneration, .abortable),
            (.transactionOffsetCommit, .unknownMember, .abortable),
            (.produce, KafkaBrokerError(rawValue: 10), .abortable),
        ])
        func faultsSayWhatMayBeDone(request: KafkaRequest, error: KafkaBrokerError, kind: LogFault.Kind) throws {
            let log = try makeLog()
            cluster.push([error], on: request)
            func work(_ value: String) throws {
                try log.beginTransaction()
                try log.send(value, to: "out", partition: 0)
                try log.sendOffsets([inputs[0]: Offset(1)])
                try log.commitTransaction()
            }
            #expect {
                try log.initTransactions()
                try work("x")
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == kind && !fault.nativeName.isEmpty
            }
            guard kind == .abortable else { return }
            try goOn(log) { try work("y") }
        }

        @Test func spoiltTransactionTakesNoRecordsAndGoesOnAfterAnAbort() throws {
            let log = try makeLog()
            try log.initTransactions()
            cluster.push([KafkaBrokerError(rawValue: 10)], on: .produce)
            try log.beginTransaction()
            var spoilt: LogFault?
            try pollUntil("a fault") {
                spoilt != nil
            } _: {
                do {
                    try log.send("x", to: "out", partition: 0)
                } catch let fault as LogFault {
                    spoilt = fault
                }
                try log.poll(until: "one poll") { true }
            }
            #expect(spoilt?.kind == .abortable)
            try goOn(log) {
                try log.beginTransaction()
                try log.send("y", to: "out", partition: 0)
                try log.commitTransaction()
            }
        }

        /// Aborts and works again. A second time when a refused record left a gap in the sequence numbers: librdkafka
        /// finds it with the next record and takes a new epoch with the next abort.
        private func goOn(_ log: any RecordLog, _ work: () throws -> Void) throws {
            for attempt in 0..<3 {
                try log.abortTransaction()
                do {
                    return try work()
                } catch let fault as LogFault where fault.kind == .abortable && attempt < 2 {
                    continue
                }
            }
        }

        @Test func atLeastOnceDoesNotCommitPastAnUndeliveredRecord() throws {
            let log = try makeLog(.atLeastOnce)
            cluster.push([KafkaBrokerError(rawValue: 10)], on: .produce)
            try log.send("x", to: "out", partition: 0)
            #expect {
                try log.flushAndCommit([inputs[0]: Offset(9)])
            } throws: {
                ($0 as? LogFault)?.message.contains("1 records were not delivered") == true
            }
            #expect(try log.committed(inputs).isEmpty)
            try log.send("y", to: "out", partition: 0)
            try log.flushAndCommit([inputs[0]: Offset(1)])
            #expect(try log.committed(inputs) == [inputs[0]: Offset(1)])
        }

        @Test func patienceHasAnEnd() throws {
            let log = try makeLog(patience: 400)
            try cluster.setDown(1)
            #expect {
                try log.initTransactions()
            } throws: {
                guard let fault = $0 as? LogFault else { return false }
                return fault.kind == .retriable && fault.message.contains("400 ms")
            }
            try cluster.setUp(1)
            try pollUntil("init") {
                (try? log.initTransactions()) != nil
            } _: {
            }
            try log.beginTransaction()
            try log.send("x", to: "out")
            try log.commitTransaction()
        }

        @Test func awayBrokerIsToldAndSurvived() throws {
            try seed(20)
            let log = try makeLog()
            let listener = Listener(log)
            try log.subscribe(["in"], listener: listener)
            try log.poll(until: "assigned") { listener.held.count == 2 }
            try cluster.setDown(1)
            var faults: [LogFault] = []
            try log.poll(until: "a fault") { _, events in
                for case .fault(let fault) in events { faults.append(fault) }
            } _: {
                !faults.isEmpty
            }
            #expect(faults.allSatisfy { $0.kind == .retriable })
            try cluster.setUp(1)
            try log.resume(inputs)
            var count = 0
            try log.poll(until: "the records", { new, _ in count += new.count }) { count == 20 }
            log.close()
        }
    }
}

/// Where events that a test does not look at go.
private var ignored: [LogEvent] {
    get { [] }
    set { _ = newValue }
}
