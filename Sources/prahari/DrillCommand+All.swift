import ArgumentParser
import Composition
import Drills
import Foundation

extension DrillCommand {
    struct All: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every drill on one broker with short settings, and one table.",
            discussion: """
                Needs a broker with one node on this machine (ops/broker start). A drill that fails
                does not keep the others from running. Exits 0 when none failed; one that was skipped says why in the
                table. The gateway's drill is not among them: it needs prahari-gateway beside this program.

                  prahari drill all
                  prahari drill all --only storm --only away
                """)
        @OptionGroup var drill: DrillOptions
        @Option(
            parsing: .singleValue,
            help: "Only this drill; may be repeated: \(DrillSuite.names.joined(separator: ", ")).")
        var only: [String] = []

        func validate() throws {
            for name in only where !DrillSuite.names.contains(name) {
                throw ValidationError(
                    "--only '\(name)': expected one of \(DrillSuite.names.joined(separator: ", "))")
            }
        }

        func run() throws {
            let configuration = try drill.common.load()
            let work = drill.folder ?? DrillOptions.Run.defaultFolder("drills")
            DrillOptions.hearInterrupts()
            let reports = try DrillOptions.interruptible {
                try DrillSuite(configuration, seed: drill.seed, folder: work, tell: Terminal.note)
                    .run(only.isEmpty ? DrillSuite.names : DrillSuite.names.filter(only.contains))
            }
            let failed = reports.filter { $0.verdict == .failed }.map(\.name)
            Terminal.line(DrillReport.table(reports))
            if drill.json {
                Terminal.json([
                    "seed": drill.seed, "failed": failed, "drills": reports.map { $0.fields as [String: Any] },
                ])
            }
            guard failed.isEmpty else {
                Terminal.error("\(failed.joined(separator: ", ")) failed; logs and state are in \(work)")
                throw ExitCode(1)
            }
            try? FileManager.default.removeItem(atPath: work)
        }
    }
}
