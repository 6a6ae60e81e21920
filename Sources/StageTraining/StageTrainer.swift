public import TextModel
import TextTrainer

/// Trains the text models of the stages: small, calibrated, one weight vector a label.
public enum StageTrainer {
    /// How both models are trained; chosen for size and speed, not searched for.
    public static func training(maximumFeatures: Int) -> TextTraining {
        var training = TextTraining()
        training.features.maximumFeatures = maximumFeatures
        training.features.characterLengths = 3...5
        training.features.minimumTexts = 3
        training.features.maximumCharacters = 6_000
        training.solver = .logistic
        training.cost = 20
        training.balance = 0.3
        training.decision = .bestF1
        training.folds = 3
        return training
    }

    /// Trains on labelled texts; labels of fewer than `minimumTexts` texts are left out.
    ///
    /// Texts of one template stay in one fold of the cross-validation, so that thresholds, calibration and the card's
    /// figures are those of templates never seen.
    public static func train(
        _ texts: [LabelledText], minimumTexts: Int = 10, maximumFeatures: Int, card: TextModelCard
    ) throws(TextModelError) -> TextModel {
        var counts: [String: Int] = [:]
        for text in texts { for label in Set(text.labels) { counts[label, default: 0] += 1 } }
        let labels = counts.filter { $0.value >= minimumTexts && $0.value < texts.count }.keys.sorted()
        guard !labels.isEmpty else {
            throw .shape(
                what: "labels", expected: "one at least with \(minimumTexts) texts", found: "\(counts.count) rarer")
        }
        let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return try TextModel.train(
            texts: texts.map { Array($0.text.utf8) },
            targets: texts.map { $0.labels.compactMap { numbers[$0] }.sorted() },
            labels: labels, task: .multiLabel, training(maximumFeatures: maximumFeatures), card: card,
            groups: texts.map(\.template)
        ).compacted()
    }
}
