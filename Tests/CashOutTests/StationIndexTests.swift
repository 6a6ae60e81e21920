import Records
import StageKit
import Testing

@testable import CashOut

@Suite("The nearest police station")
struct StationIndexTests {
    static func random(_ count: Int, seed: UInt64, latitude: Double, spread: Double) -> [ReferenceStation] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { number in
            let north = Double(random.below(1_000_000)) / 1_000_000 - 0.5
            let east = Double(random.below(1_000_000)) / 1_000_000 - 0.5
            return ReferenceStation(
                id: "S\(number)", name: "PS \(number)",
                location: GeoPoint(latitude: latitude + north * spread, longitude: 77 + east * spread))
        }
    }

    @Test("The one that a look at all of them finds", arguments: [1 as UInt64, 2, 3], [0.3, 4.0, 12.0])
    func exact(seed: UInt64, spread: Double) throws {
        let latitude = seed == 3 ? 62.0 : 20
        let stations = Self.random(60, seed: seed, latitude: latitude, spread: spread)
        let index = StationIndex(stations)
        for asked in Self.random(40, seed: seed + 100, latitude: latitude, spread: spread * 1.3) {
            let all = stations.map { (PortableMath.kilometres(from: asked.location, to: $0.location), $0.id) }
            let best = try #require(all.min { $0 < $1 })
            let found = index.nearest(to: asked.location, within: 5_000)
            #expect(found?.station.id == best.1 && found?.kilometres == best.0, "seed \(seed)")
        }
    }

    @Test("Nothing beyond the limit, and nothing of nothing")
    func limit() throws {
        let far = ReferenceStation(id: "A", name: "A", location: GeoPoint(latitude: 14, longitude: 77))
        let here = GeoPoint(latitude: 13, longitude: 77)
        let kilometres = try #require(StationIndex([far]).nearest(to: here)).kilometres
        #expect(abs(kilometres - 111.2) < 0.2)
        #expect(StationIndex([far]).nearest(to: here, within: 111) == nil)
        #expect(StationIndex([]).nearest(to: here) == nil)
        #expect(StationIndex([far]).nearest(to: GeoPoint(latitude: .nan, longitude: 0)) == nil)
    }

    @Test("Equally near: the first by id; one id twice: the last")
    func ties() throws {
        let point = GeoPoint(latitude: 13, longitude: 77)
        let b = ReferenceStation(id: "B", name: "B", location: point)
        let a = ReferenceStation(id: "A", name: "A", location: point)
        #expect(StationIndex([b, a]).nearest(to: point)?.station.id == "A")
        let renamed = ReferenceStation(id: "A", name: "new", location: point)
        #expect(StationIndex([a, renamed]).stations == [renamed])
        let cell = try #require(S2Cell(point, level: 13))
        #expect(StationIndex([b, a]).nearest(to: cell)?.station.id == "A")
    }

    @Test("A cell's corners enclose its middle, each shared with a neighbour")
    func corners() throws {
        let cell = try #require(S2Cell(GeoPoint(latitude: 13, longitude: 77), level: 13))
        let corners = cell.corners
        #expect(corners.count == 4)
        #expect(corners.map(\.latitude).reduce(0, +) / 4 - cell.centre.latitude < 1e-4)
        let around = cell.neighbours.flatMap(\.corners)
        for corner in corners {
            #expect(around.contains { PortableMath.kilometres(from: $0, to: corner) < 0.001 })
        }
        // Counter-clockwise: the shoelace sum is positive.
        let area = zip(corners, corners.dropFirst() + corners.prefix(1)).reduce(0.0) {
            $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
        }
        #expect(area > 0)
    }
}
