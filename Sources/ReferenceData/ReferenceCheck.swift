import CashOut
public import Records

/// What is in reference data and what forecasts will miss in it. Terminals without a district cannot be found for an
/// account whose places are unknown; a cell far from every station has no one to be told.
public struct ReferenceCheck: Sendable, Equatable {
    public var terminals = 0
    public var stations = 0
    public var kinds: [String: Int] = [:]
    public var terminalsWithoutDistrict = 0
    public var stationsWithoutDistrict = 0
    /// Terminals that share their exact point with another.
    public var sharedPoints = 0
    /// Cells with a terminal, and those of them whose nearest station is farther than ``far`` or unknown.
    public var cells = 0
    public var cellsFarFromStation = 0
    /// Kilometres from a terminal to its nearest station, nil when none is within 200.
    public var medianKilometres: Double?
    public var largestKilometres: Double?
    public var attributions: [String] = []

    /// A station farther away than this is hardly the one in charge.
    public static let far = 10.0

    /// `level`: of the cells. O(terminals + stations).
    public init(terminals: [ReferenceTerminal], stations: [ReferenceStation], level: Int = 13) {
        self.terminals = terminals.count
        self.stations = stations.count
        let index = StationIndex(stations)
        var points: [GeoPoint: Int] = [:]
        var cells: Set<S2Cell> = []
        var distances: [Double] = []
        for terminal in terminals {
            kinds[terminal.kind, default: 0] += 1
            if terminal.district == nil || terminal.state == nil { terminalsWithoutDistrict += 1 }
            points[terminal.location, default: 0] += 1
            if let cell = S2Cell(terminal.location, level: level) { cells.insert(cell) }
            if let nearest = index.nearest(to: terminal.location) { distances.append(nearest.kilometres) }
        }
        sharedPoints = points.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
        stationsWithoutDistrict = stations.count { $0.district == nil || $0.state == nil }
        self.cells = cells.count
        cellsFarFromStation = cells.count { index.nearest(to: $0, within: Self.far) == nil }
        distances.sort()
        if !distances.isEmpty { medianKilometres = distances[distances.count / 2] }
        largestKilometres = distances.last
        attributions = Set(terminals.compactMap(\.attribution) + stations.compactMap(\.attribution)).sorted()
    }

    /// Lines for a person.
    public var lines: [String] {
        let kinds = kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        var lines = ["\(terminals) terminals" + (kinds.isEmpty ? "" : ": \(kinds)"), "\(stations) police stations"]
        func warn(_ count: Int, _ words: String) { if count > 0 { lines.append("\(count) \(words)") } }
        warn(
            terminalsWithoutDistrict,
            "terminals name no state and district: not found for accounts whose places are unknown")
        warn(stationsWithoutDistrict, "stations name no state and district")
        warn(sharedPoints, "terminals share their exact point with another")
        if terminals > 0, stations > 0 {
            if let medianKilometres, let largestKilometres {
                lines.append(
                    "from a terminal to the nearest station: \(Self.short(medianKilometres)) km in the middle, "
                        + "\(Self.short(largestKilometres)) km at most")
            }
            lines.append(
                "\(cellsFarFromStation) of \(cells) cells with a terminal have no station within "
                    + "\(Self.short(Self.far)) km")
        }
        for text in attributions { lines.append("attribution: \(text)") }
        return lines
    }

    private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
