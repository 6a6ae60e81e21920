import CashOut
import Records

/// The class of the cell that holds a point.
struct CellLookup {
    private var levels: [Int] = []
    private var classes: [S2Cell: Int] = [:]

    init(_ picture: RiskPicture) {
        for cell in picture.cells { classes[cell.cell] = RiskScale.level(cell.expected60) }
        levels = Set(classes.keys.map(\.level)).sorted(by: >)
    }

    /// The smallest cell counts, if cells of several levels overlap.
    func level(at point: GeoPoint) -> Int? {
        for level in levels {
            if let cell = S2Cell(point, level: level), let found = classes[cell] { return found }
        }
        return nil
    }
}
