/// Words of seven letters or more, found by spellings one edit away: a letter deleted, added, changed, or two neighbours swapped.
///
/// Symmetric deletion (W. Garbe's SymSpell, 2012): a word and all its forms with one letter missing are hashed, and so are the token's. A look-up
/// is one probe for each letter; a hit is proved by comparing. The first letter must be right.
struct MisspellingIndex: Sendable {
    private static let least = 7
    private static let most = 24
    private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var words: [[UInt8]] = []
    private var numbers: [Int32] = []
    /// Open addressing: hash and position in `words`.
    private var slots: [(hash: UInt64, word: Int32)] = Array(repeating: (0, -1), count: 1 << 10)
    private var used = 0

    private static let powers: [UInt64] = {
        var powers: [UInt64] = [1]
        for _ in 0..<(most + 2) { powers.append((powers.last ?? 1) &* base) }
        return powers
    }()

    mutating func add(_ word: [UInt8], _ number: Int32) {
        guard word.count >= Self.least, word.count <= Self.most, word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else {
            return
        }
        words.append(word)
        numbers.append(number)
        for hash in Self.hashes(word, 0..<word.count) { insert(hash, Int32(words.count - 1)) }
    }

    private mutating func insert(_ hash: UInt64, _ word: Int32) {
        if used * 2 > slots.count {
            let old = slots
            slots = Array(repeating: (0, -1), count: old.count * 2)
            for slot in old where slot.word >= 0 { place(slot.hash, slot.word) }
        }
        place(hash, word)
        used += 1
    }

    private mutating func place(_ hash: UInt64, _ word: Int32) {
        var index = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while slots[index].word >= 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = (hash, word)
    }

    /// The hash of the word, then of each form without one letter but the first.
    private static func hashes(_ text: [UInt8], _ range: Range<Int>) -> [UInt64] {
        var front: UInt64 = 0
        var whole: UInt64 = 0
        for index in range { whole = whole &* base &+ UInt64(ByteTrie.lowered(text[index])) }
        var hashes = [whole]
        var rest = whole
        let count = range.count
        for (position, index) in range.enumerated() {
            let letter = UInt64(ByteTrie.lowered(text[index]))
            rest = rest &- letter &* powers[count - 1 - position]
            if position > 0 { hashes.append(front &* powers[count - 1 - position] &+ rest) }
            front = front &* base &+ letter
        }
        return hashes
    }

    /// The number of the word that `text[range]` is a slip of, or -1.
    func nearest(_ text: [UInt8], _ range: Range<Int>) -> Int32 {
        guard range.count >= Self.least - 1, range.count <= Self.most, !words.isEmpty else { return -1 }
        for index in range where ByteTrie.lowered(text[index]) &- 0x61 >= 26 { return -1 }
        // As in `hashes`, but each is looked up as soon as it is known: nothing is allocated.
        let powers = Self.powers
        var whole: UInt64 = 0
        for index in range { whole = whole &* Self.base &+ UInt64(ByteTrie.lowered(text[index])) }
        var found = probe(whole, text, range)
        var front: UInt64 = 0
        var rest = whole
        var position = 0
        while found < 0, position < range.count {
            let letter = UInt64(ByteTrie.lowered(text[range.lowerBound + position]))
            rest = rest &- letter &* powers[range.count - 1 - position]
            if position > 0 { found = probe(front &* powers[range.count - 1 - position] &+ rest, text, range) }
            front = front &* Self.base &+ letter
            position += 1
        }
        return found
    }

    private func probe(_ hash: UInt64, _ text: [UInt8], _ range: Range<Int>) -> Int32 {
        var slot = Int(truncatingIfNeeded: hash >> 20) & (slots.count - 1)
        while slots[slot].word >= 0 {
            let word = Int(slots[slot].word)
            if slots[slot].hash == hash, Self.isNear(words[word], text, range) { return numbers[word] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return -1
    }

    /// One insertion, deletion, change or swap apart, with the same first letter.
    private static func isNear(_ word: [UInt8], _ text: [UInt8], _ range: Range<Int>) -> Bool {
        let letter = { (offset: Int) in ByteTrie.lowered(text[range.lowerBound + offset]) }
        guard word.first == letter(0), abs(word.count - range.count) <= 1 else { return false }
        var front = 0
        while front < min(word.count, range.count), word[front] == letter(front) { front += 1 }
        var back = 0
        while back < min(word.count, range.count) - front,
            word[word.count - 1 - back] == letter(range.count - 1 - back)
        {
            back += 1
        }
        let left = (word.count - front - back, range.count - front - back)
        if left.0 <= 1, left.1 <= 1 { return true }
        return left == (2, 2) && word[front] == letter(front + 1) && word[front + 1] == letter(front)
    }
}
