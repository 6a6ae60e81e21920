import Records

extension Jurisdiction {
    func write(to w: inout JSONCursor) {
        w.append(",\"jurisdiction\":{")
        var isFirst = true
        w.json("\"state\":", state, isFirst: &isFirst)
        w.json("\"district\":", district, isFirst: &isFirst)
        w.json("\"station\":", station, isFirst: &isFirst)
        w.append("}")
    }
}

extension AlertCandidate {
    func write(to w: inout JSONCursor) {
        w.json("{\"group_key\":", groupKey)
        w.json(",\"dedup_key\":", dedupKey)
        w.json(",\"policy_id\":", policyID)
        w.json(",\"policy_version\":", policyVersion)
        w.json(",\"action\":", action.rawValue)
        w.json(",\"severity\":", severity.rawValue)
        w.json(",\"summary\":", summary)
        w.json(",\"reasons\":", list: reasons) { w, reason in reason.write(to: &w) }
        w.json(",\"case_ids\":", caseIDs)
        jurisdiction.write(to: &w)
        w.json(",\"cell\":", cell)
        w.json(",\"terminals\":", list: terminals) { w, terminal in terminal.write(to: &w) }
        w.json(",\"at\":", at)
        w.json(",\"expires_at\":", expiresAt)
        w.json(",\"channels\":", channels)
        w.json(",\"template_id\":", templateID)
        w.json(",\"escalation_policy\":", escalationPolicy)
        w.json(",\"score\":", score)
        source.write(",\"source\":", to: &w)
        w.json(",\"run_id\":", runID)
        w.json(",\"subject\":", subject)
        w.json(",\"record\":", record)
        w.append("}")
    }
}

extension AlertCommand {
    func write(to w: inout JSONCursor) {
        w.json("{\"id\":", id)
        w.json(",\"dedup_key\":", dedupKey)
        w.json(",\"group_key\":", groupKey)
        w.json(",\"action\":", action.rawValue)
        w.json(",\"severity\":", severity.rawValue)
        w.json(",\"summary\":", summary)
        w.json(",\"reasons\":", list: reasons) { w, reason in reason.write(to: &w) }
        w.json(",\"source_refs\":", list: sourceRefs) { w, source in source.write("", to: &w) }
        w.json(",\"case_ids\":", caseIDs)
        jurisdiction.write(to: &w)
        w.json(",\"cell\":", cell)
        w.json(",\"terminals\":", list: terminals) { w, terminal in terminal.write(to: &w) }
        w.json(",\"not_before\":", notBefore)
        w.json(",\"expires_at\":", expiresAt)
        w.json(",\"channels\":", channels)
        w.json(",\"template_id\":", templateID)
        w.json(",\"escalation_policy\":", escalationPolicy)
        w.json(",\"policy_id\":", policyID)
        w.json(",\"policy_version\":", policyVersion)
        w.json(",\"count\":", count)
        w.json(",\"run_id\":", runID)
        if !roles.isEmpty { w.json(",\"roles\":", roles) }
        if !members.isEmpty {
            w.json(",\"members\":", list: members) { w, member in member.write(to: &w) }
        }
        risk?.write(to: &w)
        w.json(",\"escalation_level\":", escalationLevel)
        w.json(",\"held_back\":", heldBack)
        w.append("}")
    }
}

extension AlertMember {
    func write(to w: inout JSONCursor) {
        w.json("{\"dedup_key\":", dedupKey)
        w.json(",\"policy_id\":", policyID)
        w.json(",\"severity\":", severity.rawValue)
        w.json(",\"score\":", score)
        w.append("}")
    }
}

extension RiskAssessment {
    func write(to w: inout JSONCursor) {
        w.json(",\"risk\":{\"level\":", level.rawValue)
        w.json(",\"score\":", score)
        w.json(",\"factors\":", list: factors) { w, factor in
            w.json("{\"code\":", factor.code)
            w.json(",\"weight\":", factor.weight)
            w.json(",\"score\":", factor.score)
            w.json(",\"contribution\":", factor.contribution)
            w.append("}")
        }
        w.json(",\"rationale\":", rationale)
        w.append("}")
    }
}

extension AlertReceipt {
    func write(to w: inout JSONCursor) {
        w.json("{\"command_id\":", commandID)
        w.json(",\"dedup_key\":", dedupKey)
        w.json(",\"group_key\":", groupKey)
        w.json(",\"recipient\":", recipient)
        w.json(",\"channel\":", channel)
        w.json(",\"status\":", status.rawValue)
        w.json(",\"at\":", at)
        w.json(",\"detail\":", detail)
        w.append("}")
    }
}
