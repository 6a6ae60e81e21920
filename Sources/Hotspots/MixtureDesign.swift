/// Past windows in the form that the weights are fitted on: the components at each event of the window, and the sums
/// of the components over all cells.
public struct MixtureDesign: Sendable {
    struct Window: Sendable {
        /// Row-major, one row of components an event.
        var rows: [Float]
        var masses: [Double]
    }

    public let components: Int
    public let windowsMax: Int
    private var windows: [Window] = []

    public init(components: Int, windowsMax: Int) {
        self.components = components
        self.windowsMax = windowsMax
    }

    public var count: Int { windows.count }

    /// Adds a window and forgets the oldest when there are too many.
    ///
    /// - Parameters:
    ///   - rows: for each event of the window what each component expected in its cell, events × components.
    ///   - masses: what each component expected in all cells together.
    public mutating func append(rows: [Float], masses: [Double]) {
        precondition(masses.count == components && rows.count % max(1, components) == 0)
        windows.append(Window(rows: rows, masses: masses))
        if windows.count > windowsMax { windows.removeFirst(windows.count - windowsMax) }
    }

    /// Events of the latest `count` windows over what `weights` expected of them; 1 where nothing was expected or happened.
    public func level(of weights: [Double], latest count: Int) -> Double {
        var events = 0
        var expected = 0.0
        for window in windows.suffix(count) {
            events += window.rows.count / max(1, components)
            for index in 0..<components { expected += weights[index] * window.masses[index] }
        }
        return events > 0 && expected > 0 ? Double(events) / expected : 1
    }

    /// Weights that make the windows' events likeliest, each at least 0; events are taken to be Poisson in each cell.
    ///
    /// Expectation-maximisation of a Poisson mixture: each event is ascribed to the components in proportion to what they
    /// expected there, and a weight becomes the events ascribed to it over what the component expected in all. The
    /// likelihood never falls from one step to the next, and it has a single maximum. This is the declustering of
    /// self-exciting point processes (Veen and Schoenberg 2008; Mohler et al. 2011) with a fixed dictionary of kernels
    /// for background and triggering. After each step the expected number of events equals the observed one.
    ///
    /// - Parameter isAllowed: components that may have a weight above 0.
    /// - Returns: one weight a component; all 0 when nothing happened.
    /// - Complexity: iterations × events × components.
    public func fit(iterations: Int, where isAllowed: (Int) -> Bool = { _ in true }) -> [Double] {
        var masses = [Double](repeating: 0, count: components)
        for window in windows { for index in 0..<components { masses[index] += window.masses[index] } }
        let rows = windows.flatMap(\.rows)
        let events = rows.count / max(1, components)
        for index in 0..<components where !isAllowed(index) { masses[index] = 0 }
        let total = masses.reduce(0, +)
        guard events > 0, total > 0 else { return [Double](repeating: 0, count: components) }
        var weights = masses.map { $0 > 0 ? Double(events) / total : 0 }
        var ascribed = [Double](repeating: 0, count: components)
        for _ in 0..<iterations {
            for index in 0..<components { ascribed[index] = 0 }
            for event in 0..<events {
                let at = event * components
                var rate = 0.0
                for index in 0..<components { rate += weights[index] * Double(rows[at + index]) }
                guard rate > 0 else { continue }
                let inverse = 1 / rate
                for index in 0..<components { ascribed[index] += Double(rows[at + index]) * inverse }
            }
            for index in 0..<components where masses[index] > 0 { weights[index] *= ascribed[index] / masses[index] }
        }
        return weights
    }
}
