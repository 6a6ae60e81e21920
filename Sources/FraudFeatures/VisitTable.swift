/// How often a customer used each terminal: 64 slots of a fingerprint and a count, the least used forgotten first.
///
/// 128 bytes. Approximate: two terminals of equal 10-bit fingerprint in one slot pair count together.
struct VisitTable: Sendable {
    private var slots = InlineArray<64, UInt16>(repeating: 0)

    /// 6 bits of count under 10 bits of fingerprint.
    private static let countMask: UInt16 = 0x3F

    /// Visits remembered of a terminal, at most 63.
    func count(_ terminal: TerminalNumber) -> Float {
        let (slot, mark) = Self.place(terminal)
        for index in [slot, slot ^ 1] where slots[index] & ~Self.countMask == mark {
            return Float(slots[index] & Self.countMask)
        }
        return 0
    }

    mutating func add(_ terminal: TerminalNumber) {
        let (slot, mark) = Self.place(terminal)
        for index in [slot, slot ^ 1] where slots[index] & ~Self.countMask == mark {
            if slots[index] & Self.countMask < Self.countMask { slots[index] += 1 }
            return
        }
        let other = slot ^ 1
        let weaker = slots[slot] & Self.countMask <= slots[other] & Self.countMask ? slot : other
        slots[weaker] = mark | 1
    }

    private static func place(_ terminal: TerminalNumber) -> (slot: Int, mark: UInt16) {
        var h = terminal.rawValue &* 0x9E37_79B9_7F4A_7C15
        h ^= h >> 32
        h = h &* 0xD6E8_FEB8_6659_FD93
        return (Int(h >> 58), UInt16(truncatingIfNeeded: h >> 16) & ~countMask)
    }
}
