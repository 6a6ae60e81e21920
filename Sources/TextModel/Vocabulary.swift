internal import StageKit

/// The n-grams a model knows, with how rare each is, found by hash.
package struct Vocabulary: Sendable {
    /// Word n-grams first; ascending by hash within a group. The place is the n-gram's number.
    package let hashes: [UInt64]
    /// How many of the n-grams are of words.
    package let wordCount: Int
    /// Inverse document frequency, 1 + ln((1 + texts) / (1 + texts with it)).
    package let rarity: [Float]

    /// Open addressing, at most half full: upper half of the hash, and the number plus one (0 is empty).
    private let table: [UInt64]
    private let shift: UInt64
    /// One bit for each known n-gram at some bits of its hash: most strangers are told by it, and it stays in the
    /// nearest cache.
    private let filter: [UInt64]
    private let filterMask: UInt64

    package var count: Int { hashes.count }

    package init(hashes: [UInt64], wordCount: Int, rarity: [Float]) {
        self.hashes = hashes
        self.wordCount = wordCount
        self.rarity = rarity
        var bits: UInt64 = 4
        while 1 << bits < hashes.count * 2 { bits += 1 }
        var table = [UInt64](repeating: 0, count: 1 << bits)
        let mask = table.count - 1
        for (number, hash) in hashes.enumerated() {
            var place = Int(truncatingIfNeeded: hash >> (64 - bits))
            while table[place] != 0 { place = (place + 1) & mask }
            table[place] = hash << 32 | UInt64(number + 1)
        }
        self.table = table
        var filterBits: UInt64 = 6
        while filterBits < 18, 1 << filterBits < hashes.count * 16 { filterBits += 1 }
        var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))
        filterMask = 1 << filterBits - 1
        for hash in hashes { filter[Int((hash & filterMask) >> 6)] |= 1 << (hash & 63) }
        self.filter = filter
        shift = 64 - bits
    }

    /// The number of the n-gram, nil when the model does not know it. Expected constant time.
    ///
    /// The place comes from the hash's upper bits, the check from its lower 32: a stranger passes for a known n-gram
    /// with a probability of about 2^-32 a probe.
    @inline(__always)
    package func number(of hash: UInt64) -> Int? {
        guard filter[Int(truncatingIfNeeded: (hash & filterMask) >> 6)] & (1 << (hash & 63)) != 0 else { return nil }
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: hash >> shift)
        while true {
            let entry = table[place]
            if entry == 0 { return nil }
            if UInt32(truncatingIfNeeded: entry >> 32) == UInt32(truncatingIfNeeded: hash) {
                return Int(entry & 0xFFFF_FFFF) - 1
            }
            place = (place + 1) & mask
        }
    }

    package static func ln(_ x: Double) -> Float { Float(PortableMath.log2(x) * 0.6931471805599453) }
}
