/// One condition on a label of an alert: `policy=forecast-*`, `district!=Surat`. A `*` at the end matches any rest.
///
/// Values are compared without regard to case. Labels: `policy`, `severity`, `group`, `subject`, `case`, `record`,
/// `state`, `district`, `station`, `cell`, `template`. A label that an alert does not have reads as empty, as with
/// Alertmanager.
public struct Matcher: Sendable, Equatable {
    public enum Label: String, Sendable, CaseIterable {
        case policy, severity, group, subject, record, state, district, station, cell, template
        case caseID = "case"
    }

    public var label: Label
    public var isNegated: Bool
    /// Lower case.
    var value: String
    var isPrefix: Bool

    /// Nil when there is no `=`, or no such label.
    public init?(_ text: String) {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        var name = text[..<equals]
        isNegated = name.last == "!"
        if isNegated { name.removeLast() }
        guard let label = Label(rawValue: String(name)) else { return nil }
        self.label = label
        var value = text[text.index(after: equals)...].lowercased()
        isPrefix = value.last == "*"
        if isPrefix { value.removeLast() }
        self.value = value
    }

    func holds(_ said: String?) -> Bool {
        let said = (said ?? "").lowercased()
        return (isPrefix ? said.hasPrefix(value) : said == value) != isNegated
    }
}

extension [Matcher] {
    func hold(_ member: AlertMemberState, group: String) -> Bool {
        allSatisfy { $0.holds(member.label($0.label, group: group)) }
    }
}
