import Records
public import StageKit

/// Taxonomy and rules, compiled. What a document gets wrong is told with its field and the old one stays.
///
/// A document whose own texts fail is wrong: `RuleBook.failures` runs them.
public struct RuleBook: Sendable {
    public private(set) var taxonomy: Taxonomy
    private(set) var rules: RulesDocument
    private(set) var compiled: [CompiledRule] = []
    private(set) var gates: [Gate] = []
    private(set) var matcher = PhraseMatcher(tolerant: true)
    /// Of each phrase, the groups of which it is one.
    private(set) var groupsOfPhrase: [[Int32]] = []
    private(set) var groupCount = 0
    /// Groups of the phrases with an age.
    private(set) var ageGroup: Int32 = -1
    private(set) var negators: Int32 = -1
    /// Of each phrase, whether it is one of `negators`.
    private(set) var isNegator: [Bool] = []

    /// What is asked of every rule for every text; plain numbers, for copying a rule's strings would cost more than matching it.
    struct Gate: Sendable {
        /// The rarest-looking group, asked first; -1: the rule has none.
        var first: Int32
        var none: Int32
        var isAffirmed: Bool
        /// Whether more than `first` and `none` must be asked.
        var hasMore: Bool
    }

    struct CompiledRule: Sendable {
        var id: String
        var facet: String
        var name: String
        var confidence: Double
        var isAffirmed: Bool
        var minLoss: Double?
        var minAge: Int?
        var maxAge: Int?
        /// Most words between the groups.
        var within: Int?
        /// Numbers of the groups of which each must occur.
        var groups: [Int32]
        var none: Int32
        var ifTags: [Int32]
        var unlessTags: [Int32]
        /// Number of its tag among all tags that rules give.
        var tag: Int32
    }

    public var version: String { rules.version }

    /// The documents under `reference/`, as built in.
    public static func builtIn() throws(StageFault) -> RuleBook {
        try RuleBook(
            taxonomy: Taxonomy.builtIn(),
            rules: DocumentReader.decode(RulesDocument.self, Defaults.rules, key: "rules"))
    }

    /// The built-in rules document.
    public static var builtInRules: String { Defaults.rules }

    /// Rules compiled against a taxonomy. Throws `bad_document`; does not run the document's own texts: see ``failures()``.
    public init(taxonomy: Taxonomy, rulesJSON: String) throws(StageFault) {
        try self.init(taxonomy: taxonomy, rules: DocumentReader.decode(RulesDocument.self, rulesJSON, key: "rules"))
    }

    init(taxonomy: Taxonomy, rules: RulesDocument) throws(StageFault) {
        self.taxonomy = taxonomy
        self.rules = rules
        var compiler = RuleCompiler(taxonomy: taxonomy, document: rules)
        try compiler.run()
        compiled = compiler.compiled
        gates = compiled.map { one in
            let asksMore =
                one.groups.count > 1 || one.minLoss != nil || one.minAge != nil || one.maxAge != nil
                || !one.ifTags.isEmpty || !one.unlessTags.isEmpty
            return Gate(
                first: one.groups.last ?? -1, none: one.none, isAffirmed: one.isAffirmed, hasMore: asksMore)
        }
        matcher = compiler.matcher
        groupsOfPhrase = compiler.groupsOfPhrase
        groupCount = compiler.groupCount
        ageGroup = compiler.ageGroup
        negators = compiler.negators
        isNegator = groupsOfPhrase.map { [negators] in $0.contains(negators) }
    }

    /// Replaces one of the documents: `taxonomy` or `rules`. Other keys of the topic belong to other stages. A document that is wrong, or
    /// whose own texts fail, is refused.
    func replacing(_ key: String, json: String) throws(StageFault) -> RuleBook {
        let book: RuleBook
        switch key {
        case "taxonomy": book = try RuleBook(taxonomy: Taxonomy(json: json), rules: rules)
        case "rules":
            book = try RuleBook(
                taxonomy: taxonomy, rules: DocumentReader.decode(RulesDocument.self, json, key: key))
        default: return self
        }
        try book.proven()
        return book
    }

    private func proven() throws(StageFault) {
        let failures = failures()
        guard let first = failures.first else { return }
        let more = failures.count > 1 ? " (and \(failures.count - 1) more)" : ""
        throw DocumentReader.fault("rules", first + more)
    }

    // MARK: The document's own texts

    /// How many texts the document brings.
    public var textCount: Int {
        rules.rules.reduce(0) { $0 + ($1.match?.count ?? 0) + ($1.noMatch?.count ?? 0) } + (rules.cases?.count ?? 0)
    }

    /// Runs the document's own texts; each failure names the rule and the text.
    public func failures() -> [String] {
        var failures: [String] = []
        for rule in rules.rules {
            for text in rule.match ?? [] where !names(text).contains(rule.facet + "/" + rule.tag) {
                failures.append("rule '\(rule.id)' must give \(rule.tag) to \"\(text)\" and does not")
            }
            for text in rule.noMatch ?? []
            where tags(of: text, lossRupees: nil, age: nil).contains(where: { $0.originID == rule.id }) {
                failures.append("rule '\(rule.id)' must not give \(rule.tag) to \"\(text)\" and does")
            }
        }
        for one in rules.cases ?? [] {
            let given = names(one.text, loss: one.loss, age: one.age)
            for tag in one.tags ?? [] where !given.contains(tag) {
                failures.append("case \"\(one.text)\" must have \(tag) and has not")
            }
            for tag in one.not ?? [] where given.contains(tag) {
                failures.append("case \"\(one.text)\" must not have \(tag) and has")
            }
        }
        return failures
    }

    private func names(_ text: String, loss: Double? = nil, age: Int? = nil) -> Set<String> {
        Set(tags(of: text, lossRupees: loss, age: age).map { $0.facet + "/" + $0.tag })
    }
}
