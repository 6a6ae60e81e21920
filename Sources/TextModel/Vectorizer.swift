/// A text's features: n-gram counts while they are made, and memory that is kept from text to text.
///
/// One for each thread. Sublinear counts (1 + ln n) times rarity; each n-gram group scaled to its weight.
public struct TextScratch: Sendable {
    package private(set) var text = NormalizedText()
    var scan: NGramScan
    /// How often each n-gram of the vocabulary occurs; all 0 between texts.
    var counts: [UInt16]
    /// One occurrence of a known n-gram: its number, its first and its past-the-end unit.
    struct Hit {
        var number: UInt32
        var start: UInt32
        var end: UInt32
    }
    /// Known n-grams in the order of the text, words first, each as often as it occurs.
    private(set) var hits: [Hit] = []
    /// Numbers of the n-grams that occur, in order of first occurrence.
    package private(set) var touched: [UInt32] = []
    /// Value of each entry of `touched`, group scale included.
    package private(set) var values: [Float] = []
    package var sums: [Float] = []
    /// Of each n-gram of the text its value an occurrence; made by the first text whose words are asked for.
    var valueOf: [Float] = []

    package init(_ settings: TextFeatureSettings, _ vocabulary: Vocabulary, outputs: Int) {
        scan = NGramScan(settings)
        counts = [UInt16](repeating: 0, count: vocabulary.count)
        sums = [Float](repeating: 0, count: outputs)
    }

    /// 1 + ln n for small n.
    private static let logarithms: [Float] = (0..<256).map { $0 == 0 ? 0 : 1 + Vocabulary.ln(Double($0)) }

    /// Fills `touched` and `values`, and leaves `counts` at 0.
    package mutating func vectorize(_ bytes: Span<UInt8>, _ vocabulary: Vocabulary, _ settings: TextFeatureSettings) {
        text.read(bytes, limit: settings.maximumCharacters)
        touched.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        hits.removeAll(keepingCapacity: true)
        scan.walk(text.units) { hash, _, start, end in
            guard let number = vocabulary.number(of: hash) else { return false }
            hits.append(
                Hit(
                    number: UInt32(truncatingIfNeeded: number), start: UInt32(truncatingIfNeeded: start),
                    end: UInt32(truncatingIfNeeded: end)))
            return true
        }
        for hit in hits {
            let count = counts[Int(hit.number)]
            if count == 0 { touched.append(hit.number) }
            counts[Int(hit.number)] = min(count &+ 1, 255)
        }
        var wordSquares: Float = 0
        var characterSquares: Float = 0
        let logarithms = Self.logarithms
        for number in touched {
            let place = Int(number)
            let value = logarithms[Int(counts[place])] * vocabulary.rarity[place]
            counts[place] = 0
            values.append(value)
            if place < vocabulary.wordCount { wordSquares += value * value } else { characterSquares += value * value }
        }
        let wordScale = wordSquares > 0 ? settings.wordWeight / wordSquares.squareRoot() : 0
        let characterScale = characterSquares > 0 ? settings.characterWeight / characterSquares.squareRoot() : 0
        for index in touched.indices {
            values[index] *= Int(touched[index]) < vocabulary.wordCount ? wordScale : characterScale
        }
    }
}
