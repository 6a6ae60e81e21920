import Glibc
import KafkaLog
import RdKafka
import Records
import Runtime
import Testing

private let broker: String? = getenv("PRAHARI_TEST_BOOTSTRAP").map { String(cString: $0) }

/// A member of the group that copies records from one topic to another, exactly once.
private final class Copier {
    let log: any RecordLog
    let listener: Listener
    let output: String
    var next: [TopicPartition: Offset] = [:]
    var isOpen = false
    var copied = 0

    init(_ settings: KafkaLogSettings, from input: String, to output: String) throws {
        log = try KafkaLogFactory(settings).makeLog(stage: "copy", slot: 0)
        listener = Listener(log)
        self.output = output
        try log.initTransactions()
        listener.starts = { [unowned self] in ((try? log.committed([$0]))?[$0]) ?? Offset(0) }
        listener.onRevoked = { [unowned self] _ in try commit() }
        try log.subscribe([input], listener: listener)
    }

    func commit() throws {
        defer { next = [:] }
        guard isOpen else { return }
        try log.sendOffsets(next)
        try log.commitTransaction()
        isOpen = false
    }

    /// Copies one batch. What a crash in its midst leaves behind must not show.
    func step(commits: Bool) throws {
        let held = listener.held
        if !held.isEmpty { try log.resume(held.sorted()) }
        var records: [RawRecord] = []
        var events: [LogEvent] = []
        try log.poll(maxRecords: 37, timeoutMilliseconds: 20, into: &records, events: &events)
        for record in records where listener.held.contains(record.place) {
            if !isOpen {
                try log.beginTransaction()
                isOpen = true
            }
            try log.send(record.text, key: record.text, to: output)
            next[record.place] = record.offset.next
            copied += 1
        }
        if commits { try commit() }
    }
}

extension KafkaLogTests {
    /// Run with `PRAHARI_TEST_BOOTSTRAP=host:port`.
    @Suite(.enabled(if: broker != nil, "PRAHARI_TEST_BOOTSTRAP names no broker"))
    struct BrokerTransferTests {
        @Test func everyRecordOnceThroughRebalancesAndCrashes() throws {
            let address = broker ?? ""
            let run = "copy-\(getpid())-\(KafkaPatience.monotonicMilliseconds())"
            let admin = try KafkaAdmin(KafkaConfiguration(["bootstrap.servers": address]), log: { _ in })
            let topics = [run + ".in", run + ".out"]
            _ = try admin.createTopics(topics.map { KafkaNewTopic(name: $0, partitions: 4, replicas: 1) })
            defer { _ = try? admin.deleteTopics(topics) }
            func settings(_ instance: String) -> KafkaLogSettings {
                var settings = KafkaLogSettings.test(address, instance: instance)
                settings.groupPrefix = run + "-"
                return settings
            }
            var seeding = settings("seed")
            seeding.guarantee = .atLeastOnce
            let seed = try KafkaLogFactory(seeding).makeLog(stage: "seed", slot: 0)
            for number in 0..<5_000 { try seed.send("\(number)", key: "\(number)", to: topics[0]) }
            try seed.flushAndCommit([:])
            seed.close()

            let first = try Copier(settings("first"), from: topics[0], to: topics[1])
            try pollUntil("first copies") {
                first.copied > 300
            } _: {
                try first.step(commits: true)
            }
            // Crashes with records of an open transaction on the broker.
            var second: Copier? = try Copier(settings("second"), from: topics[0], to: topics[1])
            try pollUntil("second copies") {
                (second?.copied ?? 0) > 200
            } _: {
                try first.step(commits: true)
                try second?.step(commits: false)
            }
            second = nil
            let again = try Copier(settings("second"), from: topics[0], to: topics[1])
            func committed() throws -> Int64 {
                try admin.committedOffsets(group: run + "-copy").values.reduce(0, +)
            }
            var done: Int64 = 0
            try pollUntil("all is copied") {
                done == 5_000
            } _: {
                try first.step(commits: true)
                try again.step(commits: true)
                done = try committed()
            }
            #expect(first.listener.failure == nil && again.listener.failure == nil)
            first.log.close()
            again.log.close()
            #expect(try values(of: topics[1], settings("check")) == (0..<5_000).map { "\($0)" }.sorted())
        }

        private func values(of topic: String, _ settings: KafkaLogSettings) throws -> [String] {
            let reader = try KafkaLogFactory(settings).makeReader(stage: "check", slot: 0)
            defer { reader.close() }
            var open = Set((0..<4).map { TopicPartition(topic: topic, partition: Partition($0)) })
            for partition in open { try reader.add(partition, from: Offset(0)) }
            var values: [String] = []
            try pollUntil("the output") {
                open.isEmpty
            } _: {
                var records: [RawRecord] = []
                var events: [LogEvent] = []
                try reader.poll(maxRecords: 1_000, timeoutMilliseconds: 50, into: &records, events: &events)
                values += records.map(\.text)
                for case .endOfPartition(let partition, _) in events { open.remove(partition) }
            }
            return values.sorted()
        }
    }
}
