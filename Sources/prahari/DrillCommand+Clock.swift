import ArgumentParser
import Composition
import Drills

extension DrillCommand {
    struct Clock: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wall clocks jump, the processor's and the banks'; results must not change.",
            discussion: """
                Needs a broker (ops/broker start). The process runs by a clock that jumps a day on, two days back, to
                the year 2099 and back to now, and is killed while it says 2099. One record in a hundred has a time that
                is a day ahead, a day behind, in 2099 or eight days behind: the first two are processed, the third is
                refused as in_future, the last is late. Every record must be accounted for, as in a run by a clock that
                is right.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "How long the load runs; the clock jumps within the first 24 s.") var seconds = 30
        @Option(help: "Records a second.") var rate = 1_000
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard seconds >= 15, rate > 0 else { throw ValidationError("--seconds is at least 15, --rate at least 1") }
        }

        func run() throws {
            try drill.run(
                ClockDrill.self,
                replay: "--seconds \(seconds) --rate \(rate) --stage \(stage)"
            ) {
                $0.seconds = seconds
                $0.rate = rate
                $0.stage = stage
            }
        }
    }

    /// `prahari run` by a clock that jumps.
    struct Shifted: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "shifted-run", abstract: "A process of the clock drill.", shouldDisplay: false)
        @OptionGroup var common: CommonOptions
        @Option var jumps: String
        @Argument var stages: [String]

        func run() throws {
            guard let clock = ShiftedClock(jumps) else {
                throw ValidationError("--jumps '\(jumps)': expected pairs of seconds, as 5:86400,10:-86400")
            }
            try RunCommand.run(stages, try common.load(), clock: clock)
        }
    }
}
