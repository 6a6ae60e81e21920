import DataFiles
public import Foundation
public import Hotspots

extension HotspotStudy {
    /// Burglary and vehicle theft in Portland as in the NIJ Real-Time Crime Forecasting Challenge: 250.5-ft cells, 0.75 of
    /// 147.71 square miles, 65 weekly forecasts from 2016-03-02 to 2017-05-24.
    ///
    /// The grid begins at the south-west corner of the outline buffered by 500 ft; a square is a cell when its centre
    /// is in the city.
    public static func portland(_ folder: URL, settings: HotspotSettings = .feet) throws -> HotspotStudy {
        let frameFile = folder.appendingPathComponent("portland_boundary_buffered500ft.csv")
        let frame = try NumberTable(CompressedFile.read(frameFile), file: frameFile.path)
        let x = try frame.column("x", file: frameFile.path)
        let y = try frame.column("y", file: frameFile.path)
        let points = (0..<frame.rows).map { row in
            PlanarPoint(
                x: frame.values[row * frame.columns.count + x], y: frame.values[row * frame.columns.count + y])
        }
        let city = try StudyArea(geoJSON: folder.appendingPathComponent("city_boundary_epsg2913.json"))
        guard
            let grid = PlanarGrid(
                origin: PlanarPoint(x: points.map(\.x).min() ?? 0, y: points.map(\.y).min() ?? 0),
                end: PlanarPoint(x: points.map(\.x).max() ?? 0, y: points.map(\.y).max() ?? 0), side: 250.5,
                where: city.contains)
        else { throw HotspotFault.outline(file: frameFile.path, reason: "no cell lies in the city") }
        var events: [SpotEvent] = []
        for (kind, name) in ["burglary.csv", "motor_vehicle_theft.csv"].enumerated() {
            events += try read(folder.appendingPathComponent(name), grid, kind)
        }
        events.sort { $0.time < $1.time }
        let squareMile = 5_280.0 * 5_280.0
        return HotspotStudy(
            name: "portland", grid: grid, kinds: ["burglary", "theft"], events: events,
            start: Double(CivilDay.days(year: 2012, month: 3, day: 1)),
            firstTest: Double(CivilDay.days(year: 2016, month: 3, day: 2)), testWeeks: 65, trainingWeeks: 104,
            chosen: Int(0.75 * squareMile / grid.cells.area), area: 147.71 * squareMile, settings: settings,
            baselines: portlandBaselines)
    }

    private static func read(_ file: URL, _ grid: PlanarGrid, _ kind: Int) throws -> [SpotEvent] {
        let table = try TextTable(CompressedFile.read(file), file: file.path)
        let date = try table.column("occ_date")
        let x = try table.column("x_coordina")
        let y = try table.column("y_coordina")
        return try table.rows.indices.map { row in
            grid.event(
                time: Double(try table.day(row, date)), x: try table.number(row, x), y: try table.number(row, y),
                kind: kind)
        }
    }

    /// The published figures are pooled PAI at 250.5-ft cells over the same 65 weeks, from the data set's own notes.
    static let portlandBaselines: [NamedBaseline] = [
        NamedBaseline("historical counts", .counts, published: ["burglary": 9.78, "theft": 20.72]),
        NamedBaseline(
            "KDE last week (3000 ft)", .density(reach: 3_000, days: 7), published: ["burglary": 3.26, "theft": 3.85]),
        NamedBaseline(
            "KDE all history (1000 ft)", .density(reach: 1_000, days: nil),
            published: ["burglary": 7.34, "theft": 10.97]),
        NamedBaseline(
            "KDE all history (3000 ft)", .density(reach: 3_000, days: nil),
            published: ["burglary": 7.82, "theft": 6.30]),
        NamedBaseline(
            "decayed KDE (1000 ft, 60 d)", .decayedDensity(reach: 1_000, halfLife: 60),
            published: ["burglary": 7.82, "theft": 10.68]),
        NamedBaseline(
            "decayed KDE (600 ft, 180 d)", .decayedDensity(reach: 600, halfLife: 180),
            published: ["burglary": 8.15, "theft": 13.31]),
        NamedBaseline(
            "decayed KDE (400 ft, 365 d)", .decayedDensity(reach: 400, halfLife: 365),
            published: ["burglary": 8.97, "theft": 16.46]),
        NamedBaseline("prospective (ProMap, 1312 ft)", .prospective(reach: 1_312)),
        NamedBaseline("Hawkes in each cell", .hawkes),
    ]
}
