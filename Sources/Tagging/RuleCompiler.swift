import StageKit

/// Rules into phrases and groups of phrases. Equal phrases are one.
struct RuleCompiler {
    private let taxonomy: Taxonomy
    private let document: RulesDocument
    private(set) var compiled: [RuleBook.CompiledRule] = []
    private(set) var matcher = PhraseMatcher(tolerant: true)
    private(set) var groupsOfPhrase: [[Int32]] = []
    private(set) var groupCount = 0
    private(set) var ageGroup: Int32 = -1
    private(set) var negators: Int32 = -1
    private var numbers: [String: Int] = [:]
    private var groupOfPhrases: [[String]: Int32] = [:]
    private var tagNumbers: [String: Int32] = [:]

    init(taxonomy: Taxonomy, document: RulesDocument) {
        self.taxonomy = taxonomy
        self.document = document
    }

    mutating func run() throws(StageFault) {
        for (variant, word) in (document.spellings ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard !variant.contains(" "), !word.contains(" "), !variant.isEmpty, !word.isEmpty else {
                throw fault("spelling '\(variant)': one word for one word")
            }
            matcher.add(spelling: variant, of: word)
        }
        for word in document.ordinary ?? [] { matcher.add(ordinary: word) }
        if let ages = document.ages { ageGroup = try group(ages, "ages") }
        negators = try group(["not", "never", "without", "nor", "neither", "no"], "negators")
        var ids: Set<String> = []
        for rule in document.rules {
            guard ids.insert(rule.id).inserted else { throw fault("rule '\(rule.id)' stands twice") }
            try compile(rule)
        }
    }

    private func fault(_ message: String) -> StageFault { DocumentReader.fault("rules", message) }

    private mutating func compile(_ rule: RulesDocument.Rule) throws(StageFault) {
        let place = "rule '\(rule.id)'"
        var rule = rule
        switch taxonomy.resolve(rule.tag, in: rule.facet) {
        case .current(_, let tag): rule.tag = tag
        case .replaced(let heirs):
            guard heirs.count == 1, let heir = heirs.first else {
                throw fault("\(place): the taxonomy no longer gives \(rule.facet)/\(rule.tag)")
            }
            (rule.facet, rule.tag) = (heir.facet, heir.tag)
        case .unknown: throw fault("\(place): the taxonomy has no tag \(rule.facet)/\(rule.tag)")
        }
        guard rule.confidence > 0, rule.confidence <= 1 else {
            throw fault("\(place): confidence \(rule.confidence) is not in 0...1")
        }
        if let within = rule.within, !(1...200).contains(within) {
            throw fault("\(place): within \(within) is not 1 to 200 words")
        }
        var groups: [Int32] = []
        for phrases in (rule.all ?? []) + (rule.any.map { [$0] } ?? []) { groups.append(try group(phrases, place)) }
        let isConditioned =
            !groups.isEmpty || rule.minLoss != nil || rule.minAge != nil || rule.maxAge != nil || rule.ifTags != nil
        guard isConditioned else { throw fault("\(place) has no condition: give any, all, if_tags, an age or a loss") }
        compiled.append(
            RuleBook.CompiledRule(
                id: rule.id, facet: rule.facet, name: rule.tag, confidence: rule.confidence,
                isAffirmed: rule.affirmed ?? false, minLoss: rule.minLoss, minAge: rule.minAge, maxAge: rule.maxAge,
                within: rule.within, groups: groups,
                none: try rule.none.map { phrases throws(StageFault) in try group(phrases, place) } ?? -1,
                ifTags: try tagNumbers(rule.ifTags ?? [], place),
                unlessTags: try tagNumbers(rule.unlessTags ?? [], place),
                tag: number(of: rule.facet + "/" + rule.tag)))
    }

    private mutating func number(of tag: String) -> Int32 {
        if let known = tagNumbers[tag] { return known }
        let new = Int32(tagNumbers.count)
        tagNumbers[tag] = new
        return new
    }

    private mutating func tagNumbers(_ names: [String], _ place: String) throws(StageFault) -> [Int32] {
        var numbers: [Int32] = []
        for name in names {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, case .current(_, let tag) = taxonomy.resolve(parts[1], in: parts[0]) else {
                throw fault("\(place): the taxonomy has no tag \(name)")
            }
            numbers.append(number(of: parts[0] + "/" + tag))
        }
        return numbers
    }

    // MARK: Phrases

    private mutating func group(_ phrases: [String], _ place: String) throws(StageFault) -> Int32 {
        if let known = groupOfPhrases[phrases] { return known }
        let new = Int32(groupCount)
        groupCount += 1
        groupOfPhrases[phrases] = new
        var all: [String] = []
        for phrase in phrases { try expand(phrase, place, depth: 0, into: &all) }
        for phrase in all {
            let number = try self.phrase(phrase, place)
            if !groupsOfPhrase[number].contains(new) { groupsOfPhrase[number].append(new) }
        }
        return new
    }

    private func expand(_ phrase: String, _ place: String, depth: Int, into all: inout [String]) throws(StageFault) {
        guard phrase.hasPrefix("@") else {
            all.append(phrase)
            return
        }
        let name = String(phrase.dropFirst())
        guard let list = document.lists?[name] else { throw fault("\(place): there is no list '\(name)'") }
        guard depth < 4 else { throw fault("\(place): list '\(name)' is four lists deep, or contains itself") }
        for phrase in list { try expand(phrase, place, depth: depth + 1, into: &all) }
    }

    private mutating func phrase(_ text: String, _ place: String) throws(StageFault) -> Int {
        if let known = numbers[text] { return known }
        let words = text.split(separator: " ")
        let letters = words.reduce(0) { $0 + ($1 == "%" ? 0 : $1.utf8.count) }
        let isShort = letters < 2 || text.hasPrefix("*")
        let hasShortStem = words.contains { $0.hasSuffix("*") && $0.utf8.count < 4 }
        guard !isShort, !hasShortStem, words.count <= 8, words.filter({ $0 == "%" }).count <= 2 else {
            throw fault(
                "\(place): phrase '\(text)': one to eight words, stems of three letters or more, at most two gaps")
        }
        let number = matcher.add(text)
        numbers[text] = number
        while groupsOfPhrase.count <= number { groupsOfPhrase.append([]) }
        return number
    }
}
