import AlertsEvaluation
import ArgumentParser
import Foundation

extension EvalCommand {
    struct Alerts: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "alerts",
            abstract: "What people would be told in simulated cities: how often, how right, how soon.",
            discussion: """
                Each seed is a city of its own, played for two weeks through all stages in memory with the built-in
                policies and no model in force; nobody acknowledges. Held against what really happened. Needs no data;
                nothing was tuned on any seed.
                """)
        @Option(help: "Seeds, as 1..3 or 7.") var seed = "1..3"
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let report = try AlertsEvaluation().report(seeds: try EvalCommand.seeds(seed)) { Terminal.note($0) }
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}
