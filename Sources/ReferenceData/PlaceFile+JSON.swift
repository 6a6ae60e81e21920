import Foundation

extension PlaceFile {
    static func json(_ bytes: [UInt8]) throws(ReferenceFault) -> PlaceFile {
        let parsed: Any
        do { parsed = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
            throw ReferenceFault("the file begins like JSON and is none: \((error as NSError).localizedDescription)")
        }
        guard let object = parsed as? [String: Any] else {
            throw ReferenceFault("a JSON array; a GeoJSON FeatureCollection or an Overpass answer is an object")
        }
        if let elements = object["elements"] as? [[String: Any]] { return overpass(elements, object) }
        if let features = object["features"] as? [[String: Any]] { return geoJSON(features, object) }
        throw ReferenceFault("neither 'features' (GeoJSON) nor 'elements' (Overpass): what is this?")
    }

    // MARK: Overpass

    private static func overpass(_ elements: [[String: Any]], _ object: [String: Any]) -> PlaceFile {
        var file = PlaceFile(format: .overpass, rows: [])
        let about = object["osm3s"] as? [String: Any]
        file.attribution = Text.nonEmpty(about?["copyright"] as? String).map { _ in openStreetMap } ?? openStreetMap
        for (index, element) in elements.enumerated() {
            guard let tags = strings(element["tags"]) else {
                file.others += 1
                continue
            }
            let centre = element["center"] as? [String: Any]
            let place = OSMElement(
                type: element["type"] as? String ?? "node", id: text(element["id"]) ?? "",
                latitude: text(element["lat"]) ?? text(centre?["lat"]),
                longitude: text(element["lon"]) ?? text(centre?["lon"]), tags: tags)
            file.add(place, line: index + 1)
        }
        return file
    }

    /// Takes an element of OpenStreetMap, if it is a place of interest.
    mutating func add(_ element: OSMElement, line: Int) {
        guard let rows = element.rows(line: line) else {
            others += 1
            return
        }
        self.rows += rows
    }

    // MARK: GeoJSON

    private static func geoJSON(_ features: [[String: Any]], _ object: [String: Any]) -> PlaceFile {
        var file = PlaceFile(format: .geoJSON, rows: [])
        file.attribution = Text.nonEmpty((object["attribution"] ?? object["copyright"]) as? String)
        for (index, feature) in features.enumerated() {
            let properties = strings(feature["properties"]) ?? [:]
            let id = text(feature["id"]) ?? properties["@id"] ?? properties["osm_id"]
            let geometry = feature["geometry"] as? [String: Any]
            let numbers = (geometry?["coordinates"] as? [Any])?.compactMap { text($0) } ?? []
            let isPoint = geometry?["type"] as? String == "Point" && numbers.count >= 2
            let isOSM = properties["@id"] != nil || properties["osm_id"] != nil
            if isOSM, file.attribution == nil { file.attribution = openStreetMap }
            var rows: [RawPlace]
            if isOSM, properties["amenity"] != nil {
                let element = OSMElement(
                    type: "", id: id ?? "", latitude: isPoint ? numbers[1] : nil, longitude: isPoint ? numbers[0] : nil,
                    tags: properties)
                guard let found = element.rows(line: index + 1) else {
                    file.others += 1
                    continue
                }
                rows = found
            } else {
                rows = [plain(properties, id: id, line: index + 1)]
                if isPoint {
                    rows[0].values[.longitude] = numbers[0]
                    rows[0].values[.latitude] = numbers[1]
                }
            }
            if !isPoint {
                let type = geometry?["type"] as? String ?? "none"
                for number in rows.indices { rows[number].fault = "its geometry is \(type), not a Point" }
            }
            file.rows += rows
        }
        return file
    }

    private static func plain(_ properties: [String: String], id: String?, line: Int) -> RawPlace {
        var row = RawPlace(line: line, values: [:])
        for field in RawPlace.Field.allCases {
            if let value = Text.nonEmpty(properties[field.rawValue]) { row.values[field] = value }
        }
        if row[.bank] == nil, let bank = Text.nonEmpty(properties["operator"]) { row.values[.bank] = bank }
        if row[.kind] == nil, let kind = Text.nonEmpty(properties["amenity"]) { row.values[.kind] = kind }
        if row[.id] == nil, let id = Text.nonEmpty(id) { row.values[.id] = id }
        return row
    }

    // MARK: Values

    private static func strings(_ any: Any?) -> [String: String]? {
        (any as? [String: Any])?.compactMapValues(text)
    }

    private static func text(_ any: Any?) -> String? {
        switch any {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }
}

extension Text {
    static func nonEmpty(_ text: String?) -> String? {
        guard let text else { return nil }
        let trimmed = trimmed(text)
        return trimmed.isEmpty ? nil : trimmed
    }
}
