/// Every list may be left out of a document, and a tag may be its id alone.
extension Taxonomy.Definition {
    enum CodingKeys: String, CodingKey {
        case id, definition, synonyms, examples, parents, aliases, deprecated
        case counterExamples = "counter_examples"
    }

    public init(from decoder: any Decoder) throws {
        if let id = try? decoder.singleValueContainer().decode(String.self) {
            self.init(id: id, definition: "")
            return
        }
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func list(_ key: CodingKeys) throws -> [String] { try fields.decodeIfPresent([String].self, forKey: key) ?? [] }
        self.init(
            id: try fields.decode(String.self, forKey: .id),
            definition: try fields.decodeIfPresent(String.self, forKey: .definition) ?? "",
            synonyms: try list(.synonyms), examples: try list(.examples), counterExamples: try list(.counterExamples),
            parents: try list(.parents), aliases: try list(.aliases),
            deprecated: try fields.decodeIfPresent(Taxonomy.Deprecation.self, forKey: .deprecated))
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(definition, forKey: .definition)
        for (key, list) in [
            (CodingKeys.synonyms, synonyms), (.examples, examples), (.counterExamples, counterExamples),
            (.parents, parents), (.aliases, aliases),
        ] where !list.isEmpty {
            try fields.encode(list, forKey: key)
        }
        try fields.encodeIfPresent(deprecated, forKey: .deprecated)
    }
}

extension Taxonomy.Facet {
    enum CodingKeys: String, CodingKey { case id, definition, tags }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try fields.decode(String.self, forKey: .id),
            definition: try fields.decodeIfPresent(String.self, forKey: .definition) ?? "",
            tags: try fields.decode([Taxonomy.Definition].self, forKey: .tags))
    }
}

extension Taxonomy.Deprecation {
    enum CodingKeys: String, CodingKey {
        case since, reason
        case replacedBy = "replaced_by"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            since: try fields.decode(String.self, forKey: .since),
            replacedBy: try fields.decodeIfPresent([String].self, forKey: .replacedBy) ?? [],
            reason: try fields.decodeIfPresent(String.self, forKey: .reason) ?? "")
    }
}
