/// Learns a yes or no from rows of features; what the evaluation asks of boosted trees or anything else.
public protocol Classifier {
    /// - Parameters:
    ///   - rows: row-major, `labels.count` rows of `columns` values.
    ///   - labels: 0 or 1.
    func train(rows: [Float], columns: Int, labels: [Float], seed: UInt64) throws -> any TrainedClassifier
}

/// A model at hand.
public protocol TrainedClassifier {
    /// One score a row, higher for more likely.
    func predict(rows: [Float], columns: Int) throws -> [Double]
}
