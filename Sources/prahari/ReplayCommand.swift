import ArgumentParser
import Composition
import Foundation
import Records
import Replay
import Runtime
import Wire

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Processes a range of the past again, beside live work, and compares.",
        discussion: """
            A run has a consumer group, a state directory and topics of its own (TOPIC.run-ID); live stages go on
            undisturbed. Nothing is made or read before plan has shown it.

              prahari replay plan --id march --stage anomaly --from 2026-03-01 --to 2026-03-02 --warm-up P14D
              prahari replay run --id march --stage anomaly --from 2026-03-01 --to 2026-03-02 --warm-up P14D
              prahari replay run --id new-model --stage anomaly --from 2026-03-01 --warm-up all \\
                  --document ref.models.v1:anomaly=models/new.json
              prahari replay diff new-model
              prahari replay promote new-model --yes
              prahari replay drop new-model --yes
            """,
        subcommands: [
            Plan.self, Run.self, Status.self, Cancel.self, Diff.self, Promote.self, Drop.self,
        ])

    /// What plan and run both take.
    struct Request: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Option(help: "Name of the run: up to 40 of a-z, 0-9 and -.") var id: String
        @Option(name: .customLong("stage"), parsing: .singleValue, help: "A stage to run again; may be repeated.")
        var stages: [String] = []
        @Option(help: "First Kafka timestamp: a date or RFC 3339; the begin of the log when left out.")
        var from: String?
        @Option(help: "First Kafka timestamp that is not read any more; what there is now when left out.")
        var to: String?
        @Option(
            name: .customLong("range"), parsing: .singleValue,
            help: ArgumentHelp(
                "Offsets instead of times, for named partitions; may be repeated.",
                valueName: "topic-partition=from..to"))
        var ranges: [String] = []
        @Option(
            name: .customLong("warm-up"),
            help: "Read so much before the range for the state, publishing nothing: P14D, PT6H, or all.")
        var warmUp: String?
        @Option(help: "Only records of these keys, separated by commas.") var keys: String?
        @Option(help: "Records a second at most; 0 for no cap.") var rate = 5_000
        @Option(help: "run: topics of the run. live: the live topics, marked with the header prahari-run-id.")
        var outputs = "run"
        @Option(
            name: .customLong("document"), parsing: .singleValue,
            help: ArgumentHelp(
                "A document that the run reads in the place of the live one (models, policies, taxonomy); may be repeated.",
                valueName: "topic:key=file"))
        var documents: [String] = []
        @Flag(help: "Alert commands may go to the live topic. Needs --outputs live and --reason.") var deliver = false
        @Option(help: "Why people may be alerted.") var reason: String?
        @Option(help: "Who is answerable.") var by: String = NSUserName()

        func overlays(prefix: String) throws -> [(topic: Topic, overlay: ReplayHost.Overlay)] {
            try documents.map { text in
                guard let colon = text.firstIndex(of: ":"), let equals = text[colon...].firstIndex(of: "="),
                    let topic = Topic(rawValue: String(text[..<colon]))
                else {
                    throw ValidationError(
                        "--document takes topic:key=file, as ref.models.v1:anomaly=m.json, not '\(text)'")
                }
                let path = String(text[text.index(after: equals)...])
                guard let data = FileManager.default.contents(atPath: path),
                    (try? JSONSerialization.jsonObject(with: data)) != nil
                else { throw ValidationError("--document: file '\(path)' cannot be read as JSON") }
                return (
                    topic,
                    ReplayHost.Overlay(
                        topic: prefix + topic.rawValue, key: String(text[text.index(after: colon)..<equals]),
                        value: Array(data))
                )
            }
        }

        func plan(_ cluster: Cluster) throws -> ReplayPlan {
            let prefix = cluster.configuration.runtime.topicPrefix
            let descriptors = try stages.map { name in
                guard let stage = StageRegistry.stage(named: name) else {
                    throw ValidationError(
                        "unknown stage '\(name)'; one of: " + StageRegistry.names.joined(separator: ", "))
                }
                return stage.descriptor
            }
            var request = ReplayRequest(id: id, stages: descriptors, span: try span(prefix))
            request.warmUp = try warm()
            request.keys = keys.map { $0.split(separator: ",").map(String.init) } ?? []
            guard rate >= 0 else { throw ValidationError("--rate is 0 or more, not \(rate)") }
            request.rate = rate == 0 ? nil : rate
            guard let outputs = RunManifest.Outputs(rawValue: outputs) else {
                throw ValidationError("--outputs is run or live, not '\(outputs)'")
            }
            request.outputs = outputs
            request.tables = try overlays(prefix: prefix).map(\.topic)
            request.deliver = deliver
            request.reason = reason
            request.by = by
            request.createdAt = Timestamp.string(SystemClock().now())
            let catalogue = try KafkaCatalogue(cluster)
            defer { catalogue.close() }
            return try ReplayPlanner(catalogue, prefix: prefix, all: StageRegistry.all.map(\.descriptor)).plan(request)
        }

        private func span(_ prefix: String) throws -> ReplayRequest.Span {
            guard !ranges.isEmpty else {
                return .time(from: try from.map(Moment.parse), to: try to.map(Moment.parse))
            }
            guard from == nil, to == nil else { throw ValidationError("--range and --from or --to exclude each other") }
            var named: [TopicPartition: Swift.Range<Int64>] = [:]
            for text in ranges {
                let sides = text.components(separatedBy: "=")
                let bounds = (sides.last ?? "").components(separatedBy: "..").compactMap { Int64($0) }
                guard sides.count == 2, bounds.count == 2, bounds[0] <= bounds[1],
                    let dash = sides[0].lastIndex(of: "-"),
                    let number = Int32(sides[0][sides[0].index(after: dash)...])
                else {
                    throw ValidationError("--range takes topic-partition=from..to, as bank.transactions.v1-0=100..200")
                }
                let topic = prefix + String(sides[0][..<dash])
                named[TopicPartition(topic: topic, partition: Partition(number))] = bounds[0]..<bounds[1]
            }
            return .offsets(named)
        }

        private func warm() throws -> ReplayRequest.WarmUp {
            guard let warmUp else { return .none }
            if warmUp == "all" { return .everything }
            guard let length = OffsetReset.duration(warmUp) else {
                throw ValidationError("--warm-up takes a duration (P14D, PT6H) or all, not '\(warmUp)'")
            }
            return .milliseconds(length)
        }
    }

    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows offsets, counts, duration and every topic that run would touch. Makes nothing.")
        @OptionGroup var request: Request
        func run() throws {
            let cluster = Cluster(try request.common.load())
            Terminal.line(try Self.checked { try request.plan(cluster) }.text)
        }

        /// Faults of a plan are wrong usage.
        static func checked<R>(_ body: () throws -> R) throws -> R {
            do {
                return try body()
            } catch let fault as ReplayFault {
                Terminal.error("\(fault)")
                throw ExitCode(2)
            }
        }
    }

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the run's topics and runs its stages, one after the other.",
            discussion: """
                Ctrl-C (exit code 130) and cancel (1) drain and stop; --resume takes the run up where it was, as after a
                crash. With --outputs live it asks for --yes. A finished run keeps its outputs for diff and promote and
                deletes its changelogs and its local state; the outputs are kept for 14 days, or until drop.
                """)
        @OptionGroup var request: Request
        @Flag(help: "Go on with a run that was stopped; its manifest holds, other options are not looked at.")
        var resume = false
        @Flag(help: "Write to live topics without being asked again.") var yes = false
        @Option(help: "Gives way to other processes of this machine, as by nice(1): 0 not at all, 19 wholly.")
        var nice = 10

        func validate() throws {
            guard (0...19).contains(nice) else { throw ValidationError("--nice is 0 to 19, not \(nice)") }
        }

        func run() throws {
            // A thread's own on Linux, and inherited by those it starts: so before there are any. A refusal costs nothing.
            let usual = getpriority(Int32(PRIO_PROCESS.rawValue), 0)
            _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, usual + Int32(nice))
            let configuration = try request.common.load()
            let cluster = Cluster(configuration)
            Stopper.ignoreBrokenPipes()
            let host: ReplayHost
            if resume {
                host = ReplayHost(cluster, try RunLedger(cluster, run: request.id).read().manifest)
            } else {
                let plan = try Plan.checked { try request.plan(cluster) }
                Terminal.note(plan.text)
                if !plan.writes.isEmpty, !yes {
                    Terminal.error("this run writes to live topics: look at the plan, then say --yes")
                    throw ExitCode(2)
                }
                host = ReplayHost(cluster, plan.manifest)
                try host.create(
                    plan, overlays: try request.overlays(prefix: configuration.runtime.topicPrefix).map(\.overlay))
            }
            try drive(host, configuration)
        }

        private func drive(_ host: ReplayHost, _ configuration: Configuration) throws {
            var quiet = configuration
            quiet.httpPort = -1
            let station = Station(quiet, stages: [])
            let stopping = StopFlag()
            Stopper.onSignal { second in
                if second { Foundation.exit(130) }
                stopping.raise()
            }
            let started = Date()
            let outcome = try host.run(
                observer: station.observer, logger: station.logger, isStopping: { stopping.isRaised }
            ) { Terminal.note($0.text) }
            let seconds = Int(Date().timeIntervalSince(started).rounded())
            Terminal.note(
                outcome == .finished
                    ? "finished in \(seconds) s; prahari replay diff \(request.id)"
                    : "stopped after \(seconds) s; prahari replay run --id \(request.id) --resume goes on")
            if outcome == .cancelled { throw ExitCode(stopping.isRaised ? 130 : 1) }
        }
    }
}

/// A moment on the command line.
enum Moment {
    /// RFC 3339, or a date, which begins at midnight UTC.
    static func parse(_ text: String) throws -> EventTime {
        guard let time = Timestamp.parse(text) ?? Timestamp.parse(text + "T00:00:00Z") else {
            throw ValidationError("'\(text)' is no time: 2026-03-01 or 2026-03-01T10:00:00+05:30")
        }
        return time.time
    }
}

/// Raised once, by a signal.
final class StopFlag: @unchecked Sendable {
    // Invariant of @unchecked Sendable: the lock guards the properties.
    private let lock = NSLock()
    private var value = false
    private var seen = false
    var isRaised: Bool {
        lock.withLock {
            if value { seen = true }
            return value
        }
    }
    /// Whether who works has looked since it was raised.
    var isSeen: Bool { lock.withLock { seen } }
    func raise() { lock.withLock { value = true } }

    /// Raised by the first Ctrl-C or SIGTERM; a command that has not looked after two seconds, because it waits for its
    /// input, ends then, and at a second Ctrl-C at once.
    static func raisedByCtrlC() -> StopFlag {
        let flag = StopFlag()
        Stopper.onSignal { second in
            if second { Foundation.exit(130) }
            flag.raise()
            DispatchQueue.global().asyncAfter(deadline: .now() + 2) {
                guard !flag.isSeen else { return }
                Terminal.note("interrupted")
                Foundation.exit(130)
            }
        }
        return flag
    }
}
