import Records

/// What is usual of one quantity: a decayed mean and mean absolute deviation that outliers hardly move.
///
/// Stored exactly as used (`Float`), so that a restored value goes on as the uninterrupted one.
struct Baseline {
    var mean: Float = 0
    var deviation: Float = 0
    /// Effective number of observations, decayed with time, at most ``weightMax``.
    var weight: Float = 0

    /// About the last 64 observations count.
    static let weightMax: Float = 64
    /// What the deviation is believed to be before anything is known, as if seen ``priorWeight`` times.
    static let priorSpread: Float = 1.5
    static let priorWeight: Float = 3
    /// A regular payer is not punished for a small change.
    static let spreadMin: Float = 0.6

    /// Deviation on the scale of a standard deviation, shrunk towards the prior while little is known.
    var spread: Float {
        let known = deviation * 1.2533 * weight
        return max(Self.spreadMin, (known + Self.priorSpread * Self.priorWeight) / (weight + Self.priorWeight))
    }

    /// How many spreads `x` lies above the usual; 0 while nothing is known.
    func excess(_ x: Float) -> Float { weight > 0 ? (x - mean) / spread : 0 }

    /// 0...1: how much the baseline may be believed.
    func evidence(half: Float) -> Float { weight / (weight + half) }

    /// - Parameter decay: 0...1, what the elapsed time leaves of the old weight.
    mutating func learn(_ x: Float, decay: Float) {
        let old = weight * decay
        var change = x - mean
        if old >= 3 {
            let most = 3 * spread
            change = min(most, max(-most, change))
        }
        weight = min(old + 1, Self.weightMax)
        mean += change / weight
        if old > 0 { deviation += (abs(change) - deviation) / weight }
    }

    func encode(into raw: inout MutableRawSpan, _ at: inout Int) {
        raw.put(mean, &at)
        raw.put(deviation, &at)
        raw.put(weight, &at)
    }

    init() {}

    init(from reader: inout ByteReader) throws(StateFault) {
        mean = try reader.float()
        deviation = try reader.float()
        weight = try reader.float()
    }
}
