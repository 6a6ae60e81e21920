/// A node, way or relation of OpenStreetMap with tags, as far as it can be a terminal or a station.
///
/// Keys after the OpenStreetMap wiki: `amenity=atm`, `amenity=bank` with `atm=yes` for a machine on the premises,
/// `amenity=police`; `operator` and `brand` for the bank; `addr:district`, `addr:state`.
struct OSMElement {
    /// `node`, `way`, `relation`; empty when ``id`` says it.
    var type: String
    var id: String
    var latitude: String?
    var longitude: String?
    var tags: [String: String]

    /// One row, two for a bank with a machine; nil for what is neither bank, machine nor police.
    func rows(line: Int) -> [RawPlace]? {
        guard let amenity = tags["amenity"], ["atm", "bank", "police"].contains(amenity) else { return nil }
        var row = RawPlace(line: line, values: [:])
        row.values[.id] = id.isEmpty ? nil : PlaceFile.osmID(type.isEmpty ? id : "\(type)/\(id)")
        row.values[.kind] = amenity
        row.values[.name] = first("name:en", "name", "official_name")
        row.values[.bank] = amenity == "police" ? nil : first("operator", "brand", "network")
        row.values[.district] = first("addr:district", "is_in:district")
        row.values[.state] = first("addr:state", "is_in:state")
        row.values[.latitude] = Text.nonEmpty(latitude)
        row.values[.longitude] = Text.nonEmpty(longitude)
        if latitude == nil || longitude == nil {
            row.fault = "\(type.isEmpty ? "it" : "a \(type)") without coordinates: ask Overpass for 'out center'"
        }
        guard amenity == "bank", tags["atm"] == "yes" else { return [row] }
        var machine = row
        machine.values[.id] = row[.id].map { $0 + "/atm" }
        machine.values[.kind] = "atm"
        return [row, machine]
    }

    private func first(_ keys: String...) -> String? {
        for key in keys { if let value = Text.nonEmpty(tags[key]) { return value } }
        return nil
    }
}
