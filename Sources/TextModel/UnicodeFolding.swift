/// One normalised character: a folded scalar with its kind, and whether it was written as a capital.
///
/// The fold is of the kind of Unicode's NFKC with case folding and the skeletons of UTS #39, for what occurs in messages
/// rather than for all of Unicode: full-width and mathematical letters, accents, circled letters, Indic digits, dashes and
/// quotes, and the Cyrillic and Greek letters that look like Latin ones. Invisible characters vanish.
package struct Unit: Equatable, Sendable {
    enum Kind: UInt32 {
        case other, letter, digit, space
    }

    /// Scalar in bits 0...20, kind in bits 24 and 25, capital in bit 26.
    var bits: UInt32

    init(_ scalar: UInt32, _ kind: Kind, isCapital: Bool = false) {
        bits = scalar | kind.rawValue << 24 | (isCapital ? 1 << 26 : 0)
    }

    static let space = Unit(0x20, .space)

    @inline(__always) package var scalar: UInt32 { bits & 0x1F_FFFF }
    @inline(__always) package var isLetter: Bool { bits >> 24 & 3 == 1 }
    @inline(__always) package var isDigit: Bool { bits >> 24 & 3 == 2 }
    @inline(__always) package var isSpace: Bool { bits >> 24 & 3 == 3 }
    @inline(__always) package var isOther: Bool { bits >> 24 & 3 == 0 }
    @inline(__always) package var isCapital: Bool { bits & 1 << 26 != 0 }
}

/// The fold as a table below U+3100 and as ranges above.
struct UnicodeFolding: Sendable {
    /// What a scalar becomes: nothing, one unit, or the units of a short ASCII text.
    enum Fold {
        case nothing
        case unit(Unit)
        case text(StaticString)
    }

    static let shared = UnicodeFolding()
    static let tableEnd: UInt32 = 0x3100
    /// Marks in the table that are no unit.
    private static let dropped: UInt32 = 1 << 31
    private static let ellipsis: UInt32 = 1 << 30

    private let table: [UInt32]

    @inline(__always) func fold(_ scalar: UInt32) -> Fold {
        guard scalar < Self.tableEnd else { return Self.foldHigh(scalar) }
        let entry = table[Int(scalar)]
        if entry < Self.ellipsis { return .unit(Unit(bits: entry)) }
        return entry == Self.dropped ? .nothing : .text("...")
    }

    /// ASCII only, without the detour over ``Fold``.
    @inline(__always) func ascii(_ byte: UInt8) -> Unit { Unit(bits: table[Int(byte & 0x7F)]) }

    init() {
        var table = (0..<Self.tableEnd).map { Unit($0, Self.kind($0)).bits }
        func set(_ scalar: UInt32, _ target: Unit) { table[Int(scalar)] = target.bits }
        func drop(_ range: ClosedRange<UInt32>) { for scalar in range { table[Int(scalar)] = Self.dropped } }
        func letters(_ first: UInt32, _ text: StaticString, capital: Bool? = nil) {
            var scalar = first
            text.withUTF8Buffer { bytes in
                for byte in bytes {
                    // A dot leaves the scalar as it is.
                    if byte != 0x2E { set(scalar, Unit(UInt32(byte), .letter, isCapital: capital ?? false)) }
                    scalar += 1
                }
            }
        }
        func spread(_ range: ClosedRange<UInt32>, _ letter: Unicode.Scalar) {
            for scalar in range { set(scalar, Unit(letter.value, .letter)) }
        }
        for scalar in UInt32(0)...0x20 { set(scalar, .space) }
        set(0x7F, .space)
        for scalar in UInt32(0x41)...0x5A { set(scalar, Unit(scalar + 32, .letter, isCapital: true)) }
        // Latin: Latin-1, Extended-A and Additional by runs of one base letter.
        letters(0xC0, "aaaaaaaceeeeiiiidnooooo.ouuuuyts", capital: true)
        letters(0xE0, "aaaaaaaceeeeiiiidnooooo.ouuuuyty")
        set(0xDF, Unit(0x73, .letter))
        for (range, letter) in Self.latinRuns { spread(range, letter) }
        // Cyrillic and Greek: case first, then the letters that pass for Latin ones.
        for scalar in UInt32(0x410)...0x42F { set(scalar, Unit(scalar + 0x20, .letter, isCapital: true)) }
        for scalar in UInt32(0x400)...0x40F { set(scalar, Unit(scalar + 0x50, .letter, isCapital: true)) }
        for scalar in UInt32(0x391)...0x3A9 { set(scalar, Unit(scalar + 0x20, .letter, isCapital: true)) }
        for (scalar, latin) in Self.lookAlikes { set(scalar, Unit(latin.value, .letter)) }
        for (scalar, latin) in Self.capitalLookAlikes { set(scalar, Unit(latin.value, .letter, isCapital: true)) }
        // Enclosed and raised letters and digits.
        for offset in UInt32(0)..<26 {
            set(0x249C + offset, Unit(0x61 + offset, .letter))
            set(0x24B6 + offset, Unit(0x61 + offset, .letter, isCapital: true))
            set(0x24D0 + offset, Unit(0x61 + offset, .letter))
        }
        for base in Self.digitBases {
            for offset in UInt32(0)..<10 { set(base + offset, Unit(0x30 + offset, .digit)) }
        }
        for offset in UInt32(0)..<9 { set(0x2460 + offset, Unit(0x31 + offset, .digit)) }
        set(0x24EA, Unit(0x30, .digit))
        set(0xB9, Unit(0x31, .digit))
        set(0xB2, Unit(0x32, .digit))
        set(0xB3, Unit(0x33, .digit))
        // Letters with a nukta become those without.
        for (scalar, base) in Self.nukta { set(scalar, Unit(base, .letter)) }
        // Punctuation that has a plain form.
        for (scalars, plain) in Self.punctuation {
            for scalar in scalars { set(scalar, Unit(plain.value, .other)) }
        }
        for scalar in Self.spaces { set(scalar, .space) }
        table[0x2026] = Self.ellipsis
        for range in Self.invisible { drop(range) }
        self.table = table
    }

    private static func kind(_ scalar: UInt32) -> Unit.Kind {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0...0xA9, 0xAB...0xB4, 0xB6...0xB9, 0xBB...0xBF, 0xD7, 0xF7: .other
        case 0x964, 0x965, 0x970, 0x2000...0x20CF, 0x2100...0x2BFF, 0x2E00...0x303F: .other
        default: .letter
        }
    }

    /// Above the table: the stylised alphabets, full-width forms, emoji, and everything else as a letter.
    private static func foldHigh(_ scalar: UInt32) -> Fold {
        switch scalar {
        case 0xFF01...0xFF5E: return .unit(shared.ascii(UInt8(scalar - 0xFEE0)))
        case 0xFB00: return .text("ff")
        case 0xFB01: return .text("fi")
        case 0xFB02: return .text("fl")
        case 0xFB03: return .text("ffi")
        case 0xFB04: return .text("ffl")
        case 0xFB05, 0xFB06: return .text("st")
        case 0xA731: return .unit(Unit(0x73, .letter))
        case 0xA730: return .unit(Unit(0x66, .letter))
        case 0x3164, 0xFFA0, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF:
            return .nothing
        case 0x1D400...0x1D6A3:
            let place = (scalar - 0x1D400) % 52
            return .unit(Unit(0x61 + place % 26, .letter, isCapital: place < 26))
        case 0x1D7CE...0x1D7FF: return .unit(Unit(0x30 + (scalar - 0x1D7CE) % 10, .digit))
        case 0x1F130...0x1F149: return .unit(Unit(0x61 + scalar - 0x1F130, .letter, isCapital: true))
        case 0x1F150...0x1F169: return .unit(Unit(0x61 + scalar - 0x1F150, .letter, isCapital: true))
        case 0x1F170...0x1F189: return .unit(Unit(0x61 + scalar - 0x1F170, .letter, isCapital: true))
        case 0x1F1E6...0x1F1FF: return .unit(Unit(0x61 + scalar - 0x1F1E6, .letter, isCapital: true))
        case 0x1F3FB...0x1F3FF: return .nothing
        case 0xE000...0xF8FF, 0xFF00...0xFFEF, 0xFFFC...0xFFFF, 0x1F000...0x1FBFF: return .unit(Unit(scalar, .other))
        default: return .unit(Unit(scalar, .letter))
        }
    }
}

extension Unit {
    fileprivate init(bits: UInt32) { self.bits = bits }
}
