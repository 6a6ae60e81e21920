import Records
import StageKit

/// Bookings and rupees of one series in one window.
struct Tally: StateValue, Equatable {
    var count: Int64 = 0
    /// Minor units.
    var sum: Int64 = 0

    init(count: Int64 = 0, sum: Int64 = 0) {
        self.count = count
        self.sum = sum
    }

    /// Counts and sums stop at the largest that a record can carry.
    mutating func add(_ other: Tally) {
        count = min(Int64.max / 4, count) + min(Int64.max / 4, other.count)
        sum = min(sum + other.sum, MinorUnits.largest.rawValue)
    }

    var isValid: Bool { count >= 0 && sum >= 0 && sum <= MinorUnits.largest.rawValue }

    func encode(into writer: inout ByteWriter) {
        writer.append(1 as UInt8)
        writer.append(signedVarint: count)
        writer.append(signedVarint: sum)
    }

    init(from reader: inout ByteReader) throws(StateFault) {
        let version = try reader.byte()
        guard version == 1 else { throw .unknownVersion(version) }
        count = try reader.signedVarint()
        sum = try reader.signedVarint()
        guard isValid else { throw .invalid("a negative tally") }
    }
}

/// The series of one window of one partition; at most `namesMax` of them are banks, districts and terminals.
struct TallyWindow: Sendable {
    struct Cell: Sendable {
        let series: String
        var tally = Tally()
        /// Since the last commit, and since the last checkpoint.
        var isChanged = true
        var isPinned = true
    }

    let start: Int64
    private(set) var cells: ContiguousArray<Cell> = []
    private var places: [String: Int] = [:]
    private(set) var names = 0

    init(start: Int64) { self.start = start }

    /// Adds to a series; nil when it is one that the window does not have yet.
    mutating func add(_ tally: Tally, to series: String) -> Bool {
        guard let place = places[series] else { return false }
        cells[place].tally.add(tally)
        cells[place].isChanged = true
        cells[place].isPinned = true
        return true
    }

    mutating func insert(_ cell: Cell) {
        places[cell.series] = cells.count
        cells.append(cell)
        if SeriesName.rank(cell.series) != nil { names += 1 }
    }

    /// Takes out half of `namesMax`: terminals before banks and districts, the least active first, equals by name.
    mutating func dropLeastActive(_ settings: VolumeSettings) -> [Cell] {
        let ranked = cells.compactMap { cell in SeriesName.rank(cell.series).map { (rank: $0, cell: cell) } }
        let order = ranked.sorted { a, b in
            if a.rank != b.rank { return a.rank < b.rank }
            if a.cell.tally.count != b.cell.tally.count { return a.cell.tally.count < b.cell.tally.count }
            return a.cell.series < b.cell.series
        }
        let dropped = order.prefix(max(1, settings.namesMax / 2)).map(\.cell)
        let gone = Set(dropped.map(\.series))
        let kept = cells.filter { !gone.contains($0.series) }
        cells.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        names = 0
        for cell in kept { insert(cell) }
        return dropped
    }

    /// The series by name.
    var sorted: [Cell] { cells.sorted { $0.series < $1.series } }

    var hasChanges: Bool { cells.contains(where: \.isChanged) }

    mutating func markCommitted() { for index in cells.indices { cells[index].isChanged = false } }

    mutating func markCheckpointed() { for index in cells.indices { cells[index].isPinned = cells[index].isChanged } }
}
