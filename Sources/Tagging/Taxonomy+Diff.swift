extension Taxonomy {
    /// One difference between two versions.
    public enum Change: Sendable, Equatable {
        case facetAdded(String)
        case facetRemoved(String)
        case added(TagName)
        case removed(TagName)
        /// `from` is an alias of `to` in the newer version.
        case renamed(TagName, to: TagName)
        case deprecated(TagName, replacedBy: [TagName])
        case restored(TagName)
        case parentsChanged(TagName, from: [String], to: [String])
        /// Definition, synonyms or examples.
        case described(TagName, fields: [String])
    }

    /// What changed from `old` to `new`, in the order of `new`, then of what `old` alone has.
    public static func diff(_ old: Taxonomy, _ new: Taxonomy) -> [Change] {
        var changes: [Change] = []
        for facet in new.facets {
            guard let before = old.facet(facet.id) else {
                changes.append(.facetAdded(facet.id))
                changes += facet.tags.map { .added(TagName(facet: facet.id, tag: $0.id)) }
                continue
            }
            for tag in facet.tags { changes += difference(tag, in: facet, before: before) }
            for tag in before.tags where !facet.tags.contains(where: { $0.id == tag.id }) {
                let isRenamed = facet.tags.contains { $0.aliases.contains(tag.id) }
                if !isRenamed { changes.append(.removed(TagName(facet: facet.id, tag: tag.id))) }
            }
        }
        for facet in old.facets where new.facet(facet.id) == nil { changes.append(.facetRemoved(facet.id)) }
        return changes
    }

    private static func difference(_ tag: Definition, in facet: Facet, before: Facet) -> [Change] {
        let name = TagName(facet: facet.id, tag: tag.id)
        guard let old = before.tags.first(where: { $0.id == tag.id }) else {
            let earlier = before.tags.first { tag.aliases.contains($0.id) }
            return [earlier.map { .renamed(TagName(facet: facet.id, tag: $0.id), to: name) } ?? .added(name)]
        }
        var changes: [Change] = []
        if let gone = tag.deprecated, gone.replacedBy != old.deprecated?.replacedBy || old.deprecated == nil {
            changes.append(.deprecated(name, replacedBy: gone.replacedBy.map { TagName($0, in: facet.id) }))
        }
        if tag.deprecated == nil, old.deprecated != nil { changes.append(.restored(name)) }
        if tag.parents != old.parents { changes.append(.parentsChanged(name, from: old.parents, to: tag.parents)) }
        let fields = [
            ("definition", tag.definition != old.definition), ("synonyms", tag.synonyms != old.synonyms),
            ("examples", tag.examples != old.examples || tag.counterExamples != old.counterExamples),
            ("aliases", tag.aliases != old.aliases),
        ].filter(\.1).map(\.0)
        if !fields.isEmpty { changes.append(.described(name, fields: fields)) }
        return changes
    }
}

extension Taxonomy.Change: CustomStringConvertible {
    /// One line, as `prahari taxonomy diff` prints it.
    public var description: String {
        func list(_ names: [some CustomStringConvertible]) -> String {
            names.isEmpty ? "nothing" : names.map(\.description).joined(separator: ", ")
        }
        return switch self {
        case .facetAdded(let facet): "+ facet \(facet)"
        case .facetRemoved(let facet): "- facet \(facet)"
        case .added(let name): "+ \(name)"
        case .removed(let name): "- \(name)"
        case .renamed(let name, let new): "> \(name) is now \(new)"
        case .deprecated(let name, let heirs): "x \(name) is deprecated, replaced by \(list(heirs))"
        case .restored(let name): "+ \(name) is given again"
        case .parentsChanged(let name, let old, let new): "~ \(name): parents \(list(old)) -> \(list(new))"
        case .described(let name, let fields): "~ \(name): \(fields.joined(separator: ", "))"
        }
    }
}
