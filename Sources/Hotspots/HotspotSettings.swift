/// What the forecaster is made of; all of it fixed beforehand, only the weights are learned.
public struct HotspotSettings: Sendable, Equatable {
    /// Distances at which an event's influence ends, in the unit of the coordinates; 0 means its own cell only.
    public var reaches: [Double]
    /// Half-lives of the influence in days.
    public var halfLives: [Double]
    /// Whether what never fades, the average rate since the start, is a component too.
    public var hasBackground: Bool
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
    /// Steps of the expectation-maximisation of each fit.
    public var iterations: Int

    public init(
        reaches: [Double], halfLives: [Double] = [60, 240], hasBackground: Bool = true,
        mixesKinds: Bool = true, warmUpDays: Double = 364,
        windowsMin: Int = 26, windowsMax: Int = 520, refitEvery: Int = 13, iterations: Int = 300
    ) {
        self.reaches = reaches
        self.halfLives = halfLives
        self.hasBackground = hasBackground
        self.mixesKinds = mixesKinds
        self.warmUpDays = warmUpDays
        self.windowsMin = windowsMin
        self.windowsMax = windowsMax
        self.refitEvery = refitEvery
        self.iterations = iterations
    }

    /// Reaches in feet, from the own cell to a district.
    public static let feet = HotspotSettings(reaches: [0, 400, 600, 1_000, 2_000, 4_000])
}
