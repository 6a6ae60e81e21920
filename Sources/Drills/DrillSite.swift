import Composition
import Foundation
import Records
import Runtime
import StageKit

/// Where a drill happens: topics and groups under prefixes of its own, processes, a folder; and their end.
public final class DrillSite {
    let configuration: Configuration
    let stages: [StageDescriptor]
    let partitions: Int
    let folder: String
    let tell: (String) -> Void
    private let stamp: UInt64
    private var clusters: [Cluster] = []
    private var processes: [StageProcess] = []

    static let sessionTimeoutMilliseconds = 6_000

    /// - Parameters:
    ///   - stages: their names; most drills take one.
    ///   - folder: for state and logs.
    init(
        _ configuration: Configuration, stages names: [String], partitions: Int, folder: String,
        tell: @escaping (String) -> Void
    ) throws {
        stages = try names.map { name in
            guard let stage = StageRegistry.stage(named: name) else {
                throw ClusterFault("unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
            }
            return stage.descriptor
        }
        self.configuration = configuration
        self.partitions = partitions
        self.folder = folder
        self.tell = tell
        stamp = UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    var stage: StageDescriptor { stages[0] }

    /// The stages that read what the drill produces. What a stage reads from another has control records between, by
    /// which its lag never reads 0.
    var fedStages: [StageDescriptor] { stages.filter { $0.inputs == [.bankTransactions] } }

    /// The configured cluster under a prefix of this drill, with the topics of the stages.
    func makeCluster(_ name: String) throws -> Cluster {
        var own = configuration
        try own.set("topic.prefix", to: "drill-\(stamp)-\(name).", origin: "drill")
        try own.set("group.prefix", to: "drill-\(stamp)-\(name).", origin: "drill")
        let cluster = Cluster(own)
        tell("creating topics \(own.runtime.topicPrefix)*")
        clusters.append(cluster)
        try DrillTopics.create(for: stages, partitions: partitions, on: cluster)
        return cluster
    }

    /// A process of the stages, not started yet; later `settings` win.
    func process(_ name: String, _ cluster: Cluster, _ settings: [String] = []) -> StageProcess {
        let runtime = cluster.configuration.runtime
        var all = [
            "topic.prefix=\(runtime.topicPrefix)", "group.prefix=\(cluster.configuration.groupPrefix)",
            "log.level=\(configuration.logLevel)",
            "commit.interval.ms=50", "checkpoint.interval.ms=400", "poll.records.max=500",
            "kafka.consumer.session.timeout.ms=\(Self.sessionTimeoutMilliseconds)",
            "kafka.consumer.heartbeat.interval.ms=500",
        ]
        all += configuration.shared
        let process = StageProcess(
            stages: stages.map(\.name), instance: name, folder: folder, settings: all + settings)
        processes.append(process)
        return process
    }

    /// What one process makes of `load` when nothing is done to it; also how fast it was, and how large it grew.
    func golden(
        _ load: DrillLoad, ignoringOffsets: Bool = false
    ) throws -> (outcome: RunOutcome, recordsPerSecond: Double, peakMebibytes: Double) {
        let cluster = try makeCluster("g")
        tell("golden run: \(load.records) transactions, one process, uninterrupted")
        var feed = load.makeFeed()
        try feed.produce(load.records, to: cluster)
        let reference = process("golden", cluster)
        try reference.start()
        let rate = try waitUntilDone(cluster, [reference])
        let peak = reference.peakResidentMebibytes
        guard reference.stop() == 0 else {
            throw ClusterFault("the golden run did not stop cleanly:\n" + reference.lastLines)
        }
        return (try RunOutcome(cluster, stage: stage, ignoringOffsets: ignoringOffsets), rate, peak)
    }

    /// Waits until the groups of the fed stages have committed the end of every input partition.
    ///
    /// - Parameter supervise: what to do when a process has ended; by default that fails the drill.
    /// - Returns: records a second, from the first progress seen to the end; rough below a second or two.
    @discardableResult
    func waitUntilDone(
        _ cluster: Cluster, _ processes: [StageProcess], seconds: Double = 300,
        supervise: ((StageProcess) throws -> Void)? = nil
    ) throws -> Double {
        let progress = try fedStages.map { try GroupProgress(cluster, stage: $0) }
        defer { for one in progress { one.close() } }
        let began = Date()
        var first: (at: Date, remaining: Int64)?
        var told = Date.distantPast
        while true {
            let remaining = try progress.reduce(0) { try $0 + $1.remaining() }
            let now = Date()
            if let first, remaining < first.remaining, remaining == 0 {
                return Double(first.remaining) / max(0.05, now.timeIntervalSince(first.at))
            }
            if remaining == 0 { return 0 }
            if first == nil || first?.remaining == remaining { first = (now, remaining) }
            if now.timeIntervalSince(told) > 2 {
                tell("\(remaining) transactions to go")
                told = now
            }
            for process in processes where !process.isRunning {
                if let supervise { try supervise(process) } else { throw endedByItself(process) }
            }
            guard now.timeIntervalSince(began) < seconds else {
                throw ClusterFault(
                    "not done after \(Int(seconds)) s, \(remaining) transactions to go\n"
                        + processes.map { "\($0.instance):\n\($0.lastLines)" }.joined(separator: "\n"))
            }
            try DrillInterruption.pause(seconds: 0.1)
        }
    }

    func endedByItself(_ process: StageProcess) -> ClusterFault {
        ClusterFault(
            "\(process.instance) ended by itself (exit code \(process.exitCode ?? -1)):\n" + process.lastLines)
    }

    /// Compares what the stage left on `cluster` with the golden run, record by record.
    func compare(_ cluster: Cluster, with golden: RunOutcome, into report: inout DrillReport) throws {
        tell("comparing outputs and state, record by record")
        let difference = try RunOutcome(cluster, stage: stage, ignoringOffsets: golden.ignoresOffsets)
            .difference(from: golden)
        report.take(difference, outputs: golden.outputs.count)
    }

    /// Kills what still runs and deletes the topics. Call in any case.
    func tearDown() {
        for process in processes { process.kill() }
        for cluster in clusters { try? DrillTopics.delete(for: stages, on: cluster) }
    }

    /// The folder of a drill that passed is of no more use.
    func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs `body`, tears down whatever happens, and keeps the folder of a drill that did not pass.
    func run(_ name: String, _ body: (inout DrillReport) throws -> Void) throws -> DrillReport {
        let started = Date()
        var report = DrillReport(name)
        defer { tearDown() }
        do {
            try body(&report)
        } catch let interrupted as DrillInterrupted {
            tearDown()
            removeFolder()
            throw interrupted
        }
        report.seconds = Date().timeIntervalSince(started)
        if report.verdict != .failed { removeFolder() }
        return report
    }
}
