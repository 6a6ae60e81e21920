public import Records

extension AlertCommand {
    /// Messages that the gateway makes itself; they are on no topic but its own, and have no receipts.
    static let digestPolicy = "gateway.digest"
    static let summaryPolicy = "gateway.summary"
    var isOwn: Bool {
        groupKey == policyID && sourceRefs.isEmpty && (policyID == Self.digestPolicy || policyID == Self.summaryPolicy)
    }
}

/// A command in words.
public struct AlertText: Sendable {
    private let command: AlertCommand
    public init(_ command: AlertCommand) { self.command = command }

    private var word: String {
        if command.isOwn { return command.policyID == AlertCommand.digestPolicy ? "DIGEST" : "DAILY SUMMARY" }
        return switch command.action {
        case .trigger: command.severity.rawValue.uppercased()
        case .escalate: "ESCALATED " + command.severity.rawValue.uppercased()
        case .acknowledge: "ACKNOWLEDGED"
        case .resolve: "RESOLVED"
        }
    }

    private var place: String {
        [command.jurisdiction.station, command.jurisdiction.district, command.jurisdiction.state].compactMap { $0 }
            .joined(separator: ", ")
    }

    /// One line: `[CRITICAL] summary`.
    public var subject: String {
        "[\(word)] " + command.summary.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The subject and the place, for lists.
    var line: String { subject + (place.isEmpty ? "" : " (\(place))") }

    /// `HIGH (82 of 100): TRAIL 61 %, FORECAST 39 %`.
    private var risk: String? {
        guard let risk = command.risk else { return nil }
        let factors = risk.factors.prefix(5).map { "\($0.code) \(Self.percent($0.contribution)) %" }
        return "\(risk.level.rawValue) (\(Self.percent(risk.score)) of 100)"
            + (factors.isEmpty ? "" : ": " + factors.joined(separator: ", "))
    }

    /// The two sentences of the assessment; empty when there is none.
    private var rationale: String {
        command.risk?.rationale.split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
    }

    private static func percent(_ share: Double) -> Int {
        share.isFinite ? Int((max(0, min(1, share)) * 100).rounded()) : 0
    }

    /// Name and content of what is worth a line.
    private var facts: [(String, String)] {
        if command.isOwn { return command.reasons.map { ($0.code, $0.evidence) } }
        var facts: [(String, String)] = []
        if let risk { facts.append(("Risk", risk)) }
        if let level = command.escalationLevel { facts.append(("Escalation", "step \(level)")) }
        if !command.roles.isEmpty { facts.append(("For", command.roles.joined(separator: ", "))) }
        if !command.caseIDs.isEmpty { facts.append(("Cases", command.caseIDs.joined(separator: ", "))) }
        if !place.isEmpty { facts.append(("Where", place)) }
        for terminal in command.terminals.prefix(3) {
            let minutes = (terminal.etaSeconds + 59) / 60
            let chance = Self.percent(terminal.probability)
            facts.append(("Terminal", "\(terminal.name ?? terminal.id): \(chance) %, in about \(minutes) min"))
        }
        for reason in command.reasons.prefix(5) { facts.append((reason.code, reason.evidence)) }
        if command.members.count > 1 { facts.append(("Alerts", String(command.members.count))) }
        if let held = command.heldBack, held > 0 {
            facts.append(("Held back", "\(held) more of this policy, by its budget or rate"))
        }
        if command.count > 1 { facts.append(("Records", String(command.count))) }
        facts.append(("Until", Self.utc(command.expiresAt)))
        facts.append(("Alert", command.id))
        return facts
    }

    public var plain: String {
        subject + "\n\n" + (rationale.isEmpty ? "" : rationale + "\n\n")
            + facts.map { "\($0.0): \($0.1)" }.joined(separator: "\n") + "\n"
    }

    public var html: String {
        let rows = facts.map { "<tr><th align=\"left\">\(Self.escaped($0.0))</th><td>\(Self.escaped($0.1))</td></tr>" }
        let why = rationale.isEmpty ? "" : "<p>\(Self.escaped(rationale))</p>\n"
        return """
            <!doctype html><html><body><p><strong>\(Self.escaped(subject))</strong></p>
            \(why)<table>\(rows.joined(separator: "\n"))</table></body></html>

            """
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }

    /// `2026-03-01 04:46 UTC`.
    static func utc(_ time: EventTime) -> String {
        let (year, month, day, minute) = CivilTime.fields(time)
        return "\(CivilTime.padded(year, 4))-\(CivilTime.padded(month, 2))-\(CivilTime.padded(day, 2)) "
            + "\(CivilTime.padded(minute / 60, 2)):\(CivilTime.padded(minute % 60, 2)) UTC"
    }
}

/// The calendar, in UTC.
enum CivilTime {
    static func padded(_ value: Int64, _ digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Year, month, day and minute of the day (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    static func fields(_ time: EventTime) -> (year: Int64, month: Int64, day: Int64, minute: Int64) {
        let days = floor(time.milliseconds, 86_400_000)
        let z = days + 719_468
        let era = floor(z, 146_097)
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1, (time.milliseconds - days * 86_400_000) / 60_000)
    }

    /// `Sun, 01 Mar 2026 04:46:02 +0000` (RFC 5322).
    static func mailDate(_ time: EventTime) -> String {
        let (year, month, day, minute) = fields(time)
        let days = floor(time.milliseconds, 86_400_000)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(((days % 7) + 7) % 7)]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][Int(month - 1)]
        let second = floor(time.milliseconds, 1_000) - floor(time.milliseconds, 60_000) * 60
        return "\(weekday), \(padded(day, 2)) \(name) \(padded(year, 4)) \(padded(minute / 60, 2)):"
            + "\(padded(minute % 60, 2)):\(padded(second, 2)) +0000"
    }

    private static func floor(_ a: Int64, _ b: Int64) -> Int64 { a >= 0 ? a / b : (a - b + 1) / b }
}
