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
            let report = try AlertsEvaluation().report(seeds: try SeedRange.read(seed)) { Terminal.note($0) }
            guard json else { return Terminal.line(report.text) }
            Terminal.note(report.text)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Terminal.line(String(decoding: try encoder.encode(report), as: UTF8.self))
        }
    }
}

/// `1..10` or `7`.
enum SeedRange {
    static func read(_ text: String) throws -> [UInt64] {
        let ends = text.components(separatedBy: "..").map { UInt64($0) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
            first <= last, last - first < 1_000
        else {
            throw ValidationError("--seed takes a number or a range of at most 1000, as 1..10; '\(text)' is neither")
        }
        return Array(first...last)
    }
}
