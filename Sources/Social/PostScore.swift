import Records
import StageKit
import Tagging

/// How risky a post is, by six factors: the classifier's confidence (0.40), who it asks to pay or to write to (0.25), words that
/// press, threaten and lure (0.15), what is known of its links (0.10), neutral feeling (0.05) and tone (0.05). Some
/// categories weigh one factor by 0.05 more. Everything but the first factor counts in proportion to the classifier's
/// confidence, for a phone number alone is no scam; the sum is at most 1.
struct PostScore {
    static let levels = (high: 0.6, medium: 0.35)
    /// From this confidence on a category is named, a little risk reported, and the post remembered for its campaign.
    static let floor = 0.3

    private(set) var category: String?
    private(set) var score = 0.0
    private(set) var confidence = 0.0
    private(set) var reasons: [Reason] = []
    let entities: [Entity]

    var level: String { score >= Self.levels.high ? "high" : score >= Self.levels.medium ? "medium" : "low" }

    init(text: String, urls: [String], lexicon: Lexicon, models: PostModels, _ scratch: inout PostScratch) {
        entities = EntityExtractor.extract(text)
        let bytes = Array(text.utf8)
        let words = WordEvidence(lexicon: lexicon, bytes: bytes)
        let verdict = PostClassifier.classify(
            bytes, models, words: words.strengths, tone: words.tone, damping: words.damping, &scratch)
        confidence = verdict.confidence
        guard confidence >= Self.floor / 2 else {
            score = Self.rounded(0.4 * max(0, confidence))
            return
        }
        let name = lexicon.document.categories[verdict.category].id
        if confidence >= Self.floor { category = name }
        let links = lexicon.links.reason(
            for: entities.filter { $0.kind == .url }.map(\.value) + urls)
        // A warning quotes the scam's words and numbers: what it says is worth as little as its category.
        let trust = min(1, confidence / 0.5) / (words.damping > 1 ? words.damping : 1)
        let boost = Self.boosts[name] ?? .none
        var parts = [
            Reason(
                code: "SCAM_CLASSIFIER", contribution: 0.4 * confidence, evidence: Self.words(of: name, verdict, words))
        ]
        if let asked = Self.asked(entities) {
            parts.append(
                Reason(
                    code: "ASKS_CONTACT_OR_PAYMENT",
                    contribution: (boost == .entities ? 0.3 : 0.25) * asked.risk * trust, evidence: asked.words))
        }
        if words.toxicity > 0 {
            parts.append(
                Reason(
                    code: "SCAM_WORDS", contribution: (boost == .words ? 0.2 : 0.15) * words.toxicity * trust,
                    evidence: "words of scams weigh \(Self.rounded(words.toxicity)) of 1"))
        }
        if let links {
            parts.append(
                Reason(
                    code: links.code,
                    contribution: (boost == .links ? 0.15 : 0.1) * min(1, links.contribution * 4) * trust,
                    evidence: links.evidence))
        }
        parts.append(
            Reason(
                code: "NEUTRAL_FEELING", contribution: 0.05 * words.neutrality * trust,
                evidence: "written without feeling"))
        if words.tone > 0 {
            parts.append(
                Reason(code: "TONE", contribution: 0.05 * words.tone * trust, evidence: "tone: " + words.toneWords))
        }
        finish(parts)
    }

    /// Adds what is only known from other posts; the level in words stays the first thing said.
    mutating func add(_ reason: Reason) { finish(reasons + [reason]) }

    private mutating func finish(_ parts: [Reason]) {
        let sum = parts.reduce(0) { $0 + $1.contribution }
        let scale = sum > 1 ? 1 / sum : 1
        score = Self.rounded(min(1, sum))
        reasons = parts.map {
            Reason(code: $0.code, contribution: Self.rounded($0.contribution * scale), evidence: $0.evidence)
        }.filter { $0.contribution > 0 }
        reasons.sort {
            $0.contribution != $1.contribution ? $0.contribution > $1.contribution : $0.code < $1.code
        }
    }

    enum Boost { case none, entities, words, links }

    /// Which factor says more than usual for a category: the seed's three, and those that work alike.
    static let boosts: [String: Boost] = [
        "investment": .links, "investment_group": .links, "kyc_update": .words, "electricity_bill": .words,
        "courier_parcel": .links, "loan_app": .entities, "fake_customer_care": .entities,
    ]

    private static func words(of name: String, _ verdict: PostClassifier.Verdict, _ words: WordEvidence) -> String {
        var text = "\(name), confidence \(rounded(verdict.confidence, 100)) (model \(rounded(verdict.model, 100)), "
        text += "meaning \(rounded(verdict.meaning, 100)), words \(rounded(verdict.words, 100)))"
        let quoted = words.words[verdict.category].prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
        return quoted.isEmpty ? text : text + ": " + quoted
    }

    /// The mean risk of the identifiers that one can pay or write to, a little more for each further one.
    private static func asked(_ entities: [Entity]) -> (risk: Double, words: String)? {
        let telling = entities.compactMap { entity in risks[entity.kind].map { (entity.kind, $0) } }
        guard !telling.isEmpty else { return nil }
        let mean = telling.reduce(0) { $0 + $1.1 } / Double(telling.count)
        let kinds = Set(telling.map(\.0.rawValue)).sorted().joined(separator: ", ")
        return (
            min(1, mean + 0.1 * Double(telling.count - 1)), "names \(telling.count) to contact or pay: \(kinds)"
        )
    }

    private static let risks: [Entity.Kind: Double] = [.phone: 0.7, .upi: 0.8, .crypto: 0.9, .account: 0.8, .url: 0.5]

    private static func rounded(_ value: Double, _ parts: Double = 1_000_000) -> Double {
        (value * parts).rounded() / parts
    }
}
