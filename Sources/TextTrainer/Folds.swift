/// Seeded division of rows into folds.
public enum Folds {
    /// SplitMix64 (Steele, Lea & Flood 2014).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    /// The fold, 0..<`folds`, of each row; the classes are spread evenly and groups stay together.
    ///
    /// Groups are dealt class by class (the class of their first row), larger ones first, each to the fold that has
    /// fewest rows of that class, then fewest rows at all.
    /// - Parameters:
    ///   - classes: a class for each row.
    ///   - groups: a group for each row; nil when each row is its own.
    /// - Complexity: rows x log rows + groups x folds.
    public static func stratified(
        classes: [Int], groups: [Int]? = nil, folds: Int, seed: UInt64
    ) -> [Int] {
        var members: [Int: [Int]] = [:]
        for row in classes.indices { members[groups?[row] ?? row, default: []].append(row) }
        var units = members.keys.sorted()
        var generator = Generator(state: seed)
        // Fisher-Yates of our own: the standard library does not promise its algorithm.
        for index in stride(from: units.count - 1, to: 0, by: -1) {
            units.swapAt(index, Int(generator.next() % UInt64(index + 1)))
        }
        let order = units.enumerated().sorted { a, b in
            let (first, second) = (members[a.element] ?? [], members[b.element] ?? [])
            let (classA, classB) = (classes[first[0]], classes[second[0]])
            if classA != classB { return classA < classB }
            return first.count != second.count ? first.count > second.count : a.offset < b.offset
        }
        var assigned = [Int](repeating: 0, count: classes.count)
        var ofClass: [Int: [Int]] = [:]
        var total = [Int](repeating: 0, count: folds)
        for (_, unit) in order {
            let rows = members[unit] ?? []
            let here = ofClass[classes[rows[0]]] ?? [Int](repeating: 0, count: folds)
            var best = 0
            for fold in 1..<max(1, folds) where (here[fold], total[fold]) < (here[best], total[best]) { best = fold }
            for row in rows {
                assigned[row] = best
                ofClass[classes[row], default: [Int](repeating: 0, count: folds)][best] += 1
            }
            total[best] += rows.count
        }
        return assigned
    }
}
