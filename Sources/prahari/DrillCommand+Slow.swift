import ArgumentParser
import Drills

extension DrillCommand {
    struct Slow: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every answer of the broker is late and connections have little bandwidth.",
            discussion: """
                Needs a broker with one node on this machine (ops/broker start). The processes reach it through a proxy
                of the drill on 127.0.0.1. Fails when a record is lost, doubled or different, when more than three
                transactions are rolled back, or when a process grows by more than 128 MiB over the golden run's.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "Milliseconds that each answer is late.") var latency = 300
        @Option(help: "KiB a second of each direction of a connection; 0 is no bound.") var bandwidth = 1_024
        @Option(help: "Transactions on the topic.") var records = 30_000
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard latency >= 0, bandwidth >= 0, records > 0 else {
                throw ValidationError("--latency and --bandwidth are at least 0, --records at least 1")
            }
        }

        func run() throws {
            try drill.run(
                SlowDrill.self,
                replay: "--latency \(latency) --bandwidth \(bandwidth) --records \(records) --stage \(stage)"
            ) {
                $0.milliseconds = latency
                $0.kilobytesPerSecond = bandwidth
                $0.records = records
                $0.stage = stage
            }
        }
    }
}
