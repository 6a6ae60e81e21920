import Records
import StageKit

/// Turns a record into the candidates that the policies in force make of it. Needs no state.
struct Matching {
    let subject: AlertSubject
    let source: SourceRef
    let runID: String?
    static let reasonsMax = 8

    func candidate(_ policy: AlertPolicy) -> AlertCandidate? {
        guard isInPlace(policy) else { return nil }
        if !subject.isEndOnly, isWanted(policy) { return make(policy, .trigger) }
        if subject.endsHolding, policy.watchesHeldMoney { return make(policy, .resolve) }
        return nil
    }

    private func isWanted(_ policy: AlertPolicy) -> Bool {
        guard subject.score >= policy.minScore else { return false }
        if let least = policy.minAmount {
            guard let amount = subject.amount, amount >= least else { return false }
        }
        if let kind = subject.hopKind, !policy.hopKinds.isEmpty, !policy.hopKinds.contains(kind) { return false }
        guard policy.allTags.allSatisfy(says), !policy.noTags.contains(where: says) else { return false }
        return policy.anyTags.isEmpty || policy.anyTags.contains(where: says)
    }

    private func says(_ tag: String) -> Bool {
        subject.tags.contains(tag) || subject.verdict.reasons.contains { $0.code == tag }
    }

    private func isInPlace(_ policy: AlertPolicy) -> Bool {
        Self.allows(policy.states, subject.jurisdiction.state)
            && Self.allows(policy.districts, subject.jurisdiction.district)
            && Self.allows(policy.stations, subject.jurisdiction.station)
    }

    private static func allows(_ places: [String], _ place: String?) -> Bool {
        guard !places.isEmpty else { return true }
        guard let place = place?.lowercased() else { return false }
        return places.contains { $0.lowercased() == place }
    }

    private func make(_ policy: AlertPolicy, _ action: AlertCommand.Action) -> AlertCandidate {
        let key = { (template: KeyTemplate) in
            template.render { subject.value(of: $0, policy: policy) }
        }
        let channels = policy.channels(for: subject.score)
        let hold = channels.contains(AlertPolicy.bankHold) && action == .trigger ? " Bank: hold the money." : ""
        let life = subject.at.advanced(byMilliseconds: Int64(policy.expiresAfterMinutes) * 60_000)
        return AlertCandidate(
            groupKey: ofRun(key(policy.groupKey)), dedupKey: ofRun(key(policy.dedupKey)), policyID: policy.id,
            policyVersion: policy.version, action: action, severity: policy.severity(of: subject),
            summary: BoundedText.summary(subject.summary + hold),
            reasons: Array(subject.verdict.reasons.prefix(Self.reasonsMax)), caseIDs: subject.caseID.map { [$0] } ?? [],
            jurisdiction: subject.jurisdiction, cell: subject.cell, terminals: subject.terminals, at: subject.at,
            expiresAt: max(subject.at, min(life, subject.expiresAt ?? life)), channels: channels,
            templateID: policy.templateID, escalationPolicy: policy.escalationPolicy, score: subject.score,
            source: source, runID: runID,
            subject: subject.subject.map { BoundedText.key($0, bytes: BoundedText.keyBytes) },
            record: subject.record.rawValue)
    }

    /// A replay's alerts are other alerts: they must not open, raise or end those of the present.
    private func ofRun(_ key: String) -> String {
        guard let runID else { return key }
        return BoundedText.key("\(key)@\(runID)", bytes: BoundedText.keyBytes)
    }
}
