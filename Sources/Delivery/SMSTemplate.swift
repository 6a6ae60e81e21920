public import Records

/// A text registered with the carriers (TRAI's TCCCPR 2018: entity, header and content template). Carriers drop what does
/// not match it, silently: so a message that would not match is refused here, where somebody sees it.
public struct SMSTemplate: Sendable, Equatable {
    /// What a command's `template_id` says: `forecast`.
    public var name: String
    /// Of the registration: digits, 19 as a rule.
    public var registeredID: String
    /// The sender: six letters for transactional and service texts.
    public var header: String
    /// With `{#var#}` for each variable part.
    public var text: String
    /// What goes into the variable parts, in order: see ``value(of:in:)``.
    public var fields: [String]

    private static let marker = "{#var#}"
    /// The longest a variable part may be.
    static let variableLimit = 30

    /// - Throws: for a header, id or field list that carriers would not accept.
    public init(name: String, registeredID: String, header: String, text: String, fields: [String]) throws(FormFault) {
        self.name = name
        self.registeredID = registeredID
        self.header = header
        self.text = text
        self.fields = fields
        guard header.utf8.count == 6, header.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
            throw FormFault("SMS template '\(name)': the header '\(header)' must be six letters")
        }
        guard (10...30).contains(registeredID.utf8.count), registeredID.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { throw FormFault("SMS template '\(name)': the registered id must be 10 to 30 digits") }
        guard pieces.count - 1 == fields.count else {
            throw FormFault(
                "SMS template '\(name)': the text has \(pieces.count - 1) variable parts, but \(fields.count) fields")
        }
        for field in fields where !Self.known.contains(field) {
            throw FormFault(
                "SMS template '\(name)': unknown field '\(field)'; one of " + Self.known.joined(separator: ", "))
        }
    }

    private var pieces: [Substring] { text.split(separator: Self.marker, omittingEmptySubsequences: false) }

    static let known = [
        "severity", "summary", "case", "terminal", "minutes", "station", "district", "state", "count", "risk",
        "step", "held_back", "role",
    ]

    /// The variable parts for a command, each at most 30 characters.
    public func values(_ command: AlertCommand) -> [String] { fields.map { Self.value(of: $0, in: command) } }

    static func value(of field: String, in command: AlertCommand) -> String {
        let text: String
        switch field {
        case "severity": text = command.severity.rawValue
        case "summary": text = command.summary
        case "case": text = command.caseIDs.first ?? "-"
        case "terminal": text = command.terminals.first.map { $0.name ?? $0.id } ?? "-"
        case "minutes": text = command.terminals.first.map { String(($0.etaSeconds + 59) / 60) } ?? "-"
        case "station": text = command.jurisdiction.station ?? "-"
        case "district": text = command.jurisdiction.district ?? "-"
        case "state": text = command.jurisdiction.state ?? "-"
        case "count": text = String(command.count)
        case "risk": text = command.risk?.level.rawValue ?? "-"
        case "step": text = command.escalationLevel.map(String.init) ?? "-"
        case "held_back": text = String(command.heldBack ?? 0)
        case "role": text = command.roles.first ?? "-"
        default: text = "-"
        }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.isEmpty ? "-" : String(line.prefix(variableLimit))
    }

    /// The text to send.
    /// - Throws: when it would not match the registered one.
    public func render(_ command: AlertCommand) throws(FormFault) -> String {
        var out = ""
        for (index, piece) in pieces.enumerated() {
            out += piece
            if index < fields.count { out += Self.value(of: fields[index], in: command) }
        }
        guard matches(out) else {
            throw FormFault("SMS template '\(name)': the text does not match the registered one and would be dropped")
        }
        return out
    }

    /// Whether the carriers would take `message` for this template: the fixed parts as registered, in order, and every
    /// variable part of 1 to 30 characters.
    public func matches(_ message: String) -> Bool {
        func fits(_ rest: Substring, _ pieces: ArraySlice<Substring>) -> Bool {
            guard let next = pieces.first else { return rest.isEmpty }
            for length in 1...Self.variableLimit {
                guard rest.count >= length else { return false }
                let after = rest.dropFirst(length)
                if after.hasPrefix(next), fits(after.dropFirst(next.count), pieces.dropFirst()) { return true }
            }
            return false
        }
        let pieces = pieces
        guard let first = pieces.first, message.hasPrefix(first) else { return false }
        return fits(message.dropFirst(first.count), pieces.dropFirst())
    }
}
