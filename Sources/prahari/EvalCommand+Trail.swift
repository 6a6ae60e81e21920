import ArgumentParser
import CashOutEvaluation
import Dispatch
import Foundation

extension EvalCommand {
    struct Trail: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trail",
            abstract: "What following stolen money costs: records and hops a second, bytes of state an account.",
            discussion: """
                Each seed is a city of its own, four weeks of bookings and FIRs, played through the trail stage alone, in
                memory. Needs no data; some seconds a city. Build with -c release.
                """)
        @Option(help: "Seeds, as 1..5 or 7.") var seed = "1..5"
        @Option(help: "Rounds; the median one by records a second is told.") var repeats = 5
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let seeds = try EvalCommand.seeds(seed)
            guard (1...100).contains(repeats) else { throw ValidationError("--repeats takes 1 to 100") }
            let rounds = try (0..<repeats).map { _ in
                try TrailCost(seeds: seeds) { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
            }.sorted { $0.recordsPerSecond < $1.recordsPerSecond }
            let cost = rounds[rounds.count / 2]
            Terminal.line(cost.text)
            guard json else { return }
            Terminal.json([
                "trail": [
                    "records_per_s": cost.recordsPerSecond, "hops_per_s": cost.hopsPerSecond,
                    "history_bytes_per_account": cost.historyBytesPerAccount,
                    "taint_bytes_per_account": cost.taintBytesPerAccount, "hops": Double(cost.hops),
                ]
            ])
        }
    }
}
