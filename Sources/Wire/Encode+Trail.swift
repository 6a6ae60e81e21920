import Records

extension CaseSubject {
    func write(to w: inout JSONCursor) {
        w.json("{\"case_id\":", caseID)
        w.json(",\"kind\":", kind.rawValue)
        w.json(",\"subject\":", subject)
        w.json(",\"role\":", role.rawValue)
        w.json(",\"amount\":", amount)
        w.json(",\"rrn\":", rrn)
        w.json(",\"from_account\":", fromAccount)
        w.json(",\"at\":", at)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        source.write(",\"source\":", to: &w)
        w.append("}")
    }
}

extension TrailTaint {
    func write(to w: inout JSONCursor) {
        w.json("{\"case_id\":", caseID)
        w.json(",\"account\":", account)
        w.json(",\"from_account\":", fromAccount)
        w.json(",\"layer\":", layer)
        w.json(",\"amount\":", amount)
        w.json(",\"moved_at\":", movedAt)
        w.json(",\"stolen_at\":", stolenAt)
        w.json(",\"path\":", path)
        w.json(",\"rrn\":", rrn)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        source.write(",\"source\":", to: &w)
        w.append("}")
    }
}

extension TrailHop {
    func write(to w: inout JSONCursor) {
        w.json("{\"case_id\":", caseID)
        w.json(",\"account\":", account)
        w.json(",\"kind\":", kind.rawValue)
        w.json(",\"layer\":", layer)
        w.json(",\"amount\":", amount)
        w.json(",\"at_risk\":", atRisk)
        w.json(",\"at\":", at)
        w.json(",\"stolen_at\":", stolenAt)
        w.json(",\"to_account\":", toAccount)
        if let terminal { terminal.write(",\"terminal\":", to: &w) }
        w.json(",\"home_ifsc\":", homeIFSC)
        w.json(",\"path\":", path)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        verdict.write(to: &w)
        w.append("}")
    }
}
