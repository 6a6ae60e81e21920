extension TextModel {
    /// The words of a text that speak most for each of `labels`, neighbours joined, in the order of the text.
    ///
    /// The same as ``explain(_:label:limit:_:)`` without the terms, for several labels at a time and at a price that a
    /// stage can pay: one more reading of the text, and some nanoseconds an n-gram and label.
    /// - Parameter limit: words in the spans of a label at most.
    public func spans(
        _ text: Span<UInt8>, labels wanted: [Int], limit: Int, _ scratch: inout TextScratch
    ) -> [[Evidence]] {
        precondition(wanted.allSatisfy(labels.indices.contains) && fits(scratch))
        guard !wanted.isEmpty else { return [] }
        scratch.vectorize(text, linear.vocabulary, linear.settings)
        let words = Words(scratch.text)
        let shares = scratch.shares(linear.vocabulary, words)
        return wanted.map { label in
            var values = [Float](repeating: 0, count: words.ranges.count)
            for share in shares {
                let value = share.value * linear.weights[Int(share.number) * labels.count + label]
                if share.first == share.last {
                    values[share.first] += value
                } else {
                    for word in share.first...share.last { values[word] += value / Float(share.last - share.first + 1) }
                }
            }
            return words.spans(values, scratch.text, limit: limit)
        }
    }
}

/// The words of a normalised text.
private struct Words {
    var ranges: [Range<Int>] = []
    /// The word of each unit; of a space, the next one.
    var numbers: [Int] = []

    init(_ text: NormalizedText) {
        var start: Int?
        for (index, unit) in text.units.enumerated() {
            if unit.isSpace {
                if let first = start { ranges.append(first..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
            numbers.append(ranges.count)
        }
    }

    func spans(_ values: [Float], _ text: NormalizedText, limit: Int) -> [Evidence] {
        let best = values.indices.filter { values[$0] > 0 }
            .sorted { (values[$1], $0) < (values[$0], $1) }.prefix(limit).sorted()
        var spans: [Evidence] = []
        var previous = -2
        for word in best {
            let bytes = text.bytes(of: ranges[word])
            if word == previous + 1 {
                spans[spans.count - 1].end = bytes.upperBound
                spans[spans.count - 1].contribution += values[word]
            } else {
                spans.append(
                    Evidence(
                        kind: .span, start: bytes.lowerBound, end: bytes.upperBound, contribution: values[word]))
            }
            previous = word
        }
        return spans
    }
}

/// One occurrence of an n-gram: its part of the n-gram's value, and the words it lies in.
private struct Share {
    var number: UInt32
    var value: Float
    var first: Int
    var last: Int
}

extension TextScratch {
    fileprivate mutating func shares(_ vocabulary: Vocabulary, _ words: Words) -> [Share] {
        var shares: [Share] = []
        let units = text.units
        scan.walk(units) { hash, _, start, end in
            guard let number = vocabulary.number(of: hash) else { return false }
            let first = words.numbers[start]
            let last = words.numbers[end - 1] - (units[end - 1].isSpace ? 1 : 0)
            if first <= last, last < words.ranges.count {
                shares.append(
                    Share(number: UInt32(truncatingIfNeeded: number), value: 0, first: first, last: last))
            }
            return true
        }
        for share in shares { counts[Int(share.number)] &+= 1 }
        var valueOf: [UInt32: Float] = [:]
        for (index, number) in touched.enumerated() where counts[Int(number)] > 0 {
            valueOf[number] = values[index] / Float(counts[Int(number)])
        }
        for index in shares.indices {
            shares[index].value = valueOf[shares[index].number] ?? 0
            counts[Int(shares[index].number)] = 0
        }
        return shares
    }
}
