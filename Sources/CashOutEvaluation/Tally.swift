/// How often the terminal was among the first 1, 3, 5, 10.
struct HitTally: Sendable, Equatable {
    static let depths = [1, 3, 5, 10]
    var hits: [Double] = [0, 0, 0, 0]
    var count = 0.0

    /// `rank` from 0; nil for a terminal that was not listed.
    mutating func add(rank: Int?) {
        count += 1
        guard let rank else { return }
        for (index, depth) in Self.depths.enumerated() where rank < depth { hits[index] += 1 }
    }

    /// What a ranking by chance of `terminals` would expect.
    mutating func addUniform(terminals: Int) {
        count += 1
        guard terminals > 0 else { return }
        for (index, depth) in Self.depths.enumerated() { hits[index] += min(1, Double(depth) / Double(terminals)) }
    }

    mutating func merge(_ other: HitTally) {
        count += other.count
        for index in hits.indices { hits[index] += other.hits[index] }
    }

    /// Shares of `whole`, or of its own count.
    func rates(of whole: Double? = nil) -> HitRates {
        let whole = whole ?? count
        func share(_ index: Int) -> Double { whole > 0 ? hits[index] / whole : 0 }
        return HitRates(top1: share(0), top3: share(1), top5: share(2), top10: share(3))
    }
}

/// Shares of withdrawals whose terminal was among the first k.
public struct HitRates: Codable, Sendable, Equatable {
    public var top1: Double
    public var top3: Double
    public var top5: Double
    public var top10: Double
}

/// Stated probabilities against what happened, in ten bins of equal width.
struct Calibration: Sendable, Equatable {
    static let bins = 10
    var count = [Double](repeating: 0, count: bins)
    var stated = [Double](repeating: 0, count: bins)
    var happened = [Double](repeating: 0, count: bins)
    var squares = 0.0

    mutating func add(_ probability: Double, _ outcome: Bool) {
        let bin = min(Self.bins - 1, max(0, Int(probability * Double(Self.bins))))
        count[bin] += 1
        stated[bin] += probability
        happened[bin] += outcome ? 1 : 0
        squares += (probability - (outcome ? 1 : 0)) * (probability - (outcome ? 1 : 0))
    }

    mutating func merge(_ other: Calibration) {
        for bin in count.indices {
            count[bin] += other.count[bin]
            stated[bin] += other.stated[bin]
            happened[bin] += other.happened[bin]
        }
        squares += other.squares
    }

    var total: Double { count.reduce(0, +) }
    var brier: Double { total > 0 ? squares / total : 0 }

    /// Expected calibration error, 0...1: mean over the bins of |stated − happened|, weighted by their size.
    var error: Double {
        guard total > 0 else { return 0 }
        return zip(stated, happened).reduce(0) { $0 + abs($1.0 - $1.1) } / total
    }

    var rows: [ReliabilityRow] {
        count.indices.filter { count[$0] > 0 }.map {
            ReliabilityRow(
                from: Double($0) / Double(Self.bins), to: Double($0 + 1) / Double(Self.bins), count: Int(count[$0]),
                stated: stated[$0] / count[$0], happened: happened[$0] / count[$0])
        }
    }
}

/// One bin of the reliability table.
public struct ReliabilityRow: Codable, Sendable, Equatable {
    public var from: Double
    public var to: Double
    public var count: Int
    public var stated: Double
    public var happened: Double
}
