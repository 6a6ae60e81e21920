/// A partition number of a topic.
public struct Partition: Hashable, Comparable, Sendable {
    public var rawValue: Int32
    @inlinable public init(_ rawValue: Int32) { self.rawValue = rawValue }
    @inlinable public static func < (a: Partition, b: Partition) -> Bool { a.rawValue < b.rawValue }
}

/// A position in a partition: the offset of a record, or of the next record to read.
public struct Offset: Hashable, Comparable, Sendable {
    public var rawValue: Int64
    @inlinable public init(_ rawValue: Int64) { self.rawValue = rawValue }
    @inlinable public static func < (a: Offset, b: Offset) -> Bool { a.rawValue < b.rawValue }
    /// The offset after this one.
    @inlinable public var next: Offset { Offset(rawValue + 1) }
}

/// Where a record came from.
public struct SourceRef: Hashable, Sendable {
    /// The physical topic name, prefix included.
    public var topic: String
    public var partition: Partition
    public var offset: Offset

    @inlinable
    public init(topic: String, partition: Partition, offset: Offset) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
    }
}

/// A point on the WGS 84 ellipsoid, in degrees.
public struct GeoPoint: Hashable, Sendable {
    public var latitude: Double
    public var longitude: Double

    @inlinable
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}
