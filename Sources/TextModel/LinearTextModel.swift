/// A vocabulary and one weight vector for each output: from a text to raw scores.
struct LinearTextModel: Sendable {
    let settings: TextFeatureSettings
    let vocabulary: Vocabulary
    /// Outputs of the first n-gram, of the second, ...; then of the facts; the facts' weight is multiplied in.
    let weights: [Float]
    let bias: [Float]

    var outputs: Int { bias.count }

    init(settings: TextFeatureSettings, vocabulary: Vocabulary, weights: [Float], bias: [Float]) {
        self.settings = settings
        self.vocabulary = vocabulary
        self.weights = weights
        self.bias = bias
    }

    /// Trains on some of the texts; `targets` are the labels' numbers of each text.
    init(
        _ texts: [[UInt8]], rows: [Int], targets: [[Int]], labels: Int, task: TextTask, _ training: TextTraining
    ) throws(TextModelError) {
        settings = training.features
        vocabulary = Vocabulary(rows.lazy.map { texts[$0] }, settings)
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
        self.weights = weights
        self.bias = bias
    }

    func scratch() -> TextScratch { TextScratch(settings, vocabulary, outputs: outputs) }

    /// Raw scores, one an output, into `scratch.sums`.
    func score(_ bytes: Span<UInt8>, _ scratch: inout TextScratch) {
        scratch.vectorize(bytes, vocabulary, settings)
        let outputs = outputs
        for output in 0..<outputs { scratch.sums[output] = bias[output] }
        if outputs == 1 {
            var sum = bias[0]
            for index in scratch.touched.indices { sum += scratch.values[index] * weights[Int(scratch.touched[index])] }
            scratch.sums[0] = sum
        } else {
            for index in scratch.touched.indices {
                let value = scratch.values[index]
                let base = Int(scratch.touched[index]) * outputs
                for output in 0..<outputs { scratch.sums[output] += value * weights[base + output] }
            }
        }
        for fact in 0..<TextFacts.count {
            let value = scratch.text.facts.values[fact]
            let base = (vocabulary.count + fact) * outputs
            for output in 0..<outputs { scratch.sums[output] += value * weights[base + output] }
        }
    }
}

/// Whether a text has exactly one label or any number of them.
public enum TextTask: String, Codable, Sendable {
    case multiClass, multiLabel
}
