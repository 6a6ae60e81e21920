internal import Foundation

/// XGBoost's JSON model under the library's own names: all that the library reads without looking whether it is there.
///
/// The library trusts a model file and ends the process on a malformed one; this reads it first.
struct StoredModel: Decodable {
    var learner: Learner
    var version: [Int]

    struct Learner: Decodable {
        var attributes: [String: String]
        var feature_names: [String]
        var feature_types: [String]
        var gradient_booster: GradientBooster
        var learner_model_param: Parameters
        var objective: Named
    }

    struct Named: Decodable { var name: String }

    struct Parameters: Decodable {
        var base_score: String
        var num_class: String
        var num_feature: String
        var num_target: String
    }

    struct GradientBooster: Decodable {
        var name: String
        var model: Model
    }

    struct Model: Decodable {
        struct Parameters: Decodable {
            var num_parallel_tree: String
            var num_trees: String
        }

        var gbtree_model_param: Parameters
        var tree_info: [Int32]
        var trees: [Tree]
    }

    struct Tree: Decodable {
        struct Parameters: Decodable {
            var num_deleted: String
            var num_feature: String
            var num_nodes: String
            var size_leaf_vector: String
        }

        var base_weights: [Float]
        var categories: [Int32]
        var categories_nodes: [Int32]
        var categories_segments: [Int64]
        var categories_sizes: [Int64]
        var default_left: [Int]
        var id: Int32
        var left_children: [Int32]
        var loss_changes: [Float]
        var parents: [Int32]
        var right_children: [Int32]
        var split_conditions: [Float]
        var split_indices: [Int32]
        var split_type: [Int]
        var sum_hessian: [Float]
        var tree_param: Parameters
    }
}

extension StoredModel {
    /// - Throws: ``TreesError/notAModel(reason:)`` unless it is a `gbtree` of one output whose every tree ends.
    static func read(_ bytes: [UInt8]) throws(TreesError) -> StoredModel {
        let model: StoredModel
        do { model = try JSONDecoder().decode(StoredModel.self, from: Data(bytes)) } catch {
            throw .notAModel(reason: "\(error)")
        }
        try model.check()
        return model
    }

    private func check() throws(TreesError) {
        let booster = learner.gradient_booster
        guard booster.name == "gbtree" else { throw .notAModel(reason: "'\(booster.name)' in place of 'gbtree'") }
        guard version.count == 3, version[0] >= 1 else { throw .notAModel(reason: "version is \(version)") }
        let features = learner.feature_names.count
        let types = learner.feature_types.count
        guard features > 0, learner.learner_model_param.num_feature == "\(features)", types == 0 || types == features
        else {
            throw .notAModel(reason: "it does not name each of its \(learner.learner_model_param.num_feature) features")
        }
        let trees = booster.model.trees
        let parameters = booster.model.gbtree_model_param
        guard !trees.isEmpty, parameters.num_trees == "\(trees.count)", parameters.num_parallel_tree == "1",
            booster.model.tree_info == [Int32](repeating: 0, count: trees.count),
            ["0", "1"].contains(learner.learner_model_param.num_class), learner.learner_model_param.num_target == "1"
        else { throw .notAModel(reason: "it has more than one output, or says a wrong number of trees") }
        for (index, tree) in trees.enumerated() {
            // The library puts a tree where its id says.
            guard tree.id == index else { throw .notAModel(reason: "tree \(index) says that it is tree \(tree.id)") }
            if let fault = tree.fault(features: features) {
                throw .notAModel(reason: "tree \(index): \(fault)")
            }
        }
    }
}

extension StoredModel.Tree {
    /// What is wrong with the tree, if anything. A child lies behind its parent, so that scoring ends.
    func fault(features: Int) -> String? {
        let count = left_children.count
        let lengths = [
            base_weights.count, default_left.count, loss_changes.count, parents.count, right_children.count,
            split_conditions.count, split_indices.count, split_type.count, sum_hessian.count,
        ]
        guard count > 0, tree_param.num_nodes == "\(count)", lengths.allSatisfy({ $0 == count }) else {
            return "arrays of different lengths"
        }
        guard tree_param.num_deleted == "0", tree_param.num_feature == "\(features)", tree_param.size_leaf_vector == "0"
        else { return "deleted nodes, other features or leaves of more than one value" }
        guard split_type.allSatisfy({ $0 == 0 }), categories_nodes.isEmpty, categories.isEmpty else {
            return "categorical splits"
        }
        guard parents[0] == Int32.max, (1..<count).allSatisfy({ parents[$0] >= 0 && parents[$0] < $0 }) else {
            return "a node before its parent"
        }
        for node in 0..<count where left_children[node] >= 0 || right_children[node] >= 0 {
            let children = [left_children[node], right_children[node]]
            guard children.allSatisfy({ $0 > node && $0 < count && parents[Int($0)] == node }),
                children[0] != children[1],
                (0..<Int32(features)).contains(split_indices[node])
            else { return "node \(node) points outside of the tree" }
        }
        return nil
    }
}
