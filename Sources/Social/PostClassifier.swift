import SentenceVectors
import TextModel

/// Which scam a post is, by three tiers: a linear model of its words and letters (half of the weight), the likeness of its
/// meaning to the categories' descriptions (three tenths), and the lexicon's words (two tenths); the tone adds up to a
/// tenth. A category's confidence is the weighted sum, at most 1, divided by what warnings and news weigh.
struct PostClassifier {
    static let weights = (model: 0.5, meaning: 0.3, words: 0.2, tone: 0.1)
    /// Cosines between which a meaning counts from nothing to all: nothing for the median of unlabelled messages.
    static let likeness: (from: Float, to: Float) = (0.45, 0.8)

    struct Verdict {
        /// Number of the likeliest category.
        var category: Int
        var confidence: Double
        var model: Double
        var meaning: Double
        var words: Double
    }

    /// - Parameters:
    ///   - words: strength of the lexicon's words of each category, 0...1.
    ///   - tone: 0...1.
    static func classify(
        _ bytes: [UInt8], _ models: PostModels, words: [Double], tone: Double, damping: Double,
        _ scratch: inout PostScratch
    ) -> Verdict {
        let model = models.document.model
        var memory = scratch.text.flatMap { model.fits($0) ? $0 : nil } ?? model.scratch()
        scratch.text = nil
        let prediction = model.predict(bytes.span, &memory)
        scratch.text = memory
        let meaning = models.vectors.vector(bytes.span, &scratch.sentence)
        var best = Verdict(category: 0, confidence: -1, model: 0, meaning: 0, words: 0)
        for category in words.indices {
            let likely = models.labels[category].map { prediction.probabilities[$0] } ?? 0
            let cosine = models.meanings[category].map { meaning.cosine($0) } ?? 0
            let like = Double(min(1, max(0, (cosine - likeness.from) / (likeness.to - likeness.from))))
            let sum = weights.model * likely + weights.meaning * like + weights.words * words[category]
            // The tone of a post that is like no scam says nothing.
            let confidence = min(1, sum + weights.tone * tone * min(1, sum * 2)) / damping
            if confidence > best.confidence {
                best = Verdict(
                    category: category, confidence: confidence, model: likely, meaning: like, words: words[category])
            }
        }
        return best
    }
}
