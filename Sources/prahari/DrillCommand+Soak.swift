import ArgumentParser
import Drills

extension DrillCommand {
    struct Soak: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A day's event time in minutes at a steady rate: memory, files and lag must stay flat.",
            discussion: """
                Needs a broker (ops/broker start). One process runs the stages. State grows with accounts and
                terminals, and that is no leak: --fill bookings of each account, of the five days before, come first,
                as fast as they are processed, so that all of them are known. Then the steady rate begins, and resident memory and open
                files are read each second. The first third is left out: pools and page caches fill. A straight line
                through the rest (Theil-Sen, which single outliers do not move) may rise by at most --growth-mib in all;
                open files may not grow; and no more than ten seconds' records may ever wait.

                  prahari drill soak                                  two minutes: a look, not a proof
                  prahari drill soak --hours-in 24 --minutes 60
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "Hours of event time.") var hoursIn = 24.0
        @Option(help: "Minutes of wall time that they take.") var minutes = 2.0
        @Option(help: "Records a second.") var rate = 200
        @Option(help: "Accounts they belong to: the size of the state.") var accounts = 200
        @Option(help: "Bookings an account before, so that the state is complete.") var fill = 300
        @Option(help: "Accepted growth of memory over the last two thirds, in MiB.") var growthMib = 8.0
        @Option(
            name: .customLong("stage"), parsing: .singleValue,
            help: "A stage of the process; may be repeated, the first reads bank.transactions.v1 only.")
        var stages: [String] = ["anomaly", "tally", "volumes"]

        func validate() throws {
            guard hoursIn > 0, minutes * 60 >= 15, rate > 0, accounts > 0, fill >= 0 else {
                throw ValidationError(
                    "--minutes is at least 0.25; --hours-in, --rate and --accounts are above 0, --fill is 0 or more")
            }
        }

        func run() throws {
            try drill.run(
                SoakDrill.self,
                replay:
                    "--hours-in \(hoursIn) --minutes \(minutes) --rate \(rate) --accounts \(accounts) --fill \(fill) "
                    + stages.map { "--stage \($0)" }.joined(separator: " ")
            ) {
                $0.hours = hoursIn
                $0.minutes = minutes
                $0.rate = rate
                $0.accounts = accounts
                $0.fillPerAccount = fill
                $0.growthMebibytes = growthMib
                $0.stages = stages
            }
        }
    }
}
