import CSimdJSON
import Records

private let actions = Choices<AlertCommand.Action>()
private let severities = Choices<Severity>()
private let statuses = Choices<AlertReceipt.Status>()
private let levels = Choices<RiskAssessment.Level>()

/// The alert gateway's limit for a summary: 1,024 characters of at most four bytes.
private let summaryBytes = 4_096

extension Jurisdiction: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            state: try object.optionalID(.state, limit: TextLimit.name),
            district: try object.optionalID(.district, limit: TextLimit.name),
            station: try object.optionalID(.station, limit: TextLimit.name))
    }
}

extension AlertCandidate: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            groupKey: try object.id(.group_key, limit: TextLimit.composedID),
            dedupKey: try object.id(.dedup_key, limit: TextLimit.composedID), policyID: try object.id(.policy_id),
            policyVersion: try object.id(.policy_version), action: try object.choice(.action, actions),
            severity: try object.choice(.severity, severities),
            summary: try object.text(.summary, limit: summaryBytes), reasons: try object.objects(.reasons),
            caseIDs: try object.ids(.case_ids), jurisdiction: try object.object(.jurisdiction) ?? Jurisdiction(),
            cell: try object.optionalID(.cell), terminals: try object.objects(.terminals), at: try object.moment(.at),
            expiresAt: try object.moment(.expires_at), channels: try object.ids(.channels),
            templateID: try object.optionalID(.template_id),
            escalationPolicy: try object.optionalID(.escalation_policy), score: try object.chance(.score),
            source: try object.requiredObject(.source), runID: try object.optionalID(.run_id),
            subject: try object.optionalID(.subject, limit: TextLimit.composedID),
            record: try object.optionalID(.record))
    }
}

extension AlertCommand: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            id: try object.id(.id, limit: TextLimit.composedID),
            dedupKey: try object.id(.dedup_key, limit: TextLimit.composedID),
            groupKey: try object.id(.group_key, limit: TextLimit.composedID),
            action: try object.choice(.action, actions), severity: try object.choice(.severity, severities),
            summary: try object.text(.summary, limit: summaryBytes), reasons: try object.objects(.reasons),
            sourceRefs: try object.objects(.source_refs), caseIDs: try object.ids(.case_ids),
            jurisdiction: try object.object(.jurisdiction) ?? Jurisdiction(), cell: try object.optionalID(.cell),
            terminals: try object.objects(.terminals), notBefore: try object.moment(.not_before),
            expiresAt: try object.moment(.expires_at), channels: try object.ids(.channels),
            templateID: try object.optionalID(.template_id),
            escalationPolicy: try object.optionalID(.escalation_policy), policyID: try object.id(.policy_id),
            policyVersion: try object.id(.policy_version), count: try object.integer(.count, in: 0...Int.max),
            runID: try object.optionalID(.run_id), roles: try object.ids(.roles),
            members: try object.objects(.members), risk: try object.object(.risk),
            escalationLevel: try object.optionalInteger(.escalation_level, in: 1...Int.max),
            heldBack: try object.optionalInteger(.held_back, in: 1...Int.max))
    }
}

extension AlertMember: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            dedupKey: try object.id(.dedup_key, limit: TextLimit.composedID), policyID: try object.id(.policy_id),
            severity: try object.choice(.severity, severities), score: try object.chance(.score))
    }
}

extension RiskAssessment: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            level: try object.choice(.level, levels), score: try object.chance(.score),
            factors: try object.objects(.factors), rationale: try object.text(.rationale, limit: summaryBytes))
    }
}

extension RiskAssessment.Factor: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            code: try object.id(.code), weight: try object.chance(.weight), score: try object.chance(.score),
            contribution: try object.chance(.contribution))
    }
}

extension AlertReceipt: ObjectReadable {
    init(from object: ObjectReader) throws(DecodeFault) {
        self.init(
            commandID: try object.id(.command_id, limit: TextLimit.composedID),
            dedupKey: try object.id(.dedup_key, limit: TextLimit.composedID),
            groupKey: try object.id(.group_key, limit: TextLimit.composedID), recipient: try object.id(.recipient),
            channel: try object.id(.channel), status: try object.choice(.status, statuses), at: try object.time(.at),
            detail: try object.optionalText(.detail))
    }
}
