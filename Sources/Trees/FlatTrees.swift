internal import StageKit

/// A booster's trees laid out to score single rows without the library: no text, no threads, no locks.
///
/// Margins equal the library's to the last bit (the same comparisons and the same order of single-precision sums).
/// Only for what this project trains: `gbtree`, one output, `binary:logistic`, numeric splits, at most 64 leaves a tree;
/// those of at most 16 are the fast ones (a `max_depth` of 4).
public struct FlatTrees: Sendable {
    public let featureNames: [String]
    /// Most features of a model.
    public static let featuresMax = 128
    private let intervals: Intervals
    private let blocks: [TreeBlock]
    private let base: Float

    /// - Throws: ``TreesError/notAModel(reason:)`` for a kind of model this type does not score.
    public init(_ booster: Booster) throws(TreesError) {
        let learner = try StoredModel.read(booster.bytes()).learner
        guard learner.objective.name == "binary:logistic" else {
            throw .notAModel(reason: "flat trees are for binary:logistic only, not for \(learner.objective.name)")
        }
        guard let score = Double(learner.learner_model_param.base_score), score > 0, score < 1 else {
            throw .notAModel(reason: "base_score is \(learner.learner_model_param.base_score)")
        }
        base = Float(PortableMath.log2(score / (1 - score)) * 0.6931471805599453)
        featureNames = booster.featureNames
        guard featureNames.count <= Self.featuresMax else {
            throw .notAModel(reason: "it has \(featureNames.count) features, more than \(Self.featuresMax)")
        }
        let trees = learner.gradient_booster.model.trees
        let leaves = trees.map { $0.left_children.count { $0 < 0 } }.max() ?? 0
        guard leaves <= 64 else {
            throw .notAModel(reason: "a tree has \(leaves) leaves, more than 64: train with a max_depth of 6 or less")
        }
        let intervals = Intervals(trees, features: featureNames.count)
        self.intervals = intervals
        let room = leaves <= 16 ? 16 : 64
        let size = TreeBlock.capacity(leaves: room)
        blocks = stride(from: 0, to: trees.count, by: size).map { first in
            TreeBlock(trees[first..<min(trees.count, first + size)], leaves: room, intervals)
        }
    }

    /// The log-odds of a row.
    ///
    /// - Parameter row: `featureNames.count` values, NaN where missing; a shorter row traps.
    /// - Complexity: features × (log thresholds + trees / 32) + trees.
    public func margin(_ row: Span<Float>) -> Float {
        let features = featureNames.count
        precondition(row.count >= features)
        var places = InlineArray<128, Int32>(repeating: 0)
        var count = 0
        for feature in 0..<features {
            let place = intervals.place(of: row[feature], feature: feature)
            // Below all thresholds nothing is struck.
            places[count] = place.interval
            count += place.isFirst ? 0 : 1
        }
        let used = places.span.extracting(first: count)
        var sum = base
        for index in blocks.indices { blocks[index].add(used, to: &sum) }
        return sum
    }

    /// The log-odds of a row.
    public func margin(_ row: [Float]) -> Float { margin(row.span) }

    /// The probability of a row, within 1e-6 of the library's.
    public func probability(_ row: Span<Float>) -> Float {
        Float(1 / (1 + PortableMath.exp2(-Double(margin(row)) * 1.4426950408889634)))
    }

    /// The probability of a row, within 1e-6 of the library's.
    public func probability(_ row: [Float]) -> Float { probability(row.span) }
}
