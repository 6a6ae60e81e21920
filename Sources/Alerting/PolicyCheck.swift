import Records
import StageKit

extension AlertPolicy {
    /// A checked policy. Refuses what could never match, would route one alert to two places, or has no end.
    init(_ document: PolicyDocument, key: String) throws(StageFault) {
        let check = PolicyCheck(document: document, key: key)
        try check.identity()
        let record = try check.record()
        let templates = try check.templates(for: record)
        try check.scores()
        try check.durations()
        id = document.id
        version = document.version
        enabled = document.enabled ?? true
        self.record = record
        minScore = document.minScore ?? 0
        anyTags = document.anyTags ?? []
        allTags = document.allTags ?? []
        noTags = document.noTags ?? []
        withPolicies = document.withPolicies ?? []
        hopKinds = try check.hopKinds(for: record)
        minAmount = try check.amount(document.minAmount, "min_amount", for: record)
        states = try check.places(document.states, "states", for: record)
        districts = try check.places(document.districts, "districts", for: record)
        stations = try check.places(document.stations, "stations", for: record)
        severity = try check.levels(for: record)
        let timing = try check.timing()
        roles = document.roles ?? []
        groupWaitSeconds = timing.wait
        groupIntervalSeconds = timing.interval
        repeatIntervalMinutes = timing.repeats
        let limits = try check.limits()
        budgetPerDay = limits.budget
        roleRatePerHour = limits.rate
        interdictScore = document.interdictScore
        groupKey = templates.group
        dedupKey = templates.dedup
        channels = document.channels
        templateID = document.templateID
        expiresAfterMinutes = document.expiresAfterMinutes
        dedupWindowMinutes = document.dedupWindowMinutes
        escalationPolicy = document.escalationPolicy
        deliverReplays = document.deliverReplays ?? false
        try check.proofs(of: self)
    }
}

/// What is asked of each field; every refusal names the policy and the field.
struct PolicyCheck {
    let document: PolicyDocument
    let key: String
    static let minutesMax = 90 * 1_440

    func refuse(_ field: String, _ what: String) -> StageFault { .invalidPolicy(key, field: field, what) }

    func identity() throws(StageFault) {
        if let unknown = document.unknownFields.first { throw refuse(unknown, "is not a field of a policy") }
        guard document.id == key else { throw refuse("id", "differs from the record's key") }
        guard (1...100).contains(key.utf8.count) else { throw refuse("id", "must have 1 to 100 bytes") }
        guard (1...100).contains(document.version.utf8.count) else {
            throw refuse("version", "must have 1 to 100 bytes")
        }
        guard !document.channels.isEmpty else { throw refuse("channels", "must name a channel") }
        guard document.channels.allSatisfy({ (1...255).contains($0.utf8.count) }) else {
            throw refuse("channels", "must have 1 to 255 bytes each")
        }
    }

    func record() throws(StageFault) -> AlertPolicy.Source {
        guard let record = AlertPolicy.Source(rawValue: document.record) else {
            throw refuse("record", "must be one of " + Self.list(AlertPolicy.Source.allCases.map(\.rawValue)))
        }
        return record
    }

    func templates(
        for record: AlertPolicy.Source
    ) throws(StageFault) -> (group: KeyTemplate, dedup: KeyTemplate) {
        let group = try template(document.groupKey, "group_key", for: record)
        let dedup = try template(document.dedupKey, "dedup_key", for: record)
        for field in KeyTemplate.Field.allCases where group.uses(field) && !dedup.uses(field) {
            throw refuse("group_key", "uses {\(field.rawValue)}, which dedup_key does not: one alert, two partitions")
        }
        return (group, dedup)
    }

    private func template(
        _ text: String, _ name: String, for record: AlertPolicy.Source
    ) throws(StageFault) -> KeyTemplate {
        guard let template = KeyTemplate(text) else {
            let fields = KeyTemplate.Field.allCases.map { "{\($0.rawValue)}" }
            throw refuse(name, "must be a text with " + Self.list(fields))
        }
        for field in KeyTemplate.Field.allCases where template.uses(field) && !record.says(field) {
            throw refuse(name, "uses {\(field.rawValue)}, which a \(record.rawValue) does not have")
        }
        return template
    }

    func scores() throws(StageFault) {
        for (name, score) in [("min_score", document.minScore), ("interdict_score", document.interdictScore)] {
            guard (0...1).contains(score ?? 0) else { throw refuse(name, "must be in 0...1") }
        }
    }

    func durations() throws(StageFault) {
        guard (1...Self.minutesMax).contains(document.expiresAfterMinutes) else {
            throw refuse("expires_after_minutes", "must be in 1...\(Self.minutesMax)")
        }
        guard (0...Self.minutesMax).contains(document.dedupWindowMinutes) else {
            throw refuse("dedup_window_minutes", "must be in 0...\(Self.minutesMax)")
        }
    }

    func timing() throws(StageFault) -> (wait: Int, interval: Int, repeats: Int) {
        let wait = document.groupWaitSeconds ?? 0
        let interval = document.groupIntervalSeconds ?? 0
        let repeats = document.repeatIntervalMinutes ?? 0
        guard (0...3_600).contains(wait) else { throw refuse("group_wait_seconds", "must be in 0...3600") }
        guard (0...86_400).contains(interval) else { throw refuse("group_interval_seconds", "must be in 0...86400") }
        guard (0...Self.minutesMax).contains(repeats) else {
            throw refuse("repeat_interval_minutes", "must be in 0...\(Self.minutesMax)")
        }
        return (wait, interval, repeats)
    }

    func limits() throws(StageFault) -> (budget: Int?, rate: Int?) {
        for (name, most) in [
            ("budget_per_day", document.budgetPerDay), ("role_rate_per_hour", document.roleRatePerHour),
        ] {
            guard (1...1_000_000).contains(most ?? 1) else { throw refuse(name, "must be in 1...1000000") }
        }
        guard document.roleRatePerHour == nil || document.roles?.isEmpty == false else {
            throw refuse("role_rate_per_hour", "needs roles")
        }
        return (document.budgetPerDay, document.roleRatePerHour)
    }

    /// The document's own tests: a policy that does not do what its author wrote down is refused.
    func proofs(of policy: AlertPolicy) throws(StageFault) {
        for proof in document.tests ?? [] {
            let found = try proof.outcome(of: policy, in: self)
            guard found == proof.expect else {
                throw refuse("tests", "'\(proof.name)': expected \(proof.expect), found \(found)")
            }
        }
    }

    func levels(for record: AlertPolicy.Source) throws(StageFault) -> [AlertPolicy.Threshold] {
        guard !document.severity.isEmpty else { throw refuse("severity", "must have a threshold") }
        var levels: [AlertPolicy.Threshold] = []
        for level in document.severity {
            guard let severity = Severity(rawValue: level.severity), (0...1).contains(level.minScore) else {
                throw refuse("severity", "must have min_score in 0...1 and critical, error, warning or info")
            }
            if let unknown = level.unknownFields.first { throw refuse("severity", "has no field \(unknown)") }
            guard level.minAtRisk == nil || record == .trailHop || record == .riskForecast else {
                throw refuse("severity", "may ask min_at_risk of a trail_hop or risk_forecast only")
            }
            guard level.minDrawn == nil || record == .riskForecast, (0...1).contains(level.minDrawn ?? 0) else {
                throw refuse("severity", "may ask min_drawn, in 0...1, of a risk_forecast only")
            }
            levels.append(
                AlertPolicy.Threshold(
                    minScore: level.minScore,
                    minAmount: try amount(level.minAmount, "severity.min_amount", for: record),
                    minAtRisk: try amount(level.minAtRisk, "severity.min_at_risk", for: record),
                    minDrawn: level.minDrawn, severity: severity))
        }
        return levels
    }

    func hopKinds(for record: AlertPolicy.Source) throws(StageFault) -> [TrailHop.Kind] {
        let names = document.hopKinds ?? []
        guard names.isEmpty || record == .trailHop else { throw refuse("hop_kinds", "is for a trail_hop only") }
        var kinds: [TrailHop.Kind] = []
        for name in names {
            guard let kind = TrailHop.Kind(rawValue: name) else {
                throw refuse("hop_kinds", "must be of " + Self.list(TrailHop.Kind.allCases.map(\.rawValue)))
            }
            kinds.append(kind)
        }
        return kinds
    }

    func amount(
        _ amount: PolicyDocument.Amount?, _ field: String, for record: AlertPolicy.Source
    ) throws(StageFault) -> MinorUnits? {
        guard let amount else { return nil }
        guard record != .scoredPost else { throw refuse(field, "is not for a scored_post, which has none") }
        guard let value = amount.value else { throw refuse(field, "must be rupees like \"49000.00\"") }
        return value
    }

    func places(
        _ names: [String]?, _ field: String, for record: AlertPolicy.Source
    ) throws(StageFault) -> [String] {
        let names = names ?? []
        guard names.isEmpty || record.hasPlace else { throw refuse(field, "is not for a \(record.rawValue)") }
        return names
    }

    static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension AlertPolicy.Source {
    /// Whether such a record always says what a template asks for. A forecast has a cell while it is active only: an
    /// alert keyed by it ends by expiry, not by the forecast's withdrawal.
    fileprivate func says(_ field: KeyTemplate.Field) -> Bool {
        switch (self, field) {
        case (_, .policy): true
        case (.scoredTransaction, .account): true
        case (.taggedFIR, .firID), (.taggedFIR, .caseID): true
        case (.scoredPost, .postID): true
        case (.trailHop, .account), (.trailHop, .caseID): true
        case (.riskForecast, .account), (.riskForecast, .caseID), (.riskForecast, .cell): true
        case (.riskForecast, .terminal), (.riskForecast, .area): true
        case (.scoredRing, .ring), (.scoredRing, .account), (_, .subject): true
        case (.taggedFIR, .district), (.trailHop, .district), (.riskForecast, .district): true
        default: false
        }
    }

    var hasPlace: Bool { self == .taggedFIR || self == .trailHop || self == .riskForecast }
}
