import ArgumentParser
import Composition
import Drills
import Foundation
import Replay

extension DrillCommand {
    struct Replay: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replays a city's past beside live work: its latency, its outputs, and who was alerted.",
            discussion: """
                Needs a broker (ops/broker start); with prahari-gateway beside this program commands are delivered to a
                file. The anomaly and alerts stages read --records bookings and go on at --live-rate while the past is
                replayed: all of it with the model in force (a), its first fifth through both stages with the same model
                (b) and with another (c), and its last part into the live topic, marked (d). Last that part once more,
                allowed to alert people (e). Passes when live outputs and state are those of a run without replays, live
                alerts are delivered meanwhile and none of a replay but e's, the same model gives the same scores and
                alerts, another does not, and the cap holds. Works under prefixes of its own and deletes its topics.
                Producers compress (lz4) unless kafka.producer.compression.type says otherwise.
                """)
        @OptionGroup var common: CommonOptions
        @Option(help: "Bookings of the past.") var records = 1_000_000
        @Option(help: "Bookings a second of live work.") var liveRate = 500
        @Option(help: "The replays' cap, records a second; 0 for none.") var rate = 5_000
        @Option(help: "Partitions of each topic.") var partitions = 4
        @Option(help: "Seconds of live work alone before the replays, and after them.") var calmSeconds = 30
        @Option(help: "Seed of the city.") var seed: UInt64 = 1
        @Option(
            parsing: .singleValue,
            help: "A record for ref.models.v1; twice: the model in force, and the other. Trained when left out.")
        var model: [String] = []
        @Option(help: "The replays' priority, as replay run takes it.") var nice = 10
        @Option(help: "Folder for models, state and logs; kept when the drill fails.") var folder: String?
        @Flag(help: "Print one JSON object last.") var json = false

        func validate() throws {
            guard model.isEmpty || model.count == 2 else {
                throw ValidationError("--model is given twice, or not at all")
            }
            guard records >= 1_000, liveRate > 0, rate >= 0, partitions > 0, calmSeconds > 0 else {
                throw ValidationError(
                    "--records is at least 1000; --live-rate, --partitions and --calm-seconds at least 1")
            }
        }

        func run() throws {
            var options = ReplayDrill.Options()
            options.records = records
            options.liveRate = liveRate
            options.rate = rate
            options.partitions = partitions
            options.calmSeconds = calmSeconds
            options.seed = seed
            options.models = model
            options.replayArguments = ["--nice", "\(nice)"]
            let work = folder ?? NSTemporaryDirectory() + "prahari-replay-\(ProcessInfo.processInfo.processIdentifier)"
            Stopper.sweepOnCtrlC(work)
            let report: ReplayDrill.Report
            do {
                report = try ReplayDrill(try common.load(), options: options, folder: work, tell: Terminal.note).run()
            } catch let fault as ClusterFault {
                Terminal.error("\(fault)\nlogs and state are in \(work)")
                throw ExitCode(1)
            }
            tell(report)
            if !report.passed { Terminal.note("logs and state are in \(work)") }
            if json { Terminal.json(object(report)) }
            if !report.passed { throw ExitCode(1) }
        }

        private func tell(_ report: ReplayDrill.Report) {
            func words(_ latency: ReplayDrill.Latency) -> String {
                "p50 \(Int(latency.p50)) ms, p99 \(Int(latency.p99)) ms (\(latency.samples))"
            }
            Terminal.note("live before: \(words(report.before))")
            for run in report.runs {
                Terminal.note(
                    "live during \(run.id): \(words(run.latency)); it read \(run.records) in \(Int(run.seconds)) s, "
                        + "at most \(Int(run.peakRate))/s, \(Int(run.processorMicroseconds)) us of processor time each; "
                        + "\(run.liveAlertsDelivered) live alerts delivered")
            }
            Terminal.note("live after: \(words(report.after))")
            for difference in report.differences { Terminal.note("\(difference.name): \(difference.summary.text)") }
            let alerts = report.alerts
            let delivered =
                report.hasGateway
                ? "\(alerts.live.delivered) of live work were delivered, \(report.liveAlertsMeanwhile) of them meanwhile"
                : "no gateway ran"
            Terminal.note(
                """
                \(alerts.ofRuns(published: false)) alerts delivered for replays a to d, \
                \(alerts.ofRuns(published: true)) published; \(delivered); \(report.markedOutputs) marked scores were before \
                the alerts stage, \(report.candidatesHeld) of them met a policy
                run e, allowed to: \(report.asked.ofRuns(published: true)) published, \
                \(report.asked.ofRuns(published: false)) delivered
                \(report.outputs) live outputs and \(report.stateKeys) state keys compared with a run without replays: \
                \(report.lost) lost, \(report.doubled) doubled, \(report.different) different, \
                \(report.stateDifferent) of the state different
                """)
            for failure in report.failures { Terminal.note("FAILED: \(failure)") }
        }

        private func object(_ report: ReplayDrill.Report) -> [String: Any] {
            func latency(_ latency: ReplayDrill.Latency) -> [String: Any] {
                ["p50_ms": latency.p50, "p99_ms": latency.p99, "samples": latency.samples]
            }
            var live: [String: Any] = ["before": latency(report.before), "after": latency(report.after)]
            var runs: [String: Any] = [:]
            for run in report.runs {
                live["during_\(run.id)"] = latency(run.latency)
                runs[run.id] = [
                    "records": run.records, "seconds": run.seconds, "peak_records_per_s": run.peakRate.rounded(),
                    "processor_us_per_record": run.processorMicroseconds.rounded(),
                    "live_alerts_delivered": run.liveAlertsDelivered,
                ]
            }
            var differences: [String: Any] = [:]
            for difference in report.differences {
                let summary = difference.summary
                var counts: [String: Any] = [
                    "before": summary.before, "after": summary.after, "same": summary.same, "rose": summary.up,
                    "fell": summary.down,
                ]
                for kind in RunDiff.Change.Kind.allCases { counts[kind.rawValue] = summary.changes[kind] ?? 0 }
                differences[difference.name] = counts
            }
            return [
                "passed": report.passed, "records": report.records, "live_records": report.liveRecords,
                "rate_cap": report.rate, "live_latency": live, "runs": runs, "diff": differences,
                "alerts_delivered": report.alerts.ofRuns(published: false),
                "alerts_published": report.alerts.ofRuns(published: true),
                "live_alerts_delivered": report.hasGateway ? report.alerts.live.delivered as Any : NSNull(),
                "live_alerts_delivered_meanwhile": report.hasGateway ? report.liveAlertsMeanwhile as Any : NSNull(),
                "marked_outputs": report.markedOutputs, "candidates_held": report.candidatesHeld,
                "asked_alerts_published": report.asked.ofRuns(published: true),
                "asked_alerts_delivered": report.asked.ofRuns(published: false), "failures": report.failures,
                "outputs": report.outputs, "state_keys": report.stateKeys,
                "lost": report.lost, "doubled": report.doubled, "different": report.different,
                "state_different": report.stateDifferent,
            ]
        }
    }
}
