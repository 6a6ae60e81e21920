import Records

/// One scan. A lexeme is a run of ASCII letters and digits, or of anything beyond ASCII.
struct EntityScan {
    struct Lexeme {
        var start: Int32
        var end: Int32
        /// 1 letters, 2 digits, 4 begins with a capital, 8 has small letters, 16 beyond ASCII, 32 taken by an entity.
        var shape: UInt8
        /// What the vocabulary says of it.
        var word: Int32

        var isNumber: Bool { shape & 0x13 == 2 }
        var isWord: Bool { shape & 0x13 == 1 }
        var isCapital: Bool { shape & 4 != 0 }
        var isTaken: Bool { shape & 32 != 0 }
        var count: Int { Int(end - start) }
    }

    let text: FoldedText
    let bytes: [UInt8]
    let vocabulary = EntityVocabulary.shared
    var lexemes: [Lexeme] = []
    private(set) var found: [Entity] = []
    /// Places of `@`, to be looked at before the words.
    private var signs: [Int] = []

    init(_ text: FoldedText) {
        self.text = text
        bytes = text.bytes
    }

    mutating func run() {
        cut()
        for sign in signs { mail(at: sign) }
        var index = 0
        while index < lexemes.count { index = max(index + 1, step(index)) }
        names()
    }

    // MARK: Cutting

    private mutating func cut() {
        lexemes.reserveCapacity(bytes.count / 5 + 4)
        let kinds = PhraseMatcher.kinds
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if kinds[Int(byte)] == 0 {
                if byte == 0x40 { signs.append(index) }
                index += 1
                continue
            }
            let start = index
            var shape: UInt8 = byte &- 0x41 < 26 ? 4 : 0
            var node: Int32 = -1
            var isDead = false
            while index < bytes.count {
                let byte = bytes[index]
                let kind = kinds[Int(byte)]
                if kind == 0 { break }
                shape |= kind == 1 ? 2 : byte >= 0x80 ? 16 : byte >= 0x61 ? 9 : 1
                if !isDead {
                    node = vocabulary.trie.step(node, ByteTrie.lowered(byte))
                    isDead = node < 0
                }
                index += 1
            }
            let word = isDead || node < 0 ? -1 : vocabulary.trie.nodes[Int(node)].word
            lexemes.append(Lexeme(start: Int32(start), end: Int32(index), shape: shape, word: word))
        }
    }

    // MARK: What recognisers ask

    func cue(_ index: Int) -> Cue {
        guard index >= 0, index < lexemes.count, lexemes[index].word >= 0 else { return [] }
        return vocabulary.words[Int(lexemes[index].word)].cue
    }

    func value(_ index: Int) -> Int64 { lexemes[index].word < 0 ? 0 : vocabulary.words[Int(lexemes[index].word)].value }

    func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0x20 }

    /// The bytes between lexeme `index` and the next.
    func gap(after index: Int) -> Range<Int> {
        let start = Int(lexemes[index].end)
        return start..<(index + 1 < lexemes.count ? Int(lexemes[index + 1].start) : bytes.count)
    }

    /// The one byte between lexeme `index` and the next, if it is one.
    func joint(after index: Int) -> UInt8? {
        let gap = gap(after: index)
        return gap.count == 1 && index + 1 < lexemes.count ? bytes[gap.lowerBound] : nil
    }

    /// What up to four words before lexeme `index` tell; a number or a full stop with a new sentence ends the search.
    func context(_ index: Int) -> Cue {
        var cues: Cue = []
        for back in 1...4 {
            let place = index - back
            guard place >= 0 else { break }
            if lexemes[place].isNumber, lexemes[place].count > 3 { break }
            cues.formUnion(cue(place))
        }
        return cues
    }

    func string(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    // MARK: What recognisers give

    mutating func take(_ range: ClosedRange<Int>) { for index in range { lexemes[index].shape |= 32 } }

    /// Adds an entity over folded bytes `start..<end`.
    mutating func add(
        _ kind: Entity.Kind, _ value: String, _ confidence: Double, _ start: Int, _ end: Int, masked: String? = nil
    ) {
        let range = text.original(start..<end)
        found.append(
            Entity(
                kind: kind, value: value, masked: masked ?? value, confidence: confidence, start: range.lowerBound,
                end: range.upperBound))
    }

    /// All but the last `keep` characters starred.
    static func mask(_ value: String, keep: Int) -> String {
        let hidden = value.utf8.count - keep
        guard hidden > 0 else { return String(repeating: "*", count: value.utf8.count) }
        return String(repeating: "*", count: hidden) + value.suffix(keep)
    }

    private mutating func step(_ index: Int) -> Int {
        let lexeme = lexemes[index]
        guard !lexeme.isTaken else { return index + 1 }
        let cues = cue(index)
        if cues.contains(.scheme), let next = link(index) { return next }
        if cues.contains(.topDomain), let next = host(index) { return next }
        if lexeme.shape & 2 == 0 {
            if cues.contains(.month), let next = dateFromMonth(index) { return next }
            if lexeme.isWord, lexeme.count == 2, let next = vehicle(index) { return next }
            if lexeme.count >= 26, let next = crypto(index) { return next }
            return index + 1
        }
        if lexeme.isNumber {
            return address(index) ?? amount(index) ?? date(index) ?? time(index) ?? vehicle(index) ?? number(index)
                ?? index + 1
        }
        return amount(index) ?? date(index) ?? time(index) ?? code(index) ?? vehicle(index) ?? index + 1
    }
}
