import ArgumentParser
import Drills

extension DrillCommand {
    struct Away: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The broker is away for a minute; nothing may be lost when it is back.",
            discussion: """
                Needs a broker with one node on this machine (ops/broker start). The processes reach it through a proxy
                of the drill on 127.0.0.1, which closes and refuses their connections, or with --hang keeps them open and
                passes nothing. The broker itself goes on, and so does the load. A process that ends with exit code 1
                is started again, as a supervisor does; any other code fails the drill. Reports when the outage was
                first logged, when the first commit came after it, and when the backlog was worked off.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "How long the broker is away.") var seconds = 60.0
        @Flag(help: "Connections hang instead of being closed.") var hang = false
        @Option(help: "Records a second.") var rate = 300
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard seconds >= 1, rate > 0 else { throw ValidationError("--seconds and --rate are at least 1") }
        }

        func run() throws {
            try drill.run(
                AwayDrill.self,
                replay: "--seconds \(seconds) --rate \(rate) --stage \(stage)" + (hang ? " --hang" : "")
            ) {
                $0.outageSeconds = seconds
                $0.hangs = hang
                $0.rate = rate
                $0.stage = stage
            }
        }
    }
}
