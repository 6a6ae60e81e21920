/// Words to numbers, over bytes, without regard to ASCII case. A step looks at one place of a row, or at three children at most.
struct ByteTrie: Sendable {
    struct Node: Sendable {
        var byte: UInt8
        var child: Int32 = -1
        var sibling: Int32 = -1
        /// Where its children by byte begin; -1: it has few, and they are looked through.
        var row: Int32 = -1
        /// The word that ends here, and the stem that ends here; -1: none.
        var word: Int32 = -1
        var stem: Int32 = -1
    }

    private var roots = [Int32](repeating: -1, count: 256)
    private(set) var nodes: [Node] = []
    /// Children by byte, 256 places a row.
    private var rows: [Int32] = []

    static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The node of `bytes`, made if need be.
    mutating func insert(_ bytes: some Sequence<UInt8>) -> Int {
        var node: Int32 = -1
        for byte in bytes {
            let byte = Self.lowered(byte)
            let next = step(node, byte)
            if next >= 0 {
                node = next
                continue
            }
            let new = Int32(nodes.count)
            nodes.append(Node(byte: byte, sibling: node < 0 ? -1 : nodes[Int(node)].child))
            if node < 0 { roots[Int(byte)] = new } else { adopt(node, new, byte) }
            node = new
        }
        return Int(node)
    }

    private mutating func adopt(_ node: Int32, _ new: Int32, _ byte: UInt8) {
        nodes[Int(node)].child = new
        if nodes[Int(node)].row >= 0 {
            rows[Int(nodes[Int(node)].row) + Int(byte)] = new
            return
        }
        var children: [Int32] = []
        var child = new
        while child >= 0 {
            children.append(child)
            child = nodes[Int(child)].sibling
        }
        guard children.count > 3 else { return }
        nodes[Int(node)].row = Int32(rows.count)
        rows += [Int32](repeating: -1, count: 256)
        for child in children { rows[Int(nodes[Int(node)].row) + Int(nodes[Int(child)].byte)] = child }
    }

    /// The child of `node` (-1: the root) by a lower-case byte, or -1.
    @inline(__always)
    func step(_ node: Int32, _ byte: UInt8) -> Int32 {
        guard node >= 0 else { return roots[Int(byte)] }
        let row = nodes[Int(node)].row
        if row >= 0 { return rows[Int(row) + Int(byte)] }
        var child = nodes[Int(node)].child
        while child >= 0, nodes[Int(child)].byte != byte { child = nodes[Int(child)].sibling }
        return child
    }

    mutating func setWord(_ word: Int32, at node: Int) { nodes[node].word = word }
    mutating func setStem(_ stem: Int32, at node: Int) { nodes[node].stem = stem }

    /// The word that `bytes[range]` is, or -1.
    func word(_ bytes: [UInt8], _ range: Range<Int>) -> Int32 {
        var node: Int32 = -1
        for index in range {
            node = step(node, Self.lowered(bytes[index]))
            if node < 0 { return -1 }
        }
        return node < 0 ? -1 : nodes[Int(node)].word
    }
}
