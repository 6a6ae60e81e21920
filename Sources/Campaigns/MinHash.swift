public import TextModel

/// A sketch of a text's shingles: the share of equal places estimates the Jaccard similarity of two texts.
///
/// One-permutation hashing with rotation (Li, Owen & Zhang 2012; Shrivastava & Li 2014): each shingle is hashed once and
/// goes to one of 64 places, which keep their smallest; empty places borrow from the next one. Standard error about 0.06.
public struct MinHash: Equatable, Sendable {
    public static let places = 64
    /// Shingle hashes cut to 32 bits; empty for a text without shingles.
    public let values: [UInt32]

    public init(_ text: Span<UInt8>, _ shingles: inout TextShingles) {
        var least = [UInt64](repeating: .max, count: Self.places)
        var isEmpty = true
        shingles.forEach(text) { hash in
            let place = Int(hash >> 58)
            let rest = hash & 0x03FF_FFFF_FFFF_FFFF
            if rest < least[place] { least[place] = rest }
            isEmpty = false
        }
        guard !isEmpty else {
            values = []
            return
        }
        values = (0..<Self.places).map { place in
            var distance = 0
            while least[(place + distance) % Self.places] == .max { distance += 1 }
            // A borrowed value is marked by how far it came, so that it equals only one borrowed likewise.
            let mixed = (least[(place + distance) % Self.places] &+ UInt64(distance)) &* 0x9E37_79B9_7F4A_7C15
            return UInt32(truncatingIfNeeded: mixed >> 32)
        }
    }

    public var isEmpty: Bool { values.isEmpty }

    /// 0...1; 0 with an empty one.
    public func similarity(_ other: MinHash) -> Double {
        guard !isEmpty, !other.isEmpty else { return 0 }
        var equal = 0
        for place in 0..<Self.places where values[place] == other.values[place] { equal += 1 }
        return Double(equal) / Double(Self.places)
    }

    /// Keys of the 16 bands of four places each: texts of similarity s share one with probability 1 - (1 - s^4)^16.
    public var bands: [UInt64] {
        guard !isEmpty else { return [] }
        return (0..<16).map { band in
            var key = UInt64(band) &* 0xC2B2_AE3D_27D4_EB4F
            for place in 0..<4 {
                key = (key ^ UInt64(values[band * 4 + place])) &* 0xFF51_AFD7_ED55_8CCD
                key ^= key >> 32
            }
            return key
        }
    }
}
