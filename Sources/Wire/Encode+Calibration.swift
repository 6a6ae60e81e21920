import Records

extension Calibration {
    func write(to w: inout JSONCursor) {
        w.json(",\"calibration\":{\"segment\":", segment)
        w.json(",\"tail\":", tail)
        w.json(",\"alarm\":", alarm?.rawValue)
        w.json(",\"alert_rate\":", alertRate)
        w.json(",\"interdiction_rate\":", interdictionRate)
        w.append("}")
    }
}

extension ShadowScore {
    func write(to w: inout JSONCursor) {
        w.json(",\"shadow\":{\"model\":", model)
        w.json(",\"score\":", score)
        w.json(",\"threshold\":", threshold)
        w.append("}")
    }
}

extension SegmentDrift {
    func write(to w: inout JSONCursor) {
        w.json("{\"segment\":", segment)
        w.json(",\"at\":", at)
        w.json(",\"bookings\":", bookings)
        w.json(",\"score_psi\":", scorePSI)
        w.json(",\"score_distance\":", scoreDistance)
        w.json(",\"amount_psi\":", amountPSI)
        w.json(",\"amount_distance\":", amountDistance)
        w.json(",\"alerts\":", alerts)
        w.json(",\"interdictions\":", interdictions)
        versions.write(to: &w)
        source.write(",\"source\":", to: &w)
        w.json(",\"run_id\":", runID)
        w.append("}")
    }
}
