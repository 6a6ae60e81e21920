import CashOut
public import Records
import StageKit

/// A picture for a terminal: shades for cells, numbers for terminals, a list below.
public enum TextMap {
    /// `time` writes a moment; `columns` is the width of the map, which is at most `columns` / 2 lines high. Cost: one
    /// look-up of a cell a character.
    public static func text(
        _ picture: RiskPicture, columns: Int = 72, listed: Int = 9, time: (EventTime) -> String
    ) -> String {
        var lines = [headline(picture, time)]
        // A character of a terminal is about twice as high as wide.
        if let window = MapWindow(picture, columns: columns, rowsMax: columns / 2, aspect: 2) {
            lines.append("")
            lines += grid(picture, window, numbered: min(9, listed))
            lines.append("")
            lines.append(scale())
            lines.append(
                "south \(degrees(window.south)) north \(degrees(window.north)) west \(degrees(window.west)) "
                    + "east \(degrees(window.east))")
        }
        lines += spots(picture, listed, time)
        lines += cells(picture, listed)
        for text in picture.attributions { lines.append(text) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func headline(_ picture: RiskPicture, _ time: (EventTime) -> String) -> String {
        "\(time(picture.asOf)): \(picture.forecasts) standing forecasts over \(MinorUnits(picture.atRisk).rupees), "
            + "\(picture.cells.count) cells with expected withdrawals"
    }

    private static func grid(_ picture: RiskPicture, _ window: MapWindow, numbered: Int) -> [String] {
        let lookup = CellLookup(picture)
        var rows = (0..<window.rows).map { row in
            (0..<window.columns).map { column -> Character in
                lookup.level(at: window.point(column: column, row: row)).map { RiskScale.shades[$0] } ?? " "
            }
        }
        // The first of several at one character is the likeliest.
        for (number, spot) in picture.spots.prefix(numbered).enumerated().reversed() {
            let (column, row) = window.sample(of: spot.location)
            rows[row][column] = Character("\(number + 1)")
        }
        let edge = String(repeating: "─", count: window.columns)
        return ["┌\(edge)┐"] + rows.map { "│" + String($0) + "│" } + ["└\(edge)┘"]
    }

    private static func scale() -> String {
        let classes = zip(RiskScale.shades, RiskScale.labels).map { "\($0) \($1.lowercased())" }
        return "expected withdrawals of stolen money in an hour: " + classes.joined(separator: "  ")
    }

    private static func spots(_ picture: RiskPicture, _ count: Int, _ time: (EventTime) -> String) -> [String] {
        guard !picture.spots.isEmpty else { return [] }
        var lines = ["", "Terminals that the forecasts name"]
        for (number, spot) in picture.spots.prefix(count).enumerated() {
            lines.append(
                "\(number + 1) \(spot.id)\(spot.name.map { " (\($0))" } ?? ""): expected \(decimals(spot.expected)), "
                    + "\(MinorUnits(spot.atRisk).rupees), from \(time(spot.eta)), \(spot.cases.count) "
                    + (spot.cases.count == 1 ? "case" : "cases") + station(spot.nearest))
        }
        return lines
    }

    private static func cells(_ picture: RiskPicture, _ count: Int) -> [String] {
        guard !picture.cells.isEmpty else { return [] }
        var lines = ["", "Cells, withdrawals in the next 60 minutes"]
        for cell in picture.cells.prefix(count) {
            let range = cell.interval60
            lines.append(
                "  \(cell.cell.token): expected \(decimals(cell.expected60)) "
                    + "(\(range.lowerBound) to \(range.upperBound)), \(decimals(cell.fraudPerHour)) an hour of late"
                    + station(cell.nearest))
        }
        return lines
    }

    private static func station(_ nearest: StationIndex.Nearest?) -> String {
        nearest.map { "; \($0.station.name) at \(tenth($0.kilometres)) km" } ?? ""
    }

    private static func tenth(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    private static func decimals(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
    private static func degrees(_ value: Double) -> String { "\((value * 1_000).rounded() / 1_000)" }
}
