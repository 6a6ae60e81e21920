public import Foundation
public import Hotspots

/// Rings of a polygon or several; a point is inside when a ray from it crosses their edges an odd number of times, so
/// that holes are outside.
public struct StudyArea: Sendable {
    public var rings: [[PlanarPoint]]

    public init(rings: [[PlanarPoint]]) { self.rings = rings }

    /// Reads a GeoJSON feature whose geometry is a MultiPolygon, in projected coordinates.
    public init(geoJSON file: URL) throws(HotspotFault) {
        struct Feature: Decodable {
            struct Geometry: Decodable {
                var coordinates: [[[[Double]]]]
            }
            var geometry: Geometry
        }
        let feature: Feature
        do {
            feature = try JSONDecoder().decode(Feature.self, from: Data(contentsOf: file))
        } catch {
            throw .outline(file: file.path, reason: "not a GeoJSON feature with a MultiPolygon (\(error))")
        }
        rings = []
        for pairs in feature.geometry.coordinates.joined() {
            guard pairs.count >= 3, pairs.allSatisfy({ $0.count >= 2 }) else {
                throw .outline(file: file.path, reason: "a ring needs three or more pairs of coordinates")
            }
            rings.append(pairs.map { PlanarPoint(x: $0[0], y: $0[1]) })
        }
        guard !rings.isEmpty else { throw .outline(file: file.path, reason: "it has no ring") }
    }

    /// Whether each of `points` is inside.
    ///
    /// - Complexity: points × edges at worst; an edge is looked at only by points of its height.
    public func contains(_ point: PlanarPoint) -> Bool {
        var isInside = false
        for ring in rings {
            var previous = ring[ring.count - 1]
            for corner in ring {
                if (corner.y > point.y) != (previous.y > point.y) {
                    let crossing =
                        previous.x + (point.y - previous.y) / (corner.y - previous.y) * (corner.x - previous.x)
                    if point.x < crossing { isInside.toggle() }
                }
                previous = corner
            }
        }
        return isInside
    }
}
