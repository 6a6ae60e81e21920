/// Finds many phrases in a text in one pass over its tokens.
///
/// Tokens are runs of letters and digits, lower-cased over ASCII; everything else separates. In a phrase, a word that ends in `*` matches
/// every token that begins with it, `#` a number, `%` up to three words of any kind. Time: linear in the text (a trie of bytes for words, a
/// trie of words for phrases).
public struct PhraseMatcher: Sendable {
    /// One occurrence: which phrase, and its byte range in the text.
    public struct Match: Sendable, Equatable {
        public var phrase: Int
        public var start: Int
        public var end: Int
        /// Numbers of its first and last token.
        var firstToken = 0
        var lastToken = 0
    }

    private struct State: Sendable {
        var word: Int32
        var child: Int32 = -1
        var sibling: Int32 = -1
        /// By any word.
        var gap: Int32 = -1
        /// The first of the phrases that end here.
        var end: Int32 = -1
        /// A bit for the word of each child: most words lead nowhere.
        var mask: UInt64 = 0
    }

    private struct End: Sendable {
        var phrase: Int32
        var next: Int32
    }

    private var words = ByteTrie()
    private var wordCount: Int32 = 1
    private static let number: Int32 = 0
    private var states: [State] = []
    /// Of each word, the state after it at the beginning of a phrase.
    private var begins: [Int32] = [-1]
    private var ends: [End] = []
    private var count = 0
    private var tolerance: MisspellingIndex?

    public init() {}

    /// A matcher that also takes words of seven letters or more with one slip: a letter too many, missing, wrong, or two swapped.
    init(tolerant: Bool) { tolerance = tolerant ? MisspellingIndex() : nil }

    /// Adds a phrase and returns its number.
    public mutating func add(_ phrase: String) -> Int {
        var parts: [Int32] = []
        let number = count
        count += 1
        for part in phrase.split(separator: " ") {
            if part == "%" {
                parts.append(-1)
            } else if part == "#" {
                parts.append(Self.number)
            } else {
                let tokens = Self.tokens(Array(part.utf8))
                for (position, token) in tokens.enumerated() {
                    parts.append(id(token, isStem: part.hasSuffix("*") && position == tokens.count - 1))
                }
            }
        }
        while parts.first == -1 { parts.removeFirst() }
        while parts.last == -1 { parts.removeLast() }
        if !parts.isEmpty { insert(parts[...], after: -1, Int32(number)) }
        return number
    }

    /// Another spelling of a word: a token of `variant` counts as `word`.
    mutating func add(spelling variant: String, of word: String) {
        guard let token = Self.tokens(Array(word.utf8)).first, let other = Self.tokens(Array(variant.utf8)).first else {
            return
        }
        let number = id(token, isStem: false)
        words.setWord(number, at: words.insert(other))
    }

    /// A word that is no slip of another one.
    mutating func add(ordinary word: String) {
        for token in Self.tokens(Array(word.utf8)) { _ = id(token, isStem: false) }
    }

    private mutating func id(_ token: [UInt8], isStem: Bool) -> Int32 {
        let node = words.insert(token)
        let known = isStem ? words.nodes[node].stem : words.nodes[node].word
        if known >= 0 { return known }
        let new = wordCount
        wordCount += 1
        begins.append(-1)
        if isStem {
            words.setStem(new, at: node)
        } else {
            words.setWord(new, at: node)
            tolerance?.add(token, new)
        }
        return new
    }

    private mutating func insert(_ parts: ArraySlice<Int32>, after state: Int32, _ phrase: Int32) {
        guard let first = parts.first else {
            ends.append(End(phrase: phrase, next: states[Int(state)].end))
            states[Int(state)].end = Int32(ends.count - 1)
            return
        }
        let rest = parts.dropFirst()
        if first >= 0 { return insert(rest, after: child(of: state, by: first), phrase) }
        // Up to three words: the rest may follow at once, or after one, two or three.
        var from = state
        insert(rest, after: from, phrase)
        for _ in 0..<3 {
            if states[Int(from)].gap < 0 {
                states.append(State(word: -1))
                states[Int(from)].gap = Int32(states.count - 1)
            }
            from = states[Int(from)].gap
            insert(rest, after: from, phrase)
        }
    }

    private mutating func child(of state: Int32, by word: Int32) -> Int32 {
        if state < 0 {
            if begins[Int(word)] < 0 {
                states.append(State(word: word))
                begins[Int(word)] = Int32(states.count - 1)
            }
            return begins[Int(word)]
        }
        let found = follow(state, word)
        if found >= 0 { return found }
        states.append(State(word: word, sibling: states[Int(state)].child))
        states[Int(state)].child = Int32(states.count - 1)
        states[Int(state)].mask |= 1 << UInt64(word & 63)
        return Int32(states.count - 1)
    }

    @inline(__always)
    private func follow(_ state: Int32, _ word: Int32) -> Int32 {
        guard states[Int(state)].mask & 1 << UInt64(word & 63) != 0 else { return -1 }
        var child = states[Int(state)].child
        while child >= 0, states[Int(child)].word != word { child = states[Int(child)].sibling }
        return child
    }
}

// MARK: Matching

extension PhraseMatcher {
    /// All occurrences, in the order of their last words.
    public func matches(in text: [UInt8]) -> [Match] {
        var run = Run()
        scan(text, &run) { _, _ in }
        return run.found
    }

    struct Run {
        var found: [Match] = []
        /// Steps taken so far, for tests of the bound.
        var work = 0
        fileprivate var active: [(state: Int32, start: Int32, token: Int32)] = []
        fileprivate var next: [(state: Int32, start: Int32, token: Int32)] = []
        fileprivate var ids: [Int32] = []
    }

    /// One pass; `token` gets the byte range of every token.
    func scan(_ text: [UInt8], _ run: inout Run, token: (Int, Int) -> Void) {
        let kinds = Self.kinds
        var index = 0
        var number: Int32 = 0
        while index < text.count {
            guard kinds[Int(text[index])] != 0 else {
                index += 1
                continue
            }
            let start = index
            var node: Int32 = -1
            var isDead = false
            var isNumber = true
            run.ids.removeAll(keepingCapacity: true)
            while index < text.count {
                let kind = kinds[Int(text[index])]
                if kind == 0 { break }
                if kind != 1 { isNumber = false }
                if !isDead {
                    node = words.step(node, ByteTrie.lowered(text[index]))
                    if node < 0 {
                        isDead = true
                    } else if words.nodes[Int(node)].stem >= 0 {
                        run.ids.append(words.nodes[Int(node)].stem)
                    }
                }
                index += 1
            }
            token(start, index)
            if isNumber { run.ids.append(Self.number) }
            if !isDead, node >= 0, words.nodes[Int(node)].word >= 0 {
                run.ids.append(words.nodes[Int(node)].word)
            } else if run.ids.isEmpty, !isNumber, let tolerance {
                let near = tolerance.nearest(text, start..<index)
                if near >= 0 { run.ids.append(near) }
            }
            advance(&run, start: start, end: index, token: number)
            number += 1
        }
    }

    private func advance(_ run: inout Run, start: Int, end: Int, token: Int32) {
        run.next.removeAll(keepingCapacity: true)
        run.work += 1 + run.active.count * max(1, run.ids.count)
        for item in run.active {
            for id in run.ids {
                let next = follow(item.state, id)
                if next >= 0 { run.next.append((next, item.start, item.token)) }
            }
            let gap = states[Int(item.state)].gap
            if gap >= 0 { run.next.append((gap, item.start, item.token)) }
        }
        for id in run.ids where begins[Int(id)] >= 0 { run.next.append((begins[Int(id)], Int32(start), token)) }
        for item in run.next {
            var link = states[Int(item.state)].end
            while link >= 0 {
                run.found.append(
                    Match(
                        phrase: Int(ends[Int(link)].phrase), start: Int(item.start), end: end,
                        firstToken: Int(item.token),
                        lastToken: Int(token)))
                link = ends[Int(link)].next
            }
        }
        swap(&run.active, &run.next)
    }

    /// The phrases that begin with the first of `tokens` and the number of tokens that each has; for matchers whose phrases have
    /// neither stems nor numbers nor gaps.
    func phrases(
        in text: [UInt8], count: Int, token: (Int) -> Range<Int>, body: (_ phrase: Int, _ tokens: Int) -> Void
    ) {
        var state: Int32 = -1
        for index in 0..<count {
            let word = words.word(text, token(index))
            guard word >= 0 else { return }
            state = index == 0 ? begins[Int(word)] : follow(state, word)
            guard state >= 0 else { return }
            var link = states[Int(state)].end
            while link >= 0 {
                body(Int(ends[Int(link)].phrase), index + 1)
                link = ends[Int(link)].next
            }
        }
    }

    /// 0 separates, 1 a digit, 2 a letter or part of a scalar beyond ASCII.
    static let kinds: [UInt8] = (0..<256).map { byte in
        if byte >= 0x30 && byte <= 0x39 { return 1 }
        return (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte >= 0x80 ? 2 : 0
    }

    private static func tokens(_ text: [UInt8]) -> [[UInt8]] {
        text.split { kinds[Int($0)] == 0 }.map { $0.map(ByteTrie.lowered) }
    }
}
