/// A text in which look-alikes are one: zero-width and direction marks are gone, full-width, mathematical, Cyrillic and Greek letters that
/// look Latin are Latin, accents are off, every script's digits are 0...9, typographic quotes and dashes are plain. Case stays.
///
/// One pass. ASCII texts are taken as they are. Positions lead back to the bytes of the original.
struct FoldedText {
    let bytes: [UInt8]
    /// For each folded byte its place in the original; empty when they are the same.
    private let origins: [Int32]
    /// The original.
    let source: [UInt8]

    init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    init(bytes original: [UInt8]) {
        source = original
        guard !Self.isASCII(original), original.count < Int(Int32.max) else {
            bytes = original
            origins = []
            return
        }
        var folded: [UInt8] = []
        var places: [Int32] = []
        folded.reserveCapacity(original.count)
        places.reserveCapacity(original.count + 1)
        var index = 0
        while index < original.count {
            let byte = original[index]
            if byte < 0x80 {
                folded.append(byte)
                places.append(Int32(index))
                index += 1
                continue
            }
            let (scalar, length) = Self.scalar(original, index)
            switch Self.fold(scalar) {
            case .drop: break
            case .ascii(let plain):
                folded.append(plain)
                places.append(Int32(index))
            case .keep:
                for offset in 0..<length {
                    folded.append(original[index + offset])
                    places.append(Int32(index + offset))
                }
            }
            index += length
        }
        bytes = folded
        origins = places
    }

    /// All bytes or-ed, without a branch a byte.
    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        return all < 0x80
    }

    /// The original's byte range of a folded range.
    func original(_ range: Range<Int>) -> Range<Int> {
        guard !origins.isEmpty, let last = range.last, last < origins.count else { return range }
        let start = Int(origins[last])
        let lead = source[start]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        return Int(origins[range.lowerBound])..<min(start + length, source.count)
    }

    /// The scalar at `index` and its length; a byte that begins none is kept as one.
    private static func scalar(_ bytes: [UInt8], _ index: Int) -> (UInt32, Int) {
        let lead = bytes[index]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard length > 1, index + length <= bytes.count else { return (UInt32(lead), 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (value, length)
    }

    /// What the signs of the rupee are folded to: a control character that separates words.
    static let rupee: UInt8 = 0x01

    enum Folding: Equatable { case drop, keep, ascii(UInt8) }

    static func fold(_ scalar: UInt32) -> Folding {
        switch scalar {
        case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFE00...0xFE0F, 0xFEFF,
            0x300...0x36F, 0xE0000...0xE007F:
            .drop
        case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .ascii(0x20)
        case 0x2018...0x201B, 0x2032: .ascii(0x27)
        case 0x201C...0x201F: .ascii(0x22)
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: .ascii(0x2D)
        case 0x20A8, 0x20B9: .ascii(rupee)
        case 0xFF01...0xFF5E: .ascii(UInt8(scalar - 0xFF01 + 0x21))
        case 0x1D400...0x1D6A3: .ascii(letter((scalar - 0x1D400) % 52))
        case 0x1D7CE...0x1D7FF: .ascii(UInt8((scalar - 0x1D7CE) % 10) + 0x30)
        default: digit(scalar) ?? alike(scalar) ?? .keep
        }
    }

    private static func letter(_ number: UInt32) -> UInt8 {
        UInt8(number < 26 ? 0x41 + number : 0x61 + number - 26)
    }

    /// Zeros of the scripts used in India, and Arabic.
    private static func digit(_ scalar: UInt32) -> Folding? {
        for zero: UInt32 in [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66]
        where scalar >= zero && scalar < zero + 10 {
            return .ascii(UInt8(scalar - zero) + 0x30)
        }
        return nil
    }

    private static func alike(_ scalar: UInt32) -> Folding? {
        guard scalar < 0x530, let plain = likeness[scalar] else { return nil }
        return .ascii(plain)
    }

    private static let likeness: [UInt32: UInt8] = {
        let rows: [(String, String)] = [
            ("ÀÁÂÃÄÅĀĂĄ", "A"), ("àáâãäåāăą", "a"), ("ÇĆČ", "C"), ("çćč", "c"), ("ÈÉÊËĒĖĘ", "E"), ("èéêëēėę", "e"),
            ("ÌÍÎÏĪİ", "I"), ("ìíîïīı", "i"), ("ÑŃ", "N"), ("ñń", "n"), ("ÒÓÔÕÖØŌ", "O"), ("òóôõöøō", "o"),
            ("ÙÚÛÜŪ", "U"), ("ùúûüū", "u"), ("ÝŸ", "Y"), ("ýÿ", "y"), ("ŚŠŞ", "S"), ("śšş", "s"), ("ŽŹŻ", "Z"),
            ("žźż", "z"), ("АΑ", "A"), ("аα", "a"), ("ВΒ", "B"), ("С", "C"), ("с", "c"), ("ЕΕ", "E"), ("её", "e"),
            ("НΗ", "H"), ("ІΙ", "I"), ("іι", "i"), ("Ј", "J"), ("ј", "j"), ("КΚ", "K"), ("кκ", "k"), ("МΜ", "M"),
            ("Ν", "N"), ("ОΟ", "O"), ("оο", "o"), ("РΡ", "P"), ("рρ", "p"), ("Ѕ", "S"), ("ѕ", "s"), ("ТΤ", "T"),
            ("т", "t"), ("у", "y"), ("У", "Y"), ("ХΧ", "X"), ("хχ", "x"), ("Ζ", "Z"), ("υ", "u"), ("ν", "v"),
        ]
        var table: [UInt32: UInt8] = [:]
        for (letters, plain) in rows {
            for scalar in letters.unicodeScalars { table[scalar.value] = plain.utf8.first }
        }
        return table
    }()
}
