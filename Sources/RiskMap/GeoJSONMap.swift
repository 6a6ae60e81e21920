import CashOut
public import Records

/// A picture as GeoJSON (RFC 7946): a polygon a cell, a point a terminal, `simplestyle` colours that most viewers take.
public enum GeoJSONMap {
    /// One feature a line, the same bytes for the same picture. `time` writes a moment.
    public static func text(_ picture: RiskPicture, time: (EventTime) -> String) -> String {
        let features =
            picture.cells.map { cell($0, time) } + picture.spots.enumerated().map { spot($1, rank: $0 + 1, time) }
        var head: [(String, String)] = [
            ("type", quoted("FeatureCollection")), ("as_of", quoted(time(picture.asOf))),
            ("standing_forecasts", "\(picture.forecasts)"), ("at_risk_rupees", rupees(picture.atRisk)),
        ]
        if !picture.attributions.isEmpty {
            head.append(("attribution", quoted(picture.attributions.joined(separator: "; "))))
        }
        let opening = object(head).dropLast()
        return opening + ",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
    }

    private static func cell(_ cell: RiskPicture.Cell, _ time: (EventTime) -> String) -> String {
        // RFC 7946: the ring is counter-clockwise and ends where it began.
        let ring = (cell.cell.corners + cell.cell.corners.prefix(1)).map(position).joined(separator: ",")
        var properties: [(String, String)] = [
            ("kind", quoted("cell")), ("cell", quoted(cell.cell.token)), ("expected_15m", number(cell.expected15)),
            ("expected_60m", number(cell.expected60)), ("low_60m", "\(cell.interval60.lowerBound)"),
            ("high_60m", "\(cell.interval60.upperBound)"), ("fraud_per_hour", number(cell.fraudPerHour)),
            ("updated_at", quoted(time(cell.updatedAt))),
        ]
        properties += station(cell.nearest)
        if let level = RiskScale.level(cell.expected60) {
            let colour = RiskScale.colours[level]
            properties += [
                ("class", "\(level + 1)"), ("fill", quoted(hex(colour.red, colour.green, colour.blue))),
                ("fill-opacity", "0.6"), ("stroke-width", "0.5"),
            ]
        } else {
            properties += [("class", "0"), ("fill-opacity", "0"), ("stroke-width", "0.5")]
        }
        return feature(
            id: cell.cell.token, geometry: "{\"type\":\"Polygon\",\"coordinates\":[[\(ring)]]}", properties)
    }

    private static func spot(_ spot: RiskPicture.Spot, rank: Int, _ time: (EventTime) -> String) -> String {
        var properties: [(String, String)] = [
            ("kind", quoted("terminal")), ("id", quoted(spot.id)), ("rank", "\(rank)"),
            ("expected", number(spot.expected)), ("at_risk_rupees", rupees(spot.atRisk)),
            ("eta", quoted(time(spot.eta))), ("cases", "[" + spot.cases.map(quoted).joined(separator: ",") + "]"),
        ]
        if let name = spot.name { properties.append(("name", quoted(name))) }
        properties += station(spot.nearest)
        let point = "{\"type\":\"Point\",\"coordinates\":\(position(spot.location))}"
        return feature(id: spot.id, geometry: point, properties)
    }

    private static func station(_ nearest: StationIndex.Nearest?) -> [(String, String)] {
        guard let nearest else { return [] }
        return [
            ("station_id", quoted(nearest.station.id)), ("station", quoted(nearest.station.name)),
            ("station_km", number((nearest.kilometres * 100).rounded() / 100)),
        ]
    }

    // MARK: JSON

    private static func feature(id: String, geometry: String, _ properties: [(String, String)]) -> String {
        object([
            ("type", quoted("Feature")), ("id", quoted(id)), ("geometry", geometry), ("properties", object(properties)),
        ])
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    /// Longitude first, to six decimals: about ten centimetres.
    private static func position(_ point: GeoPoint) -> String {
        "[\(number(point.longitude)),\(number(point.latitude))]"
    }

    private static func number(_ value: Double) -> String {
        let rounded = (value * 1e6).rounded() / 1e6
        // Swift writes 1e-05, which JSON takes as well.
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func rupees(_ paise: Int64) -> String { "\(paise / 100)" }

    private static func hex(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> String {
        func two(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        return "#" + two(red) + two(green) + two(blue)
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
