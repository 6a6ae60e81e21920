/// A 64-bit hash that is the same in every process, unlike Swift's seeded `Hasher`: FNV-1a with a final mix.
///
/// Not for adversaries; use it for fingerprints and idempotency marks. About 1 ns a byte.
public struct StableHash: Sendable {
    @usableFromInline var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inlinable
    public init() {}

    /// Adds the UTF-8 bytes and a separator, so that ("ab", "c") and ("a", "bc") differ.
    @inlinable
    public mutating func combine(_ text: String) {
        let bytes = text.utf8Span.span
        var h = state
        for index in bytes.indices { h = (h ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
        state = (h ^ 0xFF) &* 0x100_0000_01B3
    }

    @inlinable
    public mutating func combine(_ value: Int64) {
        var rest = UInt64(bitPattern: value)
        for _ in 0..<8 {
            state = (state ^ (rest & 0xFF)) &* 0x100_0000_01B3
            rest >>= 8
        }
    }

    /// The hash of everything combined so far; never 0, so that 0 can mean "none".
    @inlinable
    public var value: UInt64 {
        var h = state
        h = (h ^ (h >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        h = (h ^ (h >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        h ^= h >> 33
        return h == 0 ? 1 : h
    }

    @inlinable
    public static func of(_ text: String) -> UInt64 {
        var hash = StableHash()
        hash.combine(text)
        return hash.value
    }
}
