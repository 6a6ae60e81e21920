/// Seeded spelling noise as in messages typed in a hurry: dropped vowels, swapped and doubled letters, other romanisations.
struct TextNoise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(max(1, count))).high) }

    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// About every fourth word is changed; numbers, links and addresses are left alone.
    mutating func spoil(_ text: String) -> String {
        let shout = below(8)
        let words = text.split(separator: " ").map { word -> String in
            let plain = word.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
            guard plain, word.utf8.count > 2, below(4) == 0 else { return String(word) }
            return change(Array(word))
        }
        let joined = words.joined(separator: " ")
        return shout == 0 ? joined.uppercased() : shout == 1 ? joined.lowercased() : joined
    }

    private static let spellings = [
        ("aa", "a"), ("ee", "i"), ("oo", "u"), ("ph", "f"), ("kh", "k"), ("sh", "s"), ("v", "w"), ("j", "z"),
        ("ck", "k"),
        ("tion", "shun"), ("you", "u"), ("are", "r"), ("hai", "h"), ("nahi", "nhi"), ("please", "plz"),
        ("account", "a/c"), ("number", "no"), ("immediately", "immidiatly"), ("received", "recieved"),
        ("message", "msg"),
    ]

    private mutating func change(_ letters: [Character]) -> String {
        var letters = letters
        switch below(5) {
        case 0:
            if let vowel = letters.indices.dropFirst().first(where: { "aeiou".contains(letters[$0]) }) {
                letters.remove(at: vowel)
            }
        case 1:
            let place = 1 + below(letters.count - 2)
            letters.swapAt(place, place + 1)
        case 2:
            let place = 1 + below(letters.count - 1)
            letters.insert(letters[place], at: place)
        default:
            let word = String(letters)
            let fitting = Self.spellings.filter { word.lowercased().contains($0.0) }
            guard !fitting.isEmpty else { return word }
            let (from, to) = pick(fitting)
            return word.lowercased().replacing(from, with: to)
        }
        return String(letters)
    }
}
