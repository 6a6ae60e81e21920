extension PlaceFile {
    /// Names of columns, lower case, everything but letters and digits as `_`.
    private static let known: [(RawPlace.Field, Set<String>)] = [
        (.id, ["id", "osm_id", "terminal_id", "station_id", "atm_id", "tid", "code", "station_code"]),
        (.kind, ["kind", "type", "terminal_type", "amenity"]),
        (.name, ["name", "station_name", "ps_name", "police_station", "atm_name", "terminal_name"]),
        (.bank, ["bank", "bank_name", "operator", "brand"]),
        (.latitude, ["lat", "latitude", "y"]), (.longitude, ["lon", "lng", "long", "longitude", "x"]),
        (.district, ["district", "district_name", "addr_district"]), (.state, ["state", "state_name", "addr_state"]),
        (.attribution, ["attribution", "credit"]),
    ]

    static func csv(_ text: String, options: Options) throws(ReferenceFault) -> PlaceFile {
        let delimiter = options.delimiter ?? guess(text)
        var records = CSVRecords(text, delimiter: delimiter)
        guard let header = records.next() else { throw ReferenceFault("the file is empty") }
        var file = PlaceFile(format: .csv, rows: [])
        file.delimiter = delimiter
        let fields = try file.map(header.cells, options.columns)
        while let (line, cells) = records.next() {
            if cells.count == 1, cells[0].isEmpty { continue }
            var row = RawPlace(line: line, values: [:])
            if cells.count != header.cells.count {
                row.fault = "\(cells.count) cells where the header has \(header.cells.count)"
            }
            for (cell, field) in zip(cells, fields) {
                guard let field, !cell.isEmpty else { continue }
                row.values[field] = cell
            }
            if let id = row[.id], file.attribution != nil { row.values[.id] = osmID(id) }
            file.rows.append(row)
        }
        if let fault = records.fault { throw fault }
        return file
    }

    /// `osm:node/17`: where openstreetmap.org shows it.
    static func osmID(_ id: String) -> String { id.hasPrefix("osm:") ? id : "osm:" + id }

    /// Which of the usual separators the header has most of, outside quotes.
    private static func guess(_ text: String) -> Character {
        var counts: [Character: Int] = [:]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if isQuoted { continue }
            if character.isNewline { break }
            if ",;\t|".contains(character) { counts[character, default: 0] += 1 }
        }
        let best = ",;\t|".max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ","
        return counts[best] == nil ? "," : best
    }

    private mutating func map(
        _ header: [String], _ given: [String: RawPlace.Field]
    ) throws(ReferenceFault) -> [RawPlace.Field?] {
        for name in given.keys.sorted() where !header.contains(name) {
            throw ReferenceFault("there is no column '\(name)'; the header has \(header.joined(separator: ", "))")
        }
        var fields: [RawPlace.Field?] = []
        for name in header {
            let plain = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
            let words = plain.drop { $0 == "_" }
            let isTaken = { field in fields.contains(field) || given.values.contains(field) }
            let found = given[name] ?? Self.known.first { $0.1.contains(String(words)) && !isTaken($0.0) }?.0
            fields.append(found)
            if let found { columns.append((name, found)) } else { unusedColumns.append(name) }
            if ["osm_id", "osmid"].contains(plain) { attribution = Self.openStreetMap }
        }
        for field in [RawPlace.Field.id, .latitude, .longitude] where !fields.contains(field) {
            throw ReferenceFault(
                "no column is known as \(field.rawValue): the header has \(header.joined(separator: ", ")); "
                    + "name it, as in --column '\(header.first ?? "x")=\(field.rawValue)'")
        }
        return fields
    }
}

/// The records of RFC 4180 text: quoted cells may hold separators, quotes twice and line ends.
struct CSVRecords {
    private var rest: Substring
    private let delimiter: Character
    private var line = 1
    private(set) var fault: ReferenceFault?

    init(_ text: String, delimiter: Character) {
        rest = text[...]
        self.delimiter = delimiter
    }

    /// The line on which the next record starts and its trimmed cells.
    mutating func next() -> (line: Int, cells: [String])? {
        guard !rest.isEmpty else { return nil }
        let start = line
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        while let character = rest.popFirst() {
            if character.isNewline { line += 1 }
            if isQuoted {
                guard character == "\"" else {
                    cell.append(character)
                    continue
                }
                if rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted = false }
            } else if character == "\"", cell.allSatisfy(\.isWhitespace) {
                isQuoted = true
                cell = ""
            } else if character == delimiter {
                cells.append(Text.trimmed(cell))
                cell = ""
            } else if character.isNewline {
                break
            } else {
                cell.append(character)
            }
        }
        if isQuoted { fault = ReferenceFault("line \(start): a quote is opened and never closed") }
        cells.append(Text.trimmed(cell))
        return (start, cells)
    }
}

enum Text {
    static func trimmed(_ text: some StringProtocol) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
