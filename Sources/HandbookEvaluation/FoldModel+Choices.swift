internal import FraudFeatures
internal import Trees

extension FoldModel {
    /// The handbook's XGBoost of chapter 3: library defaults of its time.
    static func chapter3(threads: Int) -> FoldModel {
        FoldModel(
            name: "handbook, chapter 3",
            training: grown(depth: 6, ["eta": "0.3", "tree_method": "exact"], threads: threads))
    }

    /// The handbook's best XGBoost of chapter 5: 100 trees, learning rate 0.1, depth 3.
    static func folds(threads: Int, method: String = "exact") -> FoldModel {
        var model = chapter3(threads: threads)
        model.name = "handbook, folds"
        model.training.parameters.merge(["max_depth": "3", "eta": "0.1", "tree_method": method]) { $1 }
        return model
    }
}

extension FoldModel {
    /// Left out on this protocol's account: its test weeks hold no card with a known fraud, so what is learnt of such
    /// cards in the training week has nothing to say there.
    static let operational = CardFeature.allCases.filter { $0.group != .customerFraud }.map(\.name)

    /// What was compared on ``HandbookEvaluation/selectionStarts``, and nowhere else.
    static func candidates(threads: Int) -> [FoldModel] {
        let leaner = CardFeature.allCases.filter {
            ![.customerFraud, .customerVelocity, .pair].contains($0.group) && $0 != .hourOfDay && $0 != .weekend
        }.map(\.name)
        let slow = ["eta": "0.05", "subsample": "0.7", "colsample_bytree": "0.5"]
        return [
            FoldModel(name: "all features, depth 3", training: grown(depth: 3, threads: threads)),
            FoldModel(
                name: "no known-fraud cards, depth 3", features: operational,
                training: grown(depth: 3, threads: threads)),
            FoldModel(name: "lean, depth 3", features: leaner, training: grown(depth: 3, threads: threads)),
            FoldModel(
                name: "lean, depth 3, sampled, 3 members", features: leaner,
                training: grown(depth: 3, slow, threads: threads), members: 3),
            FoldModel(
                name: "lean, depth 4, sampled, 3 members", features: leaner,
                training: grown(depth: 4, slow, threads: threads), members: 3),
        ]
    }

    /// The candidate of highest mean AP on the selection folds.
    static func chosen(threads: Int) -> FoldModel { candidates(threads: threads)[4] }

    private static func grown(
        depth: Int, _ more: [String: String] = [:], threads: Int
    ) -> Training {
        let parameters = [
            "objective": "binary:logistic", "base_score": "0.5", "tree_method": "hist", "max_bin": "256",
            "max_depth": "\(depth)", "eta": "0.1",
        ]
        return Training(parameters: parameters.merging(more) { $1 }, rounds: 100, seed: 1, threads: threads)
    }
}
