import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
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
              prahari lag --watch             again and again, until Ctrl-C

            A paused partition says who paused it, since when and why; --wait does not wait for it.
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "Stages; all when none is named.") var stages: [String] = []
    @Flag(help: "Wait until all stages are still: nothing committed and nothing produced for two seconds.") var wait =
        false
    @Option(help: "With --wait: give up after so many seconds.") var timeout = 300
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Show it again and again: what is left, how fast it goes, and how long that takes.") var watch = false
    @Option(help: "With --watch: seconds between two looks.") var every = 2

    func validate() throws {
        guard every >= 1 else { throw ValidationError("--every is 1 or more seconds, not \(every)") }
        guard !(watch && (wait || json)) else { throw ValidationError("--watch goes with neither --wait nor --json") }
    }

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
        let desk = ControlDesk(cluster)
        if watch { try refresh(progress, desk) }
        if wait { try waitUntilStill(progress, desk) }
        try show(progress, try desk.book())
    }

    /// Ends with the process.
    private func refresh(_ progress: [(name: String, progress: GroupProgress)], _ desk: ControlDesk) throws {
        var before: [String: (committed: Int64, at: Date)] = [:]
        while true {
            var lines = ["stage        remaining   records/s   seconds left"]
            let book = try desk.book()
            for (name, progress) in progress {
                let rows = try progress.rows()
                let remaining = rows.reduce(0) { $0 + $1.remaining }
                let committed = rows.reduce(0) { $0 + ($1.committed ?? $1.start).rawValue }
                let now = Date()
                var rate: Double?
                if let last = before[name] {
                    rate = Double(committed - last.committed) / max(0.001, now.timeIntervalSince(last.at))
                }
                before[name] = (committed, now)
                lines.append(row(name, remaining, rate))
                lines += pauses(of: name, rows, book)
            }
            // Clears the terminal, then writes in one go, so that nothing flickers.
            Terminal.line("\u{1B}[2J\u{1B}[H" + lines.joined(separator: "\n"))
            sleep(UInt32(every))
        }
    }

    /// `  partition 3 paused by ops.rao since ...: why`; one line for a stage that is paused whole.
    private func pauses(of stage: String, _ rows: [GroupProgress.Row], _ book: ControlBook) -> [String] {
        let now = SystemClock().now()
        let partitions = Set(rows.map(\.partition)).sorted()
        let holds = partitions.map { book.hold(of: stage, $0, at: now) }
        if let first = holds.first, let hold = first, holds.allSatisfy({ $0 == hold }) { return ["  \(hold.summary)"] }
        return zip(partitions, holds).compactMap { partition, hold in
            hold.map { "  partition \(partition.rawValue) \($0.summary)" }
        }
    }

    private func row(_ name: String, _ remaining: Int64, _ rate: Double?) -> String {
        let pad = { (text: String, width: Int) in
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        let speed = rate.map { String(Int($0.rounded())) } ?? "-"
        var left = "-"
        if remaining == 0 {
            left = "0"
        } else if let rate, rate >= 1 {
            left = String(Int((Double(remaining) / rate).rounded(.up)))
        }
        return name.padding(toLength: 10, withPad: " ", startingAt: 0) + pad(String(remaining), 12) + pad(speed, 12)
            + pad(left, 15)
    }

    private func waitUntilStill(_ progress: [(name: String, progress: GroupProgress)], _ desk: ControlDesk) throws {
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
            let book = try desk.book()
            let remaining = try progress.first { $0.name == "anomaly" }?.progress.rows().reduce(0) {
                book.hold(of: "anomaly", $1.partition, at: SystemClock().now()) == nil ? $0 + $1.remaining : $0
            }
            still = now == last && (remaining ?? 0) == 0 ? still + 1 : 0
            last = now
            usleep(500_000)
        }
    }

    private func show(_ progress: [(name: String, progress: GroupProgress)], _ book: ControlBook) throws {
        var object: [String: Any] = [:]
        for (name, progress) in progress {
            let rows = try progress.rows()
            let remaining = rows.reduce(0) { $0 + $1.remaining }
            let paused = pauses(of: name, rows, book)
            object[name] = [
                "remaining": remaining, "partitions": rows.count,
                "paused": paused.map { $0.trimmingCharacters(in: .whitespaces) },
            ]
            if json { continue }
            Terminal.line("\(name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(remaining) remaining")
            for line in paused { Terminal.line(line) }
            for row in rows where row.remaining > 0 {
                let committed = row.committed.map { String($0.rawValue) } ?? "nothing"
                Terminal.line("  \(row.topic)-\(row.partition.rawValue): committed \(committed) of \(row.end.rawValue)")
            }
        }
        if json { Terminal.json(object) }
    }
}
