/// What a metric is: its name, kind, labels and meaning. The documents and dashboards are tested against these.
public struct MetricDefinition: Sendable, Equatable {
    public enum Kind: String, Sendable {
        /// Only goes up; starts again at 0 with the process.
        case counter
        case gauge
        /// Counts by upper bound, with sum and count.
        case histogram
    }
    public var name: String
    public var kind: Kind
    /// Label names, sorted as they are exposed.
    public var labels: [String]
    public var help: String
    /// Upper bounds of a histogram, ascending, without +Inf.
    public var buckets: [Double]

    public init(
        _ name: String, _ kind: Kind, labels: [String], help: String, buckets: [Double] = []
    ) {
        self.name = name
        self.kind = kind
        self.labels = labels.sorted()
        self.help = help
        self.buckets = buckets
    }
}
