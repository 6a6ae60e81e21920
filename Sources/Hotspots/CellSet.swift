/// Cells of equal area known by their centres, with a search by distance.
///
/// The cells of a square grid, or S2 cells whose centres were projected to the plane: only the centre and the area
/// of a cell are used, and which cell an event fell in is told by the event.
public struct CellSet: Sendable {
    public let centres: [PlanarPoint]
    /// Area of one cell, in the square of the centres' unit.
    public let area: Double
    private let low: PlanarPoint
    private let bucketSide: Double
    private let columns: Int
    private let rows: Int
    /// Cells sorted by bucket; `starts[b] ..< starts[b + 1]` are those of bucket b.
    private let members: [Int32]
    private let starts: [Int32]

    /// Indexes the centres in buckets of three cell sides.
    ///
    /// - Precondition: at least one centre, `area` above 0.
    /// - Complexity: linear in the cells, and in the area of their bounding box.
    public init(centres: [PlanarPoint], area: Double) {
        precondition(!centres.isEmpty && area > 0, "a cell set needs cells and an area above 0")
        self.centres = centres
        self.area = area
        let low = PlanarPoint(x: centres.map(\.x).min() ?? 0, y: centres.map(\.y).min() ?? 0)
        let side = 3 * area.squareRoot()
        let columns = Int(((centres.map(\.x).max() ?? 0) - low.x) / side) + 1
        let rows = Int(((centres.map(\.y).max() ?? 0) - low.y) / side) + 1
        let buckets = centres.map { Int(($0.y - low.y) / side) * columns + Int(($0.x - low.x) / side) }
        var starts = [Int32](repeating: 0, count: columns * rows + 1)
        for bucket in buckets { starts[bucket + 1] += 1 }
        for bucket in 0..<columns * rows { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var members = [Int32](repeating: 0, count: centres.count)
        for (cell, bucket) in buckets.enumerated() {
            members[Int(next[bucket])] = Int32(cell)
            next[bucket] += 1
        }
        self.low = low
        bucketSide = side
        self.columns = columns
        self.rows = rows
        self.members = members
        self.starts = starts
    }

    public var count: Int { centres.count }

    /// Calls `body` with each cell whose centre is nearer than `reach` to `point`, and the squared distance, always in
    /// the same order.
    ///
    /// - Complexity: the cells of the buckets that the square around the point touches.
    @inline(__always)
    func forEach(within reach: Double, of point: PlanarPoint, _ body: (Int, Double) -> Void) {
        let limit = reach * reach
        let (west, east) = range(point.x - low.x, reach, columns)
        let (south, north) = range(point.y - low.y, reach, rows)
        guard west <= east, south <= north else { return }
        for row in south...north {
            // The buckets of one row lie beside each other.
            let first = Int(starts[row * columns + west])
            let last = Int(starts[row * columns + east + 1])
            for position in first..<last {
                let cell = Int(members[position])
                let squared = centres[cell].squaredDistance(to: point)
                if squared < limit { body(cell, squared) }
            }
        }
    }

    private func range(_ offset: Double, _ reach: Double, _ count: Int) -> (Int, Int) {
        let from = ((offset - reach) / bucketSide).rounded(.down)
        let to = ((offset + reach) / bucketSide).rounded(.down)
        guard to >= 0, from < Double(count) else { return (1, 0) }
        return (Int(max(0, from)), Int(min(Double(count - 1), to)))
    }
}
