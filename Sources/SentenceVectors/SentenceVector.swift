/// A text's place among the meanings: of length 1, or all zeros.
public struct SentenceVector: Equatable, Sendable {
    private var parts: [SIMD16<Float>]

    init(dimensions: Int) { parts = [SIMD16<Float>](repeating: .zero, count: dimensions / 16) }

    /// Whether no piece of the text had a vector.
    public var isZero: Bool { parts.allSatisfy { $0 == .zero } }

    /// Cosine similarity, -1...1; 0 with a zero vector. Vectors of different dimensions trap.
    public func cosine(_ other: SentenceVector) -> Float {
        precondition(parts.count == other.parts.count)
        var sum = SIMD16<Float>.zero
        for index in parts.indices { sum += parts[index] * other.parts[index] }
        return Self.total(sum)
    }

    /// In one order on every machine.
    private static func total(_ values: SIMD16<Float>) -> Float {
        let eight = values.lowHalf + values.highHalf
        let four = eight.lowHalf + eight.highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }

    /// Adds the signed bytes from `start` on, times `scale`.
    @inline(__always)
    mutating func add(_ bytes: [UInt8], _ start: Int, scale: Float) {
        for part in parts.indices {
            var values = SIMD16<Int8>.zero
            for lane in 0..<16 { values[lane] = Int8(bitPattern: bytes[start + part * 16 + lane]) }
            parts[part] += SIMD16<Float>(values) * scale
        }
    }

    mutating func normalize() {
        var squares = SIMD16<Float>.zero
        for part in parts { squares += part * part }
        let length = Self.total(squares).squareRoot()
        guard length > 0 else { return }
        for index in parts.indices { parts[index] /= length }
    }
}
