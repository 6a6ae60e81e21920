/// A 32-bit digest of one entry, kept beside it: SQLite notices a broken page, not a flipped bit in a value.
///
/// The algorithm is part of the file format: eight bytes at a time, each mixed in by xor and a multiplication with an
/// odd constant. Both are invertible, so that a change within one word is always seen before the final fold. Not for
/// adversaries.
enum EntryDigest {
    static func of(store: UInt8, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) -> Int64 {
        var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(store)
        mix(key, into: &state)
        mix(value, into: &state)
        state = (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return Int64(UInt32(truncatingIfNeeded: state >> 32))
    }

    @inline(__always)
    private static func mix(_ bytes: UnsafeRawBufferPointer, into state: inout UInt64) {
        var h = (state ^ UInt64(bytes.count)) &* 0x9FB2_1C65_1E98_DF25
        var index = 0
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            h = (h ^ word) &* 0x9FB2_1C65_1E98_DF25
            h ^= h >> 32
            index += 8
        }
        var tail: UInt64 = 0
        while index < bytes.count {
            tail = (tail << 8) | UInt64(unsafe bytes[index])
            index += 1
        }
        state = (h ^ tail) &* 0x9FB2_1C65_1E98_DF25
        state ^= state >> 32
    }
}
