public import CashOut
public import Records
import StageKit

/// What a map shows at one moment: cells with the withdrawals of stolen money expected in them, and the terminals that
/// standing forecasts name. A pure value of the records.
public struct RiskPicture: Sendable, Equatable {
    public struct Cell: Sendable, Equatable {
        public var cell: S2Cell
        /// Withdrawals of stolen money in the 15 and 60 minutes after ``updatedAt``.
        public var expected15: Double
        public var expected60: Double
        /// Between these counts nine of ten hours lie, were the withdrawals independent of each other (Poisson). Fraud
        /// excites itself, so the truth is wider; it is the least uncertainty there is.
        public var interval60: ClosedRange<Int>
        public var fraudPerHour: Double
        public var updatedAt: EventTime
        public var nearest: StationIndex.Nearest?
    }

    public struct Spot: Sendable, Equatable {
        public var id: String
        public var name: String?
        public var location: GeoPoint
        /// Withdrawals expected here, summed over the standing forecasts.
        public var expected: Double
        /// Paise that they would carry: each forecast's balance by its share here.
        public var atRisk: Int64
        /// The earliest expected withdrawal.
        public var eta: EventTime
        public var cases: [String]
        public var nearest: StationIndex.Nearest?
    }

    /// What the picture is about: the latest moment among the records, unless one was asked for.
    public var asOf: EventTime
    /// The most expected first.
    public var cells: [Cell]
    public var spots: [Spot]
    /// Standing forecasts.
    public var forecasts: Int
    /// Sum of their balances in paise.
    public var atRisk: Int64
    public var attributions: [String]

    /// How many terminals a map names.
    public static let spotsMax = 50

    /// - Parameters:
    ///   - cells: the latest record of a cell counts, by its time.
    ///   - forecasts: in the order of publication; the latest of an id counts, while it is active and not expired.
    ///   - asOf: leaves out records that are later.
    public init(
        cells: [RiskCell], forecasts: [RiskForecast], terminals: [ReferenceTerminal] = [],
        stations: [ReferenceStation] = [], asOf: EventTime? = nil
    ) {
        let limit = asOf ?? EventTime(milliseconds: .max)
        let seen = cells.filter { $0.updatedAt <= limit }
        let made = forecasts.filter { $0.issuedAt.time <= limit }
        let now = asOf ?? (seen.map(\.updatedAt) + made.map(\.issuedAt.time)).max() ?? .distantPast
        self.asOf = now
        let index = StationIndex(stations)
        var latest: [S2Cell: RiskCell] = [:]
        for record in seen {
            guard let cell = S2Cell(token: record.cell) else { continue }
            if let known = latest[cell], known.updatedAt > record.updatedAt { continue }
            latest[cell] = record
        }
        self.cells = latest.map { cell, record in Cell(cell, record, index) }
            .filter { $0.expected60 > 0 }
            .sorted { ($0.expected60, $1.cell) > ($1.expected60, $0.cell) }
        let standing = Self.standing(made, at: now)
        self.forecasts = standing.count
        atRisk = standing.reduce(0) { $0 + $1.atRisk.rawValue }
        let gathered = Self.spots(of: standing, terminals: terminals, index: index)
        spots = Array(gathered.prefix(Self.spotsMax))
        let shown = Set(spots.map(\.id))
        attributions = Set(
            terminals.filter { shown.contains($0.id) }.compactMap(\.attribution)
                + stations.compactMap(\.attribution)
        ).sorted()
    }

    private static func standing(_ forecasts: [RiskForecast], at now: EventTime) -> [RiskForecast] {
        var latest: [String: RiskForecast] = [:]
        for forecast in forecasts { latest[forecast.forecastID] = forecast }
        return latest.values.filter { $0.active && $0.expiresAt > now }.sorted { $0.forecastID < $1.forecastID }
    }

    private static func spots(
        of forecasts: [RiskForecast], terminals: [ReferenceTerminal], index: StationIndex
    ) -> [Spot] {
        var known: [String: ReferenceTerminal] = [:]
        for terminal in terminals { known[terminal.id] = terminal }
        var spots: [String: Spot] = [:]
        for forecast in forecasts {
            let listed = forecast.terminals.reduce(0) { $0 + $1.probability }
            // The score is the chance that the money is drawn at all, times what the listed terminals hold of it.
            let drawn = listed > 0 ? min(1, forecast.verdict.score / listed) : 0
            for chance in forecast.terminals {
                guard let point = chance.location ?? known[chance.id]?.location else { continue }
                let eta = forecast.issuedAt.time.advanced(byMilliseconds: Int64(chance.etaSeconds) * 1_000)
                var spot =
                    spots[chance.id]
                    ?? Spot(
                        id: chance.id, name: chance.name ?? known[chance.id]?.name, location: point, expected: 0,
                        atRisk: 0, eta: eta, cases: [], nearest: index.nearest(to: point))
                spot.expected += drawn * chance.probability
                spot.atRisk += Int64((Double(forecast.atRisk.rawValue) * drawn * chance.probability).rounded())
                spot.eta = min(spot.eta, eta)
                if !spot.cases.contains(forecast.caseID) { spot.cases.append(forecast.caseID) }
                spots[chance.id] = spot
            }
        }
        return spots.values.sorted { ($0.expected, $1.id) > ($1.expected, $0.id) }
    }
}

extension RiskPicture.Cell {
    init(_ cell: S2Cell, _ record: RiskCell, _ index: StationIndex) {
        self.init(
            cell: cell, expected15: record.expected15Minutes, expected60: record.expected60Minutes,
            interval60: Poisson.interval(mean: record.expected60Minutes), fraudPerHour: record.intensityFraud,
            updatedAt: record.updatedAt, nearest: index.nearest(to: cell))
    }
}

/// Counts of independent events.
enum Poisson {
    /// The 5 % and 95 % quantiles of a Poisson variable: the smallest counts whose distribution function reaches them.
    /// Exact below a mean of 500, where nearly all are; the normal law beyond.
    static func interval(mean: Double) -> ClosedRange<Int> {
        guard mean > 0, mean.isFinite else { return 0...0 }
        guard mean < 500 else {
            let half = 1.645 * mean.squareRoot()
            let most = Double(Int32.max)
            return Int(min(most, mean - half))...Int(min(most, mean + half))
        }
        var term = PortableMath.exp2(-mean * 1.4426950408889634)
        var sum = term
        var count = 0
        var low: Int?
        while sum < 0.95, count < 2_000 {
            if low == nil, sum >= 0.05 { low = count }
            count += 1
            term *= mean / Double(count)
            sum += term
        }
        return (low ?? count)...count
    }
}
