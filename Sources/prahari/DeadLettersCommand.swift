import ArgumentParser
import Composition
import Foundation
import Records
import Replay
import Runtime

struct DeadLettersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dlq",
        abstract: "Dead letters: what was refused, why, and what to do about it.",
        discussion: """
            A letter is named TOPIC-PARTITION-OFFSET, as list prints it. What was redriven or parked is written to
            ops.deadletters.v1 and left out from then on.

              prahari dlq list anomaly
              prahari dlq show anomaly anomaly.deadletters.v1-3-17
              prahari dlq redrive anomaly --code bad_number --since 2026-03-01 --reason "adapter fixed" --yes
              prahari dlq park anomaly --letter anomaly.deadletters.v1-3-17 --reason "test record" --yes
              prahari dlq export anomaly > letters.jsonl
            """,
        subcommands: [List.self, Show.self, Redrive.self, Park.self, Export.self])

    struct Selection: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @Argument(help: "The stage.") var stage: String
        @Option(parsing: .singleValue, help: "Only of this reason code; may be repeated.") var code: [String] = []
        @Option(parsing: .singleValue, help: "Only of this key; may be repeated.") var key: [String] = []
        @Option(parsing: .singleValue, help: "Only this letter; may be repeated.") var letter: [String] = []
        @Option(help: "Only records whose Kafka timestamp is this or later.") var since: String?
        @Option(help: "Only records whose Kafka timestamp is earlier.") var until: String?

        func filter() throws -> DeadLetterFilter {
            var filter = DeadLetterFilter()
            filter.codes = Set(code)
            filter.keys = Set(key)
            filter.names = Set(letter)
            filter.since = try since.map(Moment.parse)
            filter.until = try until.map(Moment.parse)
            return filter
        }

        func desk() throws -> DeadLetterDesk { try DeadLetterDesk(Cluster(try common.load()), stage: stage) }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Counts by reason, and the letters, oldest first.")
        @OptionGroup var selection: Selection
        @Flag(help: "Also those that were redriven or parked.") var all = false
        @Option(help: "Print at most so many letters.") var limit = 50

        func run() throws {
            let desk = try selection.desk()
            let marks = try desk.marks()
            let letters = try desk.letters(try selection.filter()).filter { all || marks[$0.name] == nil }
            var counts: [String: Int] = [:]
            for letter in letters { counts[letter.code, default: 0] += 1 }
            for (code, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                Terminal.line("\(count) \(code)")
            }
            for letter in letters.prefix(limit) {
                let mark = marks[letter.name].map { " (\($0.rawValue))" } ?? ""
                Terminal.line("\(letter.name) \(letter.keyText) attempt \(letter.attempt)\(mark): \(letter.reason)")
            }
            if letters.count > limit { Terminal.line("and \(letters.count - limit) more; --limit shows them") }
            if letters.isEmpty {
                Terminal.note("no dead letters on \(desk.topic)\(all ? "" : " that nobody dealt with")")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One letter: reason, origin, headers, bytes.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "The stage.") var stage: String
        @Argument(help: "The letter.") var letter: String

        func run() throws {
            let desk = try DeadLetterDesk(Cluster(try common.load()), stage: stage)
            var filter = DeadLetterFilter()
            filter.names = [letter]
            guard let found = try desk.letters(filter).first else {
                throw ClusterFault("no letter '\(letter)' on \(desk.topic); prahari dlq list \(stage)")
            }
            Terminal.line("\(found.name): \(found.reason) [\(found.code)]")
            if let origin = found.origin {
                Terminal.line("from \(origin.topic)-\(origin.partition.rawValue) offset \(origin.offset.rawValue)")
            }
            Terminal.line("key \(found.keyText), refused \(found.attempt) times")
            if let mark = try desk.marks()[found.name] { Terminal.line("was \(mark.rawValue)") }
            for header in found.headers {
                Terminal.line("  \(header.name): \(header.value.map { String(decoding: $0, as: UTF8.self) } ?? "nil")")
            }
            Terminal.line(found.value.map { String(decoding: $0, as: UTF8.self) } ?? "(no value)")
        }
    }

    struct Redrive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Produces the records to where they came from, as they were.",
            discussion: """
                Bytes, key and headers are the original ones; prahari-attempt carries on, so that a record that is
                refused again shows how often. Without --yes nothing is done.
                """)
        @OptionGroup var selection: Selection
        @Option(help: "Leave records where they are that were refused so often.") var maxAttempts = 3
        @Flag(help: "Also letters that were redriven or parked before.") var again = false
        @Option(help: "Why.") var reason = ""
        @Option(help: "Who is answerable.") var by: String = NSUserName()
        @Flag(help: "Do it; without this it is only told.") var yes = false

        func run() throws {
            let desk = try selection.desk()
            let filter = try selection.filter()
            let plan = RedrivePlan(
                try desk.letters(filter), filter: filter, marks: try desk.marks(), maxAttempts: maxAttempts,
                again: again)
            for (letter, why) in plan.held { Terminal.line("stays: \(letter.name) \(why.text)") }
            for letter in plan.redrive {
                Terminal.line("\(letter.name) -> \(letter.origin?.topic ?? "") \(letter.keyText): \(letter.reason)")
            }
            guard yes else {
                Terminal.note("\(plan.redrive.count) would be redriven, \(plan.held.count) stay; --yes does it")
                return
            }
            try desk.redrive(plan.redrive, by: by, reason: reason)
            Terminal.note("\(plan.redrive.count) redriven, \(plan.held.count) stay")
        }
    }

    struct Park: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes down that nothing is to be done about letters; list and redrive leave them out.")
        @OptionGroup var selection: Selection
        @Option(help: "Why.") var reason: String
        @Option(help: "Who is answerable.") var by: String = NSUserName()
        @Flag(help: "Do it; without this it is only told.") var yes = false

        func run() throws {
            let desk = try selection.desk()
            let marks = try desk.marks()
            let letters = try desk.letters(try selection.filter()).filter { marks[$0.name] != .parked }
            for letter in letters { Terminal.line("\(letter.name) \(letter.keyText): \(letter.reason)") }
            guard yes else {
                Terminal.note("\(letters.count) would be parked; --yes does it")
                return
            }
            try desk.park(letters, by: by, reason: reason)
            Terminal.note("\(letters.count) parked")
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One JSON object a letter; the value as base64, so that no byte is lost.")
        @OptionGroup var selection: Selection

        func run() throws {
            for letter in try selection.desk().letters(try selection.filter()) {
                var headers: [String: Any] = [:]
                for header in letter.headers {
                    headers[header.name] = header.value.map { String(decoding: $0, as: UTF8.self) } ?? NSNull()
                }
                Terminal.json([
                    "letter": letter.name, "stage": letter.stage, "code": letter.code, "reason": letter.reason,
                    "attempt": letter.attempt, "key": letter.keyText, "timestamp": letter.timestamp.milliseconds,
                    "headers": headers, "value": letter.value.map { Data($0).base64EncodedString() } ?? NSNull(),
                ])
            }
        }
    }
}
