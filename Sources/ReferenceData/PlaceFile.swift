/// The rows of a file of places, whatever its form: CSV, GeoJSON points, Overpass JSON, OpenStreetMap XML.
public struct PlaceFile: Sendable, Equatable {
    public enum Format: String, Sendable {
        case csv = "CSV"
        case geoJSON = "GeoJSON"
        case overpass = "Overpass JSON"
        case osmXML = "OpenStreetMap XML"
    }

    /// Whom the Open Database License 1.0 asks to name with data of OpenStreetMap.
    public static let openStreetMap = "© OpenStreetMap contributors, ODbL 1.0"

    public var format: Format
    public var rows: [RawPlace]
    /// Elements of other kinds that the file holds as well, such as the nodes of a road.
    public var others = 0
    /// For CSV: which column is read as what, in the file's order, and the columns that are not read.
    public var columns: [(name: String, field: RawPlace.Field)] = []
    public var unusedColumns: [String] = []
    public var delimiter: Character?
    /// What the source wants named; nil when the file does not tell.
    public var attribution: String?

    /// How to read what the file itself does not tell.
    public struct Options: Sendable {
        /// Of a CSV file; nil guesses.
        public var delimiter: Character?
        /// Columns by name, over those known by their names.
        public var columns: [String: RawPlace.Field] = [:]
        public init() {}
    }

    /// The form is told from the first character. O(bytes).
    public init(_ bytes: [UInt8], options: Options = Options()) throws(ReferenceFault) {
        let text = String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
        switch text.first(where: { !$0.isWhitespace }) {
        case nil: throw ReferenceFault("the file is empty")
        case "<": self = try Self.osmXML(Array(text.utf8))
        case "{", "[": self = try Self.json(Array(text.utf8))
        default: self = try Self.csv(text, options: options)
        }
        for (name, _) in options.columns where format != .csv {
            throw ReferenceFault("column '\(name)' is mapped, but the file is \(format.rawValue), which has no columns")
        }
    }

    init(format: Format, rows: [RawPlace]) {
        self.format = format
        self.rows = rows
    }

    public static func == (a: PlaceFile, b: PlaceFile) -> Bool {
        a.format == b.format && a.rows == b.rows && a.others == b.others && a.attribution == b.attribution
    }
}
