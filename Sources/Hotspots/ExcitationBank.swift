import StageKit

/// What one component of the forecast sums over: influence of past events of a kind, to a distance, for a time.
public struct ExcitationComponent: Sendable, Equatable {
    /// The kind of the events that excite.
    public var kind: Int
    /// Where the influence ends (a quartic kernel of unit mass); 0 is the event's own cell only.
    public var reach: Double
    /// Days until half of the influence is spent; nil is the average rate since the start.
    public var halfLife: Double?
    /// Whether only events excite that had an earlier one of their kind at their place.
    public var isOfRepeats: Bool

    public init(kind: Int, reach: Double, halfLife: Double?, isOfRepeats: Bool = false) {
        self.kind = kind
        self.reach = reach
        self.halfLife = halfLife
        self.isOfRepeats = isOfRepeats
    }

    /// Share of what is left of the influence that falls in a window of so many days from now.
    func share(window: Double, elapsed: Double) -> Double {
        guard let halfLife else { return window / max(elapsed, window) }
        return 1 - PortableMath.exp2(-window / halfLife)
    }
}

/// The influence of all past events on each cell, by component, as of one moment.
///
/// With the shares of a window (``ExcitationComponent``) an entry is the number of events that a component expects there
/// if every event of its kind has one successor. Memory: 4 bytes a cell and component.
public struct ExcitationBank: Sendable {
    public let cells: CellSet
    public let components: [ExcitationComponent]
    public let start: Double
    /// The moment the sums are decayed to.
    public private(set) var time: Double
    private var sums: [[Float]]
    /// Components of each (kind, reach, repeats or all), which share the kernel.
    private let groups: [Group]

    private struct Group: Sendable {
        var kind: Int
        var reach: Double
        var isOfRepeats: Bool
        var members: [Int]

        func takes(_ component: ExcitationComponent) -> Bool {
            kind == component.kind && reach == component.reach && isOfRepeats == component.isOfRepeats
        }
    }

    public init(cells: CellSet, components: [ExcitationComponent], start: Double) {
        self.cells = cells
        self.components = components
        self.start = start
        time = start
        sums = Array(repeating: Array(repeating: 0, count: cells.count), count: components.count)
        var groups: [Group] = []
        for (index, component) in components.enumerated() {
            if let known = groups.firstIndex(where: { $0.takes(component) }) {
                groups[known].members.append(index)
            } else {
                groups.append(
                    Group(
                        kind: component.kind, reach: component.reach, isOfRepeats: component.isOfRepeats,
                        members: [index]))
            }
        }
        self.groups = groups
    }

    /// Lets the influence fade until `moment`, which is not before ``time``.
    ///
    /// - Complexity: cells × components.
    public mutating func advance(to moment: Double) {
        guard moment > time else { return }
        for (index, component) in components.enumerated() {
            guard let halfLife = component.halfLife else { continue }
            let factor = Float(PortableMath.exp2((time - moment) / halfLife))
            for cell in sums[index].indices { sums[index][cell] *= factor }
        }
        time = moment
    }

    /// Adds the influence of an event, decayed to ``time``; the event is not after it.
    ///
    /// - Parameter isRepeat: whether its place had an earlier event of its kind.
    /// - Complexity: for each reach the cells within it.
    public mutating func add(_ event: SpotEvent, isRepeat: Bool = false) {
        for group in groups where group.kind == event.kind && (isRepeat || !group.isOfRepeats) {
            let factors = group.members.map { index in
                components[index].halfLife.map { PortableMath.exp2((event.time - time) / $0) } ?? 1
            }
            guard group.reach > 0 else {
                guard let cell = event.cell else { continue }
                for (index, factor) in zip(group.members, factors) { sums[index][cell] += Float(factor) }
                continue
            }
            let peak = QuarticKernel.peak(reach: group.reach) * cells.area
            let scale = 1 / (group.reach * group.reach)
            for (index, factor) in zip(group.members, factors) {
                let height = peak * factor
                cells.forEach(within: group.reach, of: event.point) { cell, squared in
                    let rest = 1 - squared * scale
                    sums[index][cell] += Float(height * rest * rest)
                }
            }
        }
    }

    /// Share of each component's influence that falls in the next `window` days.
    func shares(window: Double) -> [Double] {
        components.map { $0.share(window: window, elapsed: time - start) }
    }

    /// Each component's sum over all cells, without shares.
    func masses() -> [Double] { sums.map { $0.reduce(0.0) { $0 + Double($1) } } }

    /// The components' sums at one cell, without shares.
    func column(_ cell: Int) -> [Float] { sums.map { $0[cell] } }

    /// The sum of the components, each times its weight.
    func weighted(_ weights: [Double]) -> [Float] {
        var total = [Float](repeating: 0, count: cells.count)
        for (index, weight) in weights.enumerated() where weight > 0 {
            let factor = Float(weight)
            let values = sums[index]
            for cell in total.indices { total[cell] += factor * values[cell] }
        }
        return total
    }
}
