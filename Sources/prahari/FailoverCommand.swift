import ArgumentParser
import Composition
import Drills
import Foundation

/// `prahari drill failover`.
struct FailoverDrillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failover",
        abstract: "Measures the time from the SIGKILL of a process to the first output of its partitions by another.",
        discussion: """
            Needs a broker (ops/broker start). The state is built once; in each round two processes with empty state
            directories restore it, one is killed, and bookings keep coming until the other has answered for each of
            its partitions: without standby (num.standby.replicas=0) and with one. The group sees a death after
            session.timeout.ms, which no standby shortens; the drill prints that part by itself. A broker that never
            ends the session of a dead member, as noida-db, hands nothing over: there use --stop. It works under topic
            and group prefixes of its own and deletes its topics.
            """)
    @OptionGroup var common: CommonOptions
    @Option(help: "Rounds of each kind.") var rounds = 3
    @Option(help: "Accounts: the size of the state.") var accounts = 300_000
    @Option(help: "Bookings that build the state; default three an account.") var records: Int?
    @Option(help: "Partitions of the topic.") var partitions = 8
    @Option(help: "session.timeout.ms of the processes; the broker may have a least one.") var sessionTimeout = 6_000
    @Flag(help: "Ask the owner to stop instead of killing it.") var stop = false
    @Option(help: "Seed of the bookings.") var seed: UInt64 = 1
    @Option(help: "Folder for state and logs; kept when the drill fails.") var folder: String?
    @Flag(help: "Print one JSON object last.") var json = false

    func run() throws {
        var options = FailoverDrill.Options()
        options.rounds = max(1, rounds)
        options.accounts = max(1, accounts)
        options.records = records ?? options.accounts * 3
        options.partitions = max(2, partitions)
        options.sessionTimeoutMilliseconds = sessionTimeout
        options.seed = seed
        options.stops = stop
        let work = folder ?? NSTemporaryDirectory() + "prahari-failover-\(ProcessInfo.processInfo.processIdentifier)"
        let rounds: [FailoverDrill.Round]
        do {
            rounds = try FailoverDrill(try common.load(), options: options, folder: work, tell: Terminal.note).run()
        } catch let fault as ClusterFault {
            Terminal.error("\(fault)\nlogs and state are in \(work)")
            throw ExitCode(1)
        }
        Terminal.note("replicas  detected ms  restore ms  records read  warm   first output ms  every partition ms")
        for round in rounds.sorted(by: { $0.replicas < $1.replicas }) { Terminal.note(line(of: round)) }
        for replicas in options.replicas {
            let own = rounds.filter { $0.replicas == replicas }
            Terminal.note(
                "median of \(own.count) with \(replicas) replicas: restore \(median(own.map(\.restored))) ms, first "
                    + "output after \(median(own.map(\.firstOutput))) ms, of every partition after "
                    + "\(median(own.map(\.allOutputs))) ms")
        }
        guard json else { return }
        Terminal.json([
            "accounts": options.accounts, "partitions": options.partitions, "session_timeout_ms": sessionTimeout,
            "rounds": rounds.map {
                [
                    "replicas": $0.replicas, "detected_ms": Int($0.detected), "restore_ms": Int($0.restored),
                    "records_read": $0.restoredRecords, "warm": $0.warm, "moved": $0.moved,
                    "first_output_ms": Int($0.firstOutput), "all_outputs_ms": Int($0.allOutputs),
                ]
            },
        ])
    }

    private func line(of round: FailoverDrill.Round) -> String {
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(1, width - text.count)) + text
        }
        return right("\(round.replicas)", 8) + right("\(round.detected)", 13) + right("\(round.restored)", 12)
            + right("\(round.restoredRecords)", 14) + right("\(round.warm)/\(round.moved)", 6)
            + right("\(round.firstOutput)", 18) + right("\(round.allOutputs)", 20)
    }

    private func median(_ values: [Int64]) -> Int64 {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
