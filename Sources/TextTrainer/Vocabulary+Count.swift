package import TextModel

extension Vocabulary {
    /// Counts the n-grams of `texts` and keeps those that the settings want.
    ///
    /// - Complexity: all n-grams of all texts once; about 40 bytes of memory a distinct one.
    package init(_ texts: some Sequence<[UInt8]>, _ settings: TextFeatureSettings) {
        var frequency: [UInt64: (last: Int32, texts: Int32, length: Int32, isWord: Bool)] = [:]
        var scan = NGramScan(settings)
        var text = NormalizedText()
        var row: Int32 = 0
        for bytes in texts {
            row += 1
            text.read(bytes.span, limit: settings.maximumCharacters)
            scan.forEach(text.units) { hash, group, start, end in
                let length = Int32(truncatingIfNeeded: end - start)
                let position = frequency[hash, default: (0, 0, length, group == .word)]
                if position.last != row {
                    frequency[hash] = (row, position.texts + 1, min(position.length, length), group == .word)
                }
            }
        }
        var kept = frequency.filter { $0.value.texts >= settings.minimumTexts }.map {
            (hash: $0.key, texts: $0.value.texts, length: $0.value.length, isWord: $0.value.isWord)
        }
        if kept.count > settings.maximumFeatures {
            // Of equally frequent ones the shorter: so whatever is kept, its beginnings are kept too.
            kept.sort { ($1.texts, $0.length, $0.hash) < ($0.texts, $1.length, $1.hash) }
            kept.removeLast(kept.count - settings.maximumFeatures)
        }
        kept.sort { $0.isWord != $1.isWord ? $0.isWord : $0.hash < $1.hash }
        self.init(
            hashes: kept.map(\.hash), wordCount: kept.count { $0.isWord },
            rarity: kept.map { 1 + Self.ln(Double(1 + row) / Double(1 + $0.texts)) })
    }
}
