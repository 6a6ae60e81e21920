public import Hotspots

/// Events of a city and how their forecasts are scored.
public struct HotspotStudy: Sendable {
    public var name: String
    public var grid: PlanarGrid
    /// Names of the kinds, each scored apart.
    public var kinds: [String]
    /// In the order of time.
    public var events: [SpotEvent]
    /// Days; where the history begins.
    public var start: Double
    /// Days; the first moment forecasts are scored from.
    public var firstTest: Double
    public var testWeeks: Int
    /// Weeks before ``firstTest`` on which settings were chosen.
    public var trainingWeeks: Int
    /// Cells in a forecast.
    public var chosen: Int
    /// Area of the city, in the square of the coordinates' unit.
    public var area: Double
    public var settings: HotspotSettings
    public var baselines: [NamedBaseline]

    public struct NamedBaseline: Sendable {
        public var name: String
        public var baseline: SpotBaseline
        /// The published pooled PAI of each kind, where there is one.
        public var published: [String: Double]

        public init(_ name: String, _ baseline: SpotBaseline, published: [String: Double] = [:]) {
            self.name = name
            self.baseline = baseline
            self.published = published
        }
    }

    /// a/A.
    public var areaShare: Double { Double(chosen) * grid.cells.area / area }

    /// Ends of whole weeks from the start of the history to the last test week, the first test moment among them.
    public var moments: [Double] {
        let before = Int(((firstTest - start) / 7).rounded(.down))
        return (-before...testWeeks).map { firstTest + 7 * Double($0) }
    }

    /// Events of each stretch between two moments.
    func events(from begin: Double, until end: Double) -> ArraySlice<SpotEvent> {
        events[position(of: begin)..<position(of: end)]
    }

    /// The first event at or after a moment.
    private func position(of moment: Double) -> Int {
        var low = 0
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].time < moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
