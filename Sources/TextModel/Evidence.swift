/// A part of a text and what it adds to a label's score; negative speaks against the label.
public struct Evidence: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// A word n-gram at its first occurrence; the contribution is that of all its occurrences.
        case words
        /// A character n-gram, likewise.
        case characters
        /// A fact of the whole text, by name, as `phone_number` or `capital_share`.
        case fact(String)
        /// Words next to each other with all that covers them.
        case span
    }

    public var kind: Kind
    /// Bytes of the original text. They cover whole scalars.
    public var start: Int
    public var end: Int
    public var contribution: Float
}

/// Why a text got its score for one label.
public struct Explanation: Equatable, Sendable {
    /// The n-grams and facts that count most, largest absolute contribution first.
    public var terms: [Evidence]
    /// The words that speak most for the label, neighbours joined, in the order of the text.
    public var spans: [Evidence]
}

extension TextModel {
    /// The reasons for `label`'s score.
    ///
    /// - Parameter limit: how many terms at most, and words in all spans.
    /// - Complexity: some times that of ``predict(_:_:)``; for the texts one wants explained.
    public func explain(
        _ text: Span<UInt8>, label: Int, limit: Int = 5, _ scratch: inout TextScratch
    ) -> Explanation {
        precondition(labels.indices.contains(label) && scratch.counts.count == linear.vocabulary.count)
        scratch.vectorize(text, linear.vocabulary, linear.settings)
        let units = scratch.text.units
        let outputs = labels.count
        var terms: [Int: (value: Float, occurrences: Int, start: Int, end: Int)] = [:]
        for (index, number) in scratch.touched.enumerated() {
            let value = scratch.values[index] * linear.weights[Int(number) * outputs + label]
            terms[Int(number)] = (value, 0, 0, 0)
        }
        scratch.scan.walk(units) { hash, _, start, end in
            guard let number = linear.vocabulary.number(of: hash), var term = terms[number] else { return false }
            if term.occurrences == 0 { (term.start, term.end) = (start, end) }
            term.occurrences += 1
            terms[number] = term
            return true
        }
        // What each character carries, spaces apart: every occurrence shares its term's value evenly.
        var carried = [Float](repeating: 0, count: units.count)
        scratch.scan.walk(units) { hash, _, start, end in
            guard let number = linear.vocabulary.number(of: hash), let term = terms[number] else { return false }
            let inside = (start..<end).count { !units[$0].isSpace }
            guard inside > 0 else { return true }
            let share = term.value / Float(term.occurrences * inside)
            for unit in start..<end where !units[unit].isSpace { carried[unit] += share }
            return true
        }
        var evidence = terms.map { number, term in
            let bytes = scratch.text.bytes(of: term.start..<term.end)
            let kind: Evidence.Kind = number < linear.vocabulary.wordCount ? .words : .characters
            return Evidence(kind: kind, start: bytes.lowerBound, end: bytes.upperBound, contribution: term.value)
        }
        for (fact, name) in TextFacts.names.enumerated() {
            let weight = linear.weights[(linear.vocabulary.count + fact) * outputs + label]
            let value = scratch.text.facts.values[fact] * weight
            guard value != 0 else { continue }
            evidence.append(Evidence(kind: .fact(name), start: 0, end: text.count, contribution: value))
        }
        evidence.sort { Self.comesFirst($0, $1) }
        return Explanation(
            terms: Array(evidence.prefix(limit)), spans: Self.spans(carried, scratch.text, limit: limit))
    }

    private static func comesFirst(_ a: Evidence, _ b: Evidence) -> Bool {
        if abs(a.contribution) != abs(b.contribution) { return abs(a.contribution) > abs(b.contribution) }
        return (a.start, a.end, a.kind == .words ? 0 : 1) < (b.start, b.end, b.kind == .words ? 0 : 1)
    }

    /// The words that carry most, those next to each other as one span.
    private static func spans(_ carried: [Float], _ text: NormalizedText, limit: Int) -> [Evidence] {
        var words: [(start: Int, end: Int, value: Float)] = []
        var index = 0
        while index < text.units.count {
            let start = index
            var value: Float = 0
            while index < text.units.count, !text.units[index].isSpace {
                value += carried[index]
                index += 1
            }
            if index > start { words.append((start, index, value)) }
            index += 1
        }
        let best = words.indices.filter { words[$0].value > 0 }
            .sorted { (words[$1].value, $0) < (words[$0].value, $1) }.prefix(limit).sorted()
        var spans: [Evidence] = []
        var previous = -2
        for word in best {
            let bytes = text.bytes(of: words[word].start..<words[word].end)
            if word == previous + 1 {
                spans[spans.count - 1].end = bytes.upperBound
                spans[spans.count - 1].contribution += words[word].value
            } else {
                spans.append(
                    Evidence(
                        kind: .span, start: bytes.lowerBound, end: bytes.upperBound,
                        contribution: words[word].value))
            }
            previous = word
        }
        return spans
    }
}

extension NormalizedText {
    /// The original bytes of some units, without a space at either end.
    func bytes(of range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        if start < end, units[start].isSpace { start += 1 }
        if start < end, units[end - 1].isSpace { end -= 1 }
        // Units made of one ligature begin at the same byte.
        while end < origins.count - 1, end > start, origins[end] == origins[end - 1] { end += 1 }
        guard start < end, end < origins.count else {
            let origin = Int(origins[min(start, origins.count - 1)])
            return origin..<origin
        }
        return Int(origins[start])..<Int(origins[end])
    }
}
