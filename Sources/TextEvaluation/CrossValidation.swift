import TextModel
import TextTrainer

/// Each row predicted by a model of the other folds.
struct CrossValidation {
    /// All folds together, at the chosen thresholds.
    private(set) var confusion: Confusion
    /// All folds together, the largest raw score.
    private(set) var rawConfusion: Confusion
    private(set) var foldMacroF1: [Double] = []
    private(set) var calibration = CalibrationError()

    /// - Parameters:
    ///   - folds: the fold of each row, 0..<`count`; rows of fold -1 are trained on and never predicted.
    ///   - note: called before each fold.
    init(
        _ data: LabelledTexts, folds: [Int], count: Int, _ training: TextTraining, note: (Int) -> Void = { _ in }
    ) throws {
        confusion = Confusion(labels: data.labels.count)
        rawConfusion = confusion
        for fold in 0..<count {
            note(fold)
            let train = data.texts.indices.filter { folds[$0] != fold }
            let model = try TextModel.train(
                texts: train.map { data.texts[$0] }, targets: train.map { [data.classes[$0]] }, labels: data.labels,
                task: .multiClass, training,
                card: TextModelCard(name: "fold \(fold)", data: "", period: "", createdAt: ""))
            var scratch = model.scratch()
            var own = Confusion(labels: data.labels.count)
            for row in data.texts.indices where folds[row] == fold {
                let bytes = data.texts[row]
                let prediction = model.predict(bytes.span, &scratch)
                own.add(actual: data.classes[row], predicted: prediction.labels[0])
                confusion.add(actual: data.classes[row], predicted: prediction.labels[0])
                let largest = prediction.scores.indices.max { prediction.scores[$0] < prediction.scores[$1] } ?? 0
                rawConfusion.add(actual: data.classes[row], predicted: largest)
                calibration.add(
                    prediction.probabilities[prediction.labels[0]],
                    isRight: prediction.labels[0] == data.classes[row])
            }
            foldMacroF1.append(own.macroF1)
        }
    }
}

/// Expected calibration error in ten bins of equal width (Naeini, Cooper & Hauskrecht 2015).
struct CalibrationError {
    private var bins = [(rows: Int, right: Int, confidence: Double)](repeating: (0, 0, 0), count: 10)

    mutating func add(_ probability: Double, isRight: Bool) {
        let bin = min(9, max(0, Int(probability * 10)))
        bins[bin].rows += 1
        bins[bin].right += isRight ? 1 : 0
        bins[bin].confidence += probability
    }

    /// 0...1; 0 without rows.
    var value: Double {
        let rows = bins.reduce(0) { $0 + $1.rows }
        guard rows > 0 else { return 0 }
        return bins.reduce(0) { $0 + abs(Double($1.right) - $1.confidence) } / Double(rows)
    }
}

extension Confusion {
    var table: [[Int]] { (0..<labels).map { Array(counts[$0 * labels..<($0 + 1) * labels]) } }
}
