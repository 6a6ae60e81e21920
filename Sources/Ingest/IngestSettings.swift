/// Bounds of the ingest; every one has an answer of its own.
public struct IngestSettings: Sendable {
    /// Largest body: more is 413.
    public var bodyBytesMax = 4 << 20
    /// Most lines of a body: more is 413.
    public var recordsMax = 10_000
    /// How far a request's timestamp may be off, either way: more is 401.
    public var clockSkewSeconds: Int64 = 300
    /// Bytes of all requests in hand: more is 429.
    public var pendingBytesMax = 64 << 20
    /// How long Kafka may take to acknowledge: longer is 503.
    public var acknowledgeMilliseconds: Int32 = 10_000
    /// Transactions remembered, so that a repeated one is not published again: 48 bytes each.
    public var rememberedMax = 1_000_000

    public init() {}
}
