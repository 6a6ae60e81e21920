package import TextModel

/// Thresholds by a ``DecisionRule``.
package enum Thresholds {
    /// One threshold a label, for the raw scores of `rows` x labels.
    package static func choose(
        _ rule: DecisionRule, _ scores: [[Float]], targets: [[Int]], labels: Int, task: TextTask
    ) -> [Float] {
        switch (rule, task) {
        case (.asLearned, _): return [Float](repeating: 0, count: labels)
        case (.bestF1, .multiClass):
            return offsets(scores, targets.map { $0.first ?? 0 }, labels)
        default:
            return (0..<labels).map { label in
                single(rule, zip(scores, targets).map { ($0[label], $1.contains(label)) })
            }
        }
    }

    /// Rows above the threshold are positive; it lies midway between two scores.
    private static func single(_ rule: DecisionRule, _ rows: [(score: Float, positive: Bool)]) -> Float {
        let sorted = rows.sorted { $0.score > $1.score }
        let positives = sorted.count { $0.positive }
        let negatives = sorted.count - positives
        guard positives > 0, negatives > 0 else { return 0 }
        var caught = 0
        var blocked = 0
        var best: (value: Double, threshold: Float) = (-2, sorted[0].score + 1)
        for index in sorted.indices {
            if sorted[index].positive { caught += 1 } else { blocked += 1 }
            let isLast = index + 1 == sorted.count
            if !isLast, sorted[index + 1].score == sorted[index].score { continue }
            let threshold = isLast ? sorted[index].score - 1 : (sorted[index].score + sorted[index + 1].score) / 2
            let counts = BinaryCounts(
                truePositives: caught, falsePositives: blocked, falseNegatives: positives - caught,
                trueNegatives: negatives - blocked)
            switch rule {
            case .limitFalsePositives(let rate):
                if Double(blocked) > rate * Double(negatives) { return best.threshold }
                best.threshold = threshold
            case .bestCorrelation:
                if counts.matthews > best.value { best = (counts.matthews, threshold) }
            default:
                if counts.f1 > best.value { best = (counts.f1, threshold) }
            }
        }
        return best.threshold
    }

    /// Coordinate ascent on macro F1 of argmax(score - offset), over steps from 0.
    private static func offsets(_ scores: [[Float]], _ classes: [Int], _ labels: Int) -> [Float] {
        var offsets = [Float](repeating: 0, count: labels)
        func value(_ offsets: [Float]) -> Double {
            var confusion = Confusion(labels: labels)
            for (row, found) in scores.enumerated() {
                confusion.add(actual: classes[row], predicted: Choice.largest(found, minus: offsets))
            }
            return confusion.macroF1
        }
        var best = value(offsets)
        for _ in 0..<3 {
            let before = best
            for label in 0..<labels {
                for step in -10...10 where step != 0 {
                    var changed = offsets
                    changed[label] = Float(step) * 0.05
                    let found = value(changed)
                    if found > best + 1e-12 { (best, offsets) = (found, changed) }
                }
            }
            if best == before { break }
        }
        return offsets
    }
}
