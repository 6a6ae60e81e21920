/// Uncertainty of pooled figures by drawing whole windows again, with replacement (Efron 1979).
public struct Bootstrap: Sendable {
    public var rounds: Int
    public var seed: UInt64

    public init(rounds: Int = 2_000, seed: UInt64 = 1) {
        self.rounds = rounds
        self.seed = seed
    }

    /// The values of `figure` over redrawn windows, ascending; the same for the same input and seed.
    ///
    /// - Parameter figure: takes the indices of the drawn windows, as many as there are windows.
    public func distribution(windows: Int, _ figure: ([Int]) -> Double) -> [Double] {
        guard windows > 0 else { return [] }
        var generator = SplitMix(seed: seed)
        return (0..<rounds).map { _ in
            figure((0..<windows).map { _ in Int(generator.next() >> 33) % windows })
        }.sorted()
    }

    /// The central 95 % of an ascending distribution.
    public static func interval(_ sorted: [Double]) -> (low: Double, high: Double) {
        guard let first = sorted.first, let last = sorted.last else { return (0, 0) }
        let tail = sorted.count / 40
        return tail < sorted.count - tail ? (sorted[tail], sorted[sorted.count - 1 - tail]) : (first, last)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
