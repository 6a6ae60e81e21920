import Composition
import Records
import Runtime
import StageKit

/// The broker is away for a minute: the connection is cut, or hangs, and comes back.
public struct AwayDrill: Drill {
    public struct Options: OneStageChoices {
        public var outageSeconds = 60.0
        /// Connections stay open and nothing passes, as when a switch dies; else they are closed and refused.
        public var hangs = false
        public var rate = 300
        public var seed: UInt64 = 1
        public var accounts = 3_000
        public var partitions = 8
        public var processes = 2
        public var stage = "anomaly"
        /// From the broker's return until nothing waits.
        public var recoveryMaxSeconds = 60.0
        public init() {}
    }

    public static let name = "away"
    private let options: Options
    private let site: DrillSite
    /// Of load, before and after the outage.
    private static let marginSeconds = 6.0

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let seconds = options.outageSeconds + 2 * Self.marginSeconds
        let load = DrillLoad(
            records: Int(seconds) * options.rate, accounts: options.accounts, seed: options.seed)
        let golden = try site.golden(load)
        let cluster = try site.makeCluster("a")
        let proxy = try BrokerProxy(cluster)
        defer { proxy.stop() }
        try outage(load, cluster, proxy, into: &report)
        try site.compare(cluster, with: golden.outcome, into: &report)
        report.records = load.records
        report.done =
            "the broker \(options.hangs ? "hung" : "was cut off") for \(DrillReport.short(options.outageSeconds)) s "
            + "under \(options.rate) records/s, \(options.processes) processes"
    }

    /// The members' sessions outlast the outage: noida-db fences a static member that comes back after its session.
    private var session: [String] {
        ["kafka.consumer.session.timeout.ms=\(min(290_000, Int(options.outageSeconds * 2_000) + 10_000))"]
    }

    private func outage(
        _ load: DrillLoad, _ cluster: Cluster, _ proxy: BrokerProxy, into report: inout DrillReport
    ) throws {
        let processes = (0..<options.processes).map {
            site.process("a\($0)", cluster, ["kafka.bootstrap.servers=\(proxy.bootstrap)"] + session)
        }
        for process in processes { try process.start() }
        // The load is as long as the outage: it begins when the processes are ready, however slow the machine is.
        var waited = 0.0
        while !processes.allSatisfy({ $0.logLines.contains { $0.contains(" restored ") } }), waited < 60 {
            try DrillInterruption.pause(seconds: 0.2)
            waited += 0.2
            for process in processes where !process.isRunning { throw site.endedByItself(process) }
        }
        let feed = SteadyFeed(load, to: cluster, rate: options.rate)
        defer { feed.stop() }
        let watch = PauseWatch(cluster, stages: site.stages)
        try DrillInterruption.pause(seconds: Self.marginSeconds)
        guard watch.lastProgress > 0 else {
            throw ClusterFault(
                "no commit within \(Int(Self.marginSeconds)) s before the outage:\n" + processes[0].lastLines)
        }

        site.tell("cutting the broker off for \(DrillReport.short(options.outageSeconds)) s")
        var tails = processes.map { LogTail($0) }
        proxy.set(options.hangs ? .hanging : .cut)
        let cutAt = watch.seconds
        var supervisor = Supervisor()
        var noticed: Double?
        while watch.seconds - cutAt < options.outageSeconds {
            try DrillInterruption.pause(seconds: 0.1)
            for index in tails.indices where noticed == nil {
                if let line = tails[index].next().first(where: \.isTrouble) {
                    noticed = watch.seconds - cutAt
                    site.tell("noticed: \(line)")
                }
            }
            for process in processes where !process.isRunning { try supervisor.restart(process, site) }
        }
        site.tell("the broker is back")
        proxy.set(.open)
        let backAt = watch.seconds
        while watch.lastProgress < backAt, watch.seconds - backAt < options.recoveryMaxSeconds * 2 {
            try DrillInterruption.pause(seconds: 0.1)
            for process in processes where !process.isRunning { try supervisor.restart(process, site) }
        }
        let firstCommit = watch.lastProgress - backAt
        // The records of the outage are worked off while others come: behind is what is more than a second's worth.
        while watch.lag > Int64(options.rate), watch.seconds - backAt < options.recoveryMaxSeconds * 2 {
            try DrillInterruption.pause(seconds: 0.1)
        }
        let caughtUp = watch.seconds - backAt
        try feed.wait()
        try site.waitUntilDone(cluster, processes) { try supervisor.restart($0, site) }
        try watch.stop()
        for process in processes {
            report.expect(process.stop() == 0, "\(process.instance) did not stop cleanly: \(process.lastLines)")
        }
        report.figure("noticed_after_s", noticed ?? -1)
        report.figure("first_commit_after_s", firstCommit)
        report.figure("recovered_after_s", caughtUp)
        report.figure("restarts", Double(supervisor.restarts))
        report.expect(noticed != nil, "no warning was logged during the outage")
        report.expect(
            firstCommit >= 0 && caughtUp <= options.recoveryMaxSeconds,
            "not recovered within \(DrillReport.short(options.recoveryMaxSeconds)) s")
        for failure in supervisor.refusals { report.expect(false, failure) }
    }
}

/// Restarts what ended with code 1, as systemd does with the units of `ops/`; anything else is a failure.
struct Supervisor {
    private(set) var restarts = 0
    private(set) var refusals: [String] = []

    mutating func restart(_ process: StageProcess, _ site: DrillSite) throws {
        let code = process.exitCode ?? -1
        site.tell("\(process.instance) ended with \(code): \(process.logLines.last ?? "")")
        if code != 1 { refusals.append("\(process.instance) ended with exit code \(code): \(process.lastLines)") }
        guard restarts < 50 else { throw site.endedByItself(process) }
        restarts += 1
        try process.start()
    }
}
