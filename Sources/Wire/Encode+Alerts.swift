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
