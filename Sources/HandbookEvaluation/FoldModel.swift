public import Trees

/// One way to score a fold: which features, which trees, how many of them averaged.
public struct FoldModel: Sendable {
    public var name: String
    /// Feature names to use; nil is all.
    public var features: [String]?
    public var training: Training
    /// Boosters of consecutive seeds whose log-odds are averaged.
    public var members: Int

    public init(name: String, features: [String]? = nil, training: Training, members: Int = 1) {
        self.name = name
        self.features = features
        self.training = training
        self.members = members
    }

    /// Trains on the fold's training rows and scores its test rows.
    public func scores(
        _ data: HandbookData, _ rows: FeatureRows, _ split: HandbookSplit
    ) throws(TreesError) -> [Float] {
        let columns = rows.names.indices.filter { features?.contains(rows.names[$0]) ?? true }
        let table = try rows.table(data, split.training, columns: columns)
        let test = rows.values(split.test, columns: columns)
        var total = [Float](repeating: 0, count: split.test.count)
        for member in 0..<members {
            var training = training
            training.seed += UInt32(member)
            let booster = try Booster.train(on: table, training)
            let margins = try booster.predict(test, margin: true)
            for row in total.indices { total[row] += margins[row] / Float(members) }
        }
        return total
    }

    public func metrics(
        _ data: HandbookData, _ rows: FeatureRows, _ split: HandbookSplit
    ) throws(TreesError) -> FraudMetrics {
        data.metrics(try scores(data, rows, split), rows: split.test)
    }
}
