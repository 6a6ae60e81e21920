import Composition
import Foundation
import Records
import Runtime
import StageKit

/// Kills processes of a stage with SIGKILL at random moments and compares what they left with an uninterrupted run.
public struct KillDrill: Drill {
    public struct Options: OneStageChoices {
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

    public static let name = "kill"
    private let options: Options
    private let site: DrillSite
    private var standby: [String] { ["num.standby.replicas=\(options.standby)"] }

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let load = DrillLoad(records: options.records, accounts: options.accounts, seed: options.seed)
        let golden = try site.golden(load)
        let cluster = try site.makeCluster("k")
        let tally = try killRounds(load, on: cluster)
        try site.compare(cluster, with: golden.outcome, into: &report)
        report.records = options.records
        report.done = "\(tally.kills) SIGKILLs, \(tally.wipes) with the state wiped, \(tally.moves) moves"
        report.figure("rounds", Double(options.rounds))
        report.figure("kills", Double(tally.kills))
        report.figure("wipes", Double(tally.wipes))
        report.figure("moves", Double(tally.moves))
        report.figure("state_keys", Double(golden.outcome.state.count))
        report.figure("warm_starts", Double(tally.warmStarts))
    }

    private struct Tally {
        var kills = 0
        var wipes = 0
        var moves = 0
        /// Tasks opened from a file that a standby had followed until then.
        var warmStarts = 0
    }

    private func killRounds(_ load: DrillLoad, on cluster: Cluster) throws -> Tally {
        var tally = Tally()
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
            tally.kills += 1
            if Int.random(in: 0..<100, using: &random) < options.wipePercent {
                victim.wipeState()
                tally.wipes += 1
            }
            if Int.random(in: 0..<100, using: &random) < options.movePercent {
                tally.moves += 1
                try move(&processes, victim: victim, cluster: cluster, tally: &tally)
            }
            try victim.start()
            site.tell("round \(round) of \(options.rounds): killed \(victim.instance) (\(sent) transactions sent)")
            for process in processes where !process.isRunning { throw site.endedByItself(process) }
        }
        try site.waitUntilDone(cluster, processes)
        // What was killed last may have nothing to do, and be hardly up.
        let deadline = Date(timeIntervalSinceNow: 30)
        while !processes.allSatisfy(\.hasBegun), Date() < deadline { try DrillInterruption.pause(seconds: 0.1) }
        tally.warmStarts = processes.reduce(0) { $0 + $1.logText.matches(of: /task opened .*state=standby/).count }
        for process in processes where process.stop() != 0 {
            throw ClusterFault("\(process.instance) did not stop cleanly:\n" + process.lastLines)
        }
        return tally
    }

    /// Makes partitions change hands. A dead static member's partitions wait for its session, which may be long, so this
    /// does not count on it: a new member takes its share at once, and exchanged directories are as good as moved ones.
    private func move(
        _ processes: inout [StageProcess], victim: StageProcess, cluster: Cluster, tally: inout Tally
    ) throws {
        if processes.count < 4 {
            let joined = site.process("k\(processes.count)", cluster, standby)
            try joined.start()
            processes.append(joined)
            return
        }
        guard let other = processes.first(where: { $0 !== victim }) else { return }
        other.kill()
        tally.kills += 1
        try victim.exchangeState(with: other)
        try other.start()
    }
}
