/// How well chosen cells caught what happened.
public struct HotspotScore: Sendable, Equatable {
    /// Events in the chosen cells (n).
    public var caught: Double
    /// All events (N), those outside every cell too.
    public var events: Double
    /// The most events that any choice of as many cells could have caught (n*).
    public var catchable: Double

    public init(caught: Double, events: Double, catchable: Double) {
        self.caught = caught
        self.events = events
        self.catchable = catchable
    }

    /// - Parameters:
    ///   - chosen: cells, each once.
    ///   - cells: the cell of every event of the window, nil outside the study area.
    public init(chosen: [Int], cells: [Int?]) {
        var counts: [Int: Int] = [:]
        for case let cell? in cells { counts[cell, default: 0] += 1 }
        caught = Double(chosen.reduce(0) { $0 + (counts[$1] ?? 0) })
        events = Double(cells.count)
        catchable = Double(counts.values.sorted(by: >).prefix(chosen.count).reduce(0, +))
    }

    /// The `count` cells of the largest values; among cells that tie for the last places each is as likely as another, and
    /// ``caught`` is what is caught on average.
    public init(top count: Int, of values: [Float], cells: [Int?]) {
        let order = Self.top(min(count, values.count), of: values)
        self.init(chosen: order, cells: cells)
        guard let last = order.last.map({ values[$0] }) else { return }
        let places = order.count(where: { values[$0] == last })
        let ties = values.count(where: { $0 == last })
        guard ties > places else { return }
        let sure = cells.count(where: { cell in cell.map { values[$0] > last } ?? false })
        let tied = cells.count(where: { cell in cell.map { values[$0] == last } ?? false })
        caught = Double(sure) + Double(tied) * Double(places) / Double(ties)
    }

    /// Prediction accuracy index (n/N) / (a/A) (Chainey et al. 2008); 0 without events.
    ///
    /// - Parameter areaShare: a/A, the chosen share of the study area.
    public func pai(areaShare: Double) -> Double { events > 0 && areaShare > 0 ? caught / events / areaShare : 0 }

    /// Prediction efficiency index n/n* (Hunt 2016, as the NIJ challenge of 2017 used it); 0 without events.
    public var pei: Double { catchable > 0 ? caught / catchable : 0 }

    /// Both together: n, N and n* add up, which makes the indices pooled ones.
    public static func + (first: HotspotScore, second: HotspotScore) -> HotspotScore {
        HotspotScore(
            caught: first.caught + second.caught, events: first.events + second.events,
            catchable: first.catchable + second.catchable)
    }

    public static let none = HotspotScore(caught: 0, events: 0, catchable: 0)

    /// The `count` cells of the largest values, the lower index first among equals.
    ///
    /// - Complexity: n log n in the cells.
    public static func top(_ count: Int, of values: [Float]) -> [Int] {
        let order = values.indices.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
        return Array(order.prefix(count))
    }
}
