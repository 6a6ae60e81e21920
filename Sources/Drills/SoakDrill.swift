public import Composition
import Foundation
import Records
import Runtime
import StageKit

/// A day in minutes: hours of event time at a steady rate, while memory, file descriptors and lag are sampled.
public struct SoakDrill {
    public struct Options: Sendable {
        /// Event time.
        public var hours = 24.0
        /// Wall time.
        public var minutes = 2.0
        public var rate = 200
        public var seed: UInt64 = 1
        /// Few, so that all accounts and their terminals, and so the state, are there after the first third.
        public var accounts = 200
        public var partitions = 4
        public var stages = ["anomaly", "tally", "volumes"]
        /// What the straight line through the last two thirds of the samples may rise by in all.
        public var growthMebibytes = 16.0
        /// Lag above this many seconds' records is not bounded.
        public var lagSeconds = 10.0
        public init() {}
    }

    private let options: Options
    private let site: DrillSite

    /// - Parameter folder: for state and logs; removed at the end of a drill that passed.
    public init(
        _ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws {
        guard let first = options.stages.first,
            StageRegistry.stage(named: first)?.descriptor.inputs == [.bankTransactions]
        else { throw ClusterFault("the first stage of a soak reads bank transactions only, as anomaly and tally do") }
        site = try DrillSite(
            configuration, stages: options.stages, partitions: options.partitions, folder: folder, tell: tell)
        self.options = options
    }

    public func run() throws -> DrillReport {
        let load = DrillLoad(
            records: Int(options.minutes * 60) * options.rate, accounts: options.accounts, seed: options.seed,
            spanMilliseconds: Int64(options.hours * 3_600_000))
        return try site.run("soak") { report in
            let cluster = try site.makeCluster("s")
            let process = site.process("soak", cluster, ["commit.interval.ms=100", "checkpoint.interval.ms=5000"])
            try process.start()
            let samples = try sample(process, cluster, load)
            try site.waitUntilDone(cluster, [process], seconds: 120)
            report.expect(process.stop() == 0, "the process did not stop cleanly: " + process.lastLines)
            let outcome = try RunOutcome(cluster, stage: site.stage)
            report.records = load.records
            report.outputs = outcome.outputs.count
            // A stage that answers every booking has one output for each; the others only that their records are done.
            if site.stage.name == "anomaly" {
                // The first output of a record ends in 0; a record may have more than one.
                let answered = outcome.outputs.keys.count { $0.hasSuffix("-0") && !$0.contains("timer/") }
                report.lost = max(0, load.records - answered)
            }
            report.doubled = outcome.doubled
            report.expect(outcome.deadLetters.isEmpty, "\(outcome.deadLetters.count) dead letters")
            judge(samples, into: &report)
            report.done =
                "\(Int(options.hours)) h of event time in \(DrillReport.short(options.minutes)) min at "
                + "\(options.rate) records/s, \(options.stages.joined(separator: " + "))"
        }
    }

    private struct Sample {
        var time: Double
        var vitals: ProcessVitals
        var lag: Int64
    }

    private func sample(_ process: StageProcess, _ cluster: Cluster, _ load: DrillLoad) throws -> [Sample] {
        guard let id = process.processIdentifier else { throw site.endedByItself(process) }
        let watch = PauseWatch(cluster, stages: site.fedStages, every: 0.5)
        let feed = SteadyFeed(load, to: cluster, rate: options.rate)
        defer { feed.stop() }
        var samples: [Sample] = []
        var told = 0.0
        let start = watch.seconds
        while !feed.isFinished {
            try DrillInterruption.pause(seconds: 1)
            guard process.isRunning, let vitals = ProcessVitals.of(id) else { throw site.endedByItself(process) }
            let now = watch.seconds - start
            samples.append(Sample(time: now, vitals: vitals, lag: watch.takeWorstLag()))
            if now - told >= 10 {
                told = now
                site.tell(
                    "\(feed.sent) of \(load.records) sent, \(Int(vitals.residentMebibytes)) MiB, "
                        + "\(vitals.fileDescriptors) files, \(watch.lag) waiting")
            }
        }
        try feed.check()
        try watch.stop()
        return samples
    }

    /// The first third is for caches, pools and the state to fill.
    private func judge(_ samples: [Sample], into report: inout DrillReport) {
        let judged = Array(samples.dropFirst(samples.count / 3))
        guard let last = judged.last, let first = judged.first, judged.count >= 10 else {
            report.expect(false, "only \(samples.count) samples: a soak shorter than 15 s shows nothing")
            return
        }
        let memory = RobustLine.growth(judged.map { ($0.time, $0.vitals.residentMebibytes) })
        let files = RobustLine.growth(judged.map { ($0.time, Double($0.vitals.fileDescriptors)) })
        let lag = judged.map(\.lag).max() ?? 0
        let window = last.time - first.time
        report.figure("rss_mib_at_third", first.vitals.residentMebibytes)
        report.figure("rss_mib_at_end", last.vitals.residentMebibytes)
        report.figure("rss_mib_max", samples.map(\.vitals.residentMebibytes).max() ?? 0)
        report.figure("rss_growth_mib", memory)
        report.figure("rss_growth_mib_per_hour", memory / window * 3_600)
        report.figure("window_s", window)
        report.figure("file_descriptors_at_end", Double(last.vitals.fileDescriptors))
        report.figure("file_descriptors_growth", files)
        report.figure("lag_records_max", Double(lag))
        report.expect(
            memory <= options.growthMebibytes,
            "memory grew by \(DrillReport.short(memory)) MiB in \(Int(window)) s; at most "
                + "\(DrillReport.short(options.growthMebibytes)) are accepted")
        report.expect(files < 1.5, "file descriptors grew by \(DrillReport.short(files))")
        let bound = options.lagSeconds * Double(options.rate)
        report.expect(Double(lag) <= bound, "\(lag) records waited; at most \(Int(bound)) are accepted")
    }
}
