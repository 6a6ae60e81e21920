import Records

extension MoneyPath {
    func write(to w: inout JSONCursor) {
        w.json("{\"path\":", path)
        w.json(",\"amount\":", amount)
        w.json(",\"start_amount\":", startAmount)
        w.json(",\"start\":", start)
        w.append("}")
    }
}

extension RingStep {
    func write(to w: inout JSONCursor) {
        w.json("{\"account\":", account)
        w.json(",\"from_account\":", fromAccount)
        w.json(",\"amount\":", amount)
        w.json(",\"at\":", at)
        w.json(",\"rrn\":", rrn)
        w.json(",\"trails\":", list: trails) { w, trail in trail.write(to: &w) }
        source.write(",\"source\":", to: &w)
        w.append("}")
    }
}

extension RingScore {
    func write(to w: inout JSONCursor) {
        w.json("{\"account\":", account)
        w.json(",\"pattern\":", pattern.rawValue)
        w.json(",\"accounts\":", accounts)
        w.json(",\"amount\":", amount)
        w.json(",\"start\":", start)
        w.json(",\"at\":", at)
        verdict.write(to: &w)
        w.append("}")
    }
}
