import Foundation
import KafkaLog
import RdKafka
import Records
import Runtime
import SQLiteStore
import StageKit
import TestKit
import Wire

/// The ledger stage on a Kafka cluster, real or mocked: topics, load, workers and what they left.
final class LedgerOnKafka {
    let bootstrap: String
    let prefix: String
    var settings = RuntimeSettings()
    let folder: String
    let observer = RecordingObserver()
    private(set) var workers: [Worker<LedgerStage>] = []
    static let partitions = 4

    init(bootstrap: String, name: String) throws {
        self.bootstrap = bootstrap
        prefix = "test-\(name)-\(UInt64(Date().timeIntervalSince1970 * 1_000_000)).".replacing(" ", with: "-")
        settings.topicPrefix = prefix
        settings.commitIntervalMilliseconds = 20
        folder = NSTemporaryDirectory() + prefix
    }

    var topicNames: [String] {
        let stage = LedgerStage().descriptor
        return (stage.inputs + stage.outputs + [.opsControl]).map { prefix + $0.rawValue }
            + [stage.changelogTopic, stage.deadLetterTopic, stage.lateTopic].map { prefix + $0 }
    }

    func createTopics() throws {
        let admin = try KafkaAdmin(KafkaConfiguration(["bootstrap.servers": bootstrap]), log: { _ in })
        _ = try admin.createTopics(
            topicNames.map {
                KafkaNewTopic(
                    name: $0, partitions: Self.partitions, replicas: 1, configs: ["retention.ms": "-1"])
            })
    }

    func deleteTopics() {
        guard let kafka = try? KafkaConfiguration(["bootstrap.servers": bootstrap]),
            let admin = try? KafkaAdmin(kafka, log: { _ in })
        else { return }
        _ = try? admin.deleteTopics(topicNames)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func produce(_ load: LedgerLoad, from: Int = 0, to end: Int? = nil) throws {
        let producer = try KafkaProducer(
            KafkaConfiguration([
                "bootstrap.servers": bootstrap, "enable.idempotence": "true", "partitioner": "murmur2_random",
            ]), log: { _ in })
        for record in load.records[from..<(end ?? load.records.count)] {
            let key = Array(record.key.utf8)
            try producer.produce(
                topic: prefix + Topic.bankTransactions.rawValue, partition: -1, key: key.span.bytes,
                value: record.value.span.bytes, headers: nil, timestampMilliseconds: record.timestamp.milliseconds,
                queueFullMilliseconds: 10_000)
        }
        try producer.flush(timeoutMilliseconds: 30_000)
    }

    @discardableResult
    func startWorker(instance: String, properties: [String: String] = [:]) throws -> Worker<LedgerStage> {
        var kafka = KafkaLogSettings(bootstrapServers: bootstrap, instance: instance)
        kafka.groupPrefix = prefix
        kafka.properties = properties
        kafka.patienceMilliseconds = 15_000
        if let debug = ProcessInfo.processInfo.environment["PRAHARI_TEST_DEBUG"] {
            kafka.properties["debug"] = debug
            kafka.log = { line in FileHandle.standardError.write(Data("\(line.client) \(line.message)\n".utf8)) }
        }
        let worker = try Worker(
            stage: LedgerStage(), settings: settings, slot: 0, logs: KafkaLogFactory(kafka),
            backends: SQLiteBackendFactory(directory: folder + "/" + instance), clock: SystemClock(), observer: observer
        )
        workers.append(worker)
        try worker.start()
        return worker
    }

    func kill(_ worker: Worker<LedgerStage>) {
        workers.removeAll { $0 === worker }
        worker.abandon()
    }

    func stopAll() throws {
        for worker in workers { try worker.stop() }
        workers = []
    }

    /// Turns the workers until their transactions have committed `records` inputs in all, or throws after `seconds`.
    /// Counted from the workers' own commits: the mock cluster keeps no offsets of transactions.
    func run(until records: Int, seconds: Double = 60) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        var turns = 0
        while true {
            turns += 1
            for worker in workers { try worker.cycle() }
            if committed >= records, workers.allSatisfy(\.isSettled) { return }
            guard Date() < deadline else {
                throw NotDone(
                    done: committed, wanted: records,
                    last: ["\(turns) turns"] + observer.events.suffix(12).map { "\($0)" })
            }
        }
    }

    /// Orders the workers to pause or to go on, and turns them until all partitions have heard it.
    func order(_ action: StageControl.Action, seconds: Double = 30) throws {
        let control = StageControl(
            stage: "ledger", action: action, author: "a test", reason: "to see it", at: SystemClock().now())
        var writer = ByteWriter()
        WireEncoder.encode(.stageControl(control), into: &writer)
        let producer = try KafkaProducer(
            KafkaConfiguration(["bootstrap.servers": bootstrap, "partitioner": "murmur2_random"]), log: { _ in })
        let key = Array(control.stage.utf8)
        try producer.produce(
            topic: prefix + Topic.opsControl.rawValue, partition: -1, key: key.span.bytes,
            value: writer.bytes.span.bytes, headers: nil, timestampMilliseconds: control.at.milliseconds,
            queueFullMilliseconds: 10_000)
        try producer.flush(timeoutMilliseconds: 30_000)
        let wanted = heard(action) + Self.partitions
        let deadline = Date(timeIntervalSinceNow: seconds)
        while heard(action) < wanted {
            for worker in workers { try worker.cycle() }
            guard Date() < deadline else {
                throw NotDone(done: heard(action), wanted: wanted, last: observer.events.suffix(12).map { "\($0)" })
            }
        }
    }

    private func heard(_ action: StageControl.Action) -> Int {
        observer.events.count { event in
            switch event {
            case .paused: action == .pause
            case .resumed: action == .resume
            default: false
            }
        }
    }

    var committed: Int {
        observer.events.reduce(0) { sum, event in
            guard case .committed(let report) = event else { return sum }
            return sum + report.records
        }
    }

    struct NotDone: Error, CustomStringConvertible {
        var done: Int
        var wanted: Int
        /// What the workers told last.
        var last: [String]
        var description: String {
            "only \(done) of \(wanted) records committed in time; last events:\n" + last.joined(separator: "\n")
        }
    }

    /// A topic's committed records in canonical form, the prefix taken out.
    func lines(of topic: String) throws -> [String] {
        let kafka = try KafkaConfiguration([
            "bootstrap.servers": bootstrap, "group.id": prefix + "reader", "isolation.level": "read_committed",
            "enable.partition.eof": "true", "auto.offset.reset": "earliest",
        ])
        let consumer = try KafkaConsumer(kafka, log: { _ in })
        defer { consumer.close() }
        try consumer.assign(
            Dictionary(
                uniqueKeysWithValues: (0..<Int32(Self.partitions)).map { (KafkaPartition(prefix + topic, $0), 0) }))
        var open = Set(0..<Int32(Self.partitions))
        var lines: [String] = []
        let deadline = Date(timeIntervalSinceNow: 30)
        while !open.isEmpty, Date() < deadline {
            let batch = consumer.consume(max: 1_000, timeoutMilliseconds: 100)
            for index in 0..<batch.count {
                let message = batch[index]
                if let error = batch.error(at: index) {
                    if error.code == KafkaError.Code.endOfPartition { open.remove(message.partition) }
                    continue
                }
                let headers = batch.headers(at: index)
                let id = headers.first { $0.name == "ce_id" }?.value.map { String(decoding: $0, as: UTF8.self) } ?? "-"
                let key = message.key.map { String(decoding: $0, as: UTF8.self) } ?? ""
                let value = message.value.map { String(decoding: $0, as: UTF8.self) } ?? ""
                lines.append("\(key) \(id) \(value)".replacing(prefix, with: ""))
            }
        }
        return lines.sorted()
    }

    /// What the same load gives on the cluster in memory.
    static func golden(_ load: LedgerLoad) throws -> (outputs: [String], deadLetters: [String], late: [String]) {
        let driver = StageDriver(LedgerStage(), partitions: partitions)
        load.produce(to: driver.cluster)
        try driver.startWorker()
        try driver.runUntilIdle()
        return (
            Canonical.lines(driver.cluster.records(of: Topic.scoredTransactions.rawValue)),
            Canonical.lines(driver.cluster.records(of: "ledger.deadletters.v1")),
            Canonical.lines(driver.cluster.records(of: "ledger.late.v1"))
        )
    }
}
