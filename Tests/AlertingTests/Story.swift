import Alerting
import Foundation
import Records
import StageKit
import Testing

/// A story on a virtual clock: records at their times, the watermark behind them, and what people are told.
struct Story {
    var desk: Desk
    var run: String?

    init(withDefaults: Bool = true) { desk = Desk(withDefaults: withDefaults) }

    mutating func at(_ time: EventTime, _ record: DomainRecord) throws {
        try desk.take(record, runID: run)
        desk.watermark(time)
    }

    /// Nothing happens until `time`.
    mutating func until(_ time: EventTime) { desk.watermark(time) }

    mutating func acknowledge(_ place: Int, at time: EventTime) throws {
        try at(time, acknowledgement(of: desk.commands[place], at: time))
    }

    /// One line a command: time since the start, action, severity, group, count, who, summary.
    var text: String {
        desk.commands.map { command in
            let seconds = command.notBefore.milliseconds(since: minute(0)) / 1_000
            let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
            var words = [
                clock.joined(separator: ":"), command.action.rawValue, command.severity.rawValue, command.groupKey,
                "x\(command.count)", "to " + (command.roles + command.channels).joined(separator: "+"),
            ]
            if let level = command.escalationLevel { words.append("step \(level)") }
            if let risk = command.risk { words.append("risk \(risk.level.rawValue)") }
            if let held = command.heldBack { words.append("held back \(held)") }
            return words.joined(separator: "  ") + "\n    " + command.summary + "\n"
        }.joined()
    }
}

/// Texts that a person can read, beside the tests that make them.
enum Golden {
    static let variable = "PRAHARI_RECORD_GOLDENS"

    static func check(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name).txt")
        if ProcessInfo.processInfo.environment[variable] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let wanted = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard text != wanted else { return }
        Issue.record(
            """
            \(name) differs from Tests/AlertingTests/Goldens/\(name).txt:
            \(difference(wanted.split(separator: "\n"), text.split(separator: "\n")))
            If the new text is right: \(variable)=1 swift test --filter AlertingTests
            """, sourceLocation: location)
    }

    /// What is only in one of them, in order.
    private static func difference(_ old: [Substring], _ new: [Substring]) -> String {
        let changes = new.difference(from: old)
        var lines: [(place: Int, order: Int, text: String)] = []
        for change in changes {
            switch change {
            case .remove(let offset, let line, _): lines.append((offset, 0, "- " + line))
            case .insert(let offset, let line, _): lines.append((offset, 1, "+ " + line))
            }
        }
        return lines.sorted { ($0.place, $0.order) < ($1.place, $1.order) }.map(\.text).joined(separator: "\n")
    }
}
