/// What a message shows besides its words: how long it is, how it shouts, and what it wants to be called, clicked or paid.
///
/// Each fact is a number of about 0...1, so that one weight suits all of them.
package struct TextFacts: Sendable, Equatable {
    /// The facts by name, in the order of ``values``.
    static let names = [
        "length", "digit_share", "longest_number", "phone_number", "short_number", "link", "currency",
        "capital_share", "capital_words", "exclamation", "at_sign",
    ]
    package static var count: Int { names.count }

    package private(set) var values = [Float](repeating: 0, count: TextFacts.count)

    init() {}

    /// Linear in the units.
    init(_ units: [Unit]) {
        var digits = 0
        var run = 0
        var longest = 0
        var hasPhone = false
        var hasShort = false
        var letters = 0
        var capitals = 0
        var words = 0
        var loudWords = 0
        var wordLength = 0
        var wordCapitals = 0
        var hasCurrency = false
        var hasExclamation = false
        var hasAt = false
        for index in units.indices {
            let unit = units[index]
            if unit.isDigit {
                digits += 1
                run += 1
            } else if run > 0 {
                longest = max(longest, run)
                hasPhone = hasPhone || run >= 9
                hasShort = hasShort || (4...6).contains(run)
                run = 0
            }
            if unit.isLetter {
                letters += 1
                wordLength += 1
                if unit.isCapital {
                    capitals += 1
                    wordCapitals += 1
                }
            } else {
                if wordLength > 0 {
                    words += 1
                    if wordLength > 1, wordCapitals == wordLength { loudWords += 1 }
                    wordLength = 0
                    wordCapitals = 0
                }
                switch unit.scalar {
                case 0x21: hasExclamation = true
                case 0x40: hasAt = true
                case 0x24, 0xA3, 0xA5, 0x20A0...0x20CF: hasCurrency = true
                default: break
                }
            }
        }
        let length = max(1, units.count - 2)
        values = [
            Float(min(length, 320)) / 160, 3 * Float(digits) / Float(length), Float(min(longest, 12)) / 12,
            hasPhone ? 1 : 0, hasShort ? 1 : 0, Self.hasLink(units) ? 1 : 0,
            hasCurrency || Self.hasRupees(units) ? 1 : 0, Float(capitals) / Float(max(1, letters)),
            Float(loudWords) / Float(max(1, words)), hasExclamation ? 1 : 0, hasAt ? 1 : 0,
        ]
    }

    /// `://`, `www.`, or a host: a word with a dot inside and two to four letters after it, as `bit.ly/x`.
    private static func hasLink(_ units: [Unit]) -> Bool {
        func scalar(_ index: Int) -> UInt32 { index < units.count ? units[index].scalar : 0x20 }
        var index = 1
        while index < units.count {
            if scalar(index) == 0x3A, scalar(index + 1) == 0x2F, scalar(index + 2) == 0x2F { return true }
            if scalar(index) == 0x2E, units[index - 1].isLetter || units[index - 1].isDigit {
                if index >= 3, scalar(index - 1) == 0x77, scalar(index - 2) == 0x77, scalar(index - 3) == 0x77 {
                    return true
                }
                var end = index + 1
                while end < units.count, units[end].isLetter, end - index <= 5 { end += 1 }
                let isPath = scalar(end) == 0x2F
                if isPath, end - index >= 3 { return true }
                if isTopLevel(units, index + 1, end) { return true }
            }
            index += 1
        }
        return false
    }

    private static func isTopLevel(_ units: [Unit], _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 2, end - start <= 4 else { return false }
        var key: UInt32 = 0
        for index in start..<end { key = key << 8 | units[index].scalar & 0xFF }
        return topLevels.contains(key)
    }

    private static let topLevels: Set<UInt32> = Set(
        ["com", "net", "org", "info", "biz", "co", "in", "uk", "ly", "io", "me", "xyz", "top", "gl", "tk", "app"].map {
            $0.utf8.reduce(0) { $0 << 8 | UInt32($1) }
        })

    /// `rs` or `inr` as a word of its own, or before a digit or a dot.
    private static func hasRupees(_ units: [Unit]) -> Bool {
        for index in 1..<max(1, units.count - 2) where !units[index - 1].isLetter {
            let after: Int
            if units[index].scalar == 0x72, units[index + 1].scalar == 0x73 {
                after = index + 2
            } else if index + 3 < units.count, units[index].scalar == 0x69, units[index + 1].scalar == 0x6E,
                units[index + 2].scalar == 0x72
            {
                after = index + 3
            } else {
                continue
            }
            if after < units.count, !units[after].isLetter { return true }
        }
        return false
    }
}
