public import Foundation

/// A model's answer, checked: only tags of the taxonomy, each once, each with words that really stand in the text.
public struct TagAnswer: Sendable, Equatable {
    public struct Tag: Sendable, Equatable {
        public var facet: String
        public var tag: String
        /// 0...1.
        public var confidence: Double
        /// Words of the original text, empty when the model's words are not in it.
        public var evidence: String
        public init(facet: String, tag: String, confidence: Double, evidence: String) {
            self.facet = facet
            self.tag = tag
            self.confidence = confidence
            self.evidence = evidence
        }
    }

    /// Surest first.
    public var tags: [Tag]
    /// What the answer held that the taxonomy does not know, `facet=tag`: dropped.
    public var unknown: [String]
    /// Patterns the model says no tag covers.
    public var proposed: [String]
    /// Tags whose evidence was not found in the text; their confidence is halved.
    public var unsupported: Int
}

/// A raw answer and what it used.
public struct RawAnswer: Sendable, Equatable {
    /// The body of the response.
    public var body: Data
    public var use: TokenUse
    public init(body: Data, use: TokenUse) {
        self.body = body
        self.use = use
    }
}

extension TagAnswer {
    /// Checks a response of the Messages API.
    ///
    /// - Throws: `malformed`, saying what was found instead.
    public init(body: Data, text: String, mask: PersonalDataMask, card: TaxonomyCard) throws(LanguageModelFault) {
        guard let message = JSONBytes.object(body) else { throw .malformed("the body is no JSON object") }
        guard let content = message["content"] as? [[String: Any]] else { throw .malformed("it has no content") }
        let reason = message["stop_reason"] as? String ?? "none"
        if reason == "max_tokens" { throw .malformed("it was cut at output_tokens_max; raise that setting") }
        guard
            let call = content.first(where: {
                $0["type"] as? String == "tool_use" && $0["name"] as? String == TagPrompt.tool
            })
        else { throw .malformed("it does not use the tool \(TagPrompt.tool) (stop reason \(reason))") }
        guard let input = call["input"] as? [String: Any], let items = input["tags"] as? [Any] else {
            throw .malformed("the tool's input has no list 'tags'")
        }
        tags = []
        unknown = []
        proposed = []
        unsupported = 0
        let folded = Self.folded(text)
        for item in items.prefix(200) { take(item, folded, mask, card) }
        proposed = ((input["new_tags"] as? [Any]) ?? []).prefix(20).compactMap { $0 as? String }.map {
            Self.identifier(mask.unmask($0))
        }.filter { !$0.isEmpty }
        unknown = Array(Set(unknown)).sorted()
        tags.sort {
            $0.confidence != $1.confidence ? $0.confidence > $1.confidence : ($0.facet, $0.tag) < ($1.facet, $1.tag)
        }
    }

    private mutating func take(_ item: Any, _ folded: String, _ mask: PersonalDataMask, _ card: TaxonomyCard) {
        guard let item = item as? [String: Any], let facet = item["facet"] as? String, let tag = item["tag"] as? String
        else {
            unknown.append("(no facet or tag)")
            return
        }
        guard card.has(facet, tag) else {
            unknown.append("\(facet.prefix(128))=\(tag.prefix(128))")
            return
        }
        guard !tags.contains(where: { $0.facet == facet && $0.tag == tag }) else { return }
        let said = (item["confidence"] as? NSNumber)?.doubleValue ?? 0.5
        var confidence = said.isFinite ? min(1, max(0, said)) : 0.5
        var evidence = mask.unmask(item["evidence"] as? String ?? "")
        if evidence.isEmpty || !folded.contains(Self.folded(evidence)) {
            evidence = ""
            confidence /= 2
            unsupported += 1
        }
        tags.append(Tag(facet: facet, tag: tag, confidence: confidence, evidence: String(evidence.prefix(300))))
    }

    /// Lower case, white space as one space: a quotation may differ by that much.
    private static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `Fake e-challan link` as `fake_e_challan_link`.
    private static func identifier(_ text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        return String(words.joined(separator: "_").prefix(64))
    }

    /// The tokens of a response, nil when it does not say.
    static func use(_ body: Data) -> TokenUse? {
        guard let usage = JSONBytes.object(body)?["usage"] as? [String: Any] else { return nil }
        let count = { (name: String) in max(0, (usage[name] as? NSNumber)?.intValue ?? 0) }
        return TokenUse(
            input: count("input_tokens"), output: count("output_tokens"),
            cacheWrite: count("cache_creation_input_tokens"), cacheRead: count("cache_read_input_tokens"))
    }
}
