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
                policies and no model in force; nobody acknowledges. Held against what really happened, by severity: how
                much stolen money could still be held when people were first told. Needs no data. The built-in severities
                were chosen on seeds 101..103. Try your own before you publish them:

                  prahari eval alerts --seed 101..103 --policies mine.json
                """)
        @Option(help: "Seeds, as 1..3 or 7.") var seed = "1..3"
        @Option(help: "A JSON file of policies; each takes the place of the built-in one of its id.")
        var policies: String?
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            let evaluation =
                if let policies {
                    try AlertsEvaluation(policies: String(contentsOfFile: policies, encoding: .utf8))
                } else {
                    AlertsEvaluation()
                }
            let report = try evaluation.report(seeds: try EvalCommand.seeds(seed)) { Terminal.note($0) }
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}
