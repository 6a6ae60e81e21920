internal import StageKit
public import TextModel

extension TextModel {
    /// Trains on all texts; the calibration and the thresholds on a cross-validation among them.
    ///
    /// Deterministic for the same texts, in the same order, and the same settings, on the same machine.
    /// - Parameters:
    ///   - texts: UTF-8.
    ///   - targets: for each text the numbers of its labels in `labels`: exactly one for ``TextTask/multiClass``.
    ///   - groups: texts of one group stay in one fold; nil when each is its own.
    /// - Complexity: `folds` x `repeats` + 1 fits, each of some seconds for 5,000 messages and three labels; about 24
    ///   bytes for each distinct n-gram of each text.
    public static func train(
        texts: [[UInt8]], targets: [[Int]], labels: [String], task: TextTask, _ training: TextTraining,
        card: TextModelCard, groups: [Int]? = nil
    ) throws(TextModelError) -> TextModel {
        try training.validate()
        try check(texts, targets, labels, task)
        let rows = Array(texts.indices)
        let unseen = try OutOfFold(
            texts, rows: rows, targets: targets, labels: labels.count, task: task, training, groups: groups)
        let scores = unseen.scores.flatMap { $0 }
        let repeated = unseen.scores.flatMap { _ in targets }
        let thresholds = Thresholds.choose(
            training.decision, scores, targets: repeated, labels: labels.count, task: task)
        let calibrations = labels.indices.map { label in
            Calibration.fit(
                training.calibration, scores: scores.map { Double($0[label]) },
                positive: repeated.map { $0.contains(label) })
        }
        let linear = try LinearTextModel(
            texts, rows: rows, targets: targets, labels: labels.count, task: task, training)
        var model = TextModel(
            labels: labels, task: task, training: training, thresholds: thresholds, calibrations: calibrations,
            card: card, linear: linear)
        model.card.dataSHA256 = digest(texts, targets)
        for (label, name) in labels.enumerated() { model.card.texts[name] = targets.count { $0.contains(label) } }
        model.measure(scores, repeated)
        return model
    }

    private static func check(
        _ texts: [[UInt8]], _ targets: [[Int]], _ labels: [String], _ task: TextTask
    ) throws(TextModelError) {
        guard texts.count == targets.count else {
            throw .shape(what: "targets", expected: "\(texts.count), one a text", found: "\(targets.count)")
        }
        guard texts.count >= 2 else { throw .shape(what: "texts", expected: "at least 2", found: "\(texts.count)") }
        guard !labels.isEmpty, Set(labels).count == labels.count else {
            throw .shape(what: "labels", expected: "one or more different names", found: "\(labels)")
        }
        guard task == .multiLabel || labels.count >= 2 else {
            throw .shape(what: "labels", expected: "two or more that exclude each other", found: "\(labels)")
        }
        for (row, target) in targets.enumerated() {
            guard target.allSatisfy({ labels.indices.contains($0) }) else {
                throw .shape(what: "target of text \(row)", expected: "within \(labels.indices)", found: "\(target)")
            }
            guard task == .multiLabel || target.count == 1 else {
                throw .shape(what: "target of text \(row)", expected: "exactly one label", found: "\(target)")
            }
        }
    }

    /// Figures of the cross-validation; those that depend on thresholds are flattered by having chosen them there.
    private mutating func measure(_ scores: [[Float]], _ targets: [[Int]]) {
        let predictions = scores.map { decide($0) }
        if task == .multiClass {
            var confusion = Confusion(labels: labels.count)
            for (prediction, target) in zip(predictions, targets) {
                confusion.add(actual: target[0], predicted: prediction.labels[0])
            }
            card.metrics["cv_accuracy"] = confusion.accuracy
            card.metrics["cv_macro_f1"] = confusion.macroF1
        }
        var all = BinaryCounts()
        var sum = 0.0
        for label in labels.indices {
            var counts = BinaryCounts()
            for (prediction, target) in zip(predictions, targets) {
                counts.add(predicted: prediction.labels.contains(label), actual: target.contains(label))
            }
            card.metrics["cv_precision/\(labels[label])"] = counts.precision
            card.metrics["cv_recall/\(labels[label])"] = counts.recall
            all.truePositives += counts.truePositives
            all.falsePositives += counts.falsePositives
            all.falseNegatives += counts.falseNegatives
            sum += counts.f1
        }
        guard task == .multiLabel else { return }
        card.metrics["cv_micro_f1"] = all.f1
        card.metrics["cv_macro_f1"] = sum / Double(labels.count)
    }

    private static func digest(_ texts: [[UInt8]], _ targets: [[Int]]) -> String {
        var bytes: [UInt8] = []
        for (text, target) in zip(texts, targets) {
            bytes += Array("\(text.count) \(target) ".utf8)
            bytes += text
        }
        return SHA256.hex(bytes)
    }
}
