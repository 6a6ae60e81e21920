import Records
import StageKit

/// Where the next withdrawal of a balance happens: a mixture of what the account did, what fraud did lately near and
/// far, and where terminals are dense. How much each counts was learned from outcomes (``Knowledge``).
///
/// "Elsewhere" is a component that no terminal gets, so the probabilities add up to at most 1.
struct TerminalMixture {
    /// The public parts are what an ablation can leave out.
    typealias Component = CashOutComponent

    struct Chance {
        var id: String
        var point: GeoPoint?
        var name: String?
        /// By component: each component's own share for this terminal, not yet weighted.
        var shares: [Double]
        /// By component, weighted.
        var parts: [Double]
        var probability: Double
    }

    /// A place the account is bound to, and how much.
    private struct Anchor {
        var point: GeoPoint
        var weight: Double
    }

    /// All candidates, the likeliest first, ties by id.
    private(set) var chances: [Chance] = []
    private(set) var experience: Knowledge.Experience
    private(set) var available: [Bool]
    private(set) var ownFraudVisits = 0.0
    private(set) var fraudPerHour = 0.0
    private(set) var crewVisits = 0.0
    /// Sum of the listed chances before ``scale(first:by:)``.
    private(set) var stated = 0.0
    private(set) var terminalsInReach = 0
    private var shares: [String: [Double]] = [:]
    private var points: [String: GeoPoint] = [:]

    init(
        account: AccountPlaces, hop: TrailHop, now: EventTime, knowledge: Knowledge, tables: borrowing CashOutTables,
        settings: CashOutSettings
    ) {
        experience = account.experience(at: now)
        available = Component.allCases.map { $0 == .elsewhere }
        let places = account.places.sorted { $0.terminal < $1.terminal }
        let anchors = Self.anchors(places, homeIFSC: hop.homeIFSC ?? account.homeIFSC, now: now, tables: tables)
        addOwn(places, now: now)
        addCrews(account.crews, now: now, tables: tables)
        addFraud(anchors, now: now, tables: tables)
        addDensity(anchors, hop: hop, tables: tables, settings: settings)
        for component in Component.allCases where !settings.components.contains(component) {
            available[component.rawValue] = component == .elsewhere
        }
        finish(knowledge, tables: tables)
    }

    /// What the account does itself: where it drew stolen money before, where it drew any.
    private mutating func addOwn(_ places: [AccountPlaces.Place], now: EventTime) {
        ownFraudVisits = places.reduce(0) { $0 + $1.fraud(at: now) }
        add(places.map { ($0.terminal, $0.point, $0.fraud(at: now)) }, .ownFraud)
        add(places.map { ($0.terminal, $0.point, $0.weight(at: now)) }, .own)
    }

    /// Where others of the same crews drew.
    private mutating func addCrews(_ crews: [String], now: EventTime, tables: borrowing CashOutTables) {
        let visits = tables.visits(of: crews, at: now)
        crewVisits = visits.reduce(0) { $0 + $1.visits }
        add(visits.map { ($0.terminal, tables.terminals[$0.terminal]?.location, $0.visits) }, .crew)
    }

    /// Terminals of cells with recent fraud, near the account's places and everywhere.
    private mutating func addFraud(_ anchors: [Anchor], now: EventTime, tables: borrowing CashOutTables) {
        var everywhere: [(id: String, point: GeoPoint?, weight: Double)] = []
        var near: [(id: String, point: GeoPoint?, weight: Double)] = []
        for cell in tables.hotCells.keys.sorted() {
            guard let hot = tables.hotCells[cell] else { continue }
            let intensity = hot.intensity(at: now)
            fraudPerHour += intensity
            let closeness = Self.closeness(of: cell.centre, to: anchors)
            for terminal in hot.terminals {
                let weight = intensity * terminal.probability
                everywhere.append((terminal.id, terminal.location, weight))
                near.append((terminal.id, terminal.location, weight * closeness))
            }
        }
        add(near, .fraudNearby)
        add(everywhere, .fraudElsewhere)
    }

    /// Terminals within reach, the nearer to where the account goes the heavier.
    private mutating func addDensity(
        _ anchors: [Anchor], hop: TrailHop, tables: borrowing CashOutTables, settings: CashOutSettings
    ) {
        var found: [(id: String, point: GeoPoint?, weight: Double)] = []
        for cell in Self.reach(anchors, hop: hop, tables: tables, settings: settings) {
            for id in tables.terminalIDs(in: cell) {
                guard let terminal = tables.terminals[id] else { continue }
                let weight = anchors.isEmpty ? 1 : Self.closeness(of: terminal.location, to: anchors)
                found.append((id, terminal.location, weight))
            }
        }
        terminalsInReach = found.count
        add(found, .density)
    }

    // MARK: Where

    private static func anchors(
        _ places: [AccountPlaces.Place], homeIFSC: String?, now: EventTime, tables: borrowing CashOutTables
    ) -> [Anchor] {
        // Who draws stolen money somewhere is at work there: it counts for five honest withdrawals.
        var anchors = places.map { Anchor(point: $0.point, weight: $0.weight(at: now) + 5 * $0.fraud(at: now)) }
        if let homeIFSC, let branch = tables.location(ofBranch: homeIFSC) {
            anchors.append(Anchor(point: branch, weight: 1))
        }
        anchors.sort {
            ($0.weight, $0.point.latitude, $0.point.longitude) > ($1.weight, $1.point.latitude, $1.point.longitude)
        }
        return Array(anchors.prefix(4))
    }

    /// Half as much each 1.5 km.
    private static func closeness(of point: GeoPoint, to anchors: [Anchor]) -> Double {
        anchors.reduce(0) {
            $0 + $1.weight * PortableMath.exp2(-PortableMath.kilometres(from: $1.point, to: point) / 1.5)
        }
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

    // MARK: How much

    /// Gives `component` a distribution proportional to the weights; none at all when they vanish.
    private mutating func add(_ weighted: [(id: String, point: GeoPoint?, weight: Double)], _ component: Component) {
        let sum = weighted.reduce(0) { $0 + $1.weight }
        guard sum > 1e-9 else { return }
        available[component.rawValue] = true
        for (id, point, weight) in weighted where weight > 0 {
            shares[id, default: Component.allCases.map { _ in 0 }][component.rawValue] += weight / sum
            if let point { points[id] = point }
        }
    }

    /// Corrects the first `count` chances by how often such lists held the outcome; they add up to at most 1, the rest
    /// shares what is left.
    mutating func scale(first count: Int, by factor: Double) {
        let sum = chances.prefix(count).reduce(0) { $0 + $1.probability }
        let rest = chances.dropFirst(count).reduce(0) { $0 + $1.probability }
        guard sum > 0 else { return }
        let factor = min(factor, Self.listedMax / sum)
        let restFactor = rest > 0 ? min(1, max(0, 1 - sum * factor) / rest) : 1
        for index in chances.indices {
            let factor = index < count ? factor : restFactor
            chances[index].probability *= factor
            for part in chances[index].parts.indices { chances[index].parts[part] *= factor }
        }
        stated = sum
    }

    /// Nothing is certain.
    private static let listedMax = 0.995

    private mutating func finish(_ knowledge: Knowledge, tables: borrowing CashOutTables) {
        let weights = knowledge.weights(experience, available: available)
        for (id, shares) in shares {
            let known = tables.terminals[id]
            let parts = zip(shares, weights).map { $0 * $1 }
            chances.append(
                Chance(
                    id: id, point: known?.location ?? points[id], name: known?.name, shares: shares, parts: parts,
                    probability: parts.reduce(0, +)))
        }
        chances.sort { $0.probability != $1.probability ? $0.probability > $1.probability : $0.id < $1.id }
        shares = [:]
        points = [:]
    }
}
