/// Hits and errors of a yes-or-no decision.
public struct BinaryCounts: Equatable, Sendable {
    public var truePositives: Int
    public var falsePositives: Int
    public var falseNegatives: Int
    public var trueNegatives: Int

    public init(truePositives: Int, falsePositives: Int, falseNegatives: Int, trueNegatives: Int) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.trueNegatives = trueNegatives
    }

    /// No rows yet.
    public init() { self.init(truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0) }

    public mutating func add(predicted: Bool, actual: Bool) {
        switch (predicted, actual) {
        case (true, true): truePositives += 1
        case (true, false): falsePositives += 1
        case (false, true): falseNegatives += 1
        case (false, false): trueNegatives += 1
        }
    }

    /// Matthews correlation coefficient (Matthews 1975), -1...1; 0 when a row or a column of the table is empty.
    public var matthews: Double {
        let (tp, fp) = (Double(truePositives), Double(falsePositives))
        let (fn, tn) = (Double(falseNegatives), Double(trueNegatives))
        let product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
        return product > 0 ? (tp * tn - fp * fn) / product.squareRoot() : 0
    }

    /// Harmonic mean of precision and recall; 0 without hits.
    public var f1: Double {
        let sum = 2 * truePositives + falsePositives + falseNegatives
        return sum > 0 ? 2 * Double(truePositives) / Double(sum) : 0
    }

    public var precision: Double {
        truePositives + falsePositives > 0 ? Double(truePositives) / Double(truePositives + falsePositives) : 0
    }

    public var recall: Double {
        truePositives + falseNegatives > 0 ? Double(truePositives) / Double(truePositives + falseNegatives) : 0
    }

    public var accuracy: Double {
        let rows = truePositives + falsePositives + falseNegatives + trueNegatives
        return rows > 0 ? Double(truePositives + trueNegatives) / Double(rows) : 0
    }
}

/// How often each class was taken for each.
public struct Confusion: Equatable, Sendable {
    public let labels: Int
    /// Row by row: actual class x predicted class.
    public private(set) var counts: [Int]

    public init(labels: Int) {
        self.labels = labels
        counts = [Int](repeating: 0, count: labels * labels)
    }

    public mutating func add(actual: Int, predicted: Int) { counts[actual * labels + predicted] += 1 }

    public var rows: Int { counts.reduce(0, +) }

    /// One class against the others.
    public func binary(_ label: Int) -> BinaryCounts {
        let hits = counts[label * labels + label]
        var actual = 0
        var predicted = 0
        for other in 0..<labels {
            actual += counts[label * labels + other]
            predicted += counts[other * labels + label]
        }
        return BinaryCounts(
            truePositives: hits, falsePositives: predicted - hits, falseNegatives: actual - hits,
            trueNegatives: rows - actual - predicted + hits)
    }

    public var accuracy: Double {
        let hits = (0..<labels).reduce(0) { $0 + counts[$1 * labels + $1] }
        return rows > 0 ? Double(hits) / Double(rows) : 0
    }

    /// Mean F1 of the classes; a class that neither occurs nor is predicted counts 0, as in scikit-learn.
    public var macroF1: Double {
        labels > 0 ? (0..<labels).reduce(0) { $0 + binary($1).f1 } / Double(labels) : 0
    }

    /// Mean F1 of the classes by their number of rows.
    public var weightedF1: Double {
        let rows = rows
        guard rows > 0 else { return 0 }
        return (0..<labels).reduce(0.0) { sum, label in
            let counts = binary(label)
            return sum + counts.f1 * Double(counts.truePositives + counts.falseNegatives)
        } / Double(rows)
    }
}
