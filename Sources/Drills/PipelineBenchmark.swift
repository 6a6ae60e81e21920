public import Composition
import Foundation
import RdKafka
public import Records
import Runtime
import Scenario
import StageKit
import Synchronization

/// All stages in one process, fed with a simulated city at a steady rate: from a booking's arrival to the alert command.
///
/// Latency is the command's arrival at a read-committed reader less the Kafka timestamp it carries, which is that of
/// the record that caused it or, for what a group's wait delayed, of the record that moved time on.
public struct PipelineBenchmark {
    public struct Options: Sendable {
        /// Bookings a second; posts, cases and truth come on top.
        public var rate = 3_000
        public var seconds = 30
        public var accounts = 20_000
        public var partitions = 4
        public init() {}
    }

    public struct Report: Sendable {
        /// Bookings sent a second, over the whole run.
        public var transactionsPerSecond = 0.0
        public var bookings = 0
        public var scored = 0
        /// Age of a topic's records when a reader has them, in the order of the path.
        public var hops: [Hop] = []
        public var score: Hop { hops.first { $0.topic == .scoredTransactions } ?? Hop(topic: .scoredTransactions) }
        public var command: Hop { hops.first { $0.topic == .alertCommands } ?? Hop(topic: .alertCommands) }
        /// From the last booking sent to the last one scored.
        public var drainSeconds = 0.0
        public var cpuSeconds = 0.0
    }

    /// How old the records of one topic were, milliseconds, since the record at the beginning of their path.
    public struct Hop: Sendable {
        public var topic: Topic
        public var records = 0
        public var p50 = 0.0
        public var p99 = 0.0
        public init(topic: Topic) { self.topic = topic }
    }

    /// What lies between a booking, a case or a post and the command.
    private static let path: [Topic] = [
        .scoredTransactions, .taggedFIRs, .trailTaints, .trailHops, .riskForecasts, .alertCandidates, .alertCommands,
    ]

    private let configuration: Configuration
    private let options: Options
    private let folder: String
    private let tell: (String) -> Void
    /// Runs beside the stages.
    public var companion: (any PipelineCompanion)?

    public init(_ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void) {
        self.configuration = configuration
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var own = configuration
        let prefix = "pipe-\(UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000)."
        try own.set("topic.prefix", to: prefix, origin: "bench")
        try own.set("group.prefix", to: prefix, origin: "bench")
        DrillInterruption.owns(own)
        let cluster = Cluster(own)
        let topics = try createTopics(on: cluster)
        defer { _ = try? cluster.makeAdmin().deleteTopics(topics) }
        var events = try ScenarioStream(try parameters()).makeIterator()
        var first = try sendReference(&events, to: cluster)
        try companion?.start(own)

        let process = StageProcess(
            stage: "--all", instance: "pipeline", folder: folder,
            settings: configuration.given + ["topic.prefix=\(prefix)", "group.prefix=\(prefix)"])
        try process.start()
        defer { process.kill() }
        let readers = Self.path.map { LatencyReader(cluster, topic: $0) }
        let scores = readers[0]
        for reader in readers { reader.start() }
        defer { for reader in readers { reader.stop() } }
        // The first bookings show that all stages have joined; they are not counted.
        tell("pipeline: all stages in one process, \(options.rate) bookings/s for \(options.seconds) s")
        var report = Report()
        let producer = try BulkProducer(cluster)
        let clock = SystemClock()
        let deadline = Date(timeIntervalSinceNow: 90)
        var warm = 0
        while scores.count < max(1, warm) || warm < 500 {
            guard Date() < deadline, process.isRunning else {
                throw ClusterFault("the stages did not start:\n" + process.lastLines)
            }
            if warm < 500, let event = first ?? events.next() {
                first = nil
                try producer.send(event.record, to: event.topic)
                companion?.reached(event.time)
                if event.topic == .bankTransactions { warm += 1 }
                if warm == 500 { try producer.finish() }
            } else {
                usleep(20_000)
            }
        }
        for reader in readers { reader.forget() }
        companion?.forget()
        let cpuBefore = Self.cpuSeconds(of: process.processIdentifier)
        let started = clock.monotonicNanoseconds()
        while report.bookings < options.rate * options.seconds, let event = events.next() {
            if event.topic == .bankTransactions {
                let due = started + UInt64(report.bookings) * 1_000_000_000 / UInt64(options.rate)
                while clock.monotonicNanoseconds() < due { usleep(500) }
                report.bookings += 1
            }
            try producer.send(event.record, to: event.topic)
            companion?.reached(event.time)
        }
        try producer.finish()
        let sent = clock.monotonicNanoseconds()
        report.transactionsPerSecond = Double(report.bookings) * 1e9 / Double(sent - started)
        let patience = Date(timeIntervalSinceNow: 120)
        while scores.count < report.bookings, Date() < patience, process.isRunning { usleep(10_000) }
        report.drainSeconds = Double(clock.monotonicNanoseconds() - sent) / 1e9
        // What a group's wait delays to the last moment.
        usleep(1_500_000)
        report.cpuSeconds = Self.cpuSeconds(of: process.processIdentifier) - cpuBefore
        if let own = try companion?.finish() { _ = try? cluster.makeAdmin().deleteTopics(own) }
        report.scored = scores.count
        report.hops = readers.map(\.hop)
        guard process.stop() == 0 else { throw ClusterFault("the stages did not stop cleanly:\n" + process.lastLines) }
        return report
    }

    private func parameters() throws -> ScenarioParameters {
        var parameters = ScenarioParameters()
        parameters.seed = 5
        parameters.accounts = options.accounts
        // Two to three bookings a day of each account; twice what is needed.
        parameters.days = max(2, options.rate * options.seconds / options.accounts)
        parameters.victims = 30 * parameters.days
        parameters.rings = 20
        return parameters
    }

    private func createTopics(on cluster: Cluster) throws -> [String] {
        let stages = StageRegistry.all.map(\.descriptor)
        let tables = Set(stages.flatMap(\.tables))
        let data = Set(stages.flatMap { $0.inputs + $0.outputs }).union([.scenarioTruth]).subtracting(tables)
        let prefix = cluster.configuration.runtime.topicPrefix
        var topics = data.map {
            // A gateway on simulated time stamps its receipts with it: older than any retention.
            KafkaNewTopic(
                name: prefix + $0.rawValue, partitions: options.partitions, replicas: 1,
                configs: ["retention.ms": "-1"])
        }
        topics += tables.union(Topic.allCases.filter { $0.rawValue.hasPrefix("ref.") })
            .map { KafkaNewTopic(name: prefix + $0.rawValue, partitions: 1, replicas: 1) }
        for stage in stages {
            topics += [stage.deadLetterTopic, stage.lateTopic, stage.changelogTopic].map {
                KafkaNewTopic(
                    name: prefix + $0, partitions: options.partitions, replicas: 1,
                    configs: ["cleanup.policy": $0 == stage.changelogTopic ? "compact" : "delete"])
            }
        }
        try DrillTopics.create(topics, on: cluster)
        return topics.map(\.name)
    }

    /// Terminals, stations and lists, which a stage reads before it starts. Returns the first event that is none.
    private func sendReference(_ events: inout ScenarioStream.Iterator, to cluster: Cluster) throws -> ScenarioEvent? {
        let producer = try BulkProducer(cluster)
        while let event = events.next() {
            guard event.topic.rawValue.hasPrefix("ref.") || event.topic == .scenarioTruth else {
                try producer.finish()
                return event
            }
            try producer.send(event.record, to: event.topic)
        }
        return nil
    }

    /// User and system time of another process, from `/proc`.
    private static func cpuSeconds(of process: Int32?) -> Double {
        guard let process, let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return 0
        }
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}

/// Reads a topic on a thread of its own and keeps how old its records are when they arrive.
private final class LatencyReader: Sendable {
    private struct Seen {
        var ages: [Double] = []
        var isStopped = false
    }

    private let cluster: Cluster
    private let topic: Topic
    private let seen = Mutex(Seen())

    init(_ cluster: Cluster, topic: Topic) {
        self.cluster = cluster
        self.topic = topic
    }

    func start() {
        Thread { [self] in
            let name = cluster.configuration.runtime.name(of: topic)
            guard let reader = try? TopicReader(cluster, topic: name, from: .beginning) else { return }
            let clock = SystemClock()
            while !seen.withLock({ $0.isStopped }) {
                guard let records = try? reader.next(timeoutMilliseconds: 10) else { continue }
                let now = clock.now()
                seen.withLock { $0.ages += records.map { Double(now.milliseconds(since: $0.timestamp)) } }
            }
        }.start()
    }

    var count: Int { seen.withLock { $0.ages.count } }
    func forget() { seen.withLock { $0.ages = [] } }
    func stop() { seen.withLock { $0.isStopped = true } }

    var hop: PipelineBenchmark.Hop {
        let sorted = seen.withLock { $0.ages.sorted() }
        var hop = PipelineBenchmark.Hop(topic: topic)
        guard !sorted.isEmpty else { return hop }
        hop.records = sorted.count
        hop.p50 = sorted[sorted.count / 2]
        hop.p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        return hop
    }
}
