/// A text as folded units between two spaces, each with the byte of the original at which it begins.
///
/// Runs of white space become one space. Reused from text to text: it keeps its memory.
package struct NormalizedText: Sendable {
    /// Begins and ends with a space.
    package private(set) var units: [Unit] = []
    /// Byte of the original at which each unit's scalar begins; for the closing space where the text's last word ends.
    private(set) var origins: [UInt32] = []
    package private(set) var facts = TextFacts()
    /// Whether the text went on after the limit.
    private(set) var isCut = false

    package init() {}

    /// Reads at most `limit` units of UTF-8; bytes that are no UTF-8 are read as Latin-1.
    ///
    /// - Complexity: linear in the bytes, which are at most 4 x `limit` plus the invisible ones, and those are cut off
    ///   at 16 x `limit`. About 3 ns a byte of ASCII.
    package mutating func read(_ bytes: Span<UInt8>, limit: Int) {
        units.removeAll(keepingCapacity: true)
        origins.removeAll(keepingCapacity: true)
        units.append(.space)
        origins.append(0)
        let folding = UnicodeFolding.shared
        let end = min(bytes.count, limit * 16)
        var index = 0
        while index < end, units.count <= limit {
            let byte = bytes[index]
            if byte < 0x80 {
                append(folding.ascii(byte), at: index)
                index += 1
                continue
            }
            let (scalar, length) = Self.decode(bytes, index)
            switch folding.fold(scalar) {
            case .nothing: break
            case .unit(let unit): append(unit, at: index)
            case .text(let text):
                text.withUTF8Buffer { for letter in $0 { append(folding.ascii(letter), at: index) } }
            }
            index += length
        }
        isCut = index < bytes.count
        if units.count == 1 || !units[units.count - 1].isSpace {
            units.append(.space)
            origins.append(UInt32(index))
        }
        facts = TextFacts(units)
    }

    @inline(__always)
    private mutating func append(_ unit: Unit, at index: Int) {
        if unit.isSpace, units[units.count - 1].isSpace { return }
        units.append(unit)
        origins.append(UInt32(truncatingIfNeeded: index))
    }

    /// The scalar at `index` and its length in bytes.
    private static func decode(_ bytes: Span<UInt8>, _ index: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        func next(_ offset: Int) -> UInt32? {
            guard index + offset < bytes.count, bytes[index + offset] & 0xC0 == 0x80 else { return nil }
            return UInt32(bytes[index + offset] & 0x3F)
        }
        switch first {
        case 0xC2...0xDF:
            if let a = next(1) { return ((first & 0x1F) << 6 | a, 2) }
        case 0xE0...0xEF:
            if let a = next(1), let b = next(2) {
                let scalar = (first & 0x0F) << 12 | a << 6 | b
                if scalar >= 0x800, !(0xD800...0xDFFF).contains(scalar) { return (scalar, 3) }
            }
        case 0xF0...0xF4:
            if let a = next(1), let b = next(2), let c = next(3) {
                let scalar = (first & 0x07) << 18 | a << 12 | b << 6 | c
                if scalar >= 0x10000, scalar <= 0x10FFFF { return (scalar, 4) }
            }
        default: break
        }
        return (first, 1)
    }
}
