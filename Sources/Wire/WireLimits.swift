/// Bytes <-> records.
///
/// Decoding is total: every sequence of bytes gives a record or one typed ``DecodeFault``. Encoding writes compact JSON
/// with the field names of DESIGN and the schemas under `topics/`; what is nil is left out.
public struct WireLimits: Sendable {
    /// Largest value, bytes.
    public var recordBytes = 1_048_576
    /// Deepest nesting of objects and arrays.
    public var depth = 32
    public init() {}
}
