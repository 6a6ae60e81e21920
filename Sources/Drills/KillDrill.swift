public import Composition
import Foundation
import RdKafka
import Records
import Runtime
import Scenario
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
        public var records = 0
        public var outputs = 0
        public var stateKeys = 0
        public var lost = 0
        public var doubled = 0
        public var different = 0
        public var stateDifferent = 0
        public var examples: [String] = []
        public var passed: Bool { lost == 0 && doubled == 0 && different == 0 && stateDifferent == 0 && outputs > 0 }
    }

    private static let sessionTimeoutMilliseconds = 6_000

    private let configuration: Configuration
    private let options: Options
    private let folder: String
    private let tell: (String) -> Void
    private let stage: StageDescriptor

    /// - Parameters:
    ///   - folder: for state and logs; removed at the end of a drill that passed.
    ///   - tell: takes progress lines.
    public init(
        _ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws {
        guard let stage = StageRegistry.all.first(where: { $0.descriptor.name == options.stage }) else {
            throw ClusterFault("unknown stage '\(options.stage)'")
        }
        guard stage.descriptor.inputs == [.bankTransactions] else {
            throw ClusterFault(
                "the kill drill feeds bank transactions; stage '\(options.stage)' reads other topics too")
        }
        self.stage = stage.descriptor
        self.configuration = configuration
        self.options = options
        self.folder = folder
        self.tell = tell
    }

    public func run() throws -> Report {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let golden = try cluster("g")
        let killed = try cluster("k")
        tell(
            "creating topics \(golden.configuration.runtime.topicPrefix)* and \(killed.configuration.runtime.topicPrefix)*"
        )
        for cluster in [golden, killed] {
            try DrillTopics.create(for: stage, partitions: options.partitions, on: cluster)
        }
        defer { for cluster in [golden, killed] { try? DrillTopics.delete(for: stage, on: cluster) } }

        tell("golden run: \(options.records) transactions, one process, uninterrupted")
        var load = Load(options: options)
        try load.produce(options.records, to: golden)
        let reference = process("golden", golden)
        try reference.start()
        defer { reference.kill() }
        try waitUntilDone(golden, [reference])
        guard reference.stop() == 0 else {
            throw ClusterFault("the golden run did not stop cleanly:\n" + reference.lastLines)
        }

        var report = try killRounds(on: killed)
        tell("comparing \(options.records) transactions' outputs and state, record by record")
        let expected = try RunOutcome(golden, stage: stage)
        let difference = try RunOutcome(killed, stage: stage).difference(from: expected)
        report.records = options.records
        report.outputs = expected.outputs.count
        report.stateKeys = expected.state.count
        report.lost = difference.lost
        report.doubled = difference.doubled
        report.different = difference.different
        report.stateDifferent = difference.stateDifferent
        report.examples = difference.examples
        if report.passed { try? FileManager.default.removeItem(atPath: folder) }
        return report
    }

    private func killRounds(on cluster: Cluster) throws -> Report {
        var report = Report()
        var random = SplitMix64(seed: options.seed)
        var load = Load(options: options)
        var processes = [process("k0", cluster), process("k1", cluster)]
        defer { for process in processes { process.kill() } }
        for process in processes { try process.start() }
        var sent = 0
        for round in 1...options.rounds {
            let share = options.records * round / options.rounds
            try load.produce(share - sent, to: cluster)
            sent = share
            usleep(UInt32.random(in: 0...1_200_000, using: &random))
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
            tell("round \(round) of \(options.rounds): killed \(victim.instance) (\(sent) transactions sent)")
            for process in processes where !process.isRunning {
                throw ClusterFault("\(process.instance) ended by itself:\n" + process.lastLines)
            }
        }
        try waitUntilDone(cluster, processes)
        report.warmStarts = processes.reduce(0) { $0 + $1.logText.matches(of: /task opened .*state=standby/).count }
        for process in processes where process.stop() != 0 {
            throw ClusterFault("\(process.instance) did not stop cleanly:\n" + process.lastLines)
        }
        return report
    }

    /// Makes partitions change hands. A dead static member's partitions wait for its session, which may be long, so this
    /// does not count on it: a new member takes its share at once, and exchanged directories are as good as moved ones.
    private func move(
        _ processes: inout [StageProcess], victim: StageProcess, cluster: Cluster, report: inout Report
    ) throws {
        if processes.count < 4 {
            let joined = process("k\(processes.count)", cluster)
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

    // MARK: Parts

    private func cluster(_ name: String) throws -> Cluster {
        var own = configuration
        let stamp = UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000
        try own.set("topic.prefix", to: "drill-\(stamp)-\(name).", origin: "drill")
        try own.set("group.prefix", to: "drill-\(stamp)-\(name).", origin: "drill")
        return Cluster(own)
    }

    private func process(_ name: String, _ cluster: Cluster) -> StageProcess {
        let runtime = cluster.configuration.runtime
        var settings = [
            "topic.prefix=\(runtime.topicPrefix)", "group.prefix=\(cluster.configuration.groupPrefix)",
            "commit.interval.ms=50", "checkpoint.interval.ms=400", "poll.records.max=500",
            "num.standby.replicas=\(options.standby)", "kafka.session.timeout.ms=\(Self.sessionTimeoutMilliseconds)",
            "kafka.heartbeat.interval.ms=500",
        ]
        settings += configuration.kafka.sorted { $0.key < $1.key }.map { "kafka.\($0.key)=\($0.value)" }
        return StageProcess(stage: options.stage, instance: name, folder: folder, settings: settings)
    }

    /// Waits until the group has committed the end of every input partition.
    private func waitUntilDone(_ cluster: Cluster, _ processes: [StageProcess]) throws {
        let progress = try GroupProgress(cluster, stage: stage)
        defer { progress.close() }
        let deadline = Date(timeIntervalSinceNow: 300)
        var last: Int64 = -1
        while true {
            let remaining = try progress.remaining()
            if remaining == 0 { return }
            if remaining != last { tell("\(remaining) transactions to go") }
            last = remaining
            for process in processes where !process.isRunning {
                throw ClusterFault("\(process.instance) ended by itself:\n" + process.lastLines)
            }
            guard Date() < deadline else {
                throw ClusterFault(
                    "not done after 300 s, \(remaining) transactions to go\n"
                        + processes.map { "\($0.instance):\n\($0.lastLines)" }.joined(separator: "\n"))
            }
            usleep(500_000)
        }
    }

    /// The same transactions in the same order for both runs.
    private struct Load {
        private var transactions: TransactionLoad.Iterator
        private var time: Int64 = 0

        init(options: Options) {
            transactions = TransactionLoad(count: options.records, accounts: options.accounts, seed: options.seed)
                .makeIterator()
        }

        mutating func produce(_ count: Int, to cluster: Cluster) throws {
            let producer = try BulkProducer(cluster)
            for _ in 0..<count {
                guard let transaction = transactions.next() else { break }
                try producer.send(
                    .bankTransaction(transaction), to: .bankTransactions, timestamp: transaction.bookedAt.time)
            }
            try producer.finish()
        }
    }
}
