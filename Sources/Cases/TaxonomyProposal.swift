import GRDB

/// A tag that people or a model gave and the taxonomy does not know.
public struct TaxonomyProposal: Equatable, Sendable {
    public var facet: String
    public var tag: String
    /// Cases on which a person put it.
    public var people: Int
    /// Cases on which a language model wished for it.
    public var models: Int
    /// Keys of at most three cases.
    public var examples: [String]
    /// A tag of the taxonomy with nearly the same name: perhaps a synonym.
    public var resembles: String?
}

extension CaseFile {
    /// New tags, the most often given first. What only a model wished for has the facet `?`.
    public func proposals(reader: TagReader) throws(CasesFault) -> [TaxonomyProposal] {
        let (added, wished) = try read("read corrections") { db in
            (
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT k.facet, k.tag, c.key FROM corrections k JOIN cases c ON c.id = k."case"
                        WHERE k.kind = 'add' GROUP BY k.facet, k.tag, c.id ORDER BY min(k.id)
                        """),
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT r.notes, c.key FROM readings r JOIN cases c ON c.id = r."case"
                        WHERE r.notes IS NOT NULL ORDER BY c.id
                        """)
            )
        }
        let names = reader.tagIDs
        var found: [String: TaxonomyProposal] = [:]
        func count(_ facet: String, _ tag: String, _ key: String, isPerson: Bool) {
            let known = found.values.first { $0.tag == tag && (facet == "?" || $0.facet == facet || $0.facet == "?") }
            var proposal =
                known
                ?? TaxonomyProposal(
                    facet: facet, tag: tag, people: 0, models: 0, examples: [],
                    resembles: Likeness.nearest(tag, among: names))
            if let known { found[known.facet + "=" + tag] = nil }
            if proposal.facet == "?" { proposal.facet = facet }
            if isPerson { proposal.people += 1 } else { proposal.models += 1 }
            if proposal.examples.count < 3, !proposal.examples.contains(key) { proposal.examples.append(key) }
            found[proposal.facet + "=" + tag] = proposal
        }
        for row in added where !reader.knows(row["tag"], in: row["facet"]) {
            count(row["facet"], row["tag"], row["key"], isPerson: true)
        }
        for row in wished {
            for tag in (row["notes"] as String).split(separator: " ").map(String.init)
            where reader.facets(of: tag).isEmpty {
                count("?", tag, row["key"], isPerson: false)
            }
        }
        return found.values.sorted {
            ($0.people, $0.models, $1.facet, $1.tag) > ($1.people, $1.models, $0.facet, $0.tag)
        }
    }
}
