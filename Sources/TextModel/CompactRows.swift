/// Weights of n-grams as signed bytes in rows of sixteen outputs: what does not fit into a cache is read four times less.
struct CompactRows: Sendable {
    /// Columns of sixteen outputs.
    let width: Int
    /// Powers of two, one an output.
    let scales: [Float]
    private let rows: [SIMD16<Int8>]

    /// Nil unless every weight is exactly a byte times its output's scale.
    init?(_ weights: [Float], outputs: Int, ngrams: Int) {
        width = (outputs + 15) / 16
        scales = CompactWeights.scales(weights, outputs: outputs)
        let bytes = CompactWeights.bytes(weights, scales)
        guard CompactWeights.weights(bytes, scales) == weights else { return nil }
        var rows = [SIMD16<Int8>](repeating: .zero, count: ngrams * width)
        for ngram in 0..<ngrams {
            for output in 0..<outputs {
                rows[ngram * width + output / 16][output % 16] = Int8(bitPattern: bytes[ngram * outputs + output])
            }
        }
        self.rows = rows
    }

    /// The sum of `values` times the bytes of column `column` of the n-grams `numbers`, in their order.
    @inline(__always)
    func sum(_ column: Int, _ numbers: [UInt32], _ values: [Float]) -> SIMD16<Float> {
        var sum = SIMD16<Float>.zero
        for index in numbers.indices {
            sum += SIMD16<Float>(rows[Int(numbers[index]) * width + column]) * values[index]
        }
        return sum
    }

    /// The byte of an n-gram for one output.
    @inline(__always)
    func byte(_ ngram: Int, _ output: Int) -> Float { Float(rows[ngram * width + output >> 4][output & 15]) }
}
