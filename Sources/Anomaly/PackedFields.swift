import Records

/// Fields of a state laid into a buffer one after the other, little-endian: bounds-checked stores instead of appends,
/// which cost more than the state's arithmetic.
extension MutableRawSpan {
    @inline(__always)
    mutating func put<T: FixedWidthInteger & BitwiseCopyable>(_ value: T, _ at: inout Int) {
        storeBytes(of: value.littleEndian, toByteOffset: at, as: T.self)
        at += MemoryLayout<T>.size
    }

    @inline(__always)
    mutating func put(_ value: Float, _ at: inout Int) { put(value.bitPattern, &at) }

    @inline(__always)
    mutating func put(varint value: UInt64, _ at: inout Int) {
        var rest = value
        while rest >= 0x80 {
            put(UInt8(truncatingIfNeeded: rest) | 0x80, &at)
            rest >>= 7
        }
        put(UInt8(rest), &at)
    }

    /// Zigzag, as ``ByteWriter/append(signedVarint:)``.
    @inline(__always)
    mutating func put(signedVarint value: Int64, _ at: inout Int) {
        put(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)), &at)
    }
}
