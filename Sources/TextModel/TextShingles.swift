/// The overlapping runs of words by which two texts are compared, and the folded form by which they are equal.
///
/// Numbers count by their number of digits only, so that a changed phone number or amount changes no shingle. Reused
/// from text to text: it keeps its memory.
public struct TextShingles: Sendable {
    private var text = NormalizedText()
    private var scan: NGramScan
    private let limit: Int

    /// - Parameters:
    ///   - length: words in a shingle, 1...4.
    ///   - maximumCharacters: read of a text.
    public init(length: Int = 3, maximumCharacters: Int = 20_000) {
        var settings = TextFeatureSettings()
        settings.wordLengths = max(1, min(4, length))...max(1, min(4, length))
        settings.characterLengths = nil
        scan = NGramScan(settings)
        limit = maximumCharacters
    }

    /// Calls `body` with the hash of each shingle; a text of fewer words has none.
    @inline(__always)
    public mutating func forEach(_ bytes: Span<UInt8>, _ body: (UInt64) -> Void) {
        text.read(bytes, limit: limit)
        scan.forEach(text.units) { hash, _, _, _ in body(hash) }
    }

    /// A 64-bit hash of the folded text: equal for texts that differ in case, white space, accents, invisible
    /// characters or look-alike letters only. Digits count as they are.
    public mutating func fingerprint(_ bytes: Span<UInt8>) -> UInt64 {
        text.read(bytes, limit: limit)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for unit in text.units { hash = (hash ^ UInt64(unit.scalar)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 31)
    }
}
