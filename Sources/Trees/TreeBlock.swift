/// Some trees, scored together: as many as one vector of 512 bits has room for.
///
/// After QuickScorer (Lucchese et al., SIGIR 2015): the value of a feature fails every split on it up to some threshold, and
/// each failed split strikes the leaves to its left from the bit mask of its tree. What all splits on one feature
/// strike is known beforehand for each interval between thresholds (``Intervals``), so a row costs one vector `and` a feature; the
/// lowest bit left of a tree's mask is its leaf.
struct TreeBlock: Sendable {
    /// What is left of the trees' leaves, by interval. A tree has ``leaves`` bits, the first tree the lowest of them.
    private var left: [SIMD8<UInt64>]
    /// From left to right, ``leaves`` places a tree.
    private var weights: [Float]
    /// Places for leaves of each tree: 16 or 64.
    private let leaves: Int

    /// Trees of one block.
    static func capacity(leaves: Int) -> Int { 512 / leaves }

    /// - Parameters:
    ///   - trees: at most ``capacity(leaves:)``.
    ///   - leaves: 16 or 64; no tree has more.
    init(_ trees: ArraySlice<StoredModel.Tree>, leaves: Int, _ intervals: Intervals) {
        self.leaves = leaves
        left = [SIMD8<UInt64>](repeating: SIMD8(repeating: ~0), count: intervals.count)
        weights = [Float](repeating: 0, count: trees.count * leaves)
        for (number, tree) in trees.enumerated() {
            let (word, shift) = (number * leaves / 64, UInt64(number * leaves % 64))
            var seen = 0
            // Depth first and left before right; a split is met twice, before and after its left side.
            var path: [(node: Int, leftFrom: Int?)] = [(0, nil)]
            while let (node, leftFrom) = path.popLast() {
                if tree.left_children[node] < 0 {
                    weights[number * leaves + seen] = tree.split_conditions[node]
                    seen += 1
                } else if let leftFrom {
                    let struck = ((UInt64(1) << UInt64(seen)) - (UInt64(1) << UInt64(leftFrom))) << shift
                    for interval in intervals.failing(tree, node) { left[interval][word] &= ~struck }
                    path.append((Int(tree.right_children[node]), nil))
                } else {
                    path.append((node, seen))
                    path.append((Int(tree.left_children[node]), nil))
                }
            }
        }
    }

    /// Adds the weights of the leaves that a row reaches, in the order of the trees.
    ///
    /// - Parameter places: the row's interval of each feature that reaches any threshold.
    @inline(__always)
    func add(_ places: Span<Int32>, to sum: inout Float) {
        var alive = SIMD8<UInt64>(repeating: ~0)
        for feature in places.indices { alive = alive & left[Int(places[feature])] }
        var first = 0
        let words = InlineArray<8, UInt64> { alive[$0] }
        for index in 0..<8 {
            var word = words[index]
            for _ in 0..<64 / leaves {
                guard first < weights.count else { return }
                sum += weights[first + word.trailingZeroBitCount]
                first += leaves
                word = leaves < 64 ? word >> UInt64(leaves) : word
            }
        }
    }
}

/// The thresholds of all trees' splits, by feature: n of them make n + 1 intervals, and a missing value is one more.
struct Intervals: Sendable {
    /// Ascending within a feature, each once; filled up to eight with NaN, which no value reaches.
    private var thresholds: [SIMD8<Float>] = []
    private var byFeature: [Feature] = []
    /// Intervals of all features together.
    private(set) var count = 0

    private struct Feature {
        /// Of its thresholds, eight at a time.
        var start: Int32
        var end: Int32
        /// The interval below all thresholds; the last one is that of a missing value.
        var first: Int32
        var missing: Int32
    }

    init(_ trees: [StoredModel.Tree], features: Int) {
        var all = [Set<Float>](repeating: [], count: features)
        for tree in trees {
            for node in tree.left_children.indices where tree.left_children[node] >= 0 {
                all[Int(tree.split_indices[node])].insert(tree.split_conditions[node])
            }
        }
        for values in all {
            let start = thresholds.count
            for (index, value) in values.sorted().enumerated() {
                if index % 8 == 0 { thresholds.append(SIMD8(repeating: .nan)) }
                thresholds[thresholds.count - 1][index % 8] = value
            }
            byFeature.append(
                Feature(
                    start: Int32(start), end: Int32(thresholds.count), first: Int32(count),
                    missing: Int32(count + values.count + 1)))
            count += values.count + 2
        }
    }

    /// The interval of a feature's value: how many thresholds it has reached.
    @inline(__always)
    func place(of value: Float, feature: Int) -> (interval: Int32, isFirst: Bool) {
        let feature = byFeature[feature]
        guard !value.isNaN else { return (feature.missing, false) }
        let values = SIMD8<Float>(repeating: value)
        var reached = SIMD8<Int32>()
        for index in Int(feature.start)..<Int(feature.end) {
            reached =
                reached &+ SIMD8<Int32>().replacing(with: SIMD8(repeating: 1), where: thresholds[index] .<= values)
        }
        let count = reached.wrappedSum()
        return (feature.first &+ count, count == 0)
    }

    /// The intervals whose values go right at a split.
    func failing(_ tree: StoredModel.Tree, _ node: Int) -> [Int] {
        let feature = Int(tree.split_indices[node])
        let missing = Int(byFeature[feature].missing)
        let own = Int(place(of: tree.split_conditions[node], feature: feature).interval)
        return Array(own..<missing) + (tree.default_left[node] == 0 ? [missing] : [])
    }
}
