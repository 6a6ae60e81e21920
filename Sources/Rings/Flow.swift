/// Degree, amount and time aggregates of one direction of an account. O(1) memory and time.
struct Flow: Sendable, Equatable {
    var transfers: UInt32 = 0
    /// Counterparties, exact while they fit the contact table.
    var distinct: UInt32 = 0
    private var amountMean = 0.0
    private var amountSquares = 0.0
    private(set) var smallest = 0.0
    private(set) var largest = 0.0
    private(set) var firstStep: Int32 = 0
    private(set) var lastStep: Int32 = 0
    private var stepMean = 0.0
    private var stepSquares = 0.0
    private var gapMean = 0.0
    private var gapSquares = 0.0
    /// Transfers in the current step, and the most in any.
    private var now: UInt32 = 0
    private(set) var busiest: UInt32 = 0

    var sum: Double { amountMean * Double(transfers) }
    var mean: Double { amountMean }
    var amountDeviation: Double { Self.deviation(amountSquares, Double(transfers)) }
    var stepDeviation: Double { Self.deviation(stepSquares, Double(transfers)) }
    var gap: Double { gapMean }
    /// (σ - μ) / (σ + μ) of the gaps between arrivals: -1 regular, 0 random, 1 in bursts (Goh & Barabási, EPL 2008).
    var burstiness: Double {
        guard transfers > 2 else { return 0 }
        let spread = Self.deviation(gapSquares, Double(transfers - 1))
        return spread + gapMean > 0 ? (spread - gapMean) / (spread + gapMean) : 1
    }

    private static func deviation(_ squares: Double, _ count: Double) -> Double {
        count > 1 ? (squares / (count - 1)).squareRoot() : 0
    }

    mutating func add(_ amount: Double, at step: Int32) {
        if transfers == 0 {
            smallest = amount
            firstStep = step
        } else {
            let gap = Double(max(0, step - lastStep))
            let difference = gap - gapMean
            gapMean += difference / Double(transfers)
            gapSquares += difference * (gap - gapMean)
        }
        now = transfers > 0 && step == lastStep ? now + 1 : 1
        busiest = max(busiest, now)
        transfers += 1
        let difference = amount - amountMean
        amountMean += difference / Double(transfers)
        amountSquares += difference * (amount - amountMean)
        let late = Double(step) - stepMean
        stepMean += late / Double(transfers)
        stepSquares += late * (Double(step) - stepMean)
        smallest = min(smallest, amount)
        largest = max(largest, amount)
        lastStep = max(lastStep, step)
    }
}
