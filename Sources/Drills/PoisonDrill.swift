import Composition
import Foundation
import Records
import Runtime
import Scenario
import StageKit
import Wire

/// A poison storm: half, then all of the records cannot be read, at full rate.
public struct PoisonDrill: Drill {
    public struct Options: OneStageChoices {
        /// Of each run.
        public var records = 100_000
        public var seed: UInt64 = 1
        public var accounts = 10_000
        public var partitions = 8
        public var stage = "anomaly"
        /// Each run may write as many lines, for every ten seconds that it took.
        public var logLinesMax = 120
        /// Half poison may be this much slower than none.
        public var ratioMin = 0.3
        public init() {}
    }

    public static let name = "poison"
    private let options: Options
    private let site: DrillSite

    public init(_ options: Options, at site: DrillSite) {
        self.options = options
        self.site = site
    }

    public func run(into report: inout DrillReport) throws {
        let good = options.records / 2
        let load = DrillLoad(records: good, accounts: options.accounts, seed: options.seed)
        let golden = try site.golden(load, ignoringOffsets: true)
        let half = try storm("h", load: load, poison: options.records - good, into: &report)
        report.take(half.outcome.difference(from: golden.outcome), outputs: golden.outcome.outputs.count)
        let all = try storm(
            "a", load: DrillLoad(records: 0, accounts: 1, seed: 1), poison: options.records, into: &report)
        report.expect(all.outcome.outputs.isEmpty, "\(all.outcome.outputs.count) outputs from poison alone")
        report.records = 2 * options.records
        report.done = "\(options.records) records with 50 % poison, as many with 100 %"
        report.figure("clean_records_per_s", golden.recordsPerSecond)
        report.figure("half_poison_records_per_s", half.rate)
        report.figure("all_poison_records_per_s", all.rate)
        report.figure("half_poison_ratio", half.rate / max(1, golden.recordsPerSecond))
        report.figure("all_poison_ratio", all.rate / max(1, golden.recordsPerSecond))
        report.figure("log_lines", Double(half.lines + all.lines))
        report.expect(
            half.rate >= options.ratioMin * golden.recordsPerSecond,
            "half poison is read at \(Int(half.rate)) records/s, clean ones at \(Int(golden.recordsPerSecond))")
    }

    private struct Storm {
        var outcome: RunOutcome
        var rate: Double
        var lines: Int
    }

    private func storm(
        _ name: String, load: DrillLoad, poison: Int, into report: inout DrillReport
    ) throws -> Storm {
        let cluster = try site.makeCluster(name)
        site.tell("\(load.records) good records and \(poison) poisoned ones")
        let sent = try produce(load, poison: poison, to: cluster)
        let process = site.process("poison-" + name, cluster)
        try process.start()
        let started = Date()
        let rate = try site.waitUntilDone(cluster, [process])
        report.expect(process.stop() == 0, "it did not stop cleanly: " + process.lastLines)
        let seconds = Date().timeIntervalSince(started)
        let lines = process.logLines.count
        let accepted = options.logLinesMax * (1 + Int(seconds / 10))
        report.expect(lines <= accepted, "\(lines) log lines in \(Int(seconds)) s; at most \(accepted) are accepted")
        let outcome = try RunOutcome(cluster, stage: site.stage, ignoringOffsets: true)
        account(outcome, sent, into: &report)
        return Storm(outcome: outcome, rate: rate, lines: lines)
    }

    /// Good and poisoned records by turns. Returns the poisoned values.
    private func produce(_ load: DrillLoad, poison: Int, to cluster: Cluster) throws -> Set<[UInt8]> {
        let producer = try BulkProducer(cluster)
        let topic = cluster.configuration.runtime.name(of: .bankTransactions)
        var feed = load.makeFeed()
        var maker = Poison(seed: options.seed)
        var sent: Set<[UInt8]> = []
        for position in 0..<max(poison, load.records) {
            if position < poison {
                let (key, value, timestamp) = maker.next()
                sent.insert(value)
                try producer.send(key: key, value: value, to: topic, timestamp: timestamp)
            }
            try feed.produce(1, with: producer)
        }
        try producer.finish()
        guard sent.count == poison else { throw ClusterFault("two poisoned records are equal: change the seed") }
        return sent
    }

    /// Each poisoned record is one dead letter with its own bytes and a reason; nothing else is.
    private func account(_ outcome: RunOutcome, _ sent: Set<[UInt8]>, into report: inout DrillReport) {
        let letters = Set(outcome.deadLetters.map(\.value))
        let missing = sent.subtracting(letters).count
        report.lost += missing
        report.doubled += outcome.deadLetters.count - Set(outcome.deadLetters.map(\.origin)).count
        report.outputs += letters.count
        report.expect(missing == 0, "\(missing) poisoned records have no dead letter with their bytes")
        let others = letters.subtracting(sent).count
        report.expect(others == 0, "\(others) dead letters are not of poisoned records")
        let without = outcome.deadLetters.count { $0.code.isEmpty }
        report.expect(without == 0, "\(without) dead letters have no reason")
    }
}

/// Records that no stage can take, each for another reason, and no two of them equal.
struct Poison {
    private var random: SplitMix64
    private var serial = 0
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        random = SplitMix64(seed: seed &+ 0x505)
    }

    mutating func next() -> (key: [UInt8], value: [UInt8], timestamp: EventTime) {
        defer { serial += 1 }
        let load = TransactionLoad(count: .max, accounts: 1_000, seed: seed)
        var booking = load[serial]
        booking.transactionID = "poison-\(serial)"
        let key = Array(booking.account.utf8)
        let timestamp = booking.bookedAt.time
        switch serial % 5 {
        case 0: return (key, Array(encoded(booking).dropLast(1 + Int.random(in: 0..<100, using: &random))), timestamp)
        case 1: return (key, noise(), timestamp)
        case 2: return (Array("another-\(serial)".utf8), encoded(booking), timestamp)
        case 3: return (key, Array("{\"transaction_id\":\"poison-\(serial)\",\"amount\":{}}".utf8), timestamp)
        default:
            booking.bookedAt.time = timestamp.advanced(byMilliseconds: 400 * 86_400_000)
            return (key, encoded(booking), timestamp)
        }
    }

    private func encoded(_ booking: BankTransaction) -> [UInt8] {
        var writer = ByteWriter(capacity: 512)
        WireEncoder.encode(.bankTransaction(booking), into: &writer)
        return writer.bytes
    }

    private mutating func noise() -> [UInt8] {
        (0..<Int.random(in: 16...400, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            + Array("\(serial)".utf8)
    }
}
