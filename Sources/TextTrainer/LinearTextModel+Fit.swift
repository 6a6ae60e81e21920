package import TextModel

extension LinearTextModel {
    /// Trains on some of the texts; `targets` are the labels' numbers of each text.
    package init(
        _ texts: [[UInt8]], rows: [Int], targets: [[Int]], labels: Int, task: TextTask, _ training: TextTraining
    ) throws(TextModelError) {
        let settings = training.features
        let vocabulary = Vocabulary(rows.lazy.map { texts[$0] }, settings)
        let solver = try LinearSolver(SparseRows(rows.lazy.map { texts[$0] }, vocabulary, settings))
        let columns = vocabulary.count + TextFacts.count
        var weights = [Float](repeating: 0, count: columns * labels)
        var bias = [Float](repeating: 0, count: labels)
        // Of two classes that exclude each other the second is the first with the sign turned.
        let isPair = task == .multiClass && labels == 2
        for label in 0..<labels where !(isPair && label == 0) {
            let fitted = try solver.fit(rows.map { targets[$0].contains(label) }, training)
            for column in 0..<columns {
                let scale = column < vocabulary.count ? 1 : settings.factWeight
                weights[column * labels + label] = Float(fitted[column]) * scale
                if isPair { weights[column * labels] = -weights[column * labels + 1] }
            }
            bias[label] = Float(fitted[columns])
            if isPair { bias[0] = -bias[1] }
        }
        self.init(settings: settings, vocabulary: vocabulary, weights: weights, bias: bias)
    }
}
