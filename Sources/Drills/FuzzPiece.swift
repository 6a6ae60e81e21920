import Alerting
import Anomaly
import Composition
import Records
import Runtime
import Scenario
import Social
import StageKit
import Tagging
import TestKit
import Wire

/// One piece of the fuzz drill, in this process: broken records through real workers on a cluster in memory.
public struct FuzzPiece {
    public struct Report: Sendable, Codable {
        public var processed = 0
        public var deadLettered = 0
        public var late = 0
        public var unaccounted = 0
        public var reasons: [String: Int] = [:]
        public var examples: [String] = []
    }

    private let records: Int
    private let seed: UInt64

    public init(records: Int, seed: UInt64) {
        self.records = records
        self.seed = seed
    }

    public func run() throws -> Report {
        var report = Report()
        let third = records / 3
        try feed(AnomalyStage(), count: records - 2 * third, salt: 1, into: &report)
        try feed(TaggerStage(), count: third, salt: 2, into: &report)
        try feed(SocialStage(), count: third, salt: 3, into: &report)
        return report
    }

    private func feed<S: Stage>(_ stage: S, count: Int, salt: UInt64, into report: inout Report) throws {
        guard count > 0, let topic = stage.descriptor.inputs.first else { return }
        let driver = StageDriver(stage, partitions: 2)
        var mutator = Mutator(seed: seed &* 31 &+ salt)
        let seeds = try SeedRecords(topic: topic, seed: seed)
        var sent: [String: Mutator.Output] = [:]
        for _ in 0..<count {
            let broken = mutator.mutate(seeds.pick(&mutator.random))
            let partition = Partition(Int32(mutator.random.next() % 2))
            let offset = driver.cluster.produce(
                topic.rawValue, key: String(decoding: broken.key, as: UTF8.self), value: broken.value,
                timestamp: broken.timestamp, partition: partition)
            sent["\(partition.rawValue)-\(offset.rawValue)"] = broken
        }
        try driver.startWorker()
        try driver.runUntilIdle()
        account(driver, stage: stage.descriptor, topic: topic, sent: sent, into: &report)
    }

    private func account<S: Stage>(
        _ driver: StageDriver<S>, stage: StageDescriptor, topic: Topic, sent: [String: Mutator.Output],
        into report: inout Report
    ) {
        var open = sent
        for letter in driver.cluster.records(of: stage.deadLetterTopic) {
            let id =
                "\(letter.header("__streams.errors.partition") ?? "")-\(letter.header("__streams.errors.offset") ?? "")"
            let reason = letter.header("__streams.errors.message") ?? ""
            guard let original = open.removeValue(forKey: id), letter.value == original.value, reason.count > 10 else {
                report.unaccounted += 1
                if report.examples.count < 5 {
                    report.examples.append("dead letter \(id) is not what was sent: \(reason)")
                }
                continue
            }
            report.deadLettered += 1
            report.reasons[letter.header("__streams.errors.exception") ?? "", default: 0] += 1
        }
        for record in driver.cluster.records(of: stage.lateTopic) {
            let id =
                "\(record.header("__streams.errors.partition") ?? "")-\(record.header("__streams.errors.offset") ?? "")"
            if open.removeValue(forKey: id) != nil { report.late += 1 }
        }
        // What is left was processed if the group has committed past it.
        for number in 0..<2 {
            let partition = Partition(Int32(number))
            let committed =
                driver.cluster.committedOffset(
                    group: "prahari-\(stage.name)", topic: topic.rawValue, partition: partition) ?? Offset(0)
            for id in open.keys where id.hasPrefix("\(number)-") {
                let offset = Int64(id.dropFirst(2)) ?? .max
                if offset < committed.rawValue { report.processed += 1 } else { report.unaccounted += 1 }
            }
        }
    }
}

/// Well-formed records to break.
struct SeedRecords {
    struct Seed {
        var key: [UInt8]
        var value: [UInt8]
        var timestamp: EventTime
    }

    private var seeds: [Seed] = []

    init(topic: Topic, seed: UInt64) throws {
        var parameters = ScenarioParameters()
        parameters.seed = seed
        let wanted = topic == .bankTransactions ? 2_000 : 100
        for event in try ScenarioStream(parameters) where event.topic == topic {
            var writer = ByteWriter()
            WireEncoder.encode(event.record, into: &writer)
            seeds.append(Seed(key: Array(event.record.key.utf8), value: writer.bytes, timestamp: event.time))
            if seeds.count >= wanted { break }
        }
        guard !seeds.isEmpty else { throw ClusterFault("the scenario has no records of \(topic.rawValue)") }
    }

    func pick(_ random: inout SplitMix64) -> Seed { seeds[Int(random.next() % UInt64(seeds.count))] }
}
