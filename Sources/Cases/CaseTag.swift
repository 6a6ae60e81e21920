import Foundation

/// One tag of a case and who gave it.
public struct CaseTag: Equatable, Sendable, Codable {
    public static let mainFacet = "crime_type"

    public var facet: String
    public var tag: String
    /// 0...1; a person's is 1.
    public var confidence: Double
    /// Words of the gist, empty when no single place gave it.
    public var evidence: String
    /// `rule:R-KYC`, `llm:<model>`, `person:<reviewer>`.
    public var source: String

    public init(facet: String, tag: String, confidence: Double, evidence: String, source: String) {
        self.facet = facet
        self.tag = tag
        self.confidence = confidence
        self.evidence = evidence
        self.source = source
    }

    /// `crime_type=digital_arrest`
    public var name: String { facet + "=" + tag }

    enum CodingKeys: String, CodingKey {
        case facet = "f", tag = "t", confidence = "c", evidence = "e", source = "s"
    }
}

enum TagCoding {
    static func text(_ tags: [CaseTag]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(tags), as: UTF8.self)
    }

    static func tags(_ text: String) throws -> [CaseTag] {
        try JSONDecoder().decode([CaseTag].self, from: Data(text.utf8))
    }

    /// Each tag once, from whoever was surest; strongest first, then by name.
    static func merged(_ tags: [CaseTag]) -> [CaseTag] {
        var best: [String: CaseTag] = [:]
        for tag in tags where tag.confidence > best[tag.name]?.confidence ?? -1 { best[tag.name] = tag }
        return best.values.sorted { $0.confidence != $1.confidence ? $0.confidence > $1.confidence : $0.name < $1.name }
    }
}

/// What a person said of a case.
public struct Correction: Equatable, Sendable {
    public enum Kind: String, Sendable { case accept, add, remove, note }
    public var kind: Kind
    /// Of a tag that is added or removed.
    public var facet: String?
    public var tag: String?
    public var note: String?
    public var reviewer: String
    public var milliseconds: Int64

    public init(
        kind: Kind, facet: String? = nil, tag: String? = nil, note: String? = nil, reviewer: String, milliseconds: Int64
    ) {
        self.kind = kind
        self.facet = facet
        self.tag = tag
        self.note = note
        self.reviewer = reviewer
        self.milliseconds = milliseconds
    }
}

/// One case with what readers and people say of it.
public struct CaseView: Equatable, Sendable, Identifiable {
    public var id: Int64
    public var key: String
    public var state: String?
    public var district: String?
    public var station: String?
    public var number: String?
    /// Local time's offset is India's.
    public var registeredMilliseconds: Int64?
    public var gist: String
    /// What the readers gave, before people corrected it.
    public var proposed: [CaseTag]
    /// What stands.
    public var tags: [CaseTag]
    public var corrections: [Correction]
    /// 0 sure ... 1 no idea; nil when nobody has read it.
    public var uncertainty: Double?
    public var why: String?
    public var reviewedBy: String?
}

extension CaseView {
    /// What stands after people's corrections, in their order: the last word on a tag counts.
    static func corrected(_ proposed: [CaseTag], by corrections: [Correction]) -> [CaseTag] {
        var tags = proposed
        for correction in corrections {
            guard let facet = correction.facet, let name = correction.tag else { continue }
            switch correction.kind {
            case .add:
                tags.removeAll { $0.facet == facet && $0.tag == name }
                tags.append(
                    CaseTag(
                        facet: facet, tag: name, confidence: 1, evidence: "", source: "person:" + correction.reviewer))
            case .remove: tags.removeAll { $0.facet == facet && $0.tag == name }
            case .accept, .note: break
            }
        }
        return TagCoding.merged(tags)
    }
}
