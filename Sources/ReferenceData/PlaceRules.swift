public import Records

/// What a row must be to become a record, and what it gets where it is silent.
public struct PlaceRules: Sendable {
    /// A box in degrees.
    public struct Box: Sendable, Equatable {
        public var latitudes: ClosedRange<Double>
        public var longitudes: ClosedRange<Double>

        /// Mainland and islands, from Great Nicobar to Ladakh. Its latitudes and longitudes do not overlap, so swapped
        /// columns show.
        public static let india = Box(latitudes: 6.5...37.6, longitudes: 68.0...97.5)

        func contains(_ latitude: Double, _ longitude: Double) -> Bool {
            latitudes.contains(latitude) && longitudes.contains(longitude)
        }
    }

    /// nil: anywhere on Earth.
    public var box: Box? = .india
    /// The kind of terminals whose row names none.
    public var kind = "ATM"
    public var bank: String?
    public var district: String?
    public var state: String?
    /// Over what the file tells.
    public var attribution: String?
    /// For stations without a name: this and the id. nil leaves them out.
    public var unnamed: String?

    public init() {}

    static let kinds: [String: String] = [
        "ATM": "ATM", "CASH_DISPENSER": "ATM", "CDM": "ATM", "AEPS": "AEPS", "CSP": "AEPS", "BC": "AEPS",
        "MICRO_ATM": "AEPS", "BRANCH": "BRANCH", "BANK": "BRANCH", "POS": "POS", "OFFICE": "OFFICE",
    ]

    static let longest = 256
    static let longestID = 128
}

/// What became of a file's rows.
public struct LoadedPlaces<Place: Sendable>: Sendable {
    public var places: [Place] = []
    public var problems: [RowProblem] = []
    /// Rows of the other sort: a bank among stations, a police post among terminals.
    public var others = 0
}

extension PlaceRules {
    /// The terminals of a file; every row that is none is reported with its line and a reason.
    public func terminals(_ file: PlaceFile) -> LoadedPlaces<ReferenceTerminal> {
        load(file, isOther: { $0.lowercased() == "police" }) { row, id, point throws(Refusal) in
            let word = row[.kind] ?? kind
            let plain = word.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
            guard let known = Self.kinds[String(plain)] else {
                throw Refusal("kind '\(word)' is none of ATM, AEPS, BRANCH, POS, OFFICE")
            }
            return ReferenceTerminal(
                id: id, kind: known, name: try text(row, .name), bank: try text(row, .bank) ?? bank, location: point,
                district: try text(row, .district) ?? district, state: try text(row, .state) ?? state,
                attribution: attribution ?? row[.attribution] ?? file.attribution)
        }
    }

    /// The police stations of a file.
    public func stations(_ file: PlaceFile) -> LoadedPlaces<ReferenceStation> {
        load(file, isOther: { ["atm", "bank"].contains($0.lowercased()) }) { row, id, point throws(Refusal) in
            guard let name = try text(row, .name) ?? unnamed.map({ "\($0) \(id)" }) else {
                throw Refusal("it has no name; --unnamed 'Police station' would name it so, with its id")
            }
            return ReferenceStation(
                id: id, name: name, location: point, district: try text(row, .district) ?? district,
                state: try text(row, .state) ?? state,
                attribution: attribution ?? row[.attribution] ?? file.attribution)
        }
    }

    private struct Refusal: Error {
        var reason: String
        init(_ reason: String) { self.reason = reason }
    }

    private func load<Place>(
        _ file: PlaceFile, isOther: (String) -> Bool,
        make: (RawPlace, String, GeoPoint) throws(Refusal) -> Place
    ) -> LoadedPlaces<Place> {
        var loaded = LoadedPlaces<Place>()
        var lines: [String: Int] = [:]
        for row in file.rows {
            if let kind = row[.kind], isOther(kind) {
                loaded.others += 1
                continue
            }
            do throws(Refusal) {
                if let fault = row.fault { throw Refusal(fault) }
                let id = try id(row)
                if let first = lines[id] { throw Refusal("its id is on line \(first) already") }
                let place = try make(row, id, try point(row))
                lines[id] = row.line
                loaded.places.append(place)
            } catch {
                loaded.problems.append(RowProblem(line: row.line, id: row[.id], reason: error.reason))
            }
        }
        return loaded
    }

    private func id(_ row: RawPlace) throws(Refusal) -> String {
        guard let id = row[.id] else { throw Refusal("it has no id") }
        guard id.utf8.count <= Self.longestID else {
            throw Refusal("its id has \(id.utf8.count) bytes; at most \(Self.longestID)")
        }
        return id
    }

    private func text(_ row: RawPlace, _ field: RawPlace.Field) throws(Refusal) -> String? {
        guard let text = row[field] else { return nil }
        guard text.utf8.count <= Self.longest else {
            throw Refusal("its \(field.rawValue) has \(text.utf8.count) bytes; at most \(Self.longest)")
        }
        return text
    }

    private func point(_ row: RawPlace) throws(Refusal) -> GeoPoint {
        let latitude = try degrees(row, .latitude, 90)
        let longitude = try degrees(row, .longitude, 180)
        let place = "\(latitude), \(longitude)"
        guard let box else { return GeoPoint(latitude: latitude, longitude: longitude) }
        guard box.contains(latitude, longitude) else {
            if box.contains(longitude, latitude) {
                throw Refusal("\(place): latitude and longitude are the wrong way round")
            }
            let (north, east) = (box.latitudes, box.longitudes)
            throw Refusal(
                "\(place) is outside India's box, \(north.lowerBound) to \(north.upperBound) north and "
                    + "\(east.lowerBound) to \(east.upperBound) east; --anywhere lifts it")
        }
        return GeoPoint(latitude: latitude, longitude: longitude)
    }

    private func degrees(_ row: RawPlace, _ field: RawPlace.Field, _ limit: Double) throws(Refusal) -> Double {
        guard let text = row[field] else { throw Refusal("it has no \(field.rawValue)") }
        guard let value = Double(text), value.isFinite else {
            throw Refusal("\(field.rawValue) '\(text)' is no decimal number of degrees")
        }
        // To seven decimals, as records are written: about a centimetre.
        let rounded = (value * 1e7).rounded() / 1e7
        // With swapped columns a latitude is beyond 90 only outside India; the box tells better there.
        guard abs(rounded) <= limit else {
            throw Refusal("\(field.rawValue) \(text) is not within -\(Int(limit))...\(Int(limit))")
        }
        return rounded
    }
}
