import ArgumentParser
import Foundation
import RingsEvaluation
import Scenario

extension EvalCommand {
    struct RingsOfAccounts: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rings",
            abstract: "What the rings stage publishes, on simulated cities and on AMLSim's graphs.",
            discussion: """
                Each seed is a city of its own, played for four weeks through the stage and its loop in memory; findings
                are held against the simulator's mule accounts. --amlsim streams the three graphs as bookings of both
                sides, with one fixed setting (no floors, a step is a day), against the labels. Settings were chosen on
                seeds 101 and 102; 1 to 3 are for measuring.
                """)
        @OptionGroup var options: Options
        @Option(help: "Seeds, as 1..3 or 7.") var seed = "1..3"
        @Option(help: "How often people pay; 1 is two to three bookings a day of an employee.") var activity = 1.0
        @Flag(help: "Also the three graphs of AMLSim, which need --data.") var amlsim = false

        func run() throws {
            var evaluation = RingsStageEvaluation()
            evaluation.parameters.activity = activity
            var report = RingsStageReport(rows: try EvalCommand.seeds(seed).map { try evaluation.city(seed: $0) })
            if amlsim {
                let folder = try options.folder(of: "amlsim_20k", mark: "20K_fanin200cycle200/transactions.csv.gz")
                Terminal.note("reading \(folder.path)")
                report.rows += try evaluation.amlSim(data: folder)
            }
            try options.print(report, text: report.text)
        }
    }

    /// Seeds as 1..10 or 7.
    static func seeds(_ text: String) throws -> [UInt64] {
        let ends = text.components(separatedBy: "..").map { UInt64($0) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
            first <= last, last - first < 1_000
        else {
            throw ValidationError("--seed takes a number or a range of at most 1000, as 1..10; '\(text)' is neither")
        }
        return Array(first...last)
    }
}
