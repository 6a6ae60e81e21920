/// A vocabulary and one weight vector for each output: from a text to raw scores.
package struct LinearTextModel: Sendable {
    package let settings: TextFeatureSettings
    package let vocabulary: Vocabulary
    /// Outputs of the first n-gram, of the second, ...; then of the facts; the facts' weight is multiplied in.
    package let weights: [Float]
    package let bias: [Float]

    /// The weights again in rows of eight outputs, for models of many labels; else empty.
    private let packed: [SIMD8<Float>]
    /// The same as bytes, a cache line for 64 outputs, for a compact model of many labels.
    let rows: CompactRows?
    /// Whether the weights are of eight bits a number, one scale an output, in the file.
    package let isCompact: Bool

    package var outputs: Int { bias.count }

    package init(
        settings: TextFeatureSettings, vocabulary: Vocabulary, weights: [Float], bias: [Float], isCompact: Bool = false
    ) {
        self.settings = settings
        self.vocabulary = vocabulary
        self.weights = weights
        self.bias = bias
        self.isCompact = isCompact
        rows =
            isCompact && bias.count > 4
            ? CompactRows(weights, outputs: bias.count, ngrams: vocabulary.count) : nil
        packed = bias.count > 4 && rows == nil ? Self.pack(weights, outputs: bias.count) : []
    }

    private static func pack(_ weights: [Float], outputs: Int) -> [SIMD8<Float>] {
        let width = (outputs + 7) / 8
        var packed = [SIMD8<Float>](repeating: .zero, count: weights.count / outputs * width)
        for (index, weight) in weights.enumerated() {
            let (row, output) = index.quotientAndRemainder(dividingBy: outputs)
            packed[row * width + output / 8][output % 8] = weight
        }
        return packed
    }

    package func scratch() -> TextScratch { TextScratch(settings, vocabulary, outputs: outputs) }

    /// Raw scores, one an output, into `scratch.sums`.
    package func score(_ bytes: Span<UInt8>, _ scratch: inout TextScratch) {
        scratch.vectorize(bytes, vocabulary, settings)
        if let rows {
            scoreCompact(rows, &scratch)
        } else if packed.isEmpty {
            scoreFew(&scratch)
        } else {
            scoreMany(&scratch)
        }
    }

    /// Sixteen outputs at a time. A scale is a power of two, so scaling the sum is scaling each term: the same bits as with
    /// the weights themselves.
    private func scoreCompact(_ rows: CompactRows, _ scratch: inout TextScratch) {
        let outputs = outputs
        for column in 0..<rows.width {
            let (a, b, c, d) = rows.sums(column, scratch.touched, scratch.values)
            let sum = SIMD16(lowHalf: SIMD8(lowHalf: a, highHalf: b), highHalf: SIMD8(lowHalf: c, highHalf: d))
            for lane in 0..<min(16, outputs - column * 16) {
                let output = column * 16 + lane
                var value = sum[lane] * rows.scales[output]
                for fact in 0..<TextFacts.count {
                    value +=
                        weights[(vocabulary.count + fact) * outputs + output] * scratch.text.facts.values[fact]
                }
                scratch.sums[output] = bias[output] + value
            }
        }
    }

    private func scoreFew(_ scratch: inout TextScratch) {
        let outputs = outputs
        for output in 0..<outputs { scratch.sums[output] = bias[output] }
        if outputs == 1 {
            var sum = bias[0]
            for index in scratch.touched.indices { sum += scratch.values[index] * weights[Int(scratch.touched[index])] }
            scratch.sums[0] = sum
        } else {
            for index in scratch.touched.indices {
                let value = scratch.values[index]
                let base = Int(scratch.touched[index]) * outputs
                for output in 0..<outputs { scratch.sums[output] += value * weights[base + output] }
            }
        }
        for fact in 0..<TextFacts.count {
            let value = scratch.text.facts.values[fact]
            let base = (vocabulary.count + fact) * outputs
            for output in 0..<outputs { scratch.sums[output] += value * weights[base + output] }
        }
    }

    /// Eight outputs at a time.
    private func scoreMany(_ scratch: inout TextScratch) {
        let width = (outputs + 7) / 8
        for column in 0..<width {
            var sum = SIMD8<Float>.zero
            for index in scratch.touched.indices {
                sum += packed[Int(scratch.touched[index]) * width + column] * scratch.values[index]
            }
            for fact in 0..<TextFacts.count {
                sum += packed[(vocabulary.count + fact) * width + column] * scratch.text.facts.values[fact]
            }
            for lane in 0..<min(8, outputs - column * 8) {
                scratch.sums[column * 8 + lane] = bias[column * 8 + lane] + sum[lane]
            }
        }
    }
}

/// Whether a text has exactly one label or any number of them.
public enum TextTask: String, Codable, Sendable {
    case multiClass, multiLabel
}
