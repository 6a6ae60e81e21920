/// Rows to train on or to validate with: dense, row-major, NaN where a value is missing.
public struct FeatureTable: Sendable {
    /// `names.count` values a row.
    public let values: [Float]
    /// One a row; for `binary:logistic` 0 or 1.
    public let labels: [Float]
    /// One a row, or empty for all alike.
    public let weights: [Float]
    public let names: [String]

    public var rows: Int { labels.count }

    /// - Throws: ``TreesError/shape(what:expected:found:)`` unless there is at least one row, one name, and as many
    ///   values, labels and weights as rows and names ask for.
    public init(values: [Float], labels: [Float], weights: [Float] = [], names: [String]) throws(TreesError) {
        guard !names.isEmpty else { throw .shape(what: "feature names", expected: 1, found: 0) }
        guard !labels.isEmpty else { throw .shape(what: "labels", expected: 1, found: 0) }
        guard values.count == labels.count * names.count else {
            throw .shape(what: "values", expected: labels.count * names.count, found: values.count)
        }
        guard weights.isEmpty || weights.count == labels.count else {
            throw .shape(what: "weights", expected: labels.count, found: weights.count)
        }
        self.values = values
        self.labels = labels
        self.weights = weights
        self.names = names
    }
}
