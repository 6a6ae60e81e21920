import Records
import Scenario
import StageKit

/// Simple rankings of a city's terminals, made at the moment of a forecast from what was known then.
struct Baselines {
    /// The four that were asked for, and two harder ones.
    enum Name: String, CaseIterable, Sendable {
        case homeBranch = "nearest_home_branch"
        case lastPlace = "last_place"
        case regionMostUsed = "region_most_used"
        case uniform
        case accountMostUsed = "account_most_used"
        case fraudMostUsed = "fraud_most_used"

        /// One of the four: the target is stated against these.
        var isAsked: Bool { self != .accountMostUsed && self != .fraudMostUsed }
    }

    static let listed = 10
    private let terminals: [ReferenceTerminal]
    private let branches: [String: GeoPoint]
    private var nearest: [String: [String]] = [:]
    /// Withdrawals by district and terminal, all and of one account.
    private var uses: [String: [String: Int]] = [:]
    private var own: [String: [String: Int]] = [:]
    private var last: [String: String] = [:]
    private let districts: [String: String]
    private let points: [String: GeoPoint]
    /// Known withdrawals of stolen money, by terminal.
    private var fraud: [String: Int] = [:]

    init(city: City) {
        terminals = city.terminals
        branches = Dictionary(city.branches.map { ($0.ifsc, $0.location) }, uniquingKeysWith: { first, _ in first })
        districts = Dictionary(
            city.terminals.map { ($0.id, $0.district ?? "") }, uniquingKeysWith: { first, _ in first })
        points = Dictionary(city.terminals.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    }

    var terminalCount: Int { terminals.count }

    mutating func see(_ booking: BankTransaction) {
        guard booking.isCashWithdrawal, let terminal = booking.terminal?.id else { return }
        uses[districts[terminal] ?? "", default: [:]][terminal, default: 0] += 1
        own[booking.account, default: [:]][terminal, default: 0] += 1
        last[booking.account] = terminal
    }

    /// A withdrawal that the forecaster, too, was told to be of stolen money.
    mutating func seeFraud(at terminal: String) { fraud[terminal, default: 0] += 1 }

    /// The first ``listed`` terminals of each ranking but the uniform one.
    mutating func rank(account: String, ifsc: String?) -> [Name: [String]] {
        let home = ifsc.flatMap { branches[$0] }.map { near($0, key: ifsc ?? "") } ?? []
        let lastID = last[account]
        let lastPlace = lastID.flatMap { id in points[id].map { near($0, key: id) } } ?? home
        let region = home.first.flatMap { districts[$0] } ?? ""
        return [
            .homeBranch: home, .lastPlace: lastPlace, .regionMostUsed: Self.most(uses[region] ?? [:], then: home),
            .accountMostUsed: Self.most(own[account] ?? [:], then: lastPlace),
            .fraudMostUsed: Self.most(fraud, then: home),
        ]
    }

    private mutating func near(_ point: GeoPoint, key: String) -> [String] {
        if let known = nearest[key] { return known }
        let ranked = terminals.map { (PortableMath.kilometres(from: point, to: $0.location), $0.id) }
            .sorted { $0 < $1 }.prefix(Self.listed).map(\.1)
        nearest[key] = ranked
        return ranked
    }

    private static func most(_ counts: [String: Int], then rest: [String]) -> [String] {
        var ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(listed).map(\.key)
        for id in rest where ranked.count < listed && !ranked.contains(id) { ranked.append(id) }
        return ranked
    }
}
