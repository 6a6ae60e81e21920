/// Walks over the n-grams of a normalised text.
///
/// An n-gram is a 64-bit hash, a group, and the units it covers. Two different n-grams share a hash about once in
/// 10^13 pairs; nothing is done about it. No text is made.
package struct NGramScan: Sendable {
    package enum Group: Int, Sendable {
        case word, character
    }

    struct Token: Sendable {
        var hash: UInt64
        var start: Int
        var end: Int
    }

    private let settings: TextFeatureSettings
    private var tokens: [Token] = []

    package init(_ settings: TextFeatureSettings) { self.settings = settings }

    /// Calls `body` with the hash, the group and the first and the past-the-end unit of every n-gram, in the order of the
    /// text, words first.
    ///
    /// - Complexity: units x lengths; about 2 ns an n-gram.
    @inline(__always)
    package mutating func forEach(_ units: [Unit], _ body: (UInt64, Group, Int, Int) -> Void) {
        walk(units) { hash, group, start, end in
            body(hash, group, start, end)
            return true
        }
    }

    /// The same, but a `false` of `body` skips the longer n-grams from the same start: for a vocabulary that knows no
    /// n-gram without its beginnings.
    @inline(__always)
    package mutating func walk(_ units: [Unit], _ body: (UInt64, Group, Int, Int) -> Bool) {
        if let lengths = settings.wordLengths {
            readTokens(units)
            for first in tokens.indices {
                var hash = Self.seed(.word)
                for length in 1...lengths.upperBound {
                    let last = first + length - 1
                    guard last < tokens.count else { break }
                    hash = Self.mix(hash, tokens[last].hash)
                    guard length >= lengths.lowerBound else { continue }
                    guard body(Self.finish(hash), .word, tokens[first].start, tokens[last].end) else { break }
                }
            }
        }
        if let lengths = settings.characterLengths {
            let least = lengths.lowerBound
            for first in 0..<max(0, units.count - 1) {
                var hash = Self.seed(.character)
                var last = first
                let end = min(first + lengths.upperBound, units.count)
                while last < end {
                    let unit = units[last]
                    hash = Self.mix(hash, UInt64(unit.scalar))
                    last += 1
                    if last - first >= least, !body(Self.finish(hash), .character, first, last) { break }
                    if unit.isSpace, last > first + 1 { break }
                }
            }
        }
    }

    /// Words (with an apostrophe inside), numbers by their number of digits, and runs of one other character.
    private mutating func readTokens(_ units: [Unit]) {
        tokens.removeAll(keepingCapacity: true)
        var index = 0
        let count = units.count
        while index < count {
            let start = index
            let unit = units[index]
            var hash = Self.seed(.word)
            if unit.isSpace {
                index += 1
                continue
            } else if unit.isLetter {
                var repeats = 0
                while index < count {
                    let next = units[index]
                    let isInner =
                        next.scalar == 0x27 && index > start && index + 1 < count && units[index + 1].isLetter
                    guard next.isLetter || isInner else { break }
                    repeats = index > start && next.scalar == units[index - 1].scalar ? repeats + 1 : 0
                    // The third and further of equal letters say no more: "pleeeease".
                    if repeats < 2 { hash = Self.mix(hash, UInt64(next.scalar)) }
                    index += 1
                }
            } else if unit.isDigit {
                while index < count, units[index].isDigit { index += 1 }
                hash = Self.mix(hash, 0x1000_0000 + UInt64(min(index - start, 12)))
            } else {
                while index < count, units[index].isOther, units[index].scalar == unit.scalar { index += 1 }
                hash = Self.mix(Self.mix(hash, UInt64(unit.scalar)), UInt64(min(index - start, 3)))
            }
            tokens.append(Token(hash: Self.finish(hash), start: start, end: index))
        }
    }

    @inline(__always) private static func seed(_ group: Group) -> UInt64 {
        group == .word ? 0x9E37_79B9_7F4A_7C15 : 0xC2B2_AE3D_27D4_EB4F
    }

    @inline(__always) private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
        let h = (hash ^ value) &* 0xFF51_AFD7_ED55_8CCD
        return h ^ (h >> 29)
    }

    /// Never 0, which marks an empty place of the vocabulary's table.
    @inline(__always) private static func finish(_ hash: UInt64) -> UInt64 {
        let h = (hash ^ (hash >> 32)) &* 0xC4CE_B9FE_1A85_EC53
        let mixed = h ^ (h >> 29)
        return mixed == 0 ? 1 : mixed
    }
}
