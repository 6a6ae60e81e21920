import Records
import Testing

@testable import CashOut

@Suite("S2 cells")
struct S2CellTests {
    static let bengaluru = GeoPoint(latitude: 12.9716, longitude: 77.5946)

    @Test("A point's cell, its token and back", arguments: [0, 10, 13, 30])
    func tokens(level: Int) throws {
        let cell = try #require(S2Cell(Self.bengaluru, level: level))
        #expect(cell.level == level)
        #expect(S2Cell(token: cell.token) == cell)
        #expect(cell.token.count <= 16)
        #expect(cell.token.allSatisfy { "0123456789abcdef".contains($0) })
    }

    @Test("The centre is in the cell, neighbours and parents are where they belong")
    func relations() throws {
        let cell = try #require(S2Cell(Self.bengaluru, level: 13))
        #expect(S2Cell(cell.centre, level: 13) == cell)
        #expect(cell.neighbours.count == 8)
        #expect(cell.neighbours.allSatisfy { $0.level == 13 && $0.neighbours.contains(cell) })
        #expect(cell.parent(level: 10) == S2Cell(Self.bengaluru, level: 10))
        #expect(cell.parent(level: 14) == nil)
    }

    @Test("A covering holds every point of its circle")
    func covering() {
        let cells = S2Cell.covering(Self.bengaluru, metres: 3_000, level: 13)
        #expect(cells == cells.sorted())
        #expect((20...60).contains(cells.count))
        for step in 0..<36 {
            let latitude = Self.bengaluru.latitude + (Double(step % 6) - 2.5) * 0.006
            let longitude = Self.bengaluru.longitude + (Double(step / 6) - 2.5) * 0.006
            let cell = S2Cell(GeoPoint(latitude: latitude, longitude: longitude), level: 13)
            #expect(cell.map(cells.contains) == true)
        }
    }

    @Test("What is no place gives no cell")
    func refusals() {
        #expect(S2Cell(GeoPoint(latitude: 91, longitude: 0), level: 13) == nil)
        #expect(S2Cell(GeoPoint(latitude: .nan, longitude: 0), level: 13) == nil)
        #expect(S2Cell(Self.bengaluru, level: 31) == nil)
        #expect(S2Cell(token: "") == nil)
        #expect(S2Cell(token: "no cell") == nil)
        #expect(S2Cell(token: "ffffffffffffffff") == nil)
        #expect(S2Cell.covering(Self.bengaluru, metres: 5_000_000, level: 20).isEmpty)
        #expect(S2Cell.covering(Self.bengaluru, metres: -1, level: 13).isEmpty)
    }
}
