import Records

extension RuleBook {
    /// The tags that the rules give a text, strongest first; each tag once.
    func tags(of gist: String, lossRupees: Double?, age: Int?) -> [Tag] {
        let bytes = Array(gist.utf8)
        var first: [Int: PhraseMatcher.Match] = [:]
        for match in matcher.matches(in: bytes) where first[match.phrase] == nil { first[match.phrase] = match }
        var tags: [Tag] = []
        for compiled in compiled {
            guard holds(compiled, first, lossRupees: lossRupees, age: age) else { continue }
            let rule = compiled.rule
            guard
                !tags.contains(where: {
                    $0.facet == rule.facet && $0.tag == rule.tag && $0.confidence >= rule.confidence
                })
            else { continue }
            tags.removeAll { $0.facet == rule.facet && $0.tag == rule.tag }
            let evidence = compiled.groups.compactMap { group in
                group.compactMap { first[$0] }.min { $0.start < $1.start }
            }
            let span = evidence.min { $0.start < $1.start }
            let words = evidence.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
            tags.append(
                Tag(
                    facet: rule.facet, tag: rule.tag, confidence: rule.confidence,
                    evidence: words.joined(separator: " ... "),
                    start: span?.start, end: span?.end, origin: .rule, originID: rule.id))
        }
        return tags.sorted {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : ($0.facet, $0.tag) < ($1.facet, $1.tag)
        }
    }

    private func holds(
        _ compiled: CompiledRule, _ found: [Int: PhraseMatcher.Match], lossRupees: Double?, age: Int?
    ) -> Bool {
        let rule = compiled.rule
        if let least = rule.minLoss, (lossRupees ?? 0) < least { return false }
        if let least = rule.minAge, (age ?? -1) < least { return false }
        if let most = rule.maxAge, (age ?? .max) > most { return false }
        if compiled.groups.isEmpty, rule.minLoss == nil, rule.minAge == nil, rule.maxAge == nil { return false }
        guard compiled.groups.allSatisfy({ group in group.contains { found[$0] != nil } }) else { return false }
        return !compiled.none.contains { found[$0] != nil }
    }
}
