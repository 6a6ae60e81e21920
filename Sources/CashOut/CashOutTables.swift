import Records
import StageKit

/// Reference data of the cashout stage: the terminals, and the latest risk of every cell.
public struct CashOutTables: Sendable {
    /// A cell with recent fraud.
    struct HotCell: Sendable {
        var intensityFraud: Double
        var updatedAt: EventTime
        var terminals: [TerminalChance]

        /// Fraud withdrawals an hour, faded since the cell was published: it is published until the excitement is
        /// over, so what is left then fades as slowly as the background.
        func intensity(at now: EventTime) -> Double {
            intensityFraud
                * Decay.factor(max(0, now.milliseconds(since: updatedAt)), halfLife: CellActivity.halfLifeSlow)
        }
    }

    static let officeKind = "OFFICE"

    let cellLevel: Int
    private(set) var terminals: [String: ReferenceTerminal] = [:]
    /// Ids of a cell's terminals, sorted.
    private var idsByCell: [S2Cell: [String]] = [:]
    /// Ids of a district's terminals, sorted.
    private var idsByDistrict: [String: [String]] = [:]
    /// Branches by IFSC: anchors, where no machine is known to stand.
    private var offices: [String: GeoPoint] = [:]
    private(set) var hotCells: [S2Cell: HotCell] = [:]
    /// Cells in which a crew drew stolen money, with when that was stated.
    private var crews: [String: [S2Cell: CrewCell]] = [:]

    private var crewsByCell: [S2Cell: [String]] = [:]

    private struct CrewCell {
        var places: [CrewPlace]
        var updatedAt: EventTime
    }

    init(cellLevel: Int) { self.cellLevel = cellLevel }

    func terminalIDs(in cell: S2Cell) -> [String] { idsByCell[cell] ?? [] }

    func terminalIDs(state: String, district: String) -> [String] {
        idsByDistrict[Self.districtKey(state, district)] ?? []
    }

    /// Where a branch is: an entry of kind `OFFICE` under its IFSC, else a terminal of that id.
    func location(ofBranch ifsc: String) -> GeoPoint? { offices[ifsc] ?? terminals[ifsc]?.location }

    private static func districtKey(_ state: String, _ district: String) -> String {
        state.lowercased() + "/" + district.lowercased()
    }

    mutating func setTerminal(_ id: String, to terminal: ReferenceTerminal?) {
        if let old = terminals.removeValue(forKey: id) {
            if let cell = S2Cell(old.location, level: cellLevel) { Self.remove(id, from: &idsByCell[cell]) }
            if let state = old.state, let district = old.district {
                Self.remove(id, from: &idsByDistrict[Self.districtKey(state, district)])
            }
        }
        offices[id] = nil
        guard let terminal else { return }
        guard terminal.kind != Self.officeKind else {
            offices[id] = terminal.location
            return
        }
        terminals[id] = terminal
        if let cell = S2Cell(terminal.location, level: cellLevel) { Self.insert(id, into: &idsByCell[cell]) }
        if let state = terminal.state, let district = terminal.district {
            Self.insert(id, into: &idsByDistrict[Self.districtKey(state, district)])
        }
    }

    mutating func setCell(_ token: String, to cell: RiskCell?) {
        guard let id = S2Cell(token: token) else { return }
        setCrews(of: id, to: cell)
        guard let cell, cell.intensityFraud > 0 else {
            hotCells[id] = nil
            return
        }
        hotCells[id] = HotCell(
            intensityFraud: cell.intensityFraud, updatedAt: cell.updatedAt, terminals: cell.terminals)
    }

    private mutating func setCrews(of id: S2Cell, to cell: RiskCell?) {
        for crew in crewsByCell[id] ?? [] {
            crews[crew]?[id] = nil
            if crews[crew]?.isEmpty ?? false { crews[crew] = nil }
        }
        crewsByCell[id] = nil
        guard let cell, !cell.crews.isEmpty else { return }
        let byCrew = Dictionary(grouping: cell.crews, by: \.crew)
        for (crew, places) in byCrew {
            crews[crew, default: [:]][id] = CrewCell(places: places, updatedAt: cell.updatedAt)
        }
        crewsByCell[id] = Array(byCrew.keys)
    }

    /// Visits by terminal of any of `crews`, decayed to `now`, sorted by terminal. A visit of two of them counts twice,
    /// for it says so for both.
    func visits(of crews: [String], at now: EventTime) -> [(terminal: String, visits: Double)] {
        var sums: [String: Double] = [:]
        for crew in crews {
            for (_, cell) in (self.crews[crew] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let age = max(0, now.milliseconds(since: cell.updatedAt))
                let left = Decay.factor(age, halfLife: CellActivity.halfLifeCrews)
                for place in cell.places { sums[place.terminal, default: 0] += place.visits * left }
            }
        }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func insert(_ id: String, into ids: inout [String]?) {
        var sorted = ids ?? []
        ids = nil
        let place = position(of: id, in: sorted)
        if place == sorted.count || sorted[place] != id { sorted.insert(id, at: place) }
        ids = sorted
    }

    private static func remove(_ id: String, from ids: inout [String]?) {
        guard var sorted = ids else { return }
        ids = nil
        let place = position(of: id, in: sorted)
        if place < sorted.count, sorted[place] == id { sorted.remove(at: place) }
        if !sorted.isEmpty { ids = sorted }
    }

    /// The first place whose id is not before `id`.
    private static func position(of id: String, in sorted: [String]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
