/// An append-only byte buffer that is reused from record to record: JSON, state and header encoders write to it.
public struct ByteWriter: Sendable {
    public var bytes: [UInt8]

    @inlinable
    public init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    @inlinable public var count: Int { bytes.count }

    /// Hands the bytes to `body` without copying them.
    @inlinable
    public func withBytes<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
        try body(bytes.span.bytes)
    }

    /// Empties the buffer and keeps its memory.
    @inlinable
    public mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    @inlinable
    public mutating func append(_ byte: UInt8) { bytes.append(byte) }

    @inlinable
    public mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    @inlinable
    public mutating func append(utf8 text: String) {
        text.utf8Span.span.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Little-endian, two's complement.
    @inlinable
    public mutating func append<T: FixedWidthInteger>(integer value: T) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    @inlinable
    public mutating func append(double value: Double) { append(integer: value.bitPattern) }

    @inlinable
    public mutating func append(float value: Float) { append(integer: value.bitPattern) }

    /// Decimal digits, with a minus sign when negative.
    public mutating func append(decimal value: Int64) {
        let magnitude = value.magnitude
        if value >= 0, magnitude < 10 { return bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude)) }
        var count = value < 0 ? 2 : 1
        var rest = magnitude / 10
        while rest > 0 {
            count &+= 1
            rest /= 10
        }
        rest = magnitude
        bytes.append(addingCapacity: count) { out in
            out.withUnsafeMutableBufferPointer { digits, initialized in
                var index = count
                repeat {
                    index &-= 1
                    digits[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                } while rest > 0
                if value < 0 { digits[0] = UInt8(ascii: "-") }
                initialized = count
            }
        }
    }

    /// Length (LEB128) and UTF-8 bytes.
    @inlinable
    public mutating func append(string value: String) {
        append(varint: UInt64(value.utf8.count))
        append(utf8: value)
    }

    @inlinable
    public mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Zigzag LEB128.
    @inlinable
    public mutating func append(signedVarint value: Int64) {
        append(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }
}

/// Stored state that does not read as the version it says it is.
public enum StateFault: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated
    case unknownVersion(UInt8)
    case invalid(String)

    public var description: String {
        switch self {
        case .truncated: "stored state ends too early"
        case .unknownVersion(let version): "stored state has the unknown version \(version)"
        case .invalid(let what): "stored state is invalid: \(what)"
        }
    }
}

/// Reads what ``ByteWriter`` wrote. Every read is bounds-checked and throws instead of trapping.
public struct ByteReader: Sendable {
    public let bytes: [UInt8]
    /// Where the next read starts.
    public var index: Int

    @inlinable
    public init(_ bytes: [UInt8], from index: Int = 0) {
        self.bytes = bytes
        self.index = index
    }

    @inlinable public var isAtEnd: Bool { index >= bytes.count }

    @inlinable
    public mutating func byte() throws(StateFault) -> UInt8 {
        guard index < bytes.count else { throw .truncated }
        defer { index += 1 }
        return bytes[index]
    }

    @inlinable
    public mutating func integer<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(StateFault) -> T {
        let width = MemoryLayout<T>.size
        guard index + width <= bytes.count else { throw .truncated }
        var value: T = 0
        var shift: T = 0
        for offset in 0..<width {
            value |= T(truncatingIfNeeded: bytes[index + offset]) << shift
            shift += 8
        }
        index += width
        return value
    }

    @inlinable
    public mutating func double() throws(StateFault) -> Double { Double(bitPattern: try integer()) }

    @inlinable
    public mutating func float() throws(StateFault) -> Float { Float(bitPattern: try integer()) }

    @inlinable
    public mutating func varint() throws(StateFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 64 else { throw .invalid("varint longer than 64 bits") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    @inlinable
    public mutating func signedVarint() throws(StateFault) -> Int64 {
        let raw = try varint()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    @inlinable
    public mutating func string() throws(StateFault) -> String {
        let length = try varint()
        guard length <= UInt64(bytes.count - index) else { throw .truncated }
        let end = index + Int(length)
        defer { index = end }
        return String(decoding: bytes[index..<end], as: UTF8.self)
    }
}
