/// Weights as signed bytes, with one scale an output.
enum CompactWeights {
    /// The largest absolute weight of each output as a power of two over 64: so that the same bytes come out again.
    static func scales(_ weights: [Float], outputs: Int) -> [Float] {
        var largest = [Float](repeating: 0, count: outputs)
        for (index, weight) in weights.enumerated() {
            largest[index % outputs] = max(largest[index % outputs], abs(weight))
        }
        return largest.map { $0 > 0 ? Float(sign: .plus, exponent: $0.exponent - 6, significand: 1) : 0 }
    }

    static func bytes(_ weights: [Float], _ scales: [Float]) -> [UInt8] {
        weights.enumerated().map { index, weight in
            let scale = scales[index % scales.count]
            guard scale > 0 else { return 0 }
            return UInt8(bitPattern: Int8(max(-127, min(127, (weight / scale).rounded()))))
        }
    }

    static func weights(_ bytes: [UInt8], _ scales: [Float]) -> [Float] {
        bytes.enumerated().map { Float(Int8(bitPattern: $1)) * scales[$0 % scales.count] }
    }
}
