public import Records
import StageKit

/// The nearest police station of a place. A pure value: the same stations give the same answers, in any order given.
///
/// Stations lie in buckets of a quarter of a degree; a search goes outwards bucket by bucket and ends when nothing
/// farther out can be nearer. With India's 17,000 stations that is some ten distances a question. A circle over the
/// 180th meridian is not closed: no station of India is near it.
///
/// Nearest is a stand-in for jurisdiction: the borders of police stations are not public. Where they matter, name the
/// station in the reference data.
public struct StationIndex: Sendable {
    /// A station and how far it is, as the crow flies.
    public struct Nearest: Sendable, Equatable {
        public var station: ReferenceStation
        public var kilometres: Double
    }

    private struct Bucket: Hashable {
        var row: Int
        var column: Int
    }

    private static let bucketDegrees = 0.25
    /// By id.
    public let stations: [ReferenceStation]
    private var buckets: [Bucket: [Int]] = [:]

    /// Of two stations with one id the last one counts. O(n log n).
    public init(_ stations: [ReferenceStation]) {
        var byID: [String: ReferenceStation] = [:]
        for station in stations { byID[station.id] = station }
        self.stations = byID.values.sorted { $0.id < $1.id }
        for (index, station) in self.stations.enumerated() {
            buckets[Self.bucket(station.location), default: []].append(index)
        }
    }

    private static func bucket(_ point: GeoPoint) -> Bucket {
        Bucket(
            row: Int((point.latitude / bucketDegrees).rounded(.down)),
            column: Int((point.longitude / bucketDegrees).rounded(.down)))
    }

    /// The nearest station within `kilometres` of `point`, of equally near ones the first by id; nil without one.
    public func nearest(to point: GeoPoint, within kilometres: Double = 200) -> Nearest? {
        guard !stations.isEmpty, abs(point.latitude) <= 90, abs(point.longitude) <= 180 else { return nil }
        let home = Self.bucket(point)
        var best: (index: Int, kilometres: Double)?
        for ring in 0...Int(180 / Self.bucketDegrees) {
            for index in candidates(around: home, ring: ring) {
                let distance = PortableMath.kilometres(from: point, to: stations[index].location)
                guard distance <= kilometres else { continue }
                if let found = best, (found.kilometres, found.index) <= (distance, index) { continue }
                best = (index, distance)
            }
            // What lies farther out is at least `ring` whole buckets away.
            let beyond = Double(ring) * Self.bucketKilometres(point, ring)
            if beyond > min(kilometres, best?.kilometres ?? kilometres) { break }
        }
        return best.map { Nearest(station: stations[$0.index], kilometres: $0.kilometres) }
    }

    /// The station nearest to the middle of `cell`.
    public func nearest(to cell: S2Cell, within kilometres: Double = 200) -> Nearest? {
        nearest(to: cell.centre, within: kilometres)
    }

    /// The stations of the square of buckets at distance `ring`, ascending.
    private func candidates(around home: Bucket, ring: Int) -> [Int] {
        var found: [Int] = []
        for row in -ring...ring {
            let step = abs(row) == ring || ring == 0 ? 1 : 2 * ring
            for column in stride(from: -ring, through: ring, by: max(1, step)) {
                found += buckets[Bucket(row: home.row + row, column: home.column + column)] ?? []
            }
        }
        return found.sorted()
    }

    /// The shorter side of a bucket at the ring's end that is nearer to a pole.
    private static func bucketKilometres(_ point: GeoPoint, _ ring: Int) -> Double {
        let latitude = min(89.9, abs(point.latitude) + Double(ring + 1) * bucketDegrees)
        return PortableMath.kilometres(
            from: GeoPoint(latitude: latitude, longitude: 0),
            to: GeoPoint(latitude: latitude, longitude: bucketDegrees))
    }
}
