/// A place in a projected plane, in the unit of the grid (feet, metres).
public struct PlanarPoint: Sendable, Equatable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func squaredDistance(to other: PlanarPoint) -> Double {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
}

/// Something that happened at a place and a time.
public struct SpotEvent: Sendable, Equatable {
    /// Days since any fixed day.
    public var time: Double
    public var point: PlanarPoint
    /// The cell it fell in, an index of ``CellSet/centres``; nil outside every cell. An event without a cell still
    /// raises the cells around it.
    public var cell: Int?
    /// What it was, 0 ..< the forecaster's kinds.
    public var kind: Int

    public init(time: Double, point: PlanarPoint, cell: Int?, kind: Int = 0) {
        self.time = time
        self.point = point
        self.cell = cell
        self.kind = kind
    }
}
