internal import TextModel

/// Scores of texts by models that have not seen them.
struct OutOfFold: Sendable {
    /// Raw scores: for each repeat, for each row of `rows`, one an output.
    private(set) var scores: [[[Float]]] = []

    /// - Complexity: `folds` x `repeats` trainings.
    init(
        _ texts: [[UInt8]], rows: [Int], targets: [[Int]], labels: Int, task: TextTask, _ training: TextTraining,
        groups: [Int]? = nil
    ) throws(TextModelError) {
        for round in 0..<training.repeats {
            let folds = Folds.stratified(
                classes: rows.map { targets[$0].first ?? -1 }, groups: groups.map { groups in rows.map { groups[$0] } },
                folds: training.folds,
                seed: training.seed &+ UInt64(round))
            var found = [[Float]](repeating: [], count: rows.count)
            for fold in 0..<training.folds {
                let inside = rows.indices.filter { folds[$0] != fold }.map { rows[$0] }
                guard !inside.isEmpty, inside.count < rows.count else { continue }
                let model = try LinearTextModel(
                    texts, rows: inside, targets: targets, labels: labels, task: task, training)
                var scratch = model.scratch()
                for index in rows.indices where folds[index] == fold {
                    let bytes = texts[rows[index]]
                    model.score(bytes.span, &scratch)
                    found[index] = scratch.sums
                }
            }
            scores.append(found)
        }
    }
}
