import Records
import StageKit

/// What kind of document of `ref.policies.v1` it is; without the word it is a policy.
struct DocumentKind: Decodable {
    enum Kind: String, Decodable, CaseIterable { case policy, inhibition, escalation }
    var kind: String?

    static func read(_ json: String, key: String) throws(StageFault) -> Kind {
        let found = try DocumentText.read(DocumentKind.self, json, key: key)
        guard let name = found.kind else { return .policy }
        guard let kind = Kind(rawValue: name) else {
            throw .invalidPolicy(
                key, field: "kind", "must be one of " + PolicyCheck.list(Kind.allCases.map(\.rawValue)))
        }
        return kind
    }
}

/// `{"kind": "inhibition", "id": ..., "version": ..., "source": ["policy=a"], "target": [...], "equal": ["subject"]}`
struct InhibitionDocument: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable { case kind, id, version, description, source, target, equal }
    var id: String
    var version: String
    var source: [String]
    var target: [String]
    var equal: [String]?
    var unknownFields: [String]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        version = try fields.decode(String.self, forKey: .version)
        source = try fields.decode([String].self, forKey: .source)
        target = try fields.decode([String].self, forKey: .target)
        equal = try fields.decodeIfPresent([String].self, forKey: .equal)
        unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
    }

    func rule(key: String) throws(StageFault) -> InhibitionRule {
        let check = RuleCheck(key: key)
        try check.identity(id, version, unknownFields)
        var labels: [Matcher.Label] = []
        for name in equal ?? [] { labels.append(try check.label(name)) }
        return InhibitionRule(
            id: id, version: version, source: try check.matchers(source, "source"),
            target: try check.matchers(target, "target"), equal: labels)
    }
}

/// `{"kind": "escalation", "id": "patrol", "version": "1", "steps": [{"after_minutes": 10, "roles": ["inspector"]}]}`
struct EscalationDocument: Decodable {
    struct Step: Decodable {
        enum CodingKeys: String, CodingKey { case roles, channels, afterMinutes = "after_minutes" }
        var afterMinutes: Int
        var roles: [String]
        var channels: [String]?
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case kind, id, version, description, steps }
    var id: String
    var version: String
    var steps: [Step]
    var unknownFields: [String]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        version = try fields.decode(String.self, forKey: .version)
        steps = try fields.decode([Step].self, forKey: .steps)
        unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
    }

    func policy(key: String) throws(StageFault) -> EscalationPolicy {
        let check = RuleCheck(key: key)
        try check.identity(id, version, unknownFields)
        guard (1...10).contains(steps.count) else { throw check.refuse("steps", "must be 1 to 10") }
        for step in steps {
            guard (1...10_080).contains(step.afterMinutes) else {
                throw check.refuse("steps.after_minutes", "must be in 1...10080")
            }
            guard !step.roles.isEmpty else { throw check.refuse("steps.roles", "must name a role") }
        }
        return EscalationPolicy(
            id: id, version: version,
            steps: steps.map { .init(afterMinutes: $0.afterMinutes, roles: $0.roles, channels: $0.channels ?? []) })
    }
}

/// `{"id": ..., "matchers": ["district=Surat"], "starts_at": ..., "ends_at": ..., "author": ..., "reason": ...}`
struct SilenceDocument: Decodable {
    struct Window: Decodable {
        enum CodingKeys: String, CodingKey {
            case weekdays, start, end, zoneOffsetMinutes = "zone_offset_minutes"
        }
        var weekdays: [String]?
        var start: String
        var end: String
        var zoneOffsetMinutes: Int16?
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case id, matchers, author, reason, window, startsAt = "starts_at", endsAt = "ends_at"
    }

    static let daysMax: Int64 = 366
    static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var id: String
    var matchers: [String]
    var startsAt: String
    var endsAt: String
    var author: String
    var reason: String
    var window: Window?
    var unknownFields: [String]

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        matchers = try fields.decode([String].self, forKey: .matchers)
        startsAt = try fields.decode(String.self, forKey: .startsAt)
        endsAt = try fields.decode(String.self, forKey: .endsAt)
        author = try fields.decode(String.self, forKey: .author)
        reason = try fields.decode(String.self, forKey: .reason)
        window = try fields.decodeIfPresent(Window.self, forKey: .window)
        unknownFields = try DocumentText.unknownFields(decoder, CodingKeys.allCases.map(\.rawValue))
    }

    func silence(key: String) throws(StageFault) -> Silence {
        let check = RuleCheck(key: key, kind: "silence")
        try check.identity(id, "1", unknownFields)
        guard let start = DocumentText.time(startsAt) else {
            throw check.refuse("starts_at", "must be a time like 2026-03-01T10:00:00+05:30")
        }
        guard let end = DocumentText.time(endsAt) else {
            throw check.refuse("ends_at", "must be a time like 2026-03-01T10:00:00+05:30")
        }
        guard end > start, end.milliseconds(since: start) <= Self.daysMax * 86_400_000 else {
            throw check.refuse("ends_at", "must be after starts_at, by \(Self.daysMax) days at most")
        }
        for (name, text) in [("author", author), ("reason", reason)] {
            guard text.contains(where: { !$0.isWhitespace }) else { throw check.refuse(name, "must say something") }
        }
        return Silence(
            id: id, matchers: try check.matchers(matchers, "matchers"), startsAt: start, endsAt: end, author: author,
            reason: reason, window: try window.map { (window) throws(StageFault) in try checked(window, check) })
    }

    private func checked(_ window: Window, _ check: RuleCheck) throws(StageFault) -> Silence.Window {
        var days: [Int] = []
        for name in window.weekdays ?? [] {
            guard let day = Self.weekdays.firstIndex(of: name) else {
                throw check.refuse("window.weekdays", "must be of " + PolicyCheck.list(Self.weekdays))
            }
            days.append(day)
        }
        guard let start = Self.minute(window.start), let end = Self.minute(window.end) else {
            throw check.refuse("window", "start and end must be times of the day like 23:30")
        }
        let zone = window.zoneOffsetMinutes ?? 330
        guard (-840...840).contains(zone) else {
            throw check.refuse("window.zone_offset_minutes", "must be in -840...840")
        }
        return Silence.Window(weekdays: days, startMinute: start, endMinute: end, zoneOffsetMinutes: zone)
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1])
        else { return nil }
        return (0...23).contains(hour) && (0...59).contains(minute) ? hour * 60 + minute : nil
    }
}

/// What all of them are asked.
struct RuleCheck {
    let key: String
    var kind = "policy"
    static let matchersMax = 20

    func refuse(_ field: String, _ what: String) -> StageFault {
        StageFault(code: "invalid_\(kind)", message: "\(kind) \(key): \(field) \(what)")
    }

    func identity(_ id: String, _ version: String, _ unknown: [String]) throws(StageFault) {
        if let name = unknown.first { throw refuse(name, "is not a field of such a document") }
        guard id == key else { throw refuse("id", "differs from the record's key") }
        guard (1...100).contains(id.utf8.count) else { throw refuse("id", "must have 1 to 100 bytes") }
        guard (1...100).contains(version.utf8.count) else { throw refuse("version", "must have 1 to 100 bytes") }
    }

    func label(_ name: String) throws(StageFault) -> Matcher.Label {
        guard let label = Matcher.Label(rawValue: name) else {
            throw refuse("equal", "must be of " + PolicyCheck.list(Matcher.Label.allCases.map(\.rawValue)))
        }
        return label
    }

    /// No matcher at all would take everything: that must be said as `policy=*`.
    func matchers(_ texts: [String], _ field: String) throws(StageFault) -> [Matcher] {
        guard (1...Self.matchersMax).contains(texts.count) else {
            throw refuse(
                field, "must be 1 to \(Self.matchersMax) matchers like district=Surat; all alerts are policy=*")
        }
        var matchers: [Matcher] = []
        for text in texts {
            guard let matcher = Matcher(text) else {
                let labels = PolicyCheck.list(Matcher.Label.allCases.map(\.rawValue))
                throw refuse(field, "'\(text)' must be label=value or label!=value, the label one of " + labels)
            }
            matchers.append(matcher)
        }
        return matchers
    }
}
