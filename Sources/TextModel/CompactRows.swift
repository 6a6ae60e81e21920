/// Weights of n-grams as signed bytes in rows of sixteen outputs: what does not fit into a cache is read four times less.
struct CompactRows: Sendable {
    /// Columns of sixteen outputs.
    let width: Int
    /// Powers of two, one an output.
    let scales: [Float]
    /// Of each n-gram and column sixteen bytes: the lane of output o is o mod 4, its byte o / 4.
    private let rows: [SIMD4<Int32>]

    /// Nil unless every weight is exactly a byte times its output's scale.
    init?(_ weights: [Float], outputs: Int, ngrams: Int) {
        width = (outputs + 15) / 16
        scales = CompactWeights.scales(weights, outputs: outputs)
        let bytes = CompactWeights.bytes(weights, scales)
        guard CompactWeights.weights(bytes, scales) == weights else { return nil }
        var rows = [SIMD4<Int32>](repeating: .zero, count: ngrams * width)
        for ngram in 0..<ngrams {
            for output in 0..<outputs {
                let lane = output % 16
                rows[ngram * width + output / 16][lane % 4] |=
                    Int32(bytes[ngram * outputs + output]) << Int32(lane / 4 * 8)
            }
        }
        self.rows = rows
    }

    /// The sums of `values` times the bytes of column `column` of the n-grams `numbers`, in their order, for outputs 4i...4i + 3.
    @inline(__always)
    func sums(
        _ column: Int, _ numbers: [UInt32], _ values: [Float]
    ) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
        var (a, b, c, d) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
        for index in numbers.indices {
            let row = rows[Int(numbers[index]) * width + column]
            let value = values[index]
            a += Self.floats((row &<< 24) &>> 24) * value
            b += Self.floats((row &<< 16) &>> 24) * value
            c += Self.floats((row &<< 8) &>> 24) * value
            d += Self.floats(row &>> 24) * value
        }
        return (a, b, c, d)
    }

    @inline(__always)
    private static func floats(_ row: SIMD4<Int32>) -> SIMD4<Float> {
        SIMD4(Float(row[0]), Float(row[1]), Float(row[2]), Float(row[3]))
    }
}
