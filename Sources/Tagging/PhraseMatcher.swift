/// Finds many phrases in a text in one pass over its tokens.
///
/// Tokens are runs of letters and digits, lower-cased over ASCII; everything else separates. A word of a phrase that ends in
/// `*` matches every token that begins with it. Time: linear in the text, times the few phrases that share three letters.
public struct PhraseMatcher: Sendable {
    /// One occurrence: which phrase, and its byte range in the text.
    public struct Match: Sendable, Equatable {
        public var phrase: Int
        public var start: Int
        public var end: Int
    }

    struct Word: Sendable {
        var bytes: [UInt8]
        var isStem: Bool
    }

    private var phrases: [[Word]] = []
    private var index: [UInt32: [Int]] = [:]

    public init() {}

    /// Adds a phrase and returns its number.
    public mutating func add(_ phrase: String) -> Int {
        var words: [Word] = []
        for part in phrase.split(separator: " ") {
            let isStem = part.hasSuffix("*")
            let tokens = Self.tokens(Array(part.utf8))
            for (position, token) in tokens.enumerated() {
                words.append(Word(bytes: token.bytes, isStem: isStem && position == tokens.count - 1))
            }
        }
        phrases.append(words)
        if let first = words.first { index[Self.prefix(first.bytes), default: []].append(phrases.count - 1) }
        return phrases.count - 1
    }

    /// All occurrences, in text order.
    public func matches(in text: [UInt8]) -> [Match] {
        let tokens = Self.tokens(text)
        var found: [Match] = []
        for position in tokens.indices {
            guard let candidates = index[Self.prefix(tokens[position].bytes)] else { continue }
            for phrase in candidates {
                let words = phrases[phrase]
                guard position + words.count <= tokens.count else { continue }
                let fits = words.indices.allSatisfy { Self.matches(words[$0], tokens[position + $0].bytes) }
                guard fits else { continue }
                found.append(
                    Match(phrase: phrase, start: tokens[position].start, end: tokens[position + words.count - 1].end))
            }
        }
        return found
    }

    private static func matches(_ word: Word, _ token: [UInt8]) -> Bool {
        word.isStem ? token.starts(with: word.bytes) : token == word.bytes
    }

    /// The first three bytes as a key; stems shorter than that would not be found and are refused by the rules' check.
    private static func prefix(_ bytes: [UInt8]) -> UInt32 {
        var key: UInt32 = 0
        for position in 0..<3 { key = key << 8 | (position < bytes.count ? UInt32(bytes[position]) : 0) }
        return key
    }

    struct Token {
        var bytes: [UInt8]
        var start: Int
        var end: Int
    }

    /// Words of a text with their byte ranges; longer than 64 bytes are cut, for no phrase is.
    static func tokens(_ text: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var word: [UInt8] = []
        var start = 0
        for index in 0...text.count {
            let byte = index < text.count ? text[index] : 0x20
            let isLetter =
                (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
                || (byte >= 0x61 && byte <= 0x7A) || byte >= 0x80
            if isLetter {
                if word.isEmpty { start = index }
                if word.count < 64 { word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
            } else if !word.isEmpty {
                tokens.append(Token(bytes: word, start: start, end: index))
                word.removeAll(keepingCapacity: true)
            }
        }
        return tokens
    }
}
