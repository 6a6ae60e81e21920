import ArgumentParser
import Composition
import Foundation
import Records
import StageKit

struct LagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lag",
        abstract: "Shows how far each stage is behind its inputs.",
        discussion: """
            Remaining counts offsets, and the control records of transactions are among them: a stage that reads another
            stage's output is caught up a few offsets before zero.

              prahari lag
              prahari lag anomaly --wait      until nothing moves any more and nothing is left
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "Stages; all when none is named.") var stages: [String] = []
    @Flag(help: "Wait until all stages are still: nothing committed and nothing produced for two seconds.") var wait =
        false
    @Option(help: "With --wait: give up after so many seconds.") var timeout = 300
    @Flag(help: "Print JSON.") var json = false

    func run() throws {
        let configuration = try common.load()
        let names = stages.isEmpty ? StageRegistry.names : stages
        let cluster = Cluster(configuration)
        var progress: [(name: String, progress: GroupProgress)] = []
        for name in names {
            guard let stage = StageRegistry.stage(named: name) else {
                throw ValidationError("unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
            }
            progress.append((name, try GroupProgress(cluster, stage: stage.descriptor)))
        }
        defer { for entry in progress { entry.progress.close() } }
        if wait { try waitUntilStill(progress) }
        try show(progress)
    }

    private func waitUntilStill(_ progress: [(name: String, progress: GroupProgress)]) throws {
        let deadline = Date(timeIntervalSinceNow: Double(timeout))
        var last: [Int64] = []
        var still = 0
        while still < 4 {
            guard Date() < deadline else {
                Terminal.error("not still after \(timeout) s")
                throw ExitCode(1)
            }
            var now: [Int64] = []
            for entry in progress {
                for row in try entry.progress.rows() { now += [row.committed?.rawValue ?? -1, row.end.rawValue] }
            }
            let remaining = try progress.first { $0.name == "anomaly" }?.progress.remaining() ?? 0
            still = now == last && remaining == 0 ? still + 1 : 0
            last = now
            usleep(500_000)
        }
    }

    private func show(_ progress: [(name: String, progress: GroupProgress)]) throws {
        var object: [String: Any] = [:]
        for (name, progress) in progress {
            let rows = try progress.rows()
            let remaining = rows.reduce(0) { $0 + $1.remaining }
            object[name] = ["remaining": remaining, "partitions": rows.count]
            if json { continue }
            Terminal.line("\(name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(remaining) remaining")
            for row in rows where row.remaining > 0 {
                let committed = row.committed.map { String($0.rawValue) } ?? "nothing"
                Terminal.line("  \(row.topic)-\(row.partition.rawValue): committed \(committed) of \(row.end.rawValue)")
            }
        }
        if json { Terminal.json(object) }
    }
}
