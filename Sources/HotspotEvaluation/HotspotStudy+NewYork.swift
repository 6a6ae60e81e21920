import DataFiles
public import Foundation
public import Hotspots

extension HotspotStudy {
    /// Shooting incidents in New York, one event an incident: 500-ft cells, 0.5 % of 302.64 square miles, 104 weekly
    /// forecasts up to 2023-06-30.
    ///
    /// There is no outline in the set: a square is a cell when its centre is within 2,000 ft of an incident before the
    /// first test week, and incidents elsewhere count as missed. Settings are those of Portland, unchanged.
    public static func newYork(_ folder: URL, settings: HotspotSettings = .feet) throws -> HotspotStudy {
        let file = folder.appendingPathComponent("nyc_shootings_2006_2023.csv.gz")
        let table = try TextTable(CompressedFile.read(file), file: file.path)
        let columns = try ["INCIDENT_KEY", "OCCUR_DATE", "OCCUR_TIME", "X_COORD_CD", "Y_COORD_CD"].map(table.column)
        var seen: Set<Substring> = []
        var places: [(time: Double, point: PlanarPoint)] = []
        for row in table.rows.indices where seen.insert(table.rows[row][columns[0]]).inserted {
            let clock = table.rows[row][columns[2]].split(separator: ":").compactMap { Double($0) }
            guard clock.count == 3 else {
                throw DataFault.malformed(
                    file: file.path, line: row + 2, expected: "a time such as 23:05:00 in column 'OCCUR_TIME'")
            }
            let time =
                Double(try table.day(row, columns[1])) + (clock[0] * 3_600 + clock[1] * 60 + clock[2]) / 86_400
            places.append(
                (time, PlanarPoint(x: try table.number(row, columns[3]), y: try table.number(row, columns[4]))))
        }
        places.sort { $0.time < $1.time }
        let testWeeks = 104
        let end = Double(CivilDay.days(year: 2023, month: 7, day: 1))
        let firstTest = end - 7 * Double(testWeeks)
        let earlier = places.filter { $0.time < firstTest }.map(\.point)
        guard !earlier.isEmpty, let grid = grid(around: earlier, side: 500, within: 2_000) else {
            throw HotspotFault.tooLittle(file: file.path, reason: "no incident before the test weeks")
        }
        let squareMile = 5_280.0 * 5_280.0
        let area = 302.64 * squareMile
        return HotspotStudy(
            name: "nyc_shootings", grid: grid, kinds: ["shootings"],
            events: places.map { grid.event(time: $0.time, x: $0.point.x, y: $0.point.y) },
            start: Double(CivilDay.days(year: 2006, month: 1, day: 1)), firstTest: firstTest, testWeeks: testWeeks,
            trainingWeeks: 104, chosen: Int(0.005 * area / grid.cells.area), area: area, settings: settings,
            baselines: [
                NamedBaseline("historical counts", .counts),
                NamedBaseline("KDE last week (3000 ft)", .density(reach: 3_000, days: 7)),
                NamedBaseline("KDE all history (1000 ft)", .density(reach: 1_000, days: nil)),
                NamedBaseline("decayed KDE (1000 ft, 60 d)", .decayedDensity(reach: 1_000, halfLife: 60)),
                NamedBaseline("decayed KDE (600 ft, 180 d)", .decayedDensity(reach: 600, halfLife: 180)),
                NamedBaseline("prospective (ProMap, 1312 ft)", .prospective(reach: 1_312)),
                NamedBaseline("Hawkes in each cell", .hawkes),
            ])
    }

    /// A grid over `points` whose cells are the squares with their centre near one of them.
    static func grid(around points: [PlanarPoint], side: Double, within reach: Double) -> PlanarGrid? {
        let low = PlanarPoint(
            x: (points.map(\.x).min() ?? 0) - reach, y: (points.map(\.y).min() ?? 0) - reach)
        let high = PlanarPoint(
            x: (points.map(\.x).max() ?? 0) + reach, y: (points.map(\.y).max() ?? 0) + reach)
        let near = Set(
            points.flatMap { point in
                let column = Int((point.x - low.x) / side)
                let row = Int((point.y - low.y) / side)
                let span = Int((reach / side).rounded(.up))
                return (column - span...column + span).flatMap { column in
                    (row - span...row + span).compactMap { row in
                        let east = low.x + (Double(column) + 0.5) * side - point.x
                        let north = low.y + (Double(row) + 0.5) * side - point.y
                        return east * east + north * north <= reach * reach ? column << 32 | row : nil
                    }
                }
            })
        return PlanarGrid(origin: low, end: high, side: side) { centre in
            near.contains(Int((centre.x - low.x) / side) << 32 | Int((centre.y - low.y) / side))
        }
    }
}
