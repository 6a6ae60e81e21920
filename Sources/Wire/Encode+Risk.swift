import Records

extension TerminalChance {
    func write(to w: inout JSONCursor) {
        w.json("{\"id\":", id)
        w.json(",\"probability\":", probability)
        w.json(",\"eta_s\":", etaSeconds)
        if let location {
            w.append(",")
            w.json(location)
        }
        w.json(",\"name\":", name)
        w.append("}")
    }
}

extension RiskForecast {
    func write(to w: inout JSONCursor) {
        w.json("{\"forecast_id\":", forecastID)
        w.json(",\"case_id\":", caseID)
        w.json(",\"account\":", account)
        w.json(",\"layer\":", layer)
        w.json(",\"at_risk\":", atRisk)
        w.json(",\"issued_at\":", issuedAt)
        w.json(",\"expires_at\":", expiresAt)
        w.json(",\"active\":", active)
        w.json(",\"terminals\":", list: terminals) { w, terminal in terminal.write(to: &w) }
        w.json(",\"cell\":", cell)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        verdict.write(to: &w)
        w.append("}")
    }
}

extension RiskWithdrawal {
    func write(to w: inout JSONCursor) {
        w.json("{\"cell\":", cell)
        terminal.write(",\"terminal\":", to: &w)
        w.json(",\"account\":", account)
        w.json(",\"amount\":", amount)
        w.json(",\"at\":", at)
        w.json(",\"tainted\":", tainted)
        w.json(",\"case_id\":", caseID)
        if !crews.isEmpty { w.json(",\"crews\":", crews) }
        source.write(",\"source\":", to: &w)
        w.append("}")
    }
}

extension CrewPlace {
    func write(to w: inout JSONCursor) {
        w.json("{\"crew\":", crew)
        w.json(",\"terminal\":", terminal)
        w.json(",\"visits\":", visits)
        w.append("}")
    }
}

extension RiskCell {
    func write(to w: inout JSONCursor) {
        w.json("{\"cell\":", cell)
        w.json(",\"updated_at\":", updatedAt)
        w.json(",\"expected_15m\":", expected15Minutes)
        w.json(",\"expected_60m\":", expected60Minutes)
        w.json(",\"intensity_all\":", intensityAll)
        w.json(",\"intensity_fraud\":", intensityFraud)
        w.json(",\"terminals\":", list: terminals) { w, terminal in terminal.write(to: &w) }
        if !crews.isEmpty { w.json(",\"crews\":", list: crews) { w, crew in crew.write(to: &w) } }
        verdict.write(to: &w)
        w.append("}")
    }
}
