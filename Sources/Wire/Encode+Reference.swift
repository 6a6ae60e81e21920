import Records

extension ReferenceTerminal {
    func write(to w: inout JSONCursor) {
        w.json("{\"id\":", id)
        w.json(",\"kind\":", kind)
        w.json(",\"name\":", name)
        w.json(",\"bank\":", bank)
        w.append(",")
        w.json(location)
        w.json(",\"district\":", district)
        w.json(",\"state\":", state)
        w.json(",\"attribution\":", attribution)
        w.append("}")
    }
}

extension ReferenceStation {
    func write(to w: inout JSONCursor) {
        w.json("{\"id\":", id)
        w.json(",\"name\":", name)
        w.append(",")
        w.json(location)
        w.json(",\"district\":", district)
        w.json(",\"state\":", state)
        w.json(",\"attribution\":", attribution)
        w.append("}")
    }
}

extension Label {
    func write(to w: inout JSONCursor) {
        w.json("{\"subject\":", subject)
        w.json(",\"subject_kind\":", subjectKind)
        w.json(",\"label\":", label)
        w.json(",\"detail\":", detail)
        w.json(",\"by\":", by)
        w.json(",\"at\":", at)
        w.append("}")
    }
}

extension GroundTruth {
    func write(to w: inout JSONCursor) {
        w.json("{\"subject\":", subject)
        w.json(",\"kind\":", kind)
        w.json(",\"ring\":", ring)
        w.json(",\"case_id\":", caseID)
        w.json(",\"layer\":", layer)
        w.json(",\"amount\":", amount)
        w.json(",\"at\":", at)
        w.json(",\"detail\":", detail)
        w.append("}")
    }
}
