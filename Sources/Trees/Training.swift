/// How to grow the trees.
public struct Training: Sendable, Equatable {
    /// XGBoost's own parameter names and values, such as `max_depth`: `3`.
    public var parameters: [String: String]
    /// Trees to grow, at most 100,000.
    public var rounds: Int
    public var seed: UInt32
    /// Threads used while training. The result does not depend on it with `tree_method` `exact`.
    public var threads: Int
    /// Stop when the last metric has not improved for so many rounds; needs a validation table.
    public var patience: Int?

    public init(
        parameters: [String: String], rounds: Int, seed: UInt32 = 0, threads: Int = 1, patience: Int? = nil
    ) {
        self.parameters = parameters
        self.rounds = rounds
        self.seed = seed
        self.threads = threads
        self.patience = patience
    }

    func validate() throws(TreesError) {
        guard (1...100_000).contains(rounds) else {
            throw .setting(name: "rounds", value: "\(rounds)", legal: "1...100000")
        }
        guard (1...256).contains(threads) else {
            throw .setting(name: "threads", value: "\(threads)", legal: "1...256")
        }
        if let patience, !(1...rounds).contains(patience) {
            throw .setting(name: "patience", value: "\(patience)", legal: "1...\(rounds)")
        }
    }

    /// Whether a larger value of the metric is better.
    static func isBetterWhenLarger(_ metric: String) -> Bool {
        ["auc", "aucpr", "map", "ndcg", "pre"].contains { metric.hasPrefix($0) }
    }
}
