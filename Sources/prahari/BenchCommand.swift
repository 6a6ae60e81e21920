import ArgumentParser
import Composition
import Drills
import Foundation
import GatewayDrill
import Records

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures the anomaly stage against a raw librdkafka loop in the same run.",
        discussion: """
            Needs a broker (ops/broker start). Same records, same broker, same client settings, exactly once with commits
            each 100 ms on both sides; ratios are medians of pairs. Build with -c release. The figures of record are kept
            in Benchmarks/RESULTS.md.

            Without a flag: the anomaly stage beside the raw loop, by one, two and four workers, and all stages together.
            Each flag below measures one thing alone.

            With state.encryption.key.file set the stage is measured twice a round, with clear and with sealed state.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Transactions of one round.") var records = 400_000
    @Option(help: "Accounts they belong to.") var accounts = 100_000
    @Option(help: "Rounds of the comparison.") var repeats = 3
    @Option(help: "Records a second of the latency run.") var rate = 5_000
    @Option(help: "Seconds of the latency run.") var latencySeconds = 20
    @Option(help: "Accounts of the memory and restore run; 0 leaves it out.") var memoryAccounts = 1_000_000
    @Option(help: "A classifier to put in force: a record as `prahari train fraud` writes it.") var model: String?
    @Flag(help: "Only the anomaly stage beside the raw loop, its latency and memory.") var anomaly = false
    @Flag(help: "Only the anomaly stage by several workers.") var scaling = false
    @Option(help: "Workers to compare, separated by commas, at most 8.") var workers = "1,2,4"
    @Flag(help: "Only all stages together, from a booking's arrival to the alert command.") var pipeline = false
    @Option(help: "Bookings a second of --pipeline.") var pipelineRate = 3_000
    @Option(help: "Seconds of --pipeline.") var pipelineSeconds = 30
    @Flag(
        help:
            "With --pipeline: a gateway with a webhook too, and the time to the receipt. At most 1000 bookings a second."
    )
    var withGateway = false
    @Flag(help: "Only the cost of the parts, in memory; needs no broker. For profilers.") var partsOnly = false
    @Option(
        help:
            "Only the anomaly stage's memory and file with so many accounts, in memory but for SQLite; needs no broker."
    )
    var stateAccounts: Int?
    @Flag(help: "Only how many FIRs and posts a second one core reads, in memory; needs no broker.") var texts = false
    @Option(
        help: "One part alone, on topics that are there, for a script: fill, raw or baseline (see ops/bench-peers).")
    var part: Part?
    @Option(help: "Of --part fill: position of the first booking.") var first = 0
    @Option(help: "Of --part fill: records a second, stamped with the time; 0 is as fast as it goes.") var fillRate = 0
    @Flag(help: "Print one JSON object last.") var json = false

    enum Part: String, ExpressibleByArgument, CaseIterable { case fill, raw, baseline }

    func run() throws {
        if let part { return try run(part) }
        let model = try model.map { try String(contentsOfFile: $0, encoding: .utf8) }
        if texts {
            let report = try TextBench().run()
            tell(report)
            if json { Terminal.json(["texts": rates(report)]) }
            return
        }
        if partsOnly {
            for (phase, microseconds) in try Breakdown(records: records, accounts: accounts, model: model).run() {
                Terminal.line("\(phase): \(two(microseconds)) us")
            }
            return
        }
        Stopper.sweepOnCtrlC(Self.folder)
        defer { try? FileManager.default.removeItem(atPath: Self.folder) }
        if let stateAccounts { return try runState(stateAccounts) }
        var figures: [String: Any] = [:]
        let isWhole = !anomaly && !scaling && !pipeline
        // The largest last: what a part leaves in a small broker slows what comes after it.
        if pipeline || isWhole { figures["pipeline"] = try runPipeline() }
        if scaling || isWhole { figures["scaling"] = try runScaling() }
        if anomaly || isWhole { figures.merge(try runAnomaly(model)) { $1 } }
        if isWhole {
            let texts = try TextBench().run()
            tell(texts)
            figures["texts"] = rates(texts)
        }
        if json { Terminal.json(figures) }
    }

    private func runAnomaly(_ model: String?) throws -> [String: Any] {
        var options = Benchmark.Options()
        options.records = records
        options.accounts = accounts
        options.repeats = repeats
        options.latencyRate = rate
        options.latencySeconds = latencySeconds
        options.memoryAccounts = memoryAccounts
        options.model = model
        Terminal.note("cost of the parts, in memory:")
        let report = try Benchmark(
            try common.load(), options: options, folder: folder("anomaly"), tell: Terminal.note
        ).run()
        Terminal.note(
            """

            anomaly, exactly once, one worker   \(Int(report.recordsPerSecond)) records/s, \(two(report.cpu)) us CPU a record
            raw librdkafka loop                 \(Int(report.rawRecordsPerSecond)) records/s, \(two(report.rawCPU)) us CPU a record
            throughput ratio \(two(report.throughputRatio)) (at least 0.38), CPU ratio \(two(report.cpuRatio)) (at most 3.6)
            end to end at \(rate)/s: p50 \(two(report.p50Milliseconds)) ms, p99 \(two(report.p99Milliseconds)) ms
            \(memoryAccounts) accounts: \(Int(report.rssMebibytes)) MiB resident at the peak; \
            restore \(Int(report.restoreKeysPerSecond)) keys/s
            """)
        if !report.sealed.isEmpty {
            Terminal.note(
                "sealed to clear state: throughput \(two(report.sealedThroughputRatio)), CPU \(two(report.sealedCPURatio))"
            )
        }
        return [
            "anomaly": [
                "throughput_ratio": report.throughputRatio, "cpu_ratio": report.cpuRatio,
                "records_per_s": report.recordsPerSecond, "cpu_us_per_record": report.cpu,
                "raw_records_per_s": report.rawRecordsPerSecond, "raw_cpu_us_per_record": report.rawCPU,
                "p50_ms": report.p50Milliseconds, "p99_ms": report.p99Milliseconds, "rss_mib": report.rssMebibytes,
            ],
            "restore_keys_per_s": report.restoreKeysPerSecond,
            "breakdown_us": Dictionary(
                report.breakdown.map { ($0.phase, $0.microseconds) }, uniquingKeysWith: { first, _ in first }),
        ]
    }

    private func runScaling() throws -> [[String: Double]] {
        var options = ScalingBenchmark.Options()
        options.records = records
        options.accounts = accounts
        options.workers = try workers.split(separator: ",").map { text in
            guard let number = Int(text), (1...8).contains(number) else {
                throw ValidationError("--workers '\(workers)': numbers from 1 to 8, separated by commas, such as 1,2,4")
            }
            return number
        }
        Terminal.note("scaling: \(records) records on 8 partitions, all workers in one process")
        let rows = try ScalingBenchmark(
            try common.load(), options: options, folder: folder("scaling"), tell: Terminal.note
        ).run()
        return rows.map {
            [
                "workers": Double($0.workers), "records_per_s": $0.anomaly.recordsPerSecond,
                "cpu_us_per_record": $0.anomaly.cpuMicrosecondsPerRecord,
                "raw_records_per_s": $0.raw.recordsPerSecond,
            ]
        }
    }

    private func runState(_ accounts: Int) throws {
        var options = StateBenchmark.Options()
        options.accounts = accounts
        let report = try StateBenchmark(
            try common.load(), options: options, folder: folder("state"), tell: Terminal.note
        ).run()
        Terminal.note(
            """
            \(accounts) accounts: \(Int(report.peakMebibytes)) MiB resident at the peak, \
            \(Int(report.fileBytesPerAccount)) bytes of file an account
            a booking of a new account \(two(report.newMicroseconds)) us, of any account \(two(report.randomMicroseconds)) us, \
            without Kafka client; start with the file there \(Int(report.reopenMilliseconds)) ms
            """)
        guard json else { return }
        Terminal.json([
            "state": [
                "accounts": Double(accounts), "rss_mib": report.peakMebibytes,
                "file_bytes_per_account": report.fileBytesPerAccount, "new_us": report.newMicroseconds,
                "random_us": report.randomMicroseconds, "reopen_ms": report.reopenMilliseconds,
            ]
        ])
    }

    private func folder(_ name: String) -> String { Self.folder + "/" + name }

    private static let folder =
        NSTemporaryDirectory() + "prahari-bench-\(ProcessInfo.processInfo.processIdentifier)"

    private func run(_ part: Part) throws {
        let bench = BenchmarkPart(try common.load())
        switch part {
        case .fill:
            try bench.fill(first: first, count: records, accounts: accounts, rate: fillRate > 0 ? fillRate : nil)
        case .raw: try bench.forwardRaw(records: records, partitions: 8)
        case .baseline: try bench.scoreBaseline(records: records)
        }
    }

    private func runPipeline() throws -> [String: Double] {
        var options = PipelineBenchmark.Options()
        options.rate = pipelineRate
        options.seconds = pipelineSeconds
        let folder = folder("pipeline")
        let gateway = withGateway ? PipelineGateway(folder: folder) : nil
        var bench = PipelineBenchmark(try common.load(), options: options, folder: folder, tell: Terminal.note)
        bench.companion = gateway
        let report = try bench.run()
        Terminal.note(
            """
            \(report.bookings) bookings at \(Int(report.transactionsPerSecond))/s, \(report.scored) scored, \
            \(two(report.drainSeconds)) s after the last one
            CPU of all stages: \(two(report.cpuSeconds * 1e6 / Double(max(1, report.bookings)))) us a booking
            age of the records of a topic since the record at the beginning of their path:
            """)
        for hop in report.hops {
            let name = hop.topic.rawValue.padding(toLength: 24, withPad: " ", startingAt: 0)
            Terminal.note("\(name) \(hop.records) records, p50 \(Int(hop.p50)) ms, p99 \(Int(hop.p99)) ms")
        }
        let delivery = gateway.map(\.report)
        if let delivery {
            Terminal.note(
                """
                with the gateway: \(delivery.commands) commands, \(delivery.delivered) delivered, \
                \(delivery.otherwise) with another receipt, \(delivery.open) without one
                booking to command:  p50 \(Int(delivery.toCommand.p50)) ms, p99 \(Int(delivery.toCommand.p99)) ms
                command to receipt:  p50 \(Int(delivery.fromCommand.p50)) ms, p99 \(Int(delivery.fromCommand.p99)) ms
                booking to receipt:  p50 \(Int(delivery.toReceipt.p50)) ms, p99 \(Int(delivery.toReceipt.p99)) ms
                """)
        }
        var figures = [
            "transactions_per_s": report.transactionsPerSecond, "p99_ms": report.command.p99,
            "p50_ms": report.command.p50, "score_p99_ms": report.score.p99, "drain_s": report.drainSeconds,
            "cpu_us_per_transaction": report.cpuSeconds * 1e6 / Double(max(1, report.bookings)),
        ]
        if let delivery {
            figures["delivered"] = Double(delivery.delivered)
            figures["command_to_receipt_p50_ms"] = delivery.fromCommand.p50
            figures["command_to_receipt_p99_ms"] = delivery.fromCommand.p99
            figures["receipt_p50_ms"] = delivery.toReceipt.p50
            figures["receipt_p99_ms"] = delivery.toReceipt.p99
        }
        return figures
    }

    private func tell(_ report: TextBench.Report) {
        Terminal.note(
            """
            texts on one core, the whole step of the stage without decoding and encoding:
            \(Int(report.firsPerSecond)) FIRs/s of \(report.gistBytes) bytes, \(Int(report.postsPerSecond)) posts/s of \
            \(report.postBytes) bytes (a published pipeline: 200 to 500 ms a text, $150 for 20,000 cases)
            """)
    }

    private func rates(_ report: TextBench.Report) -> [String: Double] {
        ["firs_per_s": report.firsPerSecond.rounded(), "posts_per_s": report.postsPerSecond.rounded()]
    }

    private func two(_ value: Double) -> String { String(format: "%.2f", value) }
}
