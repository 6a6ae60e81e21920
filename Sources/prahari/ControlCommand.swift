import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import Wire

/// What both orders name.
struct OrderOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @Argument(help: "The stage: \(StageRegistry.names.joined(separator: ", ")).") var stage: String
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Partitions of its inputs; all when none is named.", valueName: "number"))
    var partition: [Int32] = []
    @Option(help: "Why: kept for ever, for who asks later.") var reason: String
    @Option(help: "Who is answerable.") var author: String = NSUserName()

    func validate() throws {
        guard StageRegistry.stage(named: stage) != nil else {
            throw ValidationError("unknown stage '\(stage)'; one of: " + StageRegistry.names.joined(separator: ", "))
        }
        guard partition.allSatisfy({ $0 >= 0 }) else { throw ValidationError("partitions are 0 or more") }
        guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= 1_024 else {
            throw ValidationError("--reason says in 1 to 1024 bytes why")
        }
        guard !author.allSatisfy(\.isWhitespace), author.utf8.count <= 128 else {
            throw ValidationError("--author names in 1 to 128 bytes who is answerable")
        }
    }

    func send(_ action: StageControl.Action, until: EventTime? = nil) throws {
        let cluster = Cluster(try common.load())
        let desk = ControlDesk(cluster)
        let control = StageControl(
            stage: stage, partitions: Set(partition).sorted().map { Partition($0) }, action: action, author: author,
            reason: reason, at: SystemClock().now(), until: until)
        try desk.send(control)
        Terminal.line("\(stage), \(control.scope): \(control.summary)")
        if action == .pause {
            Terminal.note(
                "workers follow within a second; prahari lag \(stage) shows it, prahari resume \(stage) ends it")
        }
    }
}

struct PauseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Holds a stage, or some of its partitions, wherever it runs.",
        discussion: """
            The order goes to ops.control.v1, which every worker follows. What was processed is committed and written to
            the local file; then nothing is taken until the pause ends. It survives restarts and rebalances, and other
            stages and partitions go on. Nothing is lost: records wait in their topic, as long as its retention.

              prahari pause anomaly --reason "a bank repeats yesterday's file" --until 2h
              prahari pause trail --partition 3 5 --reason "case 42: looked at" --author ops.rao
              prahari control log
            """)

    @OptionGroup var order: OrderOptions
    @Option(help: "When it ends by itself: a time such as 2026-03-01T12:00:00+05:30, or 30m, 2h, 1d from now.")
    var until: String?

    func run() throws {
        let now = SystemClock().now()
        let end = try until.map { try Self.end($0, now: now) }
        if let end, end <= now { throw ValidationError("--until \(until ?? "") is over already") }
        try order.send(.pause, until: end)
    }

    static func end(_ text: String, now: EventTime) throws -> EventTime {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()) {
            guard (1...100_000).contains(count) else { throw ValidationError("--until \(text): 1 to 100000 of a unit") }
            return now.advanced(byMilliseconds: count * unit)
        }
        return try Moment.parse(text)
    }
}

struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Lets a paused stage, or some of its partitions, go on where they stopped.",
        discussion: """
            For a partition the last order counts: resuming the stage resumes all of its partitions, and partitions can
            be resumed one by one out of a paused stage.

              prahari resume anomaly --reason "the file was withdrawn"
              prahari resume anomaly --partition 3 --reason "one partition first"
            """)

    @OptionGroup var order: OrderOptions

    func run() throws { try order.send(.resume) }
}

struct ControlCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "control",
        abstract: "Who paused and resumed what, when and why.",
        subcommands: [Log.self, Status.self])

    struct Log: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every order that was ever given, oldest first; also records that workers leave out.")
        @OptionGroup var common: CommonOptions
        @Option(help: "Of this stage only.") var stage: String?
        @Flag(help: "Print JSON, an order a line.") var json = false

        func run() throws {
            let desk = ControlDesk(Cluster(try common.load()))
            let entries = try desk.entries().filter { stage == nil || $0.control?.stage == stage || $0.control == nil }
            for entry in entries { json ? Terminal.json(object(entry)) : Terminal.line(line(entry)) }
            if entries.isEmpty { Terminal.note("no orders on \(desk.topic)") }
        }

        private func line(_ entry: ControlDesk.Entry) -> String {
            guard let control = entry.control else {
                return "\(Timestamp.string(entry.timestamp)) offset \(entry.offset.rawValue) left out: "
                    + Redaction.mask(entry.fault ?? "")
            }
            let end = control.until.map { " until \(Timestamp.string($0))" } ?? ""
            return "\(Timestamp.string(control.at)) \(control.author) \(control.action.rawValue)s \(control.stage), "
                + "\(control.scope)\(end): \(control.reason)"
        }

        private func object(_ entry: ControlDesk.Entry) -> [String: Any] {
            var object: [String: Any] = [
                "offset": entry.offset.rawValue, "recorded_at": Timestamp.string(entry.timestamp),
            ]
            if let fault = entry.fault { object["fault"] = Redaction.mask(fault) }
            guard let control = entry.control else { return object }
            object.merge(
                [
                    "stage": control.stage, "action": control.action.rawValue, "author": control.author,
                    "reason": control.reason, "at": Timestamp.string(control.at),
                    "partitions": control.partitions.map(\.rawValue),
                ]) { $1 }
            if let until = control.until { object["until"] = Timestamp.string(until) }
            return object
        }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is paused now.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let desk = ControlDesk(Cluster(try common.load()))
            let book = try desk.book()
            let now = SystemClock().now()
            var isAnything = false
            for stage in book.stages where StageRegistry.stage(named: stage) != nil {
                for number in 0..<Int32(try desk.partitions(of: stage)) {
                    guard let hold = book.hold(of: stage, Partition(number), at: now) else { continue }
                    isAnything = true
                    Terminal.line("\(stage) partition \(number): \(hold.summary)")
                }
            }
            if !isAnything { Terminal.note("nothing is paused") }
        }
    }
}
