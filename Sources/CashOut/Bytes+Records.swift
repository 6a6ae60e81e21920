import Records

/// How this stage's state writes what records are made of.
extension ByteWriter {
    mutating func append(optional text: String?) {
        append(text == nil ? 0 as UInt8 : 1)
        if let text { append(string: text) }
    }

    mutating func append(zoned time: ZonedTime) {
        append(integer: time.time.milliseconds)
        append(integer: time.zoneOffsetMinutes)
    }

    mutating func append(point: GeoPoint) {
        append(double: point.latitude)
        append(double: point.longitude)
    }

    mutating func append(source: SourceRef) {
        append(string: source.topic)
        append(integer: source.partition.rawValue)
        append(integer: source.offset.rawValue)
    }
}

extension ByteReader {
    mutating func optionalString() throws(StateFault) -> String? {
        try byte() == 0 ? nil : try string()
    }

    mutating func zonedTime() throws(StateFault) -> ZonedTime {
        let milliseconds: Int64 = try integer()
        return ZonedTime(time: EventTime(milliseconds: milliseconds), zoneOffsetMinutes: try integer())
    }

    mutating func point() throws(StateFault) -> GeoPoint {
        let latitude = try double()
        return GeoPoint(latitude: latitude, longitude: try double())
    }

    mutating func source() throws(StateFault) -> SourceRef {
        let topic = try string()
        let partition: Int32 = try integer()
        return SourceRef(topic: topic, partition: Partition(partition), offset: Offset(try integer()))
    }

    /// A count that the rest of the bytes can hold at one byte an element.
    mutating func count() throws(StateFault) -> Int {
        let value = try varint()
        guard value <= UInt64(bytes.count - index) else { throw .truncated }
        return Int(value)
    }
}
