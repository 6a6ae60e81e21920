internal import CS2
public import Records

/// A cell of the S2 hierarchy: the places that cash-out state and forecasts are about.
///
/// A pure value; every function gives the same answer everywhere. Level 13 cells are about 1.3 km².
public struct S2Cell: Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The cell of `level` (0...30) that holds `point`; nil for a point that is none.
    public init?(_ point: GeoPoint, level: Int) {
        let id = cs2_cell(point.latitude, point.longitude, Int32(clamping: level))
        guard id != 0 else { return nil }
        rawValue = id
    }

    /// The cell of a token; nil for text that is none.
    public init?(token: String) {
        let id = cs2_from_token(token, token.utf8.count)
        guard id != 0 else { return nil }
        rawValue = id
    }

    /// At most 16 lower-case hex digits.
    public var token: String {
        var text = [CChar](repeating: 0, count: 16)
        let length = Int(cs2_token(rawValue, &text))
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public var level: Int { Int(cs2_level(rawValue)) }

    public var centre: GeoPoint {
        var point = GeoPoint(latitude: 0, longitude: 0)
        _ = cs2_centre(rawValue, &point.latitude, &point.longitude)
        return point
    }

    /// The four corners, counter-clockwise: at city scale the edges between them are straight on a map.
    public var corners: [GeoPoint] {
        var degrees = [Double](repeating: 0, count: 8)
        guard cs2_corners(rawValue, &degrees) != 0 else { return [] }
        return (0..<4).map { GeoPoint(latitude: degrees[2 * $0], longitude: degrees[2 * $0 + 1]) }
    }

    /// The ancestor at `level`, nil below this cell.
    public func parent(level: Int) -> S2Cell? {
        let id = cs2_parent(rawValue, Int32(clamping: level))
        return id == 0 ? nil : S2Cell(rawValue: id)
    }

    /// The cells of the same level around this one, corners included, ascending.
    public var neighbours: [S2Cell] {
        var ids = [UInt64](repeating: 0, count: 8)
        let count = Int(cs2_neighbours(rawValue, &ids, 8))
        return ids.prefix(count).map(S2Cell.init(rawValue:))
    }

    /// The cells of `level` that touch the circle around `point`, ascending; empty for a circle that takes more than
    /// 4,096 cells.
    public static func covering(_ point: GeoPoint, metres: Double, level: Int) -> [S2Cell] {
        var ids = [UInt64](repeating: 0, count: 4_096)
        let count = Int(
            cs2_covering(point.latitude, point.longitude, metres, Int32(clamping: level), &ids, Int32(ids.count)))
        guard count >= 0, count <= ids.count else { return [] }
        return ids.prefix(count).map(S2Cell.init(rawValue:))
    }

    public static func < (a: S2Cell, b: S2Cell) -> Bool { a.rawValue < b.rawValue }
}
