import Records

/// What a command adds to what its group says.
struct CommandExtras {
    var roles: [String] = []
    var channels: [String] = []
    var level: Int?
    var heldBack: Int?
    /// Before the summary.
    var preface = ""
}

extension AlertGroup {
    static let reasonsMax = 8

    /// The most severe of `places`, the newest of equals.
    func lead(_ places: [Int]) -> Int? {
        places.max { a, b in
            (members[a].latest.severity, members[a].latest.at, b) < (
                members[b].latest.severity, members[b].latest.at, a
            )
        }
    }

    /// The next command, about the members at `places`; nil when there are none.
    mutating func command(
        _ action: AlertCommand.Action, about places: [Int], key: String, at time: EventTime, extras: CommandExtras
    ) -> AlertCommand? {
        guard let place = lead(places) else { return nil }
        number = max(number + 1, time.milliseconds)
        let lead = members[place].latest
        let others = places.filter { $0 != place }.sorted {
            (members[$0].latest.severity, $1) > (members[$1].latest.severity, $0)
        }
        let all = [place] + others
        let told = all.map { members[$0].latest }
        let isEnd = action == .resolve
        var channels = extras.channels
        if channels.isEmpty { channels = told.reduce([]) { $0.joined($1.channels) } }
        return AlertCommand(
            id: BoundedText.key("\(key)#\(String(life, radix: 36))-\(number)", bytes: BoundedText.idBytes),
            dedupKey: key, groupKey: key,
            action: action, severity: lead.severity, summary: summary(extras.preface, told),
            reasons: Self.reasons(told), sourceRefs: sources(all),
            caseIDs: Array(told.reduce([]) { $0.joined($1.caseIDs) }.prefix(AlertMemberState.casesMax)),
            jurisdiction: told.first { $0.jurisdiction.state != nil }?.jurisdiction ?? lead.jurisdiction,
            cell: told.first { $0.cell != nil }?.cell,
            terminals: isEnd ? [] : told.first { !$0.terminals.isEmpty }?.terminals ?? [], notBefore: time,
            expiresAt: told.map(\.expiresAt).max() ?? lead.expiresAt, channels: channels, templateID: lead.templateID,
            escalationPolicy: lead.escalationPolicy, policyID: lead.policyID, policyVersion: lead.policyVersion,
            count: count, runID: lead.runID, roles: extras.roles,
            members: told.count < 2
                ? []
                : told.map {
                    AlertMember(
                        dedupKey: $0.dedupKey, policyID: $0.policyID, severity: $0.severity, score: $0.score)
                }, risk: isEnd ? nil : RiskFusion.assess(told), escalationLevel: extras.level,
            heldBack: extras.heldBack)
    }

    /// The lead's words, and how many others of which policies.
    private func summary(_ preface: String, _ told: [AlertCandidate]) -> String {
        let others = told.dropFirst()
        var kinds: [(policy: String, severity: Severity, count: Int)] = []
        for other in others {
            if let place = kinds.firstIndex(where: { $0.policy == other.policyID }) {
                kinds[place].count += 1
            } else {
                kinds.append((other.policyID, other.severity, 1))
            }
        }
        let words = kinds.prefix(3).map { "\($0.count) \($0.policy) (\($0.severity.rawValue))" }
        let more =
            others.isEmpty ? "" : " With it: " + words.joined(separator: ", ") + (kinds.count > 3 ? ", ..." : ".")
        return BoundedText.summary(preface + told[0].summary + more)
    }

    private func sources(_ places: [Int]) -> [SourceRef] {
        Array(places.flatMap { members[$0].sources }.prefix(AlertMemberState.sourcesMax))
    }

    /// The lead's own first; of the others, what says something else.
    private static func reasons(_ told: [AlertCandidate]) -> [Reason] {
        var reasons: [Reason] = []
        for reason in told.flatMap(\.reasons) where !reasons.contains(where: { $0.code == reason.code }) {
            reasons.append(reason)
        }
        return Array(reasons.prefix(reasonsMax)).enumerated()
            .sorted { ($1.element.contribution, $0.offset) < ($0.element.contribution, $1.offset) }.map(\.element)
    }
}
