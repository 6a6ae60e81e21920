import CashOut
import Foundation
import Records
import Testing

@testable import RiskMap

/// Two cells side by side, two forecasts at three terminals, one station.
enum Bengal {
    static let base: Int64 = 1_772_425_800_000
    static let here = GeoPoint(latitude: 22.5667, longitude: 88.3667)
    static let verdict = verdict(0)

    static func verdict(_ score: Double) -> Verdict {
        Verdict(
            score: score, reasons: [], versions: Versions(detector: "t"),
            source: SourceRef(topic: "t", partition: Partition(0), offset: Offset(0)))
    }

    static func at(_ minutes: Int64) -> EventTime { EventTime(milliseconds: base + minutes * 60_000) }

    static func cell(_ token: String, _ expected: Double, at minutes: Int64) -> RiskCell {
        RiskCell(
            cell: token, updatedAt: at(minutes), expected15Minutes: expected / 3, expected60Minutes: expected,
            intensityAll: 5, intensityFraud: expected, terminals: [], verdict: verdict)
    }

    static func forecast(
        _ id: String, _ account: String, rupees: Int64, at minutes: Int64, active: Bool = true, score: Double = 0.6,
        _ chances: [(String, Double, Double?)]
    ) -> RiskForecast {
        RiskForecast(
            forecastID: "\(id)/\(account)/1", caseID: id, account: account, layer: 1,
            atRisk: MinorUnits(rupees * 100), issuedAt: ZonedTime(time: at(minutes), zoneOffsetMinutes: 330),
            expiresAt: at(minutes + 120), active: active,
            terminals: chances.map { id, probability, east in
                TerminalChance(
                    id: id, probability: probability, etaSeconds: 600,
                    location: east.map { GeoPoint(latitude: here.latitude, longitude: here.longitude + $0) })
            }, cell: nil, state: "West Bengal", district: "Kolkata", policeStation: "PS",
            verdict: verdict(score))
    }

    static func picture(asOf: EventTime? = nil) throws -> RiskPicture {
        let middle = try #require(S2Cell(here, level: 13))
        let side = try #require(middle.neighbours.first)
        return RiskPicture(
            cells: [cell(middle.token, 0.05, at: 1), cell(side.token, 0.3, at: 2), cell(middle.token, 1.2, at: 3)],
            forecasts: [
                forecast("FIR1", "A", rupees: 10_000, at: 1, [("T1", 0.5, 0), ("T2", 0.25, 0.01)]),
                forecast("FIR2", "B", rupees: 40_000, at: 2, score: 0.3, [("T1", 0.3, 0), ("T3", 0.3, nil)]),
                forecast("FIR3", "C", rupees: 9_000, at: 2, [("T9", 0.9, 0.02)]),
                forecast("FIR3", "C", rupees: 9_000, at: 3, active: false, []),
            ],
            terminals: [
                ReferenceTerminal(
                    id: "T3", kind: "ATM", name: "Bank \"X\"", location: GeoPoint(latitude: 22.58, longitude: 88.36),
                    attribution: "© OpenStreetMap contributors, ODbL 1.0")
            ],
            stations: [
                ReferenceStation(id: "S", name: "Burrabazar PS", location: GeoPoint(latitude: 22.57, longitude: 88.36))
            ], asOf: asOf)
    }

    static func time(_ time: EventTime) -> String { "m\((time.milliseconds - base) / 60_000)" }
}

@Suite("The map of the risk")
struct RiskMapTests {
    @Test func theLatestOfEachCellAndForecastCounts() throws {
        let picture = try Bengal.picture()
        #expect(picture.asOf == Bengal.at(3))
        #expect(picture.cells.map(\.expected60) == [1.2, 0.3])
        #expect(picture.forecasts == 2 && picture.atRisk == 50_000_00)
        #expect(picture.spots.map(\.id) == ["T1", "T2", "T3"])
        // 0.6 / 0.75 is drawn at all, half of it here; and 0.5 of the other, 0.3 of it here.
        #expect(abs(picture.spots[0].expected - (0.8 * 0.5 + 0.5 * 0.3)) < 1e-9)
        #expect(picture.spots[0].atRisk / 100 == 10_000)
        #expect(picture.spots[0].cases == ["FIR1", "FIR2"])
        #expect(picture.spots[0].eta == Bengal.at(11))
        #expect(picture.spots[2].name == "Bank \"X\"")
        #expect(picture.cells[0].nearest?.station.id == "S")
    }

    @Test func anEarlierMomentKnowsNothingLater() throws {
        let picture = try Bengal.picture(asOf: Bengal.at(1))
        #expect(picture.cells.map(\.expected60) == [0.05])
        #expect(picture.spots.map(\.id) == ["T1", "T2"])
        let late = try Bengal.picture(asOf: Bengal.at(500))
        #expect(late.forecasts == 0 && late.spots.isEmpty, "all have expired")
    }

    @Test("Poisson quantiles", arguments: [(0.0, 0...0), (0.05, 0...0), (0.06, 0...1), (1.2, 0...3), (10, 5...15)])
    func intervals(mean: Double, range: ClosedRange<Int>) { #expect(Poisson.interval(mean: mean) == range) }

    @Test func quantilesOfLargeMeansAreNearTheNormalOnes() {
        let exact = Poisson.interval(mean: 499.9)
        let normal = Poisson.interval(mean: 500)
        #expect(abs(exact.lowerBound - normal.lowerBound) <= 1 && abs(exact.upperBound - normal.upperBound) <= 1)
        #expect(Poisson.interval(mean: .infinity) == 0...0)
    }

    /// `PRAHARI_REWRITE=1 swift test` writes the goldens anew.
    @Test func goldens() throws {
        let picture = try Bengal.picture()
        try Golden.check("risk.geojson", GeoJSONMap.text(picture, time: Bengal.time))
        try Golden.check("risk.txt", TextMap.text(picture, columns: 48, time: Bengal.time))
    }

    @Test func geoJSONIsJSONWithClosedRings() throws {
        let text = GeoJSONMap.text(try Bengal.picture(), time: Bengal.time)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let features = try #require(object["features"] as? [[String: Any]])
        #expect(features.count == 5)
        let geometry = try #require(features[0]["geometry"] as? [String: Any])
        let ring = try #require((geometry["coordinates"] as? [[[Double]]])?.first)
        #expect(ring.count == 5 && ring.first == ring.last)
        #expect(ring.allSatisfy { (88...89).contains($0[0]) && (22...23).contains($0[1]) }, "longitude first")
    }

    @Test func anEmptyPictureIsDrawnAsSuch() {
        let picture = RiskPicture(cells: [], forecasts: [])
        #expect(ImageMap.png(picture, time: Bengal.time) == nil)
        #expect(
            TextMap.text(picture) { _ in "never" }
                == "never: 0 standing forecasts over ₹0, 0 cells with expected withdrawals\n")
    }

    @Test func thePNGIsOne() throws {
        let picture = try Bengal.picture()
        let png = try #require(ImageMap.png(picture, width: 200, time: Bengal.time))
        #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        // Chunks: length, type, bytes, CRC; the last is empty.
        var types: [String] = []
        var at = 8
        while at + 12 <= png.count {
            let length = png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            types.append(String(decoding: png[at + 4..<at + 8], as: UTF8.self))
            at += 12 + length
        }
        #expect(types == ["IHDR", "PLTE", "IDAT", "IEND"] && at == png.count)
        #expect(png[16..<20].reduce(0) { $0 << 8 | Int($1) } == 620)
        #expect(Array(png.suffix(4)) == [0xAE, 0x42, 0x60, 0x82], "the CRC of IEND is the same in every PNG")
        #expect(png == ImageMap.png(picture, width: 200, time: Bengal.time))
    }

    @Test func pixelsTakeTheColourOfTheirCell() throws {
        let picture = try Bengal.picture()
        let lookup = CellLookup(picture)
        #expect(lookup.level(at: Bengal.here) == 4)
        #expect(lookup.level(at: picture.cells[1].cell.centre) == 2)
        #expect(lookup.level(at: GeoPoint(latitude: 22, longitude: 88)) == nil)
    }
}

enum Golden {
    static func check(_ name: String, _ text: String, file: StaticString = #filePath) throws {
        let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().appendingPathComponent("Goldens")
        let url = folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["PRAHARI_REWRITE"] != nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let kept = try String(contentsOf: url, encoding: .utf8)
        #expect(text == kept, "differs from \(name)")
    }
}
