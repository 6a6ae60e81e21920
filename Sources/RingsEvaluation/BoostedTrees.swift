public import Trees

/// Gradient-boosted trees of XGBoost's library as the evaluation's classifier. The parameters were set once, before any
/// figure, and never swept.
public struct BoostedTrees: Classifier {
    public var training: Training

    public init(threads: Int = 1) {
        training = Training(
            parameters: [
                "objective": "binary:logistic", "tree_method": "hist", "max_depth": "4", "eta": "0.05",
                "subsample": "0.8", "colsample_bytree": "0.6", "min_child_weight": "3",
            ], rounds: 300, threads: threads)
    }

    public func train(rows: [Float], columns: Int, labels: [Float], seed: UInt64) throws -> any TrainedClassifier {
        let names = (0..<columns).map { "f\($0)" }
        var training = training
        training.seed = UInt32(seed % 0x7FFF_FFFF)
        return TrainedTrees(
            booster: try Booster.train(on: FeatureTable(values: rows, labels: labels, names: names), training))
    }
}

private struct TrainedTrees: TrainedClassifier {
    let booster: Booster

    func predict(rows: [Float], columns: Int) throws -> [Double] { try booster.predict(rows).map(Double.init) }
}
