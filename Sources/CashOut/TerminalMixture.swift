import Records
import StageKit

/// Where a balance will be drawn: a mixture of the account's own places, of cells with recent fraud within reach, and
/// of how dense terminals lie there.
///
/// The weights say how much each component knows: own places grow with the withdrawals seen, fraud with its intensity;
/// the rest is split between density and "elsewhere", which no terminal gets. So the probabilities add up to at most 1.
struct TerminalMixture {
    enum Component: Int, CaseIterable {
        case own, fraud, density

        var code: String {
            switch self {
            case .own: "OWN_WITHDRAWALS"
            case .fraud: "RECENT_FRAUD_NEARBY"
            case .density: "TERMINALS_NEARBY"
            }
        }
    }

    struct Chance {
        var id: String
        var point: GeoPoint?
        var name: String?
        /// By component.
        var parts: [Double]
        var probability: Double { parts[0] + parts[1] + parts[2] }
    }

    /// A place the account is bound to, and how much.
    private struct Anchor {
        var point: GeoPoint
        var weight: Double
    }

    /// All candidates, the likeliest first, ties by id.
    private(set) var chances: [Chance] = []
    private(set) var ownWithdrawals = 0.0
    private(set) var fraudPerHour = 0.0
    private(set) var terminalsInReach = 0
    private var parts: [String: [Double]] = [:]
    private var points: [String: GeoPoint] = [:]

    init(
        account: AccountPlaces, hop: TrailHop, now: EventTime, tables: borrowing CashOutTables,
        settings: CashOutSettings
    ) {
        let places = account.places.sorted { $0.terminal < $1.terminal }
        let anchors = Self.anchors(places, homeIFSC: hop.homeIFSC ?? account.homeIFSC, now: now, tables: tables)
        let reach = Self.reach(anchors, hop: hop, tables: tables, settings: settings)
        let density = Self.density(anchors, reach: reach, hop: hop, tables: tables)
        let hot = Self.hot(reach, now: now, tables: tables)
        ownWithdrawals = places.reduce(0) { $0 + $1.weight(at: now) }
        fraudPerHour = hot.reduce(0) { $0 + $1.intensity }
        terminalsInReach = density.count
        let own = ownWithdrawals / (ownWithdrawals + 2)
        let fraud = (1 - own) * fraudPerHour / (fraudPerHour + 0.25)
        for place in places {
            add(place.terminal, place.point, .own, own * place.weight(at: now) / max(ownWithdrawals, 1e-12))
        }
        addHot(hot, weight: fraud, tables: tables)
        addDensity(density, weight: 0.7 * (1 - own - fraud), tables: tables)
        finish(tables: tables)
    }

    // MARK: Where

    private static func anchors(
        _ places: [AccountPlaces.Place], homeIFSC: String?, now: EventTime, tables: borrowing CashOutTables
    ) -> [Anchor] {
        var anchors = places.map { Anchor(point: $0.point, weight: $0.weight(at: now)) }
        if let homeIFSC, let branch = tables.terminals[homeIFSC] {
            anchors.append(Anchor(point: branch.location, weight: 0.5))
        }
        anchors.sort {
            ($0.weight, $0.point.latitude, $0.point.longitude) > ($1.weight, $1.point.latitude, $1.point.longitude)
        }
        return Array(anchors.prefix(4))
    }

    /// The cells within reach of an anchor; without any, those of the case's district.
    private static func reach(
        _ anchors: [Anchor], hop: TrailHop, tables: borrowing CashOutTables, settings: CashOutSettings
    ) -> [S2Cell] {
        var cells: Set<S2Cell> = []
        for anchor in anchors {
            cells.formUnion(S2Cell.covering(anchor.point, metres: settings.reachMetres, level: settings.cellLevel))
        }
        if anchors.isEmpty {
            for id in tables.terminalIDs(state: hop.state, district: hop.district) {
                guard let terminal = tables.terminals[id] else { continue }
                if let cell = S2Cell(terminal.location, level: settings.cellLevel) { cells.insert(cell) }
            }
        }
        return cells.sorted()
    }

    /// Terminals in reach, the nearer to where the account goes the heavier: half as much each 1.5 km.
    private static func density(
        _ anchors: [Anchor], reach: [S2Cell], hop: TrailHop, tables: borrowing CashOutTables
    ) -> [(id: String, weight: Double)] {
        var found: [(id: String, weight: Double)] = []
        for cell in reach {
            for id in tables.terminalIDs(in: cell) {
                guard let terminal = tables.terminals[id] else { continue }
                var weight = anchors.isEmpty ? 1.0 : 0
                for anchor in anchors {
                    let kilometres = PortableMath.kilometres(from: anchor.point, to: terminal.location)
                    weight += anchor.weight * PortableMath.exp2(-kilometres / 1.5)
                }
                found.append((id, weight))
            }
        }
        return found
    }

    private static func hot(
        _ reach: [S2Cell], now: EventTime, tables: borrowing CashOutTables
    ) -> [(cell: S2Cell, intensity: Double)] {
        var found: [(cell: S2Cell, intensity: Double)] = []
        for cell in reach {
            guard let hot = tables.hotCells[cell] else { continue }
            found.append((cell, hot.intensity(at: now)))
        }
        return found
    }

    // MARK: How much

    private mutating func addHot(
        _ hot: [(cell: S2Cell, intensity: Double)], weight: Double, tables: borrowing CashOutTables
    ) {
        guard fraudPerHour > 0 else { return }
        for (cell, intensity) in hot {
            let mass = weight * intensity / fraudPerHour
            let used = tables.hotCells[cell]?.terminals ?? []
            let sum = used.reduce(0) { $0 + $1.probability }
            if sum > 0 {
                for terminal in used {
                    add(terminal.id, terminal.location, .fraud, mass * terminal.probability / max(1, sum))
                }
                continue
            }
            let ids = tables.terminalIDs(in: cell)
            for id in ids { add(id, nil, .fraud, mass / Double(ids.count)) }
        }
    }

    private mutating func addDensity(
        _ density: [(id: String, weight: Double)], weight: Double, tables: borrowing CashOutTables
    ) {
        let sum = density.reduce(0) { $0 + $1.weight }
        guard sum > 0 else { return }
        for (id, part) in density { add(id, nil, .density, weight * part / sum) }
    }

    private mutating func add(_ id: String, _ point: GeoPoint?, _ component: Component, _ mass: Double) {
        parts[id, default: [0, 0, 0]][component.rawValue] += mass
        if let point { points[id] = point }
    }

    private mutating func finish(tables: borrowing CashOutTables) {
        for (id, parts) in parts {
            let known = tables.terminals[id]
            chances.append(Chance(id: id, point: known?.location ?? points[id], name: known?.name, parts: parts))
        }
        chances.sort { $0.probability != $1.probability ? $0.probability > $1.probability : $0.id < $1.id }
        parts = [:]
        points = [:]
    }
}
