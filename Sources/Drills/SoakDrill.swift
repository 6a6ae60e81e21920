import Composition
import Foundation
import Records
import Runtime
import StageKit

/// A day in minutes: hours of event time at a steady rate, while memory, file descriptors and lag are sampled.
public struct SoakDrill: Drill {
    public struct Options: DrillChoices {
        /// Event time.
        public var hours = 24.0
        /// Wall time.
        public var minutes = 2.0
        public var rate = 200
        public var seed: UInt64 = 1
        public var accounts = 200
        /// Bookings an account that are sent before, as fast as they are processed: the five days before the soak. Every account
        /// and all but a thousandth of their terminals come in them, and with them the state that is kept of each.
        public var fillPerAccount = 300
        public var partitions = 4
        public var stages = ["anomaly", "tally", "volumes"]
        /// What the straight line through the last two thirds of the samples may rise by in all.
        public var growthMebibytes = 8.0
        /// Lag above this many seconds' records is not bounded.
        public var lagSeconds = 10.0
        public init() {}
    }

    public static let name = "soak"
    /// Five days, in which `volumes` writes every series' memory at least once: SQLite's page caches are as full then as they
    /// become.
    private static let fillMilliseconds: Int64 = 5 * 86_400_000
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let steady = max(1, Int(options.minutes * 60) * options.rate)
        let fill = options.accounts * options.fillPerAccount
        let load = DrillLoad(
            records: fill + steady, accounts: options.accounts, seed: options.seed,
            spanMilliseconds: Int64(options.hours * 3_600_000),
            lead: (fill, fill == 0 ? 0 : Self.fillMilliseconds))
        let cluster = try site.makeCluster("s")
        // Sessions outlast a machine that stands still: whether members are noticed dead is other drills' matter.
        let process = site.process(
            "soak", cluster,
            [
                "commit.interval.ms=100", "checkpoint.interval.ms=5000",
                "kafka.consumer.session.timeout.ms=290000",
            ])
        try process.start()
        site.tell("filling the state: \(fill) records of \(options.accounts) accounts")
        var feed = load.makeFeed()
        try feed.produce(fill, to: cluster)
        let rate = try site.waitUntilDone(cluster, [process], seconds: 600)
        report.figure("fill_records", Double(fill))
        report.figure("fill_records_per_s", rate)
        let samples = try sample(process, cluster, feed, into: &report)
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
        report.figure("state_keys_of_\(site.stage.name)", Double(outcome.state.count))
        report.expect(outcome.deadLetters.isEmpty, "\(outcome.deadLetters.count) dead letters")
        judge(samples, into: &report)
        report.done =
            "\(Int(options.hours)) h of event time in \(DrillReport.short(options.minutes)) min at "
            + "\(options.rate) records/s, \(options.accounts) accounts, \(options.stages.joined(separator: " + "))"
    }

    private struct Sample {
        var time: Double
        var vitals: ProcessVitals
        var lag: Int64
    }

    private func sample(
        _ process: StageProcess, _ cluster: Cluster, _ rest: DrillLoad.Feed, into report: inout DrillReport
    ) throws -> [Sample] {
        guard let id = process.processIdentifier else { throw site.endedByItself(process) }
        let watch = PauseWatch(cluster, stages: site.fedStages, every: 0.5)
        let feed = SteadyFeed(rest, to: cluster, rate: options.rate)
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
                    "\(Int(now)) s: \(feed.sent) sent, \(Int(vitals.residentMebibytes)) MiB, "
                        + "\(vitals.fileDescriptors) files, \(watch.lag) waiting")
            }
        }
        try feed.check()
        report.figure("stood_still_s", feed.stoodStillSeconds)
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
