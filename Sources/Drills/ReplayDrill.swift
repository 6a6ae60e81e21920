public import Composition
import Foundation
import Records
import Replay
import Runtime
import StageKit
import Wire

/// Replays the past beside live work on a broker, and holds live work to a run that saw no replay.
///
/// A simulated city's bookings fill the input; the anomaly and alerts stages and, where it is built, the gateway with a
/// file channel read them, then go on at a steady rate. Beside them: the whole past again with the same model (**A**), its
/// first part through both stages with the same model (**B**) and with another (**C**), and its last part published
/// to the live topic, marked (**D**). Each is compared and dropped before the next takes room. Then, with live work at
/// rest, the last part once more, allowed to alert people (**E**). At the end an uninterrupted run of the same bookings,
/// without any replay, says what live work had to leave.
public struct ReplayDrill {
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
        try putPolicies(on: cluster)
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
        let companions = [process, gateway].compactMap(\.self)
        let until = { (time: EventTime) in ["--to", Timestamp.string(time)] }
        let both = anomaly + ["--stage", "alerts"] + until(edges.firstPart)
        let document = ["--document", "ref.models.v1:anomaly=\(models[1])"]
        try report.runs.append(replay("a", anomaly + until(edges.end), cluster, tail: tail, beside: companions))
        report.differences += try differences(cluster, [("A", "a", nil)])
        try drop(["a"], cluster)
        try report.runs.append(replay("b", both, cluster, tail: tail, beside: companions))
        try report.runs.append(replay("c", both + document, cluster, tail: tail, beside: companions))
        report.differences += try differences(cluster, [("B", "b", nil), ("C", "c", nil), ("C against B", "c", "b")])
        try drop(["b", "c"], cluster)
        let last = ["--from", Timestamp.string(edges.lastPart), "--warm-up", "P1D"] + until(edges.end)
        try report.runs.append(
            replay(
                "d", anomaly + last + ["--outputs", "live", "--yes"], cluster, tail: tail, beside: companions))
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
        report.hasGateway = gateway != nil
        report.alerts = try countAlerts(cluster)
        report.candidatesHeld = try countCandidates(cluster)
        report.asked = try allowed(cluster, last, tail: tail)
        return (try OutcomeDigest(cluster, stage: anomalyStage()), sent)
    }

    /// As somebody does who has seen what the run says.
    private func drop(_ runs: [String], _ cluster: Cluster) throws {
        for id in runs {
            let process = try ChildProcess(
                ["replay", "drop", id, "--yes"] + settings(cluster, instance: "replay-\(id)"), name: "drop-\(id)",
                folder: folder)
            guard process.wait() == 0 else { throw ClusterFault("run \(id) was not dropped:\n" + process.lastLines) }
        }
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

    func replay(
        _ id: String, _ arguments: [String], _ cluster: Cluster, tail: LatencyTail, beside: [ChildProcess]
    ) throws -> Run {
        let clock = SystemClock()
        let start = clock.now()
        let told = deliveredLines()
        let spent = Self.processorMicroseconds()
        let process = try ChildProcess(
            ["replay", "run", "--id", id, "--rate", "\(options.rate)"] + options.replayArguments + arguments
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
        run.liveAlertsDelivered = deliveredLines() - told
        (run.records, run.peakRate) = try RunProgress(cluster, run: id).summary
        run.processorMicroseconds = (Self.processorMicroseconds() - spent) / Double(max(1, run.records))
        tell(
            "replay \(id): \(run.records) records in \(Int(run.seconds)) s, at most \(Int(run.peakRate))/s; live p50 "
                + "\(Int(run.latency.p50)) ms, p99 \(Int(run.latency.p99)) ms, \(run.liveAlertsDelivered) live alerts")
        return run
    }

    /// Processor time of the processes that this one has waited for.
    private static func processorMicroseconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }

    /// Runs beside live work, or beside another run.
    private func differences(
        _ cluster: Cluster, _ pairs: [(name: String, id: String, other: String?)]
    ) throws -> [Difference] {
        let prefix = cluster.configuration.runtime.topicPrefix
        var found: [Difference] = []
        for (name, id, other) in pairs {
            tell("comparing \(name)")
            let manifest = try RunLedger(cluster, run: id).read().manifest
            let against = try other.map { try RunLedger(cluster, run: $0).read().manifest }
            let result = try RunOutputs(cluster, manifest).diff(against: against, tolerance: 1e-9, threshold: 0.8)
            for (topic, summary) in result.topics {
                let title = "\(name) \(topic.replacing(prefix, with: ""))"
                tell("\(title): \(summary.text)")
                found.append(Difference(name: title, summary: summary))
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
            try producer.send(.bankTransaction(booking.booked(at: time)), to: .bankTransactions, timestamp: time)
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
