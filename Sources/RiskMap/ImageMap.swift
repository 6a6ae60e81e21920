import CashOut
public import Records
import StageKit

/// A picture as a PNG: cells in the fixed colours, terminals as rings with their rank, a legend below. Without a street
/// map: that would need tiles from elsewhere. For one, open the GeoJSON in any viewer.
public enum ImageMap {
    private static let paper: UInt8 = 0
    private static let ink: UInt8 = 1
    private static let first: UInt8 = 2
    private static let legendHeight = 64

    /// nil for an empty picture. Cost: one look-up of a cell a pixel.
    public static func png(_ picture: RiskPicture, width: Int = 900, time: (EventTime) -> String) -> [UInt8]? {
        guard let window = MapWindow(picture, columns: width, rowsMax: width, aspect: 1) else { return nil }
        let palette = [(red: UInt8(248), green: UInt8(248), blue: UInt8(244)), (red: 34, green: 34, blue: 34)]
        var raster = Raster(
            width: max(window.columns, 620), height: window.rows + legendHeight, palette: palette + RiskScale.colours)
        let lookup = CellLookup(picture)
        for row in 0..<window.rows {
            for column in 0..<window.columns {
                guard let level = lookup.level(at: window.point(column: column, row: row)) else { continue }
                raster.set(column, row, first + UInt8(level))
            }
        }
        for (number, spot) in picture.spots.enumerated().reversed() {
            let (column, row) = window.sample(of: spot.location)
            raster.disc(x: column, y: row, radius: 4, ink)
            raster.disc(x: column, y: row, radius: 2, paper)
            if number < 9 { raster.write("\(number + 1)", x: column + 6, y: row - 5, scale: 2, ink) }
        }
        legend(picture, from: window.rows, into: &raster, time)
        return raster.png()
    }

    private static func legend(
        _ picture: RiskPicture, from top: Int, into raster: inout Raster, _ time: (EventTime) -> String
    ) {
        raster.fill(x: 0, y: top, width: raster.width, height: 1, ink)
        raster.write(
            "expected withdrawals of stolen money in an hour, \(time(picture.asOf))", x: 8, y: top + 8, scale: 2, ink)
        var left = 8
        for (level, label) in RiskScale.labels.enumerated() {
            raster.fill(x: left, y: top + 24, width: 14, height: 14, first + UInt8(level))
            left += 18 + raster.write(label, x: left + 18, y: top + 26, scale: 2, ink) + 12
        }
        raster.write(picture.attributions.joined(separator: "; "), x: 8, y: top + 46, scale: 2, ink)
    }
}
