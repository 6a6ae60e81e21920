import StageKit

/// The policing rules as data, each with texts it must and must not match.
struct RulesDocument: Codable, Sendable {
    struct Rule: Codable, Sendable {
        var id: String
        var facet: String
        var tag: String
        var confidence: Double
        /// At least one phrase of it.
        var any: [String]?
        /// At least one phrase of each group.
        var all: [[String]]?
        /// No phrase of it.
        var none: [String]?
        var minLoss: Double?
        var minAge: Int?
        var maxAge: Int?
        var match: [String]?
        var noMatch: [String]?

        enum CodingKeys: String, CodingKey {
            case id, facet, tag, confidence, any, all, none, match
            case minLoss = "min_loss", minAge = "min_age", maxAge = "max_age", noMatch = "no_match"
        }
    }
    var version: String
    var rules: [Rule]
}

/// Taxonomy and rules, compiled. What a document gets wrong is told with its field and the old one stays.
public struct RuleBook: Sendable {
    public private(set) var taxonomy: Taxonomy
    private(set) var rules: RulesDocument
    private(set) var compiled: [CompiledRule] = []
    private(set) var matcher = PhraseMatcher()

    struct CompiledRule: Sendable {
        var rule: RulesDocument.Rule
        /// Phrase numbers of each group that must occur.
        var groups: [[Int]]
        var none: [Int]
    }

    /// The documents under `reference/`, as built in.
    static func builtIn() throws(StageFault) -> RuleBook {
        try RuleBook(
            taxonomy: Taxonomy.builtIn(),
            rules: DocumentReader.decode(RulesDocument.self, Defaults.rules, key: "rules"))
    }

    init(taxonomy: Taxonomy, rules: RulesDocument) throws(StageFault) {
        self.taxonomy = taxonomy
        self.rules = rules
        try compile()
    }

    /// Replaces one of the documents: `taxonomy` or `rules`. Other keys of the topic belong to other stages.
    func replacing(_ key: String, json: String) throws(StageFault) -> RuleBook {
        switch key {
        case "taxonomy":
            try RuleBook(taxonomy: Taxonomy(json: json), rules: rules)
        case "rules":
            try RuleBook(taxonomy: taxonomy, rules: DocumentReader.decode(RulesDocument.self, json, key: key))
        default: self
        }
    }

    private mutating func compile() throws(StageFault) {
        let known = Set(taxonomy.facets.flatMap { facet in facet.tags.map { facet.id + "/" + $0.id } })
        for rule in rules.rules {
            guard known.contains(rule.facet + "/" + rule.tag) else {
                throw StageFault(
                    code: "bad_document",
                    message: "rules: rule '\(rule.id)': the taxonomy has no tag \(rule.facet)/\(rule.tag)")
            }
            guard rule.confidence > 0, rule.confidence <= 1 else {
                throw StageFault(
                    code: "bad_document",
                    message: "rules: rule '\(rule.id)': confidence \(rule.confidence) is not in 0...1")
            }
            var groups = rule.all ?? []
            if let any = rule.any { groups.append(any) }
            let short = (groups.flatMap { $0 } + (rule.none ?? [])).first { $0.utf8.count < 2 || $0.hasPrefix("*") }
            if let short {
                throw StageFault(
                    code: "bad_document", message: "rules: rule '\(rule.id)': phrase '\(short)' is too short")
            }
            compiled.append(
                CompiledRule(
                    rule: rule, groups: groups.map { $0.map { matcher.add($0) } },
                    none: (rule.none ?? []).map { matcher.add($0) }))
        }
    }
}
