/// A grid of squares, of which some are cells of a study area.
public struct PlanarGrid: Sendable {
    public let origin: PlanarPoint
    /// Side of a square, in the unit of the coordinates.
    public let side: Double
    public let columns: Int
    public let rows: Int
    public let cells: CellSet
    /// Index of the cell of each square, column by column; -1 for a square that is none.
    private let indices: [Int32]

    /// Squares from `origin` on that cover up to `end`, of which those are cells whose centre `isInside` accepts,
    /// numbered column by column from the south-west. Nil when none is.
    public init?(
        origin: PlanarPoint, end: PlanarPoint, side: Double, where isInside: (PlanarPoint) -> Bool = { _ in true }
    ) {
        guard side > 0, end.x > origin.x, end.y > origin.y else { return nil }
        self.origin = origin
        self.side = side
        columns = Int(((end.x - origin.x) / side).rounded(.up)) + 1
        rows = Int(((end.y - origin.y) / side).rounded(.up)) + 1
        var indices: [Int32] = []
        var centres: [PlanarPoint] = []
        indices.reserveCapacity(columns * rows)
        for column in 0..<columns {
            for row in 0..<rows {
                let centre = PlanarPoint(
                    x: origin.x + (Double(column) + 0.5) * side, y: origin.y + (Double(row) + 0.5) * side)
                if isInside(centre) {
                    indices.append(Int32(centres.count))
                    centres.append(centre)
                } else {
                    indices.append(-1)
                }
            }
        }
        guard !centres.isEmpty else { return nil }
        self.indices = indices
        cells = CellSet(centres: centres, area: side * side)
    }

    /// The cell that holds `point`; nil outside the study area. A point on an edge belongs to the east or north.
    public func cell(at point: PlanarPoint) -> Int? {
        let column = ((point.x - origin.x) / side).rounded(.down)
        let row = ((point.y - origin.y) / side).rounded(.down)
        guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
        let index = indices[Int(column) * rows + Int(row)]
        return index < 0 ? nil : Int(index)
    }

    /// The event with its cell filled in.
    public func event(time: Double, x: Double, y: Double, kind: Int = 0) -> SpotEvent {
        let point = PlanarPoint(x: x, y: y)
        return SpotEvent(time: time, point: point, cell: cell(at: point), kind: kind)
    }
}
