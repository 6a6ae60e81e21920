/// What a model says of one text.
public struct TextPrediction: Equatable, Sendable {
    /// Numbers of the labels that apply, ascending: exactly one when labels exclude each other.
    public var labels: [Int]
    /// Calibrated probability of each label; they sum to 1 when labels exclude each other.
    public var probabilities: [Double]
    /// Raw score of each label, before calibration and threshold.
    public var scores: [Float]
}

/// A linear classifier of texts over word and character n-grams, calibrated, with the reasons of each decision.
///
/// Scores are sums of term frequency x inverse document frequency (Salton & Buckley 1988) x weight, one sum a label; the
/// weights are liblinear's (Fan et al. 2008). Predicting uses no library, clock or randomness; the same model file and
/// text give the same bits on every machine.
public struct TextModel: Sendable {
    public let labels: [String]
    public let task: TextTask
    public let training: TextTraining
    /// A label applies (or, among exclusive ones, is compared) by its score less its threshold.
    public let thresholds: [Float]
    /// One a label.
    public let calibrations: [Calibration]
    public package(set) var card: TextModelCard
    package let linear: LinearTextModel

    package init(
        labels: [String], task: TextTask, training: TextTraining, thresholds: [Float], calibrations: [Calibration],
        card: TextModelCard, linear: LinearTextModel
    ) {
        self.labels = labels
        self.task = task
        self.training = training
        self.thresholds = thresholds
        self.calibrations = calibrations
        self.card = card
        self.linear = linear
    }

    /// n-grams that the model knows.
    public var featureCount: Int { linear.vocabulary.count }

    /// Working memory for ``predict(_:_:)``, 2 bytes an n-gram of the model; one for each thread.
    public func scratch() -> TextScratch { linear.scratch() }

    /// Reads a text of UTF-8; other bytes are read as Latin-1, and no input is refused.
    ///
    /// - Parameter scratch: of this model; that of another traps.
    /// - Complexity: linear in the text up to the training's `maximumCharacters`, times the labels; a message of 80
    ///   characters takes some microseconds.
    public func predict(_ text: Span<UInt8>, _ scratch: inout TextScratch) -> TextPrediction {
        precondition(scratch.counts.count == linear.vocabulary.count && scratch.sums.count == labels.count)
        linear.score(text, &scratch)
        return decide(scratch.sums)
    }

    /// Whether `scratch` was made for a model of this size; ``scratch()`` makes another.
    public func fits(_ scratch: TextScratch) -> Bool {
        scratch.counts.count == linear.vocabulary.count && scratch.sums.count == labels.count
    }

    /// The same for a string, with memory of its own; for a few texts only.
    public func predict(_ text: String) -> TextPrediction {
        var scratch = scratch()
        return predict(text.utf8Span.span, &scratch)
    }

    package func decide(_ scores: [Float]) -> TextPrediction {
        var probabilities = scores.indices.map { calibrations[$0].probability(Double(scores[$0])) }
        guard task == .multiClass else {
            let chosen = scores.indices.filter { scores[$0] > thresholds[$0] }
            return TextPrediction(labels: chosen, probabilities: probabilities, scores: scores)
        }
        let sum = probabilities.reduce(0, +)
        if sum > 0 { for label in probabilities.indices { probabilities[label] /= sum } }
        return TextPrediction(
            labels: [Choice.largest(scores, minus: thresholds)], probabilities: probabilities, scores: scores)
    }
}
