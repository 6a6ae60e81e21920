/// Which places have had events of which kind, so that an event can be told to be a repeat of an earlier one.
///
/// Repeat victimisation (Farrell and Pease 1993): a place that was hit once is likelier to be hit than its neighbour, one
/// that was hit twice much more so. Memory: a point for each place and kind that had an event.
struct PlaceMemory: Sendable {
    /// Two events are at the same place when they are at most so far apart.
    let reach: Double
    private var places: [Square: [Place]] = [:]

    private struct Square: Hashable {
        var kind: Int
        var column: Int
        var row: Int
    }

    private struct Place: Sendable {
        var point: PlanarPoint
        var first: Double
    }

    /// - Precondition: `reach` above 0.
    init(reach: Double) {
        precondition(reach > 0, "places are told apart by a distance above 0")
        self.reach = reach
    }

    /// Takes events in, whatever their order among themselves.
    ///
    /// - Returns: for each whether an event of its kind and place came before it; one at the same time did not.
    /// - Complexity: the events, times the places in the nine squares around each.
    mutating func remember(_ events: [SpotEvent]) -> [Bool] {
        for event in events { keep(event) }
        return events.map(isRepeat)
    }

    private mutating func keep(_ event: SpotEvent) {
        let square = square(of: event)
        var known = places[square] ?? []
        if let index = known.firstIndex(where: { $0.point == event.point }) {
            known[index].first = min(known[index].first, event.time)
        } else {
            known.append(Place(point: event.point, first: event.time))
        }
        places[square] = known
    }

    private func isRepeat(_ event: SpotEvent) -> Bool {
        let middle = square(of: event)
        for column in middle.column - 1...middle.column + 1 {
            for row in middle.row - 1...middle.row + 1 {
                let near = places[Square(kind: event.kind, column: column, row: row)] ?? []
                let isKnown = near.contains { place in
                    place.first < event.time && place.point.squaredDistance(to: event.point) <= reach * reach
                }
                if isKnown { return true }
            }
        }
        return false
    }

    private func square(of event: SpotEvent) -> Square {
        Square(
            kind: event.kind, column: Int((event.point.x / reach).rounded(.down)),
            row: Int((event.point.y / reach).rounded(.down)))
    }
}
