public import Records

extension RuleBook {
    /// The tags that the rules give a text, strongest first; each tag once.
    ///
    /// - Parameters:
    ///   - lossRupees: the reported loss, for rules with `min_loss`.
    ///   - age: the complainant's; nil: as the text says (`aged about 67 years`).
    /// - Complexity: linear in the text; the rules are walked once.
    public func tags(of gist: String, lossRupees: Double?, age: Int?) -> [Tag] {
        tags(of: FoldedText(gist), lossRupees: lossRupees, age: age)
    }

    func tags(of text: FoldedText, lossRupees: Double?, age: Int?) -> [Tag] {
        let hits = RuleHits(text, book: self)
        let age = age ?? hits.age(in: text, group: ageGroup)
        var given: [Given] = []
        for number in gates.indices {
            let gate = gates[number]
            if gate.first >= 0, hits.first(gate.first, isAffirmed: gate.isAffirmed) < 0 { continue }
            if gate.none >= 0, hits.first(gate.none, isAffirmed: false) >= 0 { continue }
            if gate.hasMore, !holds(compiled[number], hits, given, lossRupees: lossRupees, age: age) { continue }
            let tag = compiled[number].tag
            if let known = given.firstIndex(where: { $0.tag == tag }) {
                if compiled[given[known].rule].confidence < compiled[number].confidence {
                    given[known].rule = number
                }
            } else {
                given.append(Given(tag: tag, rule: number))
            }
        }
        return given.map { tag($0, hits, text) }.sorted {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : ($0.facet, $0.tag) < ($1.facet, $1.tag)
        }
    }

    private struct Given {
        var tag: Int32
        var rule: Int
    }

    private func holds(
        _ compiled: CompiledRule, _ hits: borrowing RuleHits, _ given: [Given], lossRupees: Double?, age: Int?
    ) -> Bool {
        let isAffirmed = compiled.isAffirmed
        for group in compiled.groups where hits.first(group, isAffirmed: isAffirmed) < 0 { return false }
        if compiled.none >= 0, hits.first(compiled.none, isAffirmed: false) >= 0 { return false }
        if !compiled.ifTags.isEmpty, !given.contains(where: { compiled.ifTags.contains($0.tag) }) { return false }
        if given.contains(where: { compiled.unlessTags.contains($0.tag) }) { return false }
        if let least = compiled.minLoss, (lossRupees ?? 0) < least { return false }
        if let least = compiled.minAge, (age ?? -1) < least { return false }
        if let most = compiled.maxAge, (age ?? .max) > most { return false }
        guard let within = compiled.within, compiled.groups.count > 1 else { return true }
        return hits.areNear(compiled.groups, words: within, isAffirmed: isAffirmed)
    }

    private func tag(_ given: Given, _ hits: borrowing RuleHits, _ text: FoldedText) -> Tag {
        let rule = compiled[given.rule]
        var matches: [PhraseMatcher.Match] = []
        for group in rule.groups {
            let first = hits.first(group, isAffirmed: rule.isAffirmed)
            if first >= 0 { matches.append(hits.found[Int(first)]) }
        }
        var evidence = ""
        var span: Range<Int>?
        for match in matches {
            let range = text.original(match.start..<match.end)
            if span == nil || range.lowerBound < (span?.lowerBound ?? 0) { span = range }
            if !evidence.isEmpty { evidence += " ... " }
            evidence += String(decoding: text.source[range], as: UTF8.self)
        }
        return Tag(
            facet: rule.facet, tag: rule.name, confidence: rule.confidence, evidence: evidence, start: span?.lowerBound,
            end: span?.upperBound, origin: .rule, originID: rule.id)
    }
}

/// Where the phrases of the rules stand in one text.
struct RuleHits {
    private(set) var found: [PhraseMatcher.Match] = []
    /// Of each group the first match, and the first that is not denied; -1: none.
    private var firsts: [Int32]
    private var affirmed: [Int32]
    private var isDenied: [Bool] = []
    private let book: RuleBook

    init(_ text: FoldedText, book: RuleBook) {
        self.book = book
        var run = PhraseMatcher.Run()
        run.found.reserveCapacity(96)
        var breaks: [Int32] = []
        var token: Int32 = 0
        let bytes = text.bytes
        book.matcher.scan(bytes, &run) { start, _ in
            if Self.isBreak(bytes, before: start) { breaks.append(token) }
            token += 1
        }
        found = run.found
        firsts = [Int32](repeating: -1, count: book.groupCount)
        affirmed = firsts
        isDenied = [Bool](repeating: false, count: found.count)
        group(bytes, breaks)
    }

    /// A full stop, semicolon, exclamation or question mark and white space stand before: a new sentence. "No. 5" and "Rs. 5" are none.
    private static func isBreak(_ bytes: [UInt8], before start: Int) -> Bool {
        guard start >= 2, bytes[start - 1] <= 0x20 else { return false }
        let sign = bytes[start - 2]
        return sign == 0x2E || sign == 0x3B || sign == 0x21 || sign == 0x3F
    }

    private mutating func group(_ bytes: [UInt8], _ breaks: [Int32]) {
        var lastNegator = Int.min
        var lastBreak = 0
        var nextBreak = 0
        for (index, match) in found.enumerated() {
            while nextBreak < breaks.count, Int(breaks[nextBreak]) <= match.firstToken {
                lastBreak = Int(breaks[nextBreak])
                nextBreak += 1
            }
            let groups = book.groupsOfPhrase[match.phrase]
            if book.isNegator[match.phrase], match.firstToken == match.lastToken,
                !(match.end < bytes.count && (bytes[match.end] == 0x2E || bytes[match.end] == 0x3A))
            {
                lastNegator = match.firstToken
            }
            // "did not share any OTP": up to three words between.
            let gap = match.firstToken &- lastNegator
            isDenied[index] = lastNegator >= lastBreak && gap >= 1 && gap <= 4
            for group in groups {
                if firsts[Int(group)] < 0 { firsts[Int(group)] = Int32(index) }
                if affirmed[Int(group)] < 0, !isDenied[index] { affirmed[Int(group)] = Int32(index) }
            }
        }
    }

    func first(_ group: Int32, isAffirmed: Bool) -> Int32 { isAffirmed ? affirmed[Int(group)] : firsts[Int(group)] }

    /// Whether one match of each group begins within `words` tokens of the others: one pass with the last place of each.
    func areNear(_ groups: [Int32], words: Int, isAffirmed: Bool) -> Bool {
        var last = [Int](repeating: Int.min / 2, count: groups.count)
        for (index, match) in found.enumerated() where !(isAffirmed && isDenied[index]) {
            let own = book.groupsOfPhrase[match.phrase]
            var isOne = false
            for (place, group) in groups.enumerated() where own.contains(group) {
                last[place] = match.firstToken
                isOne = true
            }
            if isOne, last.allSatisfy({ abs(match.firstToken - $0) <= words }) { return true }
        }
        return false
    }

    /// The number in the first phrase of `group`, if it is a person's age.
    func age(in text: FoldedText, group: Int32) -> Int? {
        guard group >= 0, firsts[Int(group)] >= 0 else { return nil }
        let match = found[Int(firsts[Int(group)])]
        var value = 0
        var digits = 0
        for index in match.start..<match.end {
            let byte = text.bytes[index]
            if byte &- 0x30 < 10, digits < 4 {
                value = value * 10 + Int(byte) - 0x30
                digits += 1
            } else if digits > 0 {
                break
            }
        }
        return digits > 0 && value <= 110 ? value : nil
    }
}
