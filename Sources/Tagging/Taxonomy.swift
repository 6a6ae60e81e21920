import Foundation
public import StageKit

/// What a case can be tagged with: facets, their tags, and what became of tags that are no longer given.
///
/// Pure data, versioned, read from JSON (`reference/taxonomy.json`, or the key `taxonomy` of `ref.taxonomy.v1`) and checked on
/// load: unknown parents, cycles and names that mean two things are refused with the tag named.
public struct Taxonomy: Sendable, Equatable, Codable {
    /// One question that tags answer: how was the victim approached?
    public struct Facet: Sendable, Equatable, Codable {
        public var id: String
        public var definition: String
        public var tags: [Definition]

        public init(id: String, definition: String = "", tags: [Definition]) {
            self.id = id
            self.definition = definition
            self.tags = tags
        }
    }

    /// One tag of a facet.
    public struct Definition: Sendable, Equatable, Codable {
        public var id: String
        public var definition: String
        /// Words that people use for it.
        public var synonyms: [String]
        /// Texts that carry it, and texts that look like it and do not.
        public var examples: [String]
        public var counterExamples: [String]
        /// Wider tags of the same facet: a case of this tag is one of theirs.
        public var parents: [String]
        /// Earlier names of the same tag. A name means one tag of its facet only.
        public var aliases: [String]
        /// Set when the tag is no longer given.
        public var deprecated: Deprecation?

        public init(
            id: String, definition: String, synonyms: [String] = [], examples: [String] = [],
            counterExamples: [String] = [], parents: [String] = [], aliases: [String] = [],
            deprecated: Deprecation? = nil
        ) {
            self.id = id
            self.definition = definition
            self.synonyms = synonyms
            self.examples = examples
            self.counterExamples = counterExamples
            self.parents = parents
            self.aliases = aliases
            self.deprecated = deprecated
        }
    }

    /// Why a tag is no longer given, and what stands for it now.
    public struct Deprecation: Sendable, Equatable, Codable {
        /// The version since which it is not given.
        public var since: String
        /// `tag` of the same facet or `facet/tag`; empty: nothing stands for it.
        public var replacedBy: [String]
        public var reason: String

        public init(since: String, replacedBy: [String], reason: String = "") {
            self.since = since
            self.replacedBy = replacedBy
            self.reason = reason
        }
    }

    public var version: String
    public var facets: [Facet]

    /// Checked. Throws `bad_document`, naming the tag.
    public init(version: String, facets: [Facet]) throws(StageFault) {
        self.version = version
        self.facets = facets
        try check()
    }

    /// Reads and checks a document. Throws `bad_document`, naming the field or the tag.
    public init(json: String) throws(StageFault) {
        self = try DocumentReader.decode(Taxonomy.self, json, key: "taxonomy")
        try check()
    }

    /// The document under `reference/`, as built in.
    public static func builtIn() throws(StageFault) -> Taxonomy { try Taxonomy(json: Defaults.taxonomy) }

    /// The document, keys sorted: the same taxonomy gives the same bytes.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

// MARK: Looking up

extension Taxonomy {
    /// What a name means today.
    public enum Resolution: Sendable, Equatable {
        /// The tag itself, or the tag of which it is an earlier name.
        case current(facet: String, tag: String)
        /// No longer given; the tags that stand for it, none when nothing does.
        case replaced(by: [TagName])
        case unknown
    }

    /// A tag of a facet: `crime_type/digital_arrest`.
    public struct TagName: Sendable, Hashable, Comparable, CustomStringConvertible {
        public var facet: String
        public var tag: String

        public init(facet: String, tag: String) {
            self.facet = facet
            self.tag = tag
        }

        /// `tag` of `facet`, or `facet/tag`.
        init(_ text: String, in facet: String) {
            let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
            self = parts.count == 2 ? TagName(facet: parts[0], tag: parts[1]) : TagName(facet: facet, tag: text)
        }

        public var description: String { facet + "/" + tag }

        public static func < (a: TagName, b: TagName) -> Bool { (a.facet, a.tag) < (b.facet, b.tag) }
    }

    public func facet(_ id: String) -> Facet? { facets.first { $0.id == id } }

    /// By its present name only. Linear in the facet.
    public func definition(of tag: String, in facet: String) -> Definition? {
        self.facet(facet)?.tags.first { $0.id == tag }
    }

    /// By its present or an earlier name, following replacements to tags that are given today.
    public func resolve(_ tag: String, in facet: String) -> Resolution {
        guard let found = definition(of: tag, in: facet) ?? byAlias(tag, in: facet) else { return .unknown }
        guard found.deprecated != nil else { return .current(facet: facet, tag: found.id) }
        var heirs: [TagName] = []
        collectHeirs(TagName(facet: facet, tag: found.id), into: &heirs)
        return .replaced(by: heirs)
    }

    /// Parents, their parents and so on, nearest first, each once.
    public func ancestors(of tag: String, in facet: String) -> [String] {
        var found: [String] = []
        var front = definition(of: tag, in: facet)?.parents ?? []
        while !front.isEmpty {
            let new = front.filter { !found.contains($0) }
            found += new
            front = new.flatMap { definition(of: $0, in: facet)?.parents ?? [] }
        }
        return found
    }

    /// Tags that are given today, in the document's order.
    public var tagNames: [TagName] {
        facets.flatMap { facet in
            facet.tags.filter { $0.deprecated == nil }.map { TagName(facet: facet.id, tag: $0.id) }
        }
    }

    private func byAlias(_ name: String, in facet: String) -> Definition? {
        self.facet(facet)?.tags.first { $0.aliases.contains(name) }
    }

    /// Replacements have no cycles: `check` saw to it.
    private func collectHeirs(_ name: TagName, into heirs: inout [TagName]) {
        guard let definition = definition(of: name.tag, in: name.facet) else { return }
        guard let gone = definition.deprecated else {
            if !heirs.contains(name) { heirs.append(name) }
            return
        }
        for text in gone.replacedBy { collectHeirs(TagName(text, in: name.facet), into: &heirs) }
    }
}
