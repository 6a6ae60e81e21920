public import Records

extension Taxonomy {
    /// Tags brought from one version to another, and what had to be decided on the way.
    public struct Migration: Sendable, Equatable {
        public struct Step: Sendable, Equatable {
            public enum Kind: String, Sendable { case renamed, replaced, split, dropped, unknown }
            public var kind: Kind
            public var from: TagName
            public var to: [TagName]
        }
        /// Each tag once, with its highest confidence; in the order of the first to bring it.
        public var tags: [Tag]
        /// What did not simply stay.
        public var steps: [Step]
        /// Tags that a person should look at: split, dropped, or of a name that neither version knows.
        public var needsReview: Bool { steps.contains { $0.kind != .renamed && $0.kind != .replaced } }
    }

    /// `tags`, given under `old`, as `new` names them. A tag that `new` knows stays; an earlier name becomes the present one; a deprecated
    /// tag becomes what replaces it (all of them when it was split: a person should choose); a name `new` does not know is dropped,
    /// after its present name in `old` was tried. Evidence, confidence and origin stay with the tag. Pure; linear in tags times the facet.
    public static func migrate(_ tags: [Tag], from old: Taxonomy, to new: Taxonomy) -> Migration {
        var result = Migration(tags: [], steps: [])
        for tag in tags {
            let name = TagName(facet: tag.facet, tag: tag.tag)
            let (heirs, kind) = heirs(of: name, from: old, to: new)
            if let kind { result.steps.append(Migration.Step(kind: kind, from: name, to: heirs)) }
            for heir in heirs { result.add(tag, as: heir) }
        }
        return result
    }

    private static func heirs(
        of name: TagName, from old: Taxonomy, to new: Taxonomy
    ) -> (heirs: [TagName], kind: Migration.Step.Kind?) {
        switch new.resolve(name.tag, in: name.facet) {
        case .current(let facet, let tag):
            let heir = TagName(facet: facet, tag: tag)
            return ([heir], heir == name ? nil : .renamed)
        case .replaced(let heirs):
            return (heirs, heirs.isEmpty ? .dropped : heirs.count == 1 ? .replaced : .split)
        case .unknown:
            guard case .current(let facet, let tag) = old.resolve(name.tag, in: name.facet) else {
                return ([], .unknown)
            }
            guard tag != name.tag else { return ([], .dropped) }
            let (heirs, kind) = heirs(of: TagName(facet: facet, tag: tag), from: old, to: new)
            return (heirs, kind ?? .renamed)
        }
    }
}

extension Taxonomy.Migration {
    fileprivate mutating func add(_ tag: Tag, as name: Taxonomy.TagName) {
        var tag = tag
        tag.facet = name.facet
        tag.tag = name.tag
        guard let place = tags.firstIndex(where: { $0.facet == name.facet && $0.tag == name.tag }) else {
            tags.append(tag)
            return
        }
        if tag.confidence > tags[place].confidence { tags[place] = tag }
    }
}
