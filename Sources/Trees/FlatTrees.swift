internal import StageKit

/// A booster's trees as one array of nodes, to score single rows without the library: no text, no threads, no locks.
///
/// Margins equal the library's to the last bit (the same comparisons and the same order of single-precision sums).
/// Only for what this project trains: `gbtree`, one output, `binary:logistic`, numeric splits.
public struct FlatTrees: Sendable {
    public let featureNames: [String]
    private let nodes: [Node]
    private let roots: [Int32]
    private let base: Float

    /// 16 bytes: a split, or a leaf where `feature` is -1 and `value` its weight.
    private struct Node {
        var feature: Int32
        var value: Float
        /// Index of the left child shifted by one; the low bit says that missing values go left.
        var left: Int32
        var right: Int32
    }

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
        var nodes: [Node] = []
        var roots: [Int32] = []
        for tree in learner.gradient_booster.model.trees {
            roots.append(Int32(nodes.count))
            let offset = Int32(nodes.count)
            for node in tree.left_children.indices {
                let (left, right) = (tree.left_children[node], tree.right_children[node])
                let isLeaf = left < 0
                let missingLeft: Int32 = tree.default_left[node] == 0 ? 0 : 1
                nodes.append(
                    Node(
                        feature: isLeaf ? -1 : tree.split_indices[node], value: tree.split_conditions[node],
                        left: isLeaf ? 0 : (left + offset) << 1 | missingLeft, right: isLeaf ? 0 : right + offset))
            }
        }
        self.nodes = nodes
        self.roots = roots
        featureNames = booster.featureNames
    }

    /// The log-odds of a row.
    ///
    /// - Parameter row: `featureNames.count` values, NaN where missing; a shorter row traps.
    /// - Complexity: trees × depth, some nanoseconds each.
    public func margin(_ row: [Float]) -> Float {
        precondition(row.count >= featureNames.count)
        var sum = base
        for root in roots {
            var node = nodes[Int(root)]
            while node.feature >= 0 {
                let value = row[Int(node.feature)]
                let goesLeft = value.isNaN ? node.left & 1 == 1 : value < node.value
                node = nodes[Int(goesLeft ? node.left >> 1 : node.right)]
            }
            sum += node.value
        }
        return sum
    }

    /// The probability of a row, within 1e-6 of the library's.
    public func probability(_ row: [Float]) -> Float {
        Float(1 / (1 + PortableMath.exp2(-Double(margin(row)) * 1.4426950408889634)))
    }
}
