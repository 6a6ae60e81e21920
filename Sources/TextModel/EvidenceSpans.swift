extension TextModel {
    /// The words of a text that speak most for each of `labels`, neighbours joined, in the order of the text.
    ///
    /// The same as ``explain(_:label:limit:_:)`` without the terms, for several labels at a time and at a price that a
    /// stage can pay.
    /// - Parameter limit: words in the spans of a label at most.
    public func spans(
        _ text: Span<UInt8>, labels wanted: [Int], limit: Int, _ scratch: inout TextScratch
    ) -> [[Evidence]] {
        precondition(fits(scratch))
        guard !wanted.isEmpty else { return [] }
        scratch.vectorize(text, linear.vocabulary, linear.settings)
        return spansOfLast(labels: wanted, limit: limit, &scratch)
    }

    /// The same for the text that ``predict(_:_:)`` read last with `scratch`; nothing is read again. Some nanoseconds an
    /// n-gram and label.
    public func spansOfLast(labels wanted: [Int], limit: Int, _ scratch: inout TextScratch) -> [[Evidence]] {
        precondition(wanted.allSatisfy(labels.indices.contains) && fits(scratch))
        guard !wanted.isEmpty else { return [] }
        let words = Words(scratch.text)
        let shares = scratch.shares(words)
        return wanted.map { label in
            var values = [Float](repeating: 0, count: words.ranges.count)
            let outputs = labels.count
            for share in shares {
                let value = share.value * linear.weights[Int(share.number) * outputs + label]
                if share.first == share.last {
                    values[Int(share.first)] += value
                } else {
                    let part = value / Float(share.last - share.first + 1)
                    for word in share.first...share.last { values[Int(word)] += part }
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
    var numbers: [Int32] = []

    init(_ text: NormalizedText) {
        numbers.reserveCapacity(text.units.count)
        var start: Int?
        for (index, unit) in text.units.enumerated() {
            if unit.isSpace {
                if let first = start { ranges.append(first..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
            numbers.append(Int32(truncatingIfNeeded: ranges.count))
        }
    }

    func spans(_ values: [Float], _ text: NormalizedText, limit: Int) -> [Evidence] {
        // The largest by insertion, of equals the earlier: `limit` is a handful.
        var best: [Int] = []
        for word in values.indices where values[word] > 0 {
            if best.count >= limit {
                guard let last = best.last, values[word] > values[last] else { continue }
                best.removeLast()
            }
            var place = best.count
            while place > 0, values[best[place - 1]] < values[word] { place -= 1 }
            best.insert(word, at: place)
        }
        best.sort()
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
    var first: Int32
    var last: Int32
}

extension TextScratch {
    /// Leaves `counts` at 0.
    fileprivate mutating func shares(_ words: Words) -> [Share] {
        var shares: [Share] = []
        shares.reserveCapacity(hits.count)
        let units = text.units
        for hit in hits {
            let first = words.numbers[Int(hit.start)]
            let last = words.numbers[Int(hit.end) - 1] - (units[Int(hit.end) - 1].isSpace ? 1 : 0)
            guard first <= last, Int(last) < words.ranges.count else { continue }
            shares.append(Share(number: hit.number, value: 0, first: first, last: last))
            counts[Int(hit.number)] &+= 1
        }
        // The value of each n-gram is shared evenly by its occurrences.
        if valueOf.count < counts.count { valueOf = [Float](repeating: 0, count: counts.count) }
        for (index, number) in touched.enumerated() where counts[Int(number)] > 0 {
            valueOf[Int(number)] = values[index] / Float(counts[Int(number)])
        }
        for index in shares.indices {
            shares[index].value = valueOf[Int(shares[index].number)]
            counts[Int(shares[index].number)] = 0
        }
        return shares
    }
}
