import Foundation
public import Rings

/// Cross-validated average precision per account on AMLSim's graphs.
///
/// The transfers are streamed once in the order of time; features are taken at a step for all accounts (none of them
/// uses a label); then five stratified folds by account, seeded. Labels of the training folds reach the test fold only
/// through the model.
public struct RingsEvaluation {
    public var classifier: any Classifier
    public var seed: UInt64
    public var folds = 5
    public var settings = RingSettings()

    public init(classifier: any Classifier, seed: UInt64) {
        self.classifier = classifier
        self.seed = seed
    }

    /// Features of all accounts, row-major; zeros for one without a transfer.
    public struct Table {
        public var rows: [Float] = []
        public var labels: [Float] = []
        public var columns = RingFeature.allCases.count
    }

    public struct Streamed {
        public var tables: [Int32: Table] = [:]
        public var seconds = 0.0
        public var rings: Rings
    }

    public struct Scores {
        public var folds: [Double] = []
        public var pooled = 0.0
        public var scores: [Double] = []
        public var mean: Double { folds.reduce(0, +) / Double(max(1, folds.count)) }
    }

    /// Streams the graph and takes the features at the end of each step of `cuts` and of the last.
    public func stream(_ graph: AMLSimGraph, cuts: [Int32] = []) -> Streamed {
        var result = Streamed(rings: Rings(settings: settings))
        let last = graph.transfers.last?.step ?? 0
        var pending = cuts.filter { $0 < last }.sorted()
        var resumed = Date()
        for transfer in graph.transfers {
            while let cut = pending.first, transfer.step > cut {
                pending.removeFirst()
                result.seconds += Date().timeIntervalSince(resumed)
                result.tables[cut] = table(graph, result.rings, at: cut)
                resumed = Date()
            }
            result.rings.observe(transfer)
        }
        result.seconds += Date().timeIntervalSince(resumed)
        result.tables[last] = table(graph, result.rings, at: last)
        return result
    }

    private func table(_ graph: AMLSimGraph, _ rings: Rings, at step: Int32) -> Table {
        var table = Table()
        let none = [Float](repeating: 0, count: table.columns)
        for account in graph.labels.indices {
            table.rows += rings.features(of: UInt64(account), at: step) ?? none
        }
        table.labels = graph.labels
        return table
    }

    /// Cross-validates on the features of `groups`.
    public func score(_ table: Table, groups: Set<RingFeatureGroup> = Set(RingFeatureGroup.allCases)) throws -> Scores {
        let kept = RingFeature.allCases.filter { groups.contains($0.group) }.map(\.rawValue)
        let dealt = stratifiedFolds(labels: table.labels, folds: folds, seed: seed)
        var result = Scores()
        result.scores = [Double](repeating: 0, count: table.labels.count)
        for fold in 0..<folds {
            let train = dealt.indices.filter { dealt[$0] != fold }
            let test = dealt.indices.filter { dealt[$0] == fold }
            let model = try classifier.train(
                rows: rows(train, kept, table), columns: kept.count, labels: train.map { table.labels[$0] },
                seed: seed &+ UInt64(fold))
            let found = try model.predict(rows: rows(test, kept, table), columns: kept.count)
            result.folds.append(averagePrecision(labels: test.map { table.labels[$0] }, scores: found))
            for (account, score) in zip(test, found) { result.scores[account] = score }
        }
        result.pooled = averagePrecision(labels: table.labels, scores: result.scores)
        return result
    }

    private func rows(_ accounts: [Int], _ kept: [Int], _ table: Table) -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(accounts.count * kept.count)
        for account in accounts { for column in kept { rows.append(table.rows[account * table.columns + column]) } }
        return rows
    }
}
