import ArgumentParser
import Composition
import Drills
import Foundation
import GatewayDrill

struct DrillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Breaks things on purpose and checks that nothing is lost.",
        discussion: """
            A drill runs processes of a stage against a broker, breaks something, and compares what is on the topics
            afterwards, record by record, with what one undisturbed process makes of the same records. It works under
            topic and group prefixes of its own, and deletes its topics at the end and on Ctrl-C.

            Every drill exits 0 when it passed or was skipped, 1 when it did not pass, 130 on Ctrl-C, and prints one
            JSON object last with --json. The same --seed makes the same choices.

              prahari drill all                        short ones of all, a table at the end
              prahari drill soak --hours-in 24 --minutes 60
            """,
        subcommands: [
            All.self, Kill.self, FailoverDrillCommand.self, Storm.self, Away.self, Slow.self, Disk.self, Clock.self,
            Poison.self, Soak.self,
            Fuzz.self, Gateway.self, Replay.self, Piece.self, Shifted.self,
        ])

    struct Kill: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "SIGKILLs processes of a stage at random moments and compares with an uninterrupted run.",
            discussion: """
                Needs a broker (ops/broker start). Two processes share the partitions of a topic; in each round one is
                killed and restarted, sometimes with an empty state directory; sometimes partitions move: a process
                joins, or two come back with each other's state directories. Outputs and state are then compared with those of one uninterrupted process,
                record by record. The drill works under topic and group prefixes of its own and deletes its topics.
                """)
        @OptionGroup var drill: DrillOptions
        @Option(help: "How many kills.") var rounds = 50
        @Option(help: "Transactions on the topic.") var records = 200_000
        @Option(help: "Accounts they belong to.") var accounts = 20_000
        @Option(help: "Partitions of the topic.") var partitions = 8
        @Option(help: "The stage; one that reads bank.transactions.v1 only.") var stage = "anomaly"
        @Option(help: "num.standby.replicas of the killed processes: warm copies, 0...3.") var standby = 0

        func run() throws {
            try drill.run(
                KillDrill.self, replay: "--rounds \(rounds)" + (standby > 0 ? " --standby \(standby)" : "")
            ) {
                $0.rounds = rounds
                $0.records = records
                $0.accounts = accounts
                $0.partitions = partitions
                $0.stage = stage
                $0.standby = standby
            }
        }
    }

    struct Fuzz: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Feeds mutated and random bytes to the three inputs: each is processed or a dead letter with a reason.",
            discussion:
                "Needs no broker: real workers on a cluster in memory, in child processes so that a crash is counted.")
        @Option(help: "How many records.") var records = 1_000_000
        @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            var options = FuzzDrill.Options()
            options.records = records
            options.seed = seed
            DrillOptions.hearInterrupts()
            let report = try DrillOptions.interruptible {
                try FuzzDrill(options: options, tell: Terminal.note).run()
            }
            for (reason, count) in report.reasons.sorted(by: { $0.value > $1.value }) {
                Terminal.note("  \(reason): \(count)")
            }
            for failure in report.failures.prefix(10) { Terminal.note("  " + failure) }
            Terminal.note(
                "\(report.records) records: \(report.processed) processed, \(report.deadLettered) dead letters, "
                    + "\(report.late) late, \(report.crashes) crashes, \(report.unaccounted) unaccounted for")
            if json {
                Terminal.json([
                    "records": report.records, "crashes": report.crashes, "processed": report.processed,
                    "dead_lettered": report.deadLettered, "late": report.late, "unaccounted": report.unaccounted,
                ])
            }
            if !report.passed { throw ExitCode(1) }
        }
    }

    struct Gateway: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "SIGKILLs prahari-gateway while its HTTP and SMTP providers misbehave; no command may be lost.",
            discussion: """
                Needs a broker (ops/broker start) and prahari-gateway beside this program. Two gateways share the
                commands; their providers, on loopback, fail, hang, answer 429 and 5xx and close early, also after they
                took a message. Each command must end with one receipt; a message may be taken twice only where the
                provider had not confirmed the first, or the gateway was killed before it could write that down.
                """)
        @OptionGroup var common: CommonOptions
        @Option(help: "How many commands.") var commands = 400
        @Option(help: "How many kills.") var kills = 12
        @Option(help: "Seed of every random choice.") var seed: UInt64 = 1
        @Option(help: "Folder for configuration and logs; kept when the drill fails.") var folder: String?
        @Flag(help: "Print one JSON object last.") var json = false

        func run() throws {
            var options = GatewayDrill.Options()
            options.commands = commands
            options.kills = kills
            options.seed = seed
            let work = folder ?? NSTemporaryDirectory() + "prahari-gateway-\(ProcessInfo.processInfo.processIdentifier)"
            let report: GatewayDrill.Report
            do {
                report = try GatewayDrill(try common.load(), options: options, folder: work, tell: Terminal.note).run()
            } catch let fault as ClusterFault {
                Terminal.error("\(fault)\nlogs are in \(work)")
                throw ExitCode(1)
            }
            for (fault, count) in report.faults.sorted(by: { $0.key < $1.key }) {
                Terminal.note("  \(count) x \(fault)")
            }
            Terminal.note(
                """
                \(report.commands) commands, \(report.kills) kills, \(report.attempts) requests that arrived: \
                \(report.delivered) delivered, \(report.failedWithReceipt) failed with a receipt, \(report.lost) lost
                \(report.duplicates) taken twice: \(report.duplicatesUnconfirmed) the provider had not confirmed, \
                \(report.duplicatesKilled) the gateway was killed before it could write the answer down, \
                \(report.duplicatesUnheard) it had given up when the answer came, \
                \(report.duplicatesRestarted) the transaction with the answer failed, \(report.unexplained) without need
                """)
            for example in report.examples { Terminal.note("  " + example) }
            if !report.passed {
                Terminal.note(
                    "logs are in \(work); replay: prahari drill gateway --commands \(commands) --kills \(kills) --seed \(seed)"
                )
            }
            if json {
                Terminal.json([
                    "commands": report.commands, "delivered": report.delivered,
                    "failed_with_receipt": report.failedWithReceipt, "lost": report.lost,
                    "duplicates": report.duplicates, "duplicates_unconfirmed": report.duplicatesUnconfirmed,
                    "duplicates_killed": report.duplicatesKilled, "duplicates_unheard": report.duplicatesUnheard,
                    "duplicates_restarted": report.duplicatesRestarted, "restarts": report.restarts,
                    "duplicates_unexplained": report.unexplained,
                    "doubled_receipts": report.doubledReceipts, "sent_after_receipt": report.sentAfterReceipt,
                    "kills": report.kills, "attempts": report.attempts,
                ])
            }
            if !report.passed { throw ExitCode(1) }
        }
    }

    /// One piece of the fuzz drill; its report is JSON for the parent.
    struct Piece: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fuzz-piece", abstract: "One piece of the fuzz drill in this process.", shouldDisplay: false)
        @Option var records: Int
        @Option var seed: UInt64

        func run() throws {
            let report = try FuzzPiece(records: records, seed: seed).run()
            FileHandle.standardOutput.write(try JSONEncoder().encode(report))
        }
    }
}
