public import LanguageModel
import Records
import StageKit
import Tagging

/// All that the case file knows of the tagger: taxonomy, rules and how a gist is read. The one place that calls `Tagging`.
public struct TagReader: Sendable {
    private let reader: GistReader
    public let taxonomyJSON: String
    public let rulesJSON: String

    /// With the built-in documents for what is nil.
    public init(taxonomyJSON: String? = nil, rulesJSON: String? = nil) throws(CasesFault) {
        self.taxonomyJSON = taxonomyJSON ?? GistReader.builtInTaxonomy
        self.rulesJSON = rulesJSON ?? GistReader.builtInRules
        do throws(StageFault) {
            reader = try GistReader(taxonomy: self.taxonomyJSON, rules: self.rulesJSON)
        } catch {
            throw .document(error.message)
        }
    }

    var taxonomy: Taxonomy { reader.taxonomy }
    public var taxonomyVersion: String { reader.taxonomy.version }
    var facetIDs: [String] { reader.taxonomy.facets.map(\.id) }
    /// Tags that are given today, of all facets.
    var tagIDs: [String] { reader.taxonomy.tagNames.map(\.tag) }

    /// `rules 2026.11, taxonomy 2026.11`
    public var version: String {
        "rules \(reader.versions.rules ?? "?"), taxonomy \(reader.versions.taxonomy ?? "?")"
    }

    struct Reading {
        var tags: [CaseTag]
        var why: String?
        var uncertainty: Double
    }

    func read(_ gist: String, loss: MinorUnits?, age: Int?) -> Reading {
        let reading = reader.read(gist, lossRupees: loss?.major, age: age)
        let tags = reading.tags.map {
            CaseTag(
                facet: $0.facet, tag: $0.tag, confidence: $0.confidence, evidence: $0.evidence,
                source: $0.origin.rawValue + ":" + $0.originID)
        }
        // Where the rules are sure, the weakest best tag comes first for review.
        let best = tags.filter { $0.facet == CaseTag.mainFacet }.map(\.confidence).max() ?? 0
        return Reading(
            tags: tags, why: reading.why, uncertainty: reading.why == nil ? (1 - best) / 2 : reading.uncertainty)
    }

    /// What a language model is told.
    public func card(instructions: [String] = []) -> TaxonomyCard {
        TaxonomyCard(
            version: taxonomy.version,
            facets: taxonomy.facets.map { facet in
                TaxonomyCard.Facet(
                    id: facet.id, tags: facet.tags.filter { $0.deprecated == nil }.map { ($0.id, $0.definition) })
            }, instructions: instructions)
    }
}

extension TagReader {
    /// What a tag of one taxonomy is called in another.
    static func migrate(
        facet: String, tag: String, from old: Taxonomy, to new: Taxonomy
    ) -> (names: [(String, String)], steps: [(kind: String, from: String, to: [String])]) {
        let result = Taxonomy.migrate(
            [Tag(facet: facet, tag: tag, confidence: 1, evidence: "", origin: .person, originID: "")], from: old,
            to: new)
        return (
            result.tags.map { ($0.facet, $0.tag) },
            result.steps.map { ($0.kind.rawValue, $0.from.description, $0.to.map(\.description)) }
        )
    }

    /// A tag by its present name; nil when the taxonomy does not know it or no longer gives it.
    func current(_ tag: String, in facet: String) -> (facet: String, tag: String)? {
        guard case .current(let facet, let tag) = taxonomy.resolve(tag, in: facet) else { return nil }
        return (facet, tag)
    }

    func knows(_ tag: String, in facet: String) -> Bool { taxonomy.resolve(tag, in: facet) != .unknown }

    /// The facets that have a tag, by its present or an earlier name.
    func facets(of tag: String) -> [String] {
        taxonomy.facets.map(\.id).filter { taxonomy.resolve(tag, in: $0) != .unknown }
    }
}
