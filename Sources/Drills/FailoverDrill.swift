public import Composition
import Foundation
import RdKafka
import Records
import Runtime
import Scenario
import StageKit

/// Measures a failover: from the SIGKILL of a process to the first output of its partitions by another one, without and
/// with a standby.
///
/// Two processes share the partitions, and their state comes from the changelog alone at the start of each round: what
/// the survivor has of the victim's partitions is what its standby followed, or nothing. The time holds the group's
/// `session.timeout.ms`, after which the broker sees the death; it is the same for both and printed by itself.
public struct FailoverDrill {
    public struct Options: Sendable {
        public var rounds = 3
        public var seed: UInt64 = 1
        public var accounts = 300_000
        public var records = 900_000
        public var partitions = 8
        public var stage = "anomaly"
        public var sessionTimeoutMilliseconds = 6_000
        /// The owner is asked to stop, and leaves the group, instead of being killed.
        public var stops = false
        /// Replicas to compare, in this order.
        public var replicas = [0, 1]
        public init() {}
    }

    /// One round; milliseconds from the kill unless said otherwise.
    public struct Round: Sendable {
        public var replicas: Int
        /// Until the group gave the partitions to the survivor.
        public var detected: Int64
        /// From there until the last task had read its changelog.
        public var restored: Int64
        public var firstOutput: Int64
        /// Until each of the victim's partitions had an output.
        public var allOutputs: Int64
        /// Changelog records that the survivor read for the victim's partitions.
        public var restoredRecords: Int
        /// How many of the victim's partitions a standby had followed, of how many.
        public var warm: Int
        public var moved: Int
    }

    private let configuration: Configuration
    private let options: Options
    private let folder: String
    private let tell: (String) -> Void
    private let stage: StageDescriptor

    /// - Parameters:
    ///   - folder: for state and logs; removed at the end.
    ///   - tell: takes progress lines.
    public init(
        _ configuration: Configuration, options: Options, folder: String, tell: @escaping (String) -> Void
    ) throws {
        guard let stage = StageRegistry.all.first(where: { $0.descriptor.name == options.stage })?.descriptor,
            stage.inputs == [.bankTransactions], stage.outputs.contains(.scoredTransactions)
        else {
            throw ClusterFault("the failover drill measures stages from bank bookings to scores: anomaly")
        }
        self.stage = stage
        self.options = options
        self.folder = folder
        self.tell = tell
        var own = configuration
        let prefix = "failover-\(UInt64(Date().timeIntervalSince1970 * 1_000) % 100_000_000)."
        try own.set("topic.prefix", to: prefix, origin: "drill")
        try own.set("group.prefix", to: prefix, origin: "drill")
        self.configuration = own
    }

    public func run() throws -> [Round] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let cluster = Cluster(configuration)
        try DrillTopics.create(for: stage, partitions: options.partitions, on: cluster)
        defer { try? DrillTopics.delete(for: stage, on: cluster) }
        tell("\(options.records) bookings of \(options.accounts) accounts, processed once, for a state to restore")
        let load = TransactionLoad(
            count: .max, accounts: options.accounts, seed: options.seed)
        var next = 0
        try produce(&next, options.records, of: load, to: cluster)
        let builder = process("a", replicas: 0)
        try builder.start()
        defer { builder.kill() }
        try waitForProgress(cluster, [builder])
        guard builder.stop() == 0 else { throw ClusterFault("the first run did not stop:\n" + builder.lastLines) }
        var rounds: [Round] = []
        for number in 1...options.rounds {
            for replicas in options.replicas {
                let round = try measure(replicas, cluster: cluster, next: &next, load: load)
                tell("round \(number), \(replicas) replicas: first output after \(round.firstOutput) ms")
                rounds.append(round)
            }
        }
        try? FileManager.default.removeItem(atPath: folder)
        return rounds
    }

    private func measure(
        _ replicas: Int, cluster: Cluster, next: inout Int, load: TransactionLoad
    ) throws -> Round {
        let victim = process("a", replicas: replicas)
        let survivor = process("b", replicas: replicas)
        for process in [victim, survivor] {
            process.wipeState()
            process.forgetLog()
            try process.start()
        }
        defer { for process in [victim, survivor] { _ = process.stop() } }
        try waitUntilReady(victim, survivor, replicas: replicas)
        try produce(&next, 20_000, of: load, to: cluster)
        try waitForProgress(cluster, [victim, survivor])
        let partitions = ProcessLog(victim.logText).assignedLast()
        let reader = try TopicReader(
            cluster, topic: configuration.runtime.name(of: .scoredTransactions), from: .end)
        defer { reader.close() }
        if options.stops { _ = victim.stop() } else { victim.kill() }
        let killed = Date()
        var outputs: [Partition: Date] = [:]
        let deadline = killed.addingTimeInterval(180)
        var produceAt = killed
        while outputs.count < partitions.count {
            guard Date() < deadline, survivor.isRunning else {
                throw ClusterFault(
                    "no output of \(partitions.count - outputs.count) partitions:\n" + survivor.lastLines)
            }
            if Date() >= produceAt {
                try produce(&next, 200, of: load, to: cluster, timestamp: EventTime(date: Date()))
                produceAt = Date().addingTimeInterval(0.1)
            }
            // Outputs carry the Kafka timestamp of their input: these were sent after the kill.
            for record in try reader.next(timeoutMilliseconds: 20)
            where record.timestamp >= EventTime(date: killed) && partitions.contains(record.partition) {
                if outputs[record.partition] == nil { outputs[record.partition] = Date() }
            }
        }
        return try round(replicas, killed: killed, outputs: outputs, of: partitions, ProcessLog(survivor.logText))
    }

    private func round(
        _ replicas: Int, killed: Date, outputs: [Partition: Date], of partitions: Set<Partition>, _ log: ProcessLog
    ) throws -> Round {
        func since(_ date: Date) -> Int64 { Int64(date.timeIntervalSince(killed) * 1_000) }
        let assigned = log.lines.last { $0.message == "assigned" && $0.time > killed }?.time
        let restored = log.lines.filter { $0.message == "restored" && $0.time > killed }
        guard let assigned, let last = restored.map(\.time).max(), let first = outputs.values.min(),
            let end = outputs.values.max()
        else { throw ClusterFault("the survivor's log does not tell when it was given the partitions") }
        return Round(
            replicas: replicas, detected: since(assigned), restored: since(last) - since(assigned),
            firstOutput: since(first), allOutputs: since(end),
            restoredRecords: restored.filter { partitions.contains($0.partition) }.reduce(0) { $0 + $1.records },
            warm: log.lines.count {
                $0.message == "task opened" && $0.time > killed && $0.state == "standby"
                    && partitions.contains($0.partition)
            }, moved: partitions.count)
    }

    // MARK: Parts

    private func process(_ name: String, replicas: Int) -> StageProcess {
        let runtime = configuration.runtime
        let timeout = options.sessionTimeoutMilliseconds
        var settings = [
            "topic.prefix=\(runtime.topicPrefix)", "group.prefix=\(configuration.groupPrefix)", "log.format=json",
            "num.standby.replicas=\(replicas)", "group.membership=dynamic", "kafka.session.timeout.ms=\(timeout)",
            "kafka.heartbeat.interval.ms=\(max(100, timeout / 12))",
        ]
        settings += configuration.shared
        return StageProcess(stage: options.stage, instance: name, folder: folder, settings: settings)
    }

    private func produce(
        _ next: inout Int, _ count: Int, of load: TransactionLoad, to cluster: Cluster, timestamp: EventTime? = nil
    ) throws {
        let producer = try BulkProducer(cluster)
        for position in next..<next + count {
            let booking = load[position]
            try producer.send(
                .bankTransaction(booking), to: .bankTransactions, timestamp: timestamp ?? booking.bookedAt.time)
        }
        next += count
        try producer.finish()
    }

    private func waitForProgress(_ cluster: Cluster, _ processes: [StageProcess]) throws {
        let progress = try GroupProgress(cluster, stage: stage)
        defer { progress.close() }
        try wait(processes) { try progress.remaining() == 0 }
    }

    /// Both own a half, have restored it, and the survivor's standby has read the other half.
    private func waitUntilReady(_ victim: StageProcess, _ survivor: StageProcess, replicas: Int) throws {
        try wait([victim, survivor]) {
            let logs = [ProcessLog(victim.logText), ProcessLog(survivor.logText)]
            let shares = logs.map { $0.assignedLast().count }
            guard shares.allSatisfy({ $0 > 0 }), shares.reduce(0, +) == options.partitions,
                logs.allSatisfy(\.isRestored)
            else { return false }
            return replicas == 0 || logs[1].caughtUp.isSuperset(of: logs[0].assignedLast())
        }
    }

    private func wait(_ processes: [StageProcess], _ done: () throws -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: 600)
        while try !done() {
            for process in processes where !process.isRunning {
                throw ClusterFault("\(process.instance) ended by itself:\n" + process.lastLines)
            }
            guard Date() < deadline else {
                throw ClusterFault("not done after 600 s\n" + processes.map(\.lastLines).joined(separator: "\n"))
            }
            usleep(200_000)
        }
    }
}

extension EventTime {
    fileprivate init(date: Date) { self.init(milliseconds: Int64(date.timeIntervalSince1970 * 1_000)) }
}
