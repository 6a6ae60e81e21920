public import Composition
import Foundation
import Records
public import Replay
import Runtime
import StageKit
import Wire

/// Replays the past beside live work on a broker, and holds live work to a run that saw no replay.
///
/// A simulated city's bookings fill the input; the anomaly and alerts stages and, where it is built, the gateway with a
/// file channel read them, then go on at a steady rate. Beside them: the whole past again with the same model (**A**), its
/// first part through both stages with the same model (**B**) and with another (**C**), and its last part published
/// to the live topic, marked (**D**). At the end an uninterrupted run of the same bookings, without any replay, says what
/// live work had to leave.
public struct ReplayDrill {
    public struct Options: Sendable {
        /// Bookings of the past.
        public var records = 1_000_000
        /// Bookings a second of live work.
        public var liveRate = 500
        /// The replays' cap, records a second.
        public var rate = 5_000
        public var partitions = 4
        /// Seconds of live work before and after the replays.
        public var calmSeconds = 30
        public var seed: UInt64 = 1
        /// Records for `ref.models.v1` as `prahari train fraud` writes them: the one in force, and another. Made from two
        /// small cities when left out.
        public var models: [String] = []
        public init() {}
    }

    /// Latency of live work in a span of time, milliseconds from the booking's Kafka timestamp to a reader of its score.
    public struct Latency: Sendable, Equatable {
        public var p50 = 0.0
        public var p99 = 0.0
        public var samples = 0
        public init() {}
    }

    /// What one replay did.
    public struct Run: Sendable {
        public var id: String
        /// Records read by its stages together.
        public var records: Int64 = 0
        public var seconds = 0.0
        /// The most records a second over five seconds or more.
        public var peakRate = 0.0
        public var latency = Latency()
    }

    /// Counts of a comparison in one topic.
    public struct Difference: Sendable {
        public var name: String
        public var summary: RunDiff.Summary
    }

    public struct Report: Sendable {
        public var records = 0
        public var liveRecords = 0
        public var before = Latency()
        public var after = Latency()
        public var runs: [Run] = []
        /// Commands delivered that a replay caused. None may be.
        public var alertsDelivered = 0
        /// Commands on the live topic that a replay caused. None may be.
        public var alertsPublished = 0
        /// Commands of live work that the gateway delivered; nil without a gateway.
        public var liveAlertsDelivered: Int?
        /// Marked scores that replay D put before the live alerts stage.
        public var markedOutputs = 0
        public var outputs = 0
        public var stateKeys = 0
        public var lost = 0
        public var doubled = 0
        public var different = 0
        public var stateDifferent = 0
        public var differences: [Difference] = []
        public var rate = 0

        /// A repetition with the same model must find nothing, another model something.
        public var repetitionDiffers: Int { changes("A ") + changes("B scored") }
        public var modelsDiffer: Int { changes("C ") }
        private func changes(_ start: String) -> Int {
            differences.filter { $0.name.hasPrefix(start) }
                .reduce(0) { $0 + $1.summary.changes.values.reduce(0, +) }
        }
        public var passed: Bool {
            lost + doubled + different + stateDifferent + alertsDelivered + alertsPublished + repetitionDiffers == 0
                && outputs > 0 && markedOutputs > 0 && modelsDiffer > 0
                && runs.allSatisfy { rate == 0 || $0.peakRate <= Double(rate) * 1.1 }
        }
    }

    static let stages = ["anomaly", "alerts"]

    let configuration: Configuration
    let options: Options
    let folder: String
    let tell: (String) -> Void

    /// - Parameters:
    ///   - folder: for models, state and logs; removed at the end of a drill that passed.
    ///   - tell: takes progress lines.
    public init(_ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void) {
        self.configuration = configuration
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let models = try models()
        let stamp = UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000
        var report = Report()
        report.records = options.records
        report.rate = options.rate
        var city = try CityLoad(options)
        tell("\(options.records) bookings of a city, the last of them now")
        try city.moveToNow(after: options.records)
        let live = try cluster("drill-\(stamp)-l.")
        let found: (outcome: OutcomeDigest, sent: [EventTime])
        do {
            defer { deleteTopics(of: live) }
            found = try beside(live, city, models, into: &report)
        }
        let golden = try cluster("drill-\(stamp)-g.")
        defer { deleteTopics(of: golden) }
        tell("the same \(options.records + found.sent.count) bookings without a replay")
        let expected = try uninterrupted(golden, city, models, live: found.sent)
        let difference = found.outcome.difference(from: expected)
        report.outputs = expected.outputs.count
        report.stateKeys = expected.state.count
        report.lost = difference.lost
        report.doubled = difference.doubled
        report.different = difference.different
        report.stateDifferent = difference.stateDifferent
        if report.passed { try? FileManager.default.removeItem(atPath: folder) }
        return report
    }

    /// Live work with the replays beside it; what it left, and the Kafka timestamps of its live part.
    private func beside(
        _ cluster: Cluster, _ city: CityLoad, _ models: [String], into report: inout Report
    ) throws -> (outcome: OutcomeDigest, sent: [EventTime]) {
        try createTopics(on: cluster)
        try putInForce(models[0], on: cluster)
        var rest = city
        let edges = try fill(cluster, &rest)
        let process = try ChildProcess(
            ["run"] + Self.stages + settings(cluster, instance: "live"), name: "live", folder: folder)
        defer { process.kill() }
        let gateway = try startGateway(cluster)
        defer { gateway?.kill() }
        try waitUntilDone(cluster, process)

        let tail = LatencyTail(cluster)
        let feed = LiveFeed(cluster, rest, rate: options.liveRate)
        tail.start()
        feed.start()
        tell("live: \(options.liveRate) bookings/s, \(options.calmSeconds) s of them alone")
        report.before = tail.latency(try calm(process))
        let anomaly = ["--stage", "anomaly"]
        let until = { (time: EventTime) in ["--to", Timestamp.string(time)] }
        let both = anomaly + ["--stage", "alerts"] + until(edges.firstPart)
        let document = ["--document", "ref.models.v1:anomaly=\(models[1])"]
        for (id, arguments) in [
            ("a", anomaly + until(edges.end)), ("b", both), ("c", both + document),
            (
                "d",
                anomaly + ["--from", Timestamp.string(edges.lastPart), "--outputs", "live", "--yes"] + until(edges.end)
            ),
        ] {
            try report.runs.append(
                replay(id, arguments, cluster, tail: tail, beside: [process, gateway].compactMap(\.self)))
        }
        tell("live alone for \(options.calmSeconds) s more")
        report.after = tail.latency(try calm(process))
        let sent = try feed.stop()
        report.liveRecords = sent.count
        try waitUntilDone(cluster, process)
        // The alerts stage and the gateway have the last scores a moment later.
        usleep(3_000_000)
        tail.stop()
        report.markedOutputs = tail.marked
        guard process.stop() == 0 else { throw ClusterFault("live work did not stop cleanly:\n" + process.lastLines) }
        if let gateway, gateway.stop() != 0 {
            throw ClusterFault("the gateway did not stop cleanly:\n" + gateway.lastLines)
        }
        try countAlerts(cluster, hasGateway: gateway != nil, into: &report)
        report.differences = try differences(cluster)
        return (try OutcomeDigest(cluster, stage: anomalyStage()), sent)
    }

    /// Waits, and returns the span of time that it waited.
    private func calm(_ process: ChildProcess) throws -> ClosedRange<EventTime> {
        let clock = SystemClock()
        let start = clock.now()
        while clock.now().milliseconds(since: start) < Int64(options.calmSeconds) * 1_000 {
            guard process.isRunning else { throw ClusterFault("live work ended by itself:\n" + process.lastLines) }
            usleep(200_000)
        }
        return start...clock.now()
    }

    private func replay(
        _ id: String, _ arguments: [String], _ cluster: Cluster, tail: LatencyTail, beside: [ChildProcess]
    ) throws -> Run {
        let clock = SystemClock()
        let start = clock.now()
        let process = try ChildProcess(
            ["replay", "run", "--id", id, "--rate", "\(options.rate)"] + arguments
                + settings(cluster, instance: "replay-\(id)"), name: "replay-\(id)", folder: folder)
        defer { process.kill() }
        while process.isRunning {
            for other in beside where !other.isRunning {
                throw ClusterFault("\(other.name) ended by itself:\n" + other.lastLines)
            }
            usleep(50_000)
        }
        let end = clock.now()
        guard process.stop() == 0 else { throw ClusterFault("replay \(id) failed:\n" + process.lastLines) }
        var run = Run(id: id)
        run.seconds = Double(end.milliseconds(since: start)) / 1_000
        run.latency = tail.latency(start...end)
        (run.records, run.peakRate) = try RunProgress(cluster, run: id).summary
        tell(
            "replay \(id): \(run.records) records in \(Int(run.seconds)) s, at most \(Int(run.peakRate))/s; live p50 "
                + "\(Int(run.latency.p50)) ms, p99 \(Int(run.latency.p99)) ms")
        return run
    }

    /// A, B and C beside live work, and C beside B.
    private func differences(_ cluster: Cluster) throws -> [Difference] {
        var manifests: [String: RunManifest] = [:]
        for id in ["a", "b", "c"] { manifests[id] = try RunLedger(cluster, run: id).read().manifest }
        let prefix = cluster.configuration.runtime.topicPrefix
        var found: [Difference] = []
        for (name, id, other) in [("A", "a", nil), ("B", "b", nil), ("C", "c", nil), ("C against B", "c", "b")] {
            guard let manifest = manifests[id] else { continue }
            let result = try RunOutputs(cluster, manifest).diff(
                against: other.flatMap { manifests[$0] }, tolerance: 1e-9, threshold: 0.8)
            for (topic, summary) in result.topics {
                found.append(Difference(name: "\(name) \(topic.replacing(prefix, with: ""))", summary: summary))
            }
        }
        return found
    }

    /// The same bookings, live part included, through the anomaly stage alone.
    private func uninterrupted(
        _ cluster: Cluster, _ city: CityLoad, _ models: [String], live: [EventTime]
    ) throws -> OutcomeDigest {
        try createTopics(on: cluster)
        try putInForce(models[0], on: cluster)
        var load = city
        _ = try fill(cluster, &load)
        let producer = try BulkProducer(cluster)
        for time in live {
            guard let booking = load.next() else { break }
            try producer.send(.bankTransaction(booking), to: .bankTransactions, timestamp: time)
        }
        try producer.finish()
        let process = try ChildProcess(
            ["run", "anomaly"] + settings(cluster, instance: "golden"), name: "golden", folder: folder)
        defer { process.kill() }
        try waitUntilDone(cluster, process, stages: ["anomaly"])
        guard process.stop() == 0 else { throw ClusterFault("it did not stop cleanly:\n" + process.lastLines) }
        return try OutcomeDigest(cluster, stage: anomalyStage())
    }

    func anomalyStage() throws -> StageDescriptor {
        guard let stage = StageRegistry.stage(named: "anomaly") else { throw ClusterFault("no anomaly stage") }
        return stage.descriptor
    }
}
