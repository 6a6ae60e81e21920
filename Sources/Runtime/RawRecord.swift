public import Records

/// A record header as it stands on the wire.
public struct RecordHeader: Hashable, Sendable {
    public var name: String
    /// Nil is not empty.
    public var value: [UInt8]?
    public init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }
}

/// Keeps the bytes of a batch of records alive; subclassed by each log.
///
/// The addresses a ``RawRecord`` holds point into memory that its owner frees in `deinit`.
open class RecordOwner: @unchecked Sendable {
    // Invariant of @unchecked Sendable: immutable after the poll that made it.
    public init() {}
    /// The headers of the record that the log knows as `handle`.
    open func headers(handle: Int) -> [RecordHeader] { [] }
}

/// A consumed record, undecoded: a view of memory that its owner keeps alive, so that taking one copies nothing.
public struct RawRecord: Sendable {
    public let topic: String
    public let partition: Partition
    public let offset: Offset
    /// The Kafka timestamp (create or log-append time).
    public let timestamp: EventTime
    private let owner: RecordOwner
    private let handle: Int
    nonisolated(unsafe) private let keyBytes: UnsafeRawBufferPointer?
    nonisolated(unsafe) private let valueBytes: UnsafeRawBufferPointer?

    /// - Parameters:
    ///   - key: nil when the record has no key; must stay valid as long as `owner` lives.
    ///   - value: nil for a tombstone, which is not the same as empty; the same holds.
    ///   - handle: what `owner` knows the record by.
    public init(
        topic: String, partition: Partition, offset: Offset, timestamp: EventTime, key: UnsafeRawBufferPointer?,
        value: UnsafeRawBufferPointer?, owner: RecordOwner, handle: Int
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.keyBytes = key
        self.valueBytes = value
        self.owner = owner
        self.handle = handle
    }

    public var headers: [RecordHeader] { owner.headers(handle: handle) }

    /// The same record as if it stood on `topic` and had `header` too. Its bytes are not copied.
    public func seen(on topic: String, adding header: RecordHeader? = nil) -> RawRecord {
        let keeper = header.map { MarkedOwner(owner, handle: handle, adding: $0) } ?? owner
        return unsafe RawRecord(
            topic: topic, partition: partition, offset: offset, timestamp: timestamp, key: keyBytes, value: valueBytes,
            owner: keeper, handle: handle)
    }

    /// Hands the value to `body`, nil for a tombstone.
    @inline(__always)
    public func withValue<R, E: Error>(_ body: (RawSpan?) throws(E) -> R) throws(E) -> R {
        guard let valueBytes else { return try body(nil) }
        return try body(unsafe RawSpan(_unsafeBytes: valueBytes))
    }

    /// Hands the key to `body`, nil when the record has none.
    public func withKey<R, E: Error>(_ body: (RawSpan?) throws(E) -> R) throws(E) -> R {
        guard let keyBytes else { return try body(nil) }
        return try body(unsafe RawSpan(_unsafeBytes: keyBytes))
    }

    public var valueCopy: [UInt8]? { unsafe valueBytes.map { Array($0) } }
    public var keyCopy: [UInt8]? { unsafe keyBytes.map { Array($0) } }
    public var valueCount: Int { unsafe valueBytes?.count ?? 0 }
}

/// Keeps another owner alive and adds one header to its record.
private final class MarkedOwner: RecordOwner, @unchecked Sendable {
    // Invariant of @unchecked Sendable: immutable after init, as the owner it keeps is.
    private let inner: RecordOwner
    private let handle: Int
    private let header: RecordHeader

    init(_ inner: RecordOwner, handle: Int, adding header: RecordHeader) {
        self.inner = inner
        self.handle = handle
        self.header = header
    }

    override func headers(handle: Int) -> [RecordHeader] {
        inner.headers(handle: self.handle).filter { $0.name != header.name } + [header]
    }
}
