import Tagging

/// What the lexicon finds in a post.
struct WordEvidence {
    /// Of each category, 0...1: noisy-or of its phrases' weights.
    private(set) var strengths: [Double]
    private(set) var words: [[String]]
    private(set) var tones = (urgency: 0, threat: 0, lure: 0)
    /// 1, or more for a warning or news.
    private(set) var damping = 1.0
    /// Feeling of the words, -1...1, and how many carry any.
    private(set) var feeling = 0
    private(set) var feelingWords = 0

    init(lexicon: Lexicon, bytes: [UInt8]) {
        strengths = Array(repeating: 0, count: lexicon.document.categories.count)
        words = Array(repeating: [], count: strengths.count)
        let matches = lexicon.matcher.matches(in: bytes)
        var seen: Set<Int> = []
        for match in matches where matches.count < 2 || seen.insert(match.phrase).inserted {
            switch lexicon.meanings[match.phrase] {
            case .category(let number, let weight):
                strengths[number] = 1 - (1 - strengths[number]) * (1 - weight)
                words[number].append(String(decoding: bytes[match.start..<match.end], as: UTF8.self))
            case .urgency: tones.urgency += 1
            case .threat: tones.threat += 1
            case .lure: tones.lure += 1
            case .benign(let weight): damping += weight * 3
            case .feeling(let sign):
                feeling += sign
                feelingWords += 1
            }
        }
    }

    /// 0...1: two of each kind are as much as it gets.
    var tone: Double {
        min(
            1,
            0.4 * Double(min(2, tones.urgency)) + 0.5 * Double(min(2, tones.threat)) + 0.3 * Double(min(2, tones.lure)))
    }

    /// 0...1: how many of the words that press, threaten or lure, five being all.
    var toxicity: Double { min(1, Double(tones.urgency + tones.threat + tones.lure) / 5 + (strengths.max() ?? 0) / 2) }

    /// 1 for a post without feeling: advertisements and orders are written so, diaries are not.
    var neutrality: Double { feelingWords > 0 ? 1 - abs(Double(feeling)) / Double(feelingWords + 1) : 1 }

    var toneWords: String {
        [("urgency", tones.urgency), ("threat", tones.threat), ("lure", tones.lure)].filter { $0.1 > 0 }
            .map { "\($0.0) (\($0.1))" }.joined(separator: ", ")
    }
}
