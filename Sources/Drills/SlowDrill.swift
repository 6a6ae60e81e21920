import Composition
import Records
import Runtime
import StageKit

/// A slow broker: each answer takes hundreds of milliseconds, and connections have little bandwidth.
public struct SlowDrill: Drill {
    public struct Options: OneStageChoices {
        public var milliseconds = 300
        /// Of each direction of a connection; 0 is no bound.
        public var kilobytesPerSecond = 1_024
        public var records = 30_000
        public var seed: UInt64 = 1
        public var accounts = 5_000
        public var partitions = 8
        public var processes = 2
        public var stage = "anomaly"
        /// How much larger than in the golden run a process may grow: its queues, 32 MiB to read and 64 MiB to write.
        public var growthMebibytes = 128.0
        public init() {}
    }

    public static let name = "slow"
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let load = DrillLoad(records: options.records, accounts: options.accounts, seed: options.seed)
        let golden = try site.golden(load)
        let cluster = try site.makeCluster("s")
        let proxy = try BrokerProxy(cluster)
        defer { proxy.stop() }
        proxy.slow(milliseconds: options.milliseconds, bytesPerSecond: options.kilobytesPerSecond * 1_024)
        var feed = load.makeFeed()
        try feed.produce(load.records, to: cluster)
        let processes = (0..<options.processes).map {
            site.process("s\($0)", cluster, ["kafka.bootstrap.servers=\(proxy.bootstrap)"])
        }
        for process in processes { try process.start() }
        let rate = try site.waitUntilDone(cluster, processes)
        let peak = processes.map(\.peakResidentMebibytes).max() ?? 0
        let answers = proxy.delayedAnswers
        for process in processes {
            report.expect(process.stop() == 0, "\(process.instance) did not stop cleanly: \(process.lastLines)")
        }
        let lines = processes.flatMap(\.logLines)
        let aborts = lines.count { $0.contains("transaction rolled back") }
        try site.compare(cluster, with: golden.outcome, into: &report)
        report.records = load.records
        report.done =
            "every answer \(options.milliseconds) ms late, \(options.kilobytesPerSecond) KiB/s a connection"
        report.figure("records_per_s", rate)
        report.figure("golden_records_per_s", golden.recordsPerSecond)
        report.figure("delayed_answers", Double(answers))
        report.figure("transactions_rolled_back", Double(aborts))
        report.figure("rss_mib_max", peak)
        report.figure("golden_rss_mib_max", golden.peakMebibytes)
        report.expect(answers > 50, "only \(answers) answers were slow: the processes did not go through the proxy")
        report.expect(aborts <= 3, "\(aborts) transactions were rolled back")
        report.expect(
            peak <= golden.peakMebibytes + options.growthMebibytes,
            "resident memory came to \(Int(peak)) MiB, \(Int(golden.peakMebibytes)) in the golden run; at most "
                + "\(Int(options.growthMebibytes)) more are accepted")
    }
}
