/// What is usual of a customer's or terminal's amounts: a decayed mean and mean absolute deviation that outliers
/// hardly move.
public struct AmountBaseline: Equatable, Sendable {
    /// Currency units.
    public private(set) var mean: Float = 0
    /// Mean absolute deviation in currency units.
    public private(set) var deviation: Float = 0
    /// Effective number of observations.
    public private(set) var weight: Float = 0

    /// About the last 256 observations count.
    static let weightMax: Float = 256
    /// What the coefficient of variation is believed to be before anything is known, as if seen so many times.
    static let priorVariation: Float = 0.6
    static let priorWeight: Float = 8
    /// From so many observations on, a change is cut at three spreads.
    static let trusted: Float = 5

    public init() {}

    /// Deviation on the scale of a standard deviation, shrunk towards the prior while little is known.
    public var spread: Float {
        let known = deviation * 1.2533 * weight
        let prior = Self.priorVariation * mean * Self.priorWeight
        return max(0.01, (known + prior) / (weight + Self.priorWeight))
    }

    /// How many spreads `amount` lies above the mean; 0 while nothing is known.
    public func excess(_ amount: Float) -> Float { weight > 0 ? (amount - mean) / spread : 0 }

    /// `amount` as a multiple of the mean; 1 while nothing is known.
    public func ratio(_ amount: Float) -> Float { weight > 0 ? amount / max(0.01, mean) : 1 }

    public mutating func learn(_ amount: Float) {
        var change = amount - mean
        if weight >= Self.trusted {
            let most = 3 * spread
            change = min(most, max(-most, change))
        }
        let isFirst = weight == 0
        weight = min(weight + 1, Self.weightMax)
        mean += change / weight
        if !isFirst { deviation += (abs(change) - deviation) / weight }
    }
}
