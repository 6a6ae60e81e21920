import Composition
import Records
import Runtime
import StageKit

/// A rebalance storm: members of a stage join, leave and die every few seconds while records keep coming.
public struct StormDrill: Drill {
    public struct Options: OneStageChoices {
        public var seconds = 40
        /// Records a second.
        public var rate = 1_000
        public var seed: UInt64 = 1
        public var accounts = 5_000
        public var partitions = 8
        public var stage = "anomaly"
        public var membersMax = 4
        /// Whether members are also killed. Needs a broker that ends the session of a dead member.
        public var kills = false
        /// The longest that a partition may stand still: the session timeout of a killed member, and a rebalance.
        public var pauseMaxSeconds = 30.0
        public init() {}
    }

    public static let name = "storm"
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let load = DrillLoad(
            records: options.rate * options.seconds, accounts: options.accounts, seed: options.seed)
        let golden = try site.golden(load)
        let cluster = try site.makeCluster("s")
        var storm = Storm(options: options, site: site, cluster: cluster)
        let pause = try storm.blow(load)
        try site.compare(cluster, with: golden.outcome, into: &report)
        report.records = load.records
        report.done =
            "\(storm.joins) joins, \(storm.leaves) SIGTERMs, \(storm.kills) SIGKILLs in \(options.seconds) s "
            + "at \(options.rate) records/s"
        report.figure("rebalances_heard", Double(storm.assignments))
        report.figure("longest_pause_s", pause)
        report.expect(storm.joins > 2, "only \(storm.joins) joins: no storm")
        report.expect(
            pause <= options.pauseMaxSeconds,
            "a partition stood still for \(Int(pause)) s; at most \(Int(options.pauseMaxSeconds)) s are accepted")
        report.expect(storm.unclean.isEmpty, "did not stop cleanly: " + storm.unclean.joined(separator: "; "))
    }
}

private struct Storm {
    let options: StormDrill.Options
    let site: DrillSite
    let cluster: Cluster
    private var random: SplitMix64
    private var members: [StageProcess] = []
    /// Dead ones, that may come back under their name.
    private var gone: [StageProcess] = []
    private var made = 0
    private(set) var joins = 0
    private(set) var leaves = 0
    private(set) var kills = 0
    private(set) var unclean: [String] = []

    init(options: StormDrill.Options, site: DrillSite, cluster: Cluster) {
        self.options = options
        self.site = site
        self.cluster = cluster
        random = SplitMix64(seed: options.seed)
    }

    /// How often a member was given partitions.
    var assignments: Int {
        (members + gone).reduce(0) { sum, member in sum + member.logLines.count { $0.contains(" assigned partitions=") }
        }
    }

    /// Returns the longest pause of a partition, in seconds.
    mutating func blow(_ load: DrillLoad) throws -> Double {
        try join()
        try join()
        let feed = SteadyFeed(load, to: cluster, rate: options.rate)
        let watch = PauseWatch(cluster, stages: site.stages)
        defer { feed.stop() }
        while !feed.isFinished {
            try DrillInterruption.pause(seconds: Double(Int.random(in: 1_000...3_500, using: &random)) / 1_000)
            try step()
            site.tell("\(feed.sent) of \(load.records) sent, \(members.count) members: \(names), \(watch.lag) waiting")
        }
        try feed.check()
        try site.waitUntilDone(cluster, members)
        try watch.stop()
        for member in members { try stop(member) }
        return watch.longestPause
    }

    private var names: String { members.map(\.instance).joined(separator: " ") }

    private mutating func step() throws {
        for member in members where !member.isRunning { throw site.endedByItself(member) }
        let leaves = members.count > 1 && (members.count >= options.membersMax || Bool.random(using: &random))
        guard leaves else { return try join() }
        let member = members.remove(at: Int.random(in: 0..<members.count, using: &random))
        gone.append(member)
        if options.kills, Bool.random(using: &random) {
            kills += 1
            member.kill()
        } else {
            self.leaves += 1
            try stop(member)
        }
    }

    /// A member that joined a moment ago does not listen to signals yet: a SIGTERM would be a kill.
    private mutating func stop(_ member: StageProcess) throws {
        var waited = 0.0
        while !member.hasBegun, member.isRunning, waited < 30 {
            try DrillInterruption.pause(seconds: 0.1)
            waited += 0.1
        }
        if member.stop() != 0 { note(member) }
    }

    /// A new member, or one that was here before.
    private mutating func join() throws {
        joins += 1
        let member: StageProcess
        if !gone.isEmpty, made >= options.membersMax + 2 || Bool.random(using: &random) {
            member = gone.remove(at: Int.random(in: 0..<gone.count, using: &random))
        } else {
            member = site.process("s\(made)", cluster, ["group.membership=dynamic"])
            made += 1
        }
        try member.start()
        members.append(member)
    }

    private mutating func note(_ member: StageProcess) {
        unclean.append(
            "\(member.instance), \(member.ending ?? "running"): "
                + (member.logLines.last.map(String.init) ?? "no output"))
    }
}
