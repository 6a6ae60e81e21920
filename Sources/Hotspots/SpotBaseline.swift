import StageKit

/// The standard ways of drawing hotspots, all from the events before a moment.
public enum SpotBaseline: Sendable, Equatable {
    /// Events of the cell in all of history.
    case counts
    /// Kernel density of the events of the last `days`, or of all history, with the quartic kernel.
    case density(reach: Double, days: Double?)
    /// Kernel density with weights that halve every `halfLife` days.
    case decayedDensity(reach: Double, halfLife: Double)
    /// Prospective hotspot mapping (Bowers, Johnson and Pease 2004): each event of the last two months counts
    /// 1 / (1 + half cell widths away) · 1 / (1 + whole weeks ago), up to the reach.
    case prospective(reach: Double)
    /// ``CellHawkes``.
    case hawkes

    /// A value for each cell, larger where more is expected; the unit differs by case.
    ///
    /// - Parameters:
    ///   - events: of one kind, in the order of time; those at or after `now` are not looked at.
    ///   - start: where the history begins, days.
    ///   - window: days to forecast; what no case but ``hawkes`` depends on.
    /// - Complexity: events × cells within the reach.
    public func values(
        _ events: [SpotEvent], cells: CellSet, start: Double, now: Double, window: Double
    ) -> [Float] {
        let past = events.filter { $0.time < now }
        switch self {
        case .counts:
            var values = [Float](repeating: 0, count: cells.count)
            for case let cell? in past.map(\.cell) { values[cell] += 1 }
            return values
        case .density(let reach, let days):
            let recent = days.map { days in past.filter { $0.time >= now - days } } ?? past
            return Self.density(recent, cells, reach) { _ in 1 }
        case .decayedDensity(let reach, let halfLife):
            return Self.density(past, cells, reach) { PortableMath.exp2(($0.time - now) / halfLife) }
        case .prospective(let reach):
            return Self.prospective(past.filter { $0.time >= now - 61 }, cells, reach, now)
        case .hawkes:
            let times = Self.times(past)
            return CellHawkes.fit(times, start: start, end: now)
                .expected(times, cells: cells.count, now: now, window: window)
        }
    }

    /// Times of the events in each cell.
    public static func times(_ events: [SpotEvent]) -> [Int: [Double]] {
        var times: [Int: [Double]] = [:]
        for event in events { if let cell = event.cell { times[cell, default: []].append(event.time) } }
        return times
    }

    private static func density(
        _ events: [SpotEvent], _ cells: CellSet, _ reach: Double, weight: (SpotEvent) -> Double
    ) -> [Float] {
        var sums = [Double](repeating: 0, count: cells.count)
        let scale = 1 / (reach * reach)
        for event in events {
            let height = weight(event)
            cells.forEach(within: reach, of: event.point) { cell, squared in
                let rest = 1 - squared * scale
                sums[cell] += height * rest * rest
            }
        }
        return sums.map { Float($0) }
    }

    private static func prospective(
        _ events: [SpotEvent], _ cells: CellSet, _ reach: Double, _ now: Double
    ) -> [Float] {
        var sums = [Double](repeating: 0, count: cells.count)
        let half = cells.area.squareRoot() / 2
        for event in events {
            let weeks = ((now - event.time) / 7).rounded(.down)
            cells.forEach(within: reach, of: event.point) { cell, squared in
                sums[cell] += 1 / ((1 + (squared.squareRoot() / half).rounded(.down)) * (1 + weeks))
            }
        }
        return sums.map { Float($0) }
    }
}
