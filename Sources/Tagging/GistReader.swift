public import Records
public import StageKit

/// The rules' reading of a text outside of the stream: what `prahari cases` calls for cases from a file. The same taxonomy,
/// rules and doubts as the stage's.
public struct GistReader: Sendable {
    private let book: RuleBook

    /// With the built-in documents, or with those given as JSON.
    ///
    /// - Throws: `bad_document`, naming document, field and what is wrong with it.
    public init(taxonomy: String? = nil, rules: String? = nil) throws(StageFault) {
        book = try RuleBook(
            taxonomy: Taxonomy(json: taxonomy ?? Defaults.taxonomy), rulesJSON: rules ?? Defaults.rules)
    }

    public static var builtInTaxonomy: String { Defaults.taxonomy }
    public static var builtInRules: String { Defaults.rules }

    public var versions: Versions { Versions(rules: book.version, taxonomy: book.taxonomy.version) }

    public var taxonomy: Taxonomy { book.taxonomy }

    public struct Reading: Sendable, Equatable {
        /// Strongest first.
        public var tags: [Tag]
        /// Why a person should look; nil when the rules are sure.
        public var why: String?
        /// 0...1; 0 when the rules are sure.
        public var uncertainty: Double
    }

    /// What the rules say of a gist. About 0.1 ms for 150 words.
    public func read(_ gist: String, lossRupees: Double? = nil, age: Int? = nil) -> Reading {
        let tags = book.tags(of: gist, lossRupees: lossRupees, age: age)
        let question = CaseReading.question(tags)
        return Reading(tags: tags, why: question?.why, uncertainty: question?.uncertainty ?? 0)
    }
}
