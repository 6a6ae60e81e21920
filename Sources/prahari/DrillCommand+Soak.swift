import ArgumentParser
import Drills

extension DrillCommand {
    struct Soak: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A day's event time in minutes at a steady rate: memory, files and lag must stay flat.",
            discussion: """
                Needs a broker (ops/broker start). One process runs the stages; its resident memory and open files are
                read each second. The first third is left out: caches and state fill. A straight line through the rest
                (Theil-Sen, which single outliers do not move) may rise by at most --growth-mib in all; open files may
                not grow; and no more than ten seconds' records may ever wait.

                  prahari drill soak                                  two minutes: a look, not a proof
                  prahari drill soak --hours-in 24 --minutes 60
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "Hours of event time.") var hoursIn = 24.0
        @Option(help: "Minutes of wall time that they take.") var minutes = 2.0
        @Option(help: "Records a second.") var rate = 200
        @Option(help: "Accounts they belong to; few, so that the state is complete after the first third.")
        var accounts = 200
        @Option(help: "Accepted growth of memory over the last two thirds, in MiB.") var growthMib = 16.0
        @Option(
            name: .customLong("stage"), parsing: .singleValue,
            help: "A stage of the process; may be repeated, the first reads bank.transactions.v1 only.")
        var stages: [String] = ["anomaly", "tally", "volumes"]

        func validate() throws {
            guard hoursIn > 0, minutes * 60 >= 15, rate > 0, accounts > 0 else {
                throw ValidationError("--minutes is at least 0.25; --hours-in, --rate and --accounts are above 0")
            }
        }

        func run() throws {
            var options = SoakDrill.Options()
            options.hours = hoursIn
            options.minutes = minutes
            options.rate = rate
            options.accounts = accounts
            options.growthMebibytes = growthMib
            options.stages = stages
            options.seed = drill.seed
            try drill.run(
                "soak",
                replay: "--hours-in \(hoursIn) --minutes \(minutes) --rate \(rate) --accounts \(accounts) "
                    + stages.map { "--stage \($0)" }.joined(separator: " ")
            ) {
                try SoakDrill($0, options: options, folder: $1, tell: Terminal.note).run()
            }
        }
    }
}
