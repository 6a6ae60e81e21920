/// What the forecaster is made of; all of it fixed beforehand, only the weights are learned.
public struct HotspotSettings: Sendable, Equatable {
    /// Distances at which an event's influence ends, in the unit of the coordinates; 0 means its own cell only.
    public var reaches: [Double]
    /// Half-lives of the influence in days.
    public var halfLives: [Double]
    /// Whether what never fades, the average rate since the start, is a component too.
    public var hasBackground: Bool
    /// Components of their own for repeats; none when nil.
    public var repeats: Repeats?
    /// Whether events of one kind may raise the expectation of another.
    public var mixesKinds: Bool
    /// Days from the start before a window is learned from.
    public var warmUpDays: Double
    /// Windows to learn from before the first fit.
    public var windowsMin: Int
    /// The latest windows only are learned from; bounds the memory.
    public var windowsMax: Int
    /// Windows from one fit to the next.
    public var refitEvery: Int
    /// The latest windows, which the total is fitted to.
    public var levelWindows: Int
    /// Steps of the expectation-maximisation of each fit.
    public var iterations: Int

    /// Events that had an earlier one of their kind at their place; they excite their own cell.
    public struct Repeats: Sendable, Equatable {
        /// How far apart two events of one place are at most, in the unit of the coordinates; above 0.
        public var reach: Double
        /// Half-lives in days; nil never fades.
        public var halfLives: [Double?]

        public init(reach: Double, halfLives: [Double?]) {
            self.reach = reach
            self.halfLives = halfLives
        }
    }

    public init(
        reaches: [Double], halfLives: [Double] = [60, 240], hasBackground: Bool = true, repeats: Repeats? = nil,
        mixesKinds: Bool = true, warmUpDays: Double = 364,
        windowsMin: Int = 26, windowsMax: Int = 520, refitEvery: Int = 13, levelWindows: Int = 26,
        iterations: Int = 300
    ) {
        self.reaches = reaches
        self.halfLives = halfLives
        self.hasBackground = hasBackground
        self.repeats = repeats
        self.mixesKinds = mixesKinds
        self.warmUpDays = warmUpDays
        self.windowsMin = windowsMin
        self.windowsMax = windowsMax
        self.refitEvery = refitEvery
        self.levelWindows = levelWindows
        self.iterations = iterations
    }

    /// Reaches in feet, from the own cell to a district; memory of five and a half years, and repeats at one address.
    public static let feet = HotspotSettings(
        reaches: [0, 400, 600, 1_000, 2_000, 4_000], halfLives: [2_000], hasBackground: false,
        repeats: Repeats(reach: 2, halfLives: [1_000, nil]))
}
