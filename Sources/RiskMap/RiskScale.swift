import CashOut
import Records

/// The classes of expected withdrawals in an hour. The bounds are fixed, so that a shade means the same on every map.
public enum RiskScale {
    /// A class begins at each of these; below the first nothing is drawn.
    public static let bounds = [0.02, 0.1, 0.25, 0.5, 1.0]
    static let labels = ["0.02-0.1", "0.1-0.25", "0.25-0.5", "0.5-1", "1 AND MORE"]
    static let shades: [Character] = ["·", "░", "▒", "▓", "█"]
    /// Light to dark, told apart in grey as well: ColorBrewer's five-class YlOrRd (Brewer and Harrower).
    static let colours: [(red: UInt8, green: UInt8, blue: UInt8)] = [
        (255, 255, 178), (254, 204, 92), (253, 141, 60), (240, 59, 32), (189, 0, 38),
    ]

    /// 0 up to 4; nil below the first bound.
    static func level(_ expected: Double) -> Int? { bounds.lastIndex { expected >= $0 } }
}

/// A rectangle of the Earth, small enough to be flat, as a grid of samples.
struct MapWindow {
    var south: Double
    var west: Double
    var north: Double
    var east: Double
    var columns: Int
    var rows: Int

    /// Around all cells and spots, with a margin; nil for an empty picture. A sample is `aspect` times as high as wide.
    init?(_ picture: RiskPicture, columns: Int, rowsMax: Int, aspect: Double) {
        let points =
            picture.cells.filter { RiskScale.level($0.expected60) != nil }.flatMap(\.cell.corners)
            + picture.spots.map(\.location)
        guard let first = points.first else { return nil }
        var (south, north, west, east) = (first.latitude, first.latitude, first.longitude, first.longitude)
        for point in points {
            south = min(south, point.latitude)
            north = max(north, point.latitude)
            west = min(west, point.longitude)
            east = max(east, point.longitude)
        }
        let margin = max(0.01, 0.04 * max(north - south, east - west))
        self.south = south - margin
        self.north = north + margin
        self.west = west - margin
        self.east = east + margin
        let narrow = Self.narrowing(latitude: (south + north) / 2)
        let width = (self.east - self.west) * narrow
        let height = self.north - self.south
        let wanted = Double(columns) * height / width / aspect
        if wanted <= Double(rowsMax) {
            self.columns = columns
            rows = max(1, Int(wanted.rounded()))
        } else {
            rows = rowsMax
            self.columns = max(1, Int((Double(rowsMax) * aspect * width / height).rounded()))
        }
    }

    /// How much shorter a degree of longitude is than one of latitude (cosine, to 1e-4 up to 60 degrees).
    private static func narrowing(latitude: Double) -> Double {
        let x = min(1.2, abs(latitude) * 0.017453292519943295)
        let q = x * x
        return 1 - q / 2 + q * q / 24 - q * q * q / 720 + q * q * q * q / 40_320
    }

    /// The middle of a sample; row 0 is the north.
    func point(column: Int, row: Int) -> GeoPoint {
        GeoPoint(
            latitude: north - (Double(row) + 0.5) * (north - south) / Double(rows),
            longitude: west + (Double(column) + 0.5) * (east - west) / Double(columns))
    }

    func sample(of point: GeoPoint) -> (column: Int, row: Int) {
        let column = (point.longitude - west) / (east - west) * Double(columns)
        let row = (north - point.latitude) / (north - south) * Double(rows)
        return (min(columns - 1, max(0, Int(column))), min(rows - 1, max(0, Int(row))))
    }
}
