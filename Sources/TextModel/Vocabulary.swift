internal import StageKit

/// The n-grams a model knows, with how rare each is, found by hash.
struct Vocabulary: Sendable {
    /// Word n-grams first; ascending by hash within a group. The place is the n-gram's number.
    let hashes: [UInt64]
    /// How many of the n-grams are of words.
    let wordCount: Int
    /// Inverse document frequency, 1 + ln((1 + texts) / (1 + texts with it)).
    let rarity: [Float]

    /// Open addressing, at most half full: upper half of the hash, and the number plus one (0 is empty).
    private let table: [UInt64]
    private let shift: UInt64

    var count: Int { hashes.count }

    init(hashes: [UInt64], wordCount: Int, rarity: [Float]) {
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
        shift = 64 - bits
    }

    /// The number of the n-gram, nil when the model does not know it. Expected constant time.
    ///
    /// The place comes from the hash's upper bits, the check from its lower 32: a stranger passes for a known n-gram
    /// with a probability of about 2^-32 a probe.
    @inline(__always)
    func number(of hash: UInt64) -> Int? {
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

    /// Counts the n-grams of `texts` and keeps those that the settings want.
    ///
    /// - Complexity: all n-grams of all texts once; about 40 bytes of memory a distinct one.
    init(_ texts: some Sequence<[UInt8]>, _ settings: TextFeatureSettings) {
        var frequency: [UInt64: (last: Int32, texts: Int32, isWord: Bool)] = [:]
        var scan = NGramScan(settings)
        var text = NormalizedText()
        var row: Int32 = 0
        for bytes in texts {
            row += 1
            text.read(bytes.span, limit: settings.maximumCharacters)
            scan.forEach(text.units) { hash, group, _, _ in
                let position = frequency[hash, default: (0, 0, group == .word)]
                if position.last != row { frequency[hash] = (row, position.texts + 1, group == .word) }
            }
        }
        var kept = frequency.filter { $0.value.texts >= settings.minimumTexts }.map {
            (hash: $0.key, texts: $0.value.texts, isWord: $0.value.isWord)
        }
        if kept.count > settings.maximumFeatures {
            kept.sort { $0.texts != $1.texts ? $0.texts > $1.texts : $0.hash < $1.hash }
            kept.removeLast(kept.count - settings.maximumFeatures)
        }
        kept.sort { $0.isWord != $1.isWord ? $0.isWord : $0.hash < $1.hash }
        self.init(
            hashes: kept.map(\.hash), wordCount: kept.count { $0.isWord },
            rarity: kept.map { 1 + Self.ln(Double(1 + row) / Double(1 + $0.texts)) })
    }

    static func ln(_ x: Double) -> Float { Float(PortableMath.log2(x) * 0.6931471805599453) }
}
