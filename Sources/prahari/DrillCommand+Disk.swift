import ArgumentParser
import Drills

extension DrillCommand {
    struct Disk: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The state directory's disk fills up; the worker must say so, stop, and lose nothing.",
            discussion: """
                Needs a broker (ops/broker start). The state lies on a tmpfs of --kilobytes (as root), else under a limit
                on file sizes; where neither can be had the drill is skipped and says why. The process works on from
                memory until its cache is full, ends with exit code 4 and names the file and what to do, does the same
                when it is started again, and goes on once there is room.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "Size of the disk in KiB.") var kilobytes = 1_024
        @Option(help: "Transactions on the topic.") var records = 60_000
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"

        func validate() throws {
            guard kilobytes >= 64, records > 0 else {
                throw ValidationError("--kilobytes is at least 64, --records at least 1")
            }
        }

        func run() throws {
            try drill.run(
                DiskDrill.self,
                replay: "--kilobytes \(kilobytes) --records \(records) --stage \(stage)"
            ) {
                $0.kilobytes = kilobytes
                $0.records = records
                $0.stage = stage
            }
        }
    }
}
