import ArgumentParser
import Drills

extension DrillCommand {
    struct Poison: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Half, then all of the records cannot be read, at full rate.",
            discussion: """
                Needs a broker (ops/broker start). Poisoned records are cut off, noise, under another key, without their
                fields or from next year. Each must become one dead letter with its bytes and a reason; the good ones
                between them must give the outputs and the state that they give alone; the log must stay short, and half
                poison may not be read at less than three tenths of the clean rate.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "Records of each of the two runs.") var records = 100_000
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard records >= 2 else { throw ValidationError("--records is at least 2") }
        }

        func run() throws {
            try drill.run(
                PoisonDrill.self,
                replay: "--records \(records) --stage \(stage)"
            ) {
                $0.records = records
                $0.stage = stage
            }
        }
    }
}
