import ArgumentParser
import Drills

extension DrillCommand {
    struct Storm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Members join and leave every few seconds while records keep coming.",
            discussion: """
                Needs a broker (ops/broker start). A steady load runs; every one to three and a half seconds a process
                joins the group or is asked to stop (SIGTERM), under a new name or one that was there before. With --kills
                some are killed (SIGKILL) instead: that needs a broker that ends the session of a dead member, which
                noida-db does not; `drill kill` kills on any broker. Reports how often members were given partitions, and
                the longest time that a partition with waiting records stood still.
                Fails when a record is lost, doubled or different, or a partition stands still for longer than --pause-max.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "How long the load runs.") var seconds = 40
        @Option(help: "Records a second.") var rate = 1_000
        @Flag(help: "Kill members too; not on noida-db.") var kills = false
        @Option(help: "Longest accepted pause of a partition, in seconds.") var pauseMax = 30.0
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard seconds > 0, rate > 0 else { throw ValidationError("--seconds and --rate are at least 1") }
        }

        func run() throws {
            try drill.run(
                StormDrill.self,
                replay: "--seconds \(seconds) --rate \(rate) --stage \(stage)" + (kills ? " --kills" : "")
            ) {
                $0.seconds = seconds
                $0.rate = rate
                $0.pauseMaxSeconds = pauseMax
                $0.stage = stage
                $0.kills = kills
            }
        }
    }
}
