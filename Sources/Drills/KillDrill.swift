public import Composition
import Foundation
import Records
import Runtime
import StageKit

/// Kills processes of a stage with SIGKILL at random moments and compares what they left with an uninterrupted run.
public struct KillDrill {
    public struct Options: Sendable {
        public var rounds = 50
        public var seed: UInt64 = 1
        public var records = 200_000
        public var accounts = 20_000
        public var partitions = 8
        public var stage = "anomaly"
        /// How often, of 100 kills, the local state is wiped before the restart.
        public var wipePercent = 30
        /// How often, of 100 rounds, partitions move: a process more joins, until there are four; after that two are killed
        /// and come back with each other's state directories.
        public var movePercent = 20
        /// `num.standby.replicas` of the processes that are killed; the golden run has none.
        public var standby = 0
        public init() {}
    }

    public struct Report: Sendable {
        public var rounds = 0
        public var kills = 0
        public var wipes = 0
        public var moves = 0
        /// Tasks opened from a file that a standby had followed until then.
        public var warmStarts = 0
        public var stateKeys = 0
        /// What all drills report.
        public var common = DrillReport("kill")
    }

    private let options: Options
    private let site: DrillSite
    private var standby: [String] { ["num.standby.replicas=\(options.standby)"] }

    /// - Parameters:
    ///   - folder: for state and logs; removed at the end of a drill that passed.
    ///   - tell: takes progress lines.
    public init(
        _ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws {
        site = try DrillSite.ofBookings(
            configuration, stage: options.stage, partitions: options.partitions, folder: folder, tell: tell)
        self.options = options
    }

    public func run() throws -> Report {
        var report = Report()
        let load = DrillLoad(records: options.records, accounts: options.accounts, seed: options.seed)
        report.common = try site.run("kill") { common in
            let golden = try site.golden(load)
            let killed = try site.makeCluster("k")
            try killRounds(load, on: killed, into: &report)
            try site.compare(killed, with: golden.outcome, into: &common)
            common.records = options.records
            report.stateKeys = golden.outcome.state.count
            common.done = "\(report.kills) SIGKILLs, \(report.wipes) with the state wiped, \(report.moves) moves"
        }
        return report
    }

    private func killRounds(_ load: DrillLoad, on cluster: Cluster, into report: inout Report) throws {
        var random = SplitMix64(seed: options.seed)
        var feed = load.makeFeed()
        var processes = ["k0", "k1"].map { site.process($0, cluster, standby) }
        for process in processes { try process.start() }
        var sent = 0
        for round in 1...options.rounds {
            let share = options.records * round / options.rounds
            try feed.produce(share - sent, to: cluster)
            sent = share
            try DrillInterruption.pause(seconds: Double(UInt32.random(in: 0...1_200_000, using: &random)) / 1e6)
            let victim = processes[Int.random(in: 0..<processes.count, using: &random)]
            victim.kill()
            report.kills += 1
            if Int.random(in: 0..<100, using: &random) < options.wipePercent {
                victim.wipeState()
                report.wipes += 1
            }
            if Int.random(in: 0..<100, using: &random) < options.movePercent {
                report.moves += 1
                try move(&processes, victim: victim, cluster: cluster, report: &report)
            }
            try victim.start()
            report.rounds = round
            site.tell("round \(round) of \(options.rounds): killed \(victim.instance) (\(sent) transactions sent)")
            for process in processes where !process.isRunning { throw site.endedByItself(process) }
        }
        try site.waitUntilDone(cluster, processes)
        // What was killed last may have nothing to do, and be hardly up.
        let deadline = Date(timeIntervalSinceNow: 30)
        while !processes.allSatisfy(\.hasBegun), Date() < deadline { try DrillInterruption.pause(seconds: 0.1) }
        report.warmStarts = processes.reduce(0) { $0 + $1.logText.matches(of: /task opened .*state=standby/).count }
        for process in processes where process.stop() != 0 {
            throw ClusterFault("\(process.instance) did not stop cleanly:\n" + process.lastLines)
        }
    }

    /// Makes partitions change hands. A dead static member's partitions wait for its session, which may be long, so this
    /// does not count on it: a new member takes its share at once, and exchanged directories are as good as moved ones.
    private func move(
        _ processes: inout [StageProcess], victim: StageProcess, cluster: Cluster, report: inout Report
    ) throws {
        if processes.count < 4 {
            let joined = site.process("k\(processes.count)", cluster, standby)
            try joined.start()
            processes.append(joined)
            return
        }
        guard let other = processes.first(where: { $0 !== victim }) else { return }
        other.kill()
        report.kills += 1
        try victim.exchangeState(with: other)
        try other.start()
    }
}
