import Records
import StageKit
import Tagging

/// How like a scam a post is, by four factors: words of a scam category (weight 0.5), tone (0.2), identifiers to pay or to write
/// to (0.2) and tricks with links (0.25). The parts are added, at most 1, and warnings and news divide the sum.
struct PostScore {
    private(set) var category: String?
    private(set) var score = 0.0
    private(set) var reasons: [Reason] = []
    let entities: [Entity]

    init(text: String, urls: [String], lexicon: Lexicon) {
        entities = EntityExtractor.extract(text)
        let bytes = Array(text.utf8)
        var parts: [Reason] = []
        let evidence = Evidence(lexicon: lexicon, bytes: bytes)
        if let best = evidence.bestCategory(lexicon) {
            category = best.id
            parts.append(
                Reason(
                    code: "SCAM_WORDS", contribution: 0.5 * best.strength,
                    evidence: "words of \(best.id): " + best.words))
        }
        if let tone = evidence.tone() { parts.append(tone) }
        if let payees = Self.payees(entities) { parts.append(payees) }
        if let link = LinkCheck(document: lexicon.document).reason(
            for: entities.filter { $0.kind == .url }.map(\.value) + urls)
        {
            parts.append(link)
        }
        finish(parts, damping: evidence.damping)
    }

    private mutating func finish(_ parts: [Reason], damping: Double) {
        let sum = parts.reduce(0) { $0 + $1.contribution }
        guard sum > 0 else {
            category = nil
            return
        }
        let scale = min(1, sum) / sum / damping
        score = Self.rounded(sum * scale)
        reasons = parts.map {
            Reason(code: $0.code, contribution: Self.rounded($0.contribution * scale), evidence: $0.evidence)
        }
        if score < 0.25 { category = nil }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }

    private static func payees(_ entities: [Entity]) -> Reason? {
        let telling = entities.filter { [.phone, .upi, .crypto, .account].contains($0.kind) }
        guard !telling.isEmpty else { return nil }
        let kinds = Set(telling.map(\.kind.rawValue)).sorted().joined(separator: ", ")
        return Reason(
            code: "ASKS_CONTACT_OR_PAYMENT", contribution: min(0.2, 0.1 + 0.05 * Double(telling.count)),
            evidence: "names \(telling.count) to contact or pay: \(kinds)")
    }
}

private struct Evidence {
    private var strengths: [Double]
    private var words: [[String]]
    private var tones: (urgency: Int, threat: Int, lure: Int) = (0, 0, 0)
    /// 1, or more for a warning or news.
    private(set) var damping = 1.0

    init(lexicon: Lexicon, bytes: [UInt8]) {
        strengths = Array(repeating: 0, count: lexicon.document.categories.count)
        words = Array(repeating: [], count: strengths.count)
        var seen: Set<Int> = []
        for match in lexicon.matcher.matches(in: bytes) where seen.insert(match.phrase).inserted {
            switch lexicon.meanings[match.phrase] {
            case .category(let number, let weight):
                strengths[number] = 1 - (1 - strengths[number]) * (1 - weight)
                words[number].append(String(decoding: bytes[match.start..<match.end], as: UTF8.self))
            case .urgency: tones.urgency += 1
            case .threat: tones.threat += 1
            case .lure: tones.lure += 1
            case .benign(let weight): damping += weight * 3
            }
        }
    }

    func bestCategory(_ lexicon: Lexicon) -> (id: String, strength: Double, words: String)? {
        guard let best = strengths.indices.max(by: { strengths[$0] < strengths[$1] }), strengths[best] > 0 else {
            return nil
        }
        let quoted = words[best].prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
        return (lexicon.document.categories[best].id, strengths[best], quoted)
    }

    func tone() -> Reason? {
        let share = min(
            0.2,
            0.08 * Double(min(2, tones.urgency)) + 0.1 * Double(min(2, tones.threat)) + 0.06
                * Double(min(2, tones.lure)))
        guard share > 0 else { return nil }
        let parts = [("urgency", tones.urgency), ("threat", tones.threat), ("lure", tones.lure)].filter { $0.1 > 0 }
        return Reason(
            code: "TONE", contribution: share,
            evidence: "tone: " + parts.map { "\($0.0) (\($0.1))" }.joined(separator: ", "))
    }
}
