import ArgumentParser
import TagEvaluation

extension EvalCommand {
    struct Tags: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tags",
            abstract: "The tagger's rules and identifiers on texts written for the purpose.",
            discussion: """
                Two suites that must come out right, and generated cases: 'seen' stories were looked at while the rules
                were written, 'held-out' ones share no sentence with them, but rules were corrected once after their table. Demographics, place and time are not scored.
                The author of the rules wrote the stories too: expect less of real FIRs. Needs no data; seconds.
                """)
        @Option(help: "Cases of each story.") var perStory = 10
        @Option(help: "Seed of names, sums and slips.") var seed: UInt64 = 1
        @OptionGroup var options: Options

        func validate() throws {
            guard (1...1_000).contains(perStory) else {
                throw ValidationError("--per-story \(perStory) is not 1 to 1000")
            }
        }

        func run() throws {
            let report = try TagEvaluation.builtIn().report(perStory: perStory, seed: seed)
            try options.print(report, text: report.text)
        }
    }
}
