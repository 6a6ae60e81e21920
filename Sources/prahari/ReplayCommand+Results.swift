import ArgumentParser
import Composition
import Foundation
import Records
import Replay
import Runtime
import StageKit
import Wire

extension ReplayCommand {
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The runs of the cluster, or one of them in full.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "A run; all when none is named.") var id: String?

        func run() throws {
            let cluster = Cluster(try common.load())
            guard let id else {
                let runs = try RunLedger.runs(cluster)
                for run in runs {
                    do {
                        let found = try RunLedger(cluster, run: run).read()
                        Terminal.line(line(found.manifest, found.state))
                    } catch {
                        Terminal.line("\(run) cannot be read: \(error)")
                    }
                }
                if runs.isEmpty { Terminal.note("no runs; prahari replay plan shows what one would do") }
                return
            }
            let found = try RunLedger(cluster, run: id).read()
            Terminal.line(line(found.manifest, found.state))
            Terminal.line("  made \(found.manifest.createdAt) by \(found.manifest.by)")
            if let detail = found.state?.detail { Terminal.line("  \(detail)") }
            for stage in found.manifest.stages { try show(stage, found.manifest, cluster) }
        }

        private func line(_ manifest: RunManifest, _ state: RunState?) -> String {
            let stage = state?.stage.map { " \($0)" } ?? ""
            let read = state.map { $0.read > 0 ? ", \($0.read) records" : "" } ?? ""
            let left = state?.remaining.map { remaining in
                ", \(remaining) to go" + (state?.secondsLeft.map { ", \($0) s left" } ?? "")
            }
            return
                "\(manifest.id) \(state?.phase.rawValue ?? "unknown")\(stage)\(read)\(left ?? ""), \(state?.at ?? "")"
        }

        /// How far the stage's group is in the ranges that it reads of live topics.
        private func show(_ name: String, _ manifest: RunManifest, _ cluster: Cluster) throws {
            guard let stage = StageRegistry.stage(named: name) else { return }
            let configuration = cluster.configuration
            let inputs = Set(stage.descriptor.inputs.map(configuration.runtime.name(of:)))
            let prefix = RunNames.groupPrefix(configuration.groupPrefix + "prahari-", run: manifest.id)
            let catalogue = try KafkaCatalogue(cluster, group: prefix + name)
            defer { catalogue.close() }
            let ranges = manifest.ranges.filter { inputs.contains($0.topic) && $0.to > $0.warmUp }
            let committed = try catalogue.committed(ranges.map(\.source))
            var total: Int64 = 0
            var done: Int64 = 0
            for range in ranges {
                total += range.to - range.warmUp
                let at = committed[range.source]?.rawValue ?? range.warmUp
                done += min(max(0, at - range.warmUp), range.to - range.warmUp)
            }
            Terminal.line("  \(name): \(done) of \(total) offsets of live topics")
        }
    }

    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks a run to drain and stop, from any machine; run --resume goes on.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The run.") var id: String
        @Option(help: "Who is answerable.") var by: String = NSUserName()
        @Option(help: "Why.") var reason = ""

        func run() throws {
            let ledger = RunLedger(Cluster(try common.load()), run: id)
            let found = try ledger.read()
            guard found.state?.phase == .running else {
                throw ClusterFault("run \(id) is \(found.state?.phase.rawValue ?? "not started"), not running")
            }
            let at = Timestamp.string(SystemClock().now())
            try ledger.write(RunLedger.cancelKey, ["by": by, "reason": reason, "at": at])
            Terminal.note("asked; prahari replay status \(id)")
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "New, lost and changed scores and alerts of a run, against live work or another run.",
            discussion: "Exits 0 whether there are differences or not. Memory grows with the records of the range.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The run.") var id: String
        @Option(help: "Another run to compare with, instead of live work.") var against: String?
        @Option(help: "Scores that differ by no more are the same.") var tolerance = 1e-9
        @Option(help: "Count scores that cross it.") var threshold = 0.8
        @Option(help: "Print at most so many differences.") var limit = 50
        @Flag(help: "One JSON object a difference, without limit.") var json = false

        func run() throws {
            let cluster = Cluster(try common.load())
            let manifest = try RunLedger(cluster, run: id).read().manifest
            let other = try against.map { try RunLedger(cluster, run: $0).read().manifest }
            let result = try RunOutputs(cluster, manifest).diff(
                against: other, tolerance: tolerance, threshold: threshold)
            if json {
                for change in result.changes { Terminal.json(object(change)) }
                return
            }
            for change in result.changes.prefix(limit) { Terminal.line(change.text) }
            if result.changes.count > limit {
                Terminal.line("and \(result.changes.count - limit) more; --limit or --json shows them")
            }
            for (topic, summary) in result.topics { Terminal.line("\(topic): \(summary.text)") }
            if result.changes.isEmpty { Terminal.line("no differences") }
        }

        private func object(_ change: RunDiff.Change) -> [String: Any] {
            var object: [String: Any] = [
                "kind": change.kind.rawValue, "topic": change.topic, "key": change.key, "subject": change.subject,
            ]
            object["before"] = change.before
            object["after"] = change.after
            if !change.detail.isEmpty { object["reasons"] = change.detail }
            return object
        }
    }

    struct Promote: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publishes what a run found otherwise into the live topics.",
            discussion: """
                Takes the run's new and changed records, as they are, marked with prahari-run-id and an id of their
                own (ce_id@RUN), in transactions. Records that are the same are not published twice. It does not
                take back what only live work has, for a log cannot; it moves no offsets and no state: a stage whose
                state is wrong is rebuilt with prahari reset. Alert commands stay in the run without --deliver.
                """)
        @OptionGroup var common: CommonOptions
        @Argument(help: "The run.") var id: String
        @Option(help: "Scores that differ by no more are the same.") var tolerance = 1e-9
        @Flag(help: "Alert commands too: people may be alerted. Needs --reason.") var deliver = false
        @Option(help: "Why people may be alerted.") var reason: String?
        @Option(help: "Who is answerable.") var by: String = NSUserName()
        @Flag(help: "Do it; without this it is only told.") var yes = false

        func run() throws {
            if deliver, (reason ?? "").isEmpty {
                throw ValidationError("--deliver may alert people: say why with --reason")
            }
            let cluster = Cluster(try common.load())
            let ledger = RunLedger(cluster, run: id)
            let found = try ledger.read()
            guard found.state?.phase == .finished || found.state?.phase == .promoted else {
                throw ClusterFault(
                    "run \(id) is \(found.state?.phase.rawValue ?? "not started"); only a finished one is promoted")
            }
            let promotion = try Promotion(cluster, found.manifest, tolerance: tolerance, delivers: deliver)
            var counts: [String: Int] = [:]
            for (topic, _) in promotion.records { counts[topic, default: 0] += 1 }
            for (topic, count) in counts.sorted(by: { $0.key < $1.key }) { Terminal.line("\(topic): \(count) records") }
            Terminal.line("\(promotion.lost.count) records of live work have no counterpart; they stay")
            if promotion.commandsHeld > 0 {
                Terminal.line("\(promotion.commandsHeld) alert commands stay in the run; --deliver publishes them")
            }
            guard yes else {
                Terminal.note("nothing was published; --yes does it")
                return
            }
            try promotion.publish()
            let why = reason.map { ": \($0)" } ?? ""
            try ledger.write(
                RunLedger.stateKey,
                RunState(
                    phase: .promoted, at: Timestamp.string(SystemClock().now()),
                    detail: "\(promotion.records.count) records by \(by)\(why)"))
            Terminal.note("\(promotion.records.count) records published")
        }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes a run's topics, groups and local state. What it published to live topics stays.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The run.") var id: String
        @Flag(help: "Do it; without this the topics are only told.") var yes = false

        func run() throws {
            let cluster = Cluster(try common.load())
            let ledger = RunLedger(cluster, run: id)
            let found = try ledger.read()
            guard found.state?.phase != .running else {
                throw ClusterFault(
                    "run \(id) is running: prahari replay cancel \(id). If its process died, resume and stop it")
            }
            for topic in (found.manifest.names.values + [ledger.topic]).sorted() { Terminal.line(topic) }
            guard yes else {
                Terminal.note("nothing was deleted; --yes does it")
                return
            }
            try ReplayHost(cluster, found.manifest).drop()
        }
    }
}
