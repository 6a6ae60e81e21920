import Records

/// Where and when the account was last seen in person.
struct LastPlace {
    /// 0: never.
    var at: Int64 = 0
    /// Degrees; a `Float` is good to about a metre.
    var latitude: Float = 0
    var longitude: Float = 0

    var point: GeoPoint { GeoPoint(latitude: Double(latitude), longitude: Double(longitude)) }

    mutating func move(to point: GeoPoint, at now: Int64) {
        guard now >= at else { return }
        at = now
        latitude = Float(point.latitude)
        longitude = Float(point.longitude)
    }

    func encode(into raw: inout MutableRawSpan, _ place: inout Int, relativeTo base: Int64) {
        raw.put(at == 0 ? 0 as UInt8 : 1, &place)
        guard at != 0 else { return }
        raw.put(signedVarint: base &- at, &place)
        raw.put(latitude, &place)
        raw.put(longitude, &place)
    }

    init() {}

    init(from reader: inout ByteReader, relativeTo base: Int64) throws(StateFault) {
        guard try reader.byte() != 0 else { return }
        at = base &- (try reader.signedVarint())
        latitude = try reader.float()
        longitude = try reader.float()
    }
}
