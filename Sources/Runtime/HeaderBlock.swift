import Records

/// Record headers in one flat buffer, so that a record with seven headers costs one copy.
///
/// Layout, repeated: name length (UInt8), name, value length (UInt32 little-endian, `UInt32.max` for nil), value.
public struct HeaderBlock: Sendable {
    private var writer: ByteWriter

    public init() { writer = ByteWriter(capacity: 512) }

    public mutating func clear() { writer.clear() }

    public mutating func append(_ name: StaticString, _ value: String) {
        writer.append(UInt8(name.utf8CodeUnitCount))
        writer.append(name)
        writer.append(integer: UInt32(value.utf8.count))
        writer.append(utf8: value)
    }

    /// Where the length of a header's value is to be written, of a value that was begun and not ended.
    struct OpenValue {
        fileprivate var place = 0
    }

    /// Begins a header; ``write(_:)`` writes the start of its value and ``close(_:_:)`` the rest.
    mutating func open(_ name: StaticString) -> OpenValue {
        writer.append(UInt8(name.utf8CodeUnitCount))
        writer.append(name)
        let value = OpenValue(place: writer.count)
        writer.append(integer: 0 as UInt32)
        return value
    }

    mutating func write(_ bytes: [UInt8]) { writer.bytes.append(contentsOf: bytes) }

    /// Ends the value of the block's last header with what `body` writes. The header may have been begun in another block
    /// that this one starts with.
    @inline(__always)
    mutating func close(_ value: OpenValue, _ body: (inout ByteWriter) -> Void) {
        body(&writer)
        let length = UInt32(writer.count - value.place - 4)
        writer.bytes.withUnsafeMutableBytes {
            $0.storeBytes(of: length.littleEndian, toByteOffset: value.place, as: UInt32.self)
        }
    }

    /// Appends a header whose value `body` writes.
    @inline(__always)
    mutating func append(_ name: StaticString, _ body: (inout ByteWriter) -> Void) {
        let value = open(name)
        close(value, body)
    }

    /// Appends a header that ``opening(_:)`` began, with the value that `body` writes.
    @inline(__always)
    mutating func append(opened bytes: [UInt8], _ body: (inout ByteWriter) -> Void) {
        writer.bytes.append(contentsOf: bytes)
        close(OpenValue(place: writer.count - 4), body)
    }

    /// The first bytes of a header, up to its value: for ``append(opened:_:)``.
    static func opening(_ name: StaticString) -> [UInt8] {
        var block = HeaderBlock()
        _ = block.open(name)
        return block.bytes
    }

    /// Appends all headers of another block.
    public mutating func append(contentsOf other: HeaderBlock) { writer.bytes.append(contentsOf: other.writer.bytes) }

    public var bytes: [UInt8] { writer.bytes }

    /// Hands the block's bytes to `body` without copying them.
    public func withBytes<R, E: Error>(_ body: (RawSpan) throws(E) -> R) throws(E) -> R {
        try writer.withBytes(body)
    }

    public mutating func append(_ header: RecordHeader) {
        let name = header.name.utf8.prefix(255)
        writer.append(UInt8(name.count))
        writer.bytes.append(contentsOf: name)
        guard let value = header.value else {
            writer.append(integer: UInt32.max)
            return
        }
        writer.append(integer: UInt32(value.count))
        writer.bytes.append(contentsOf: value)
    }

    /// The headers of a block's bytes; what is malformed ends the list.
    public static func parse(_ bytes: [UInt8]) -> [RecordHeader] {
        var reader = ByteReader(bytes)
        var headers: [RecordHeader] = []
        while !reader.isAtEnd {
            guard let header = try? next(&reader) else { break }
            headers.append(header)
        }
        return headers
    }

    private static func next(_ reader: inout ByteReader) throws(StateFault) -> RecordHeader {
        let name = try take(Int(reader.byte()), &reader)
        let length: UInt32 = try reader.integer()
        let value = length == .max ? nil : try take(Int(length), &reader)
        return RecordHeader(name: String(decoding: name, as: UTF8.self), value: value)
    }

    private static func take(_ count: Int, _ reader: inout ByteReader) throws(StateFault) -> [UInt8] {
        var out: [UInt8] = []
        for _ in 0..<count { out.append(try reader.byte()) }
        return out
    }
}
