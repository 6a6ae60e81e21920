import Records

extension Verdict {
    /// `,"score":...` to `,"run_id":...`: the verdict is part of its record, not an object of its own.
    func write(to w: inout JSONCursor) {
        w.json(",\"score\":", score)
        w.json(",\"reasons\":", list: reasons) { w, reason in reason.write(to: &w) }
        versions.write(to: &w)
        source.write(",\"source\":", to: &w)
        w.json(",\"run_id\":", runID)
    }
}

extension Reason {
    func write(to w: inout JSONCursor) {
        w.json("{\"code\":", code)
        w.json(",\"contribution\":", contribution)
        w.json(",\"evidence\":", evidence)
        w.append("}")
    }
}

extension Versions {
    func write(to w: inout JSONCursor) {
        w.append(",\"versions\":{")
        var isFirst = true
        w.json("\"detector\":", detector, isFirst: &isFirst)
        w.json("\"model\":", model, isFirst: &isFirst)
        w.json("\"rules\":", rules, isFirst: &isFirst)
        w.json("\"taxonomy\":", taxonomy, isFirst: &isFirst)
        w.append("}")
    }
}

extension SourceRef {
    func write(_ key: StaticString, to w: inout JSONCursor) {
        w.append(key)
        w.json("{\"topic\":", topic)
        w.json(",\"partition\":", Int(partition.rawValue))
        w.json(",\"offset\":", Int(offset.rawValue))
        w.append("}")
    }
}

extension Entity {
    func write(to w: inout JSONCursor) {
        w.json("{\"kind\":", kind.rawValue)
        w.json(",\"value\":", value)
        w.json(",\"masked\":", masked)
        w.json(",\"confidence\":", confidence)
        w.json(",\"start\":", start)
        w.json(",\"end\":", end)
        w.append("}")
    }
}

extension Tag {
    func write(to w: inout JSONCursor) {
        w.json("{\"facet\":", facet)
        w.json(",\"tag\":", tag)
        w.json(",\"confidence\":", confidence)
        w.json(",\"evidence\":", evidence)
        w.json(",\"start\":", start)
        w.json(",\"end\":", end)
        w.json(",\"origin\":", origin.rawValue)
        w.json(",\"origin_id\":", originID)
        w.append("}")
    }
}

extension ScoredTransaction {
    func write(to w: inout JSONCursor) {
        w.json("{\"transaction_id\":", transactionID)
        w.json(",\"account\":", account)
        w.json(",\"amount\":", amount)
        w.json(",\"direction\":", direction.rawValue)
        w.json(",\"channel\":", channel.rawValue)
        w.json(",\"booked_at\":", bookedAt)
        w.json(",\"counterparty\":", counterparty)
        verdict.write(to: &w)
        if let calibration { calibration.write(to: &w) }
        if let shadow { shadow.write(to: &w) }
        w.append("}")
    }
}

extension TaggedFIR {
    func write(to w: inout JSONCursor) {
        w.json("{\"fir_id\":", firID)
        w.json(",\"state\":", state)
        w.json(",\"district\":", district)
        w.json(",\"police_station\":", policeStation)
        w.json(",\"registered_at\":", registeredAt)
        w.json(",\"loss_amount\":", lossAmount)
        w.json(",\"tags\":", list: tags) { w, tag in tag.write(to: &w) }
        w.json(",\"entities\":", list: entities) { w, entity in entity.write(to: &w) }
        w.json(",\"needs_review\":", needsReview)
        verdict.write(to: &w)
        w.append("}")
    }
}

extension ReviewRequest {
    func write(to w: inout JSONCursor) {
        w.json("{\"fir_id\":", firID)
        w.json(",\"why\":", why)
        w.json(",\"uncertainty\":", uncertainty)
        w.json(",\"gist\":", gist)
        w.json(",\"tags\":", list: tags) { w, tag in tag.write(to: &w) }
        w.json(",\"requested_at\":", requestedAt)
        versions.write(to: &w)
        source.write(",\"source\":", to: &w)
        w.append("}")
    }
}

extension ScoredPost {
    func write(to w: inout JSONCursor) {
        w.json("{\"post_id\":", postID)
        w.json(",\"platform\":", platform)
        w.json(",\"author\":", author)
        w.json(",\"posted_at\":", postedAt)
        w.json(",\"category\":", category)
        w.json(",\"level\":", level)
        w.json(",\"entities\":", list: entities) { w, entity in entity.write(to: &w) }
        verdict.write(to: &w)
        w.append("}")
    }
}
