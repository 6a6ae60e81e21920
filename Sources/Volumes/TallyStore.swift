public import Records
public import StageKit

/// The open windows of one partition and its clock, all in memory: a window is closed as a whole.
///
/// Kept as any store: `<start>/<series>` holds a tally, `clock` the clock. A closed window's keys are deleted.
public struct TallyStore: StateStore {
    public let id: StoreID
    private(set) var windows: [TallyWindow] = []
    private var clockValue = TallyClock()
    private var clockIsChanged = false
    private var clockIsPinned = false
    /// Keys to delete from the changelog, and from the local file.
    private var deleted: Set<String> = []
    private var pinnedDeleted: Set<String> = []

    public init(id: UInt8) { self.id = StoreID(id) }

    var clock: TallyClock {
        get { clockValue }
        set {
            guard newValue != clockValue else { return }
            clockValue = newValue
            clockIsChanged = true
            clockIsPinned = true
        }
    }

    func hasWindow(_ start: Int64) -> Bool { windows.contains { $0.start == start } }

    /// Counts for a series. A new name beyond the bound makes room by dropping the least active ones of its window.
    mutating func add(_ tally: Tally, to series: String, in start: Int64, _ settings: VolumeSettings) {
        let place = place(of: start)
        if windows[place].add(tally, to: series) { return }
        if SeriesName.rank(series) != nil, windows[place].names >= settings.namesMax {
            var lost = Tally()
            for cell in windows[place].dropLeastActive(settings) {
                lost.add(cell.tally)
                delete(Self.key(start, cell.series))
            }
            add(lost, to: SeriesName.dropped, in: start, settings)
        }
        insert(TallyWindow.Cell(series: series, tally: tally), at: place)
    }

    private mutating func insert(_ cell: TallyWindow.Cell, at place: Int) {
        let key = Self.key(windows[place].start, cell.series)
        deleted.remove(key)
        pinnedDeleted.remove(key)
        windows[place].insert(cell)
    }

    private mutating func place(of start: Int64) -> Int {
        // There are few, and the latest is asked for most.
        var place = windows.count
        while place > 0, windows[place - 1].start > start { place -= 1 }
        if place > 0, windows[place - 1].start == start { return place - 1 }
        windows.insert(TallyWindow(start: start), at: place)
        return place
    }

    /// Takes out the windows that end at `boundary` or before, the earliest first.
    mutating func close(until boundary: Int64, _ settings: VolumeSettings) -> [TallyWindow] {
        let closed = Array(windows.prefix { $0.start + settings.windowMilliseconds <= boundary })
        windows.removeFirst(closed.count)
        for window in closed {
            for cell in window.cells { delete(Self.key(window.start, cell.series)) }
        }
        return closed
    }

    private mutating func delete(_ key: String) {
        deleted.insert(key)
        pinnedDeleted.insert(key)
    }

    private static let clockKey = "clock"
    private static func key(_ start: Int64, _ series: String) -> String { "\(start)/\(series)" }
}

extension TallyStore {
    public mutating func attach(_ loader: any StateLoader) {
        var read: [(start: Int64, cell: TallyWindow.Cell)] = []
        var clock: TallyClock?
        let store = id
        loader.scan(store: store) { key, bytes in
            var reader = ByteReader(bytes)
            do throws(StateFault) {
                if key == Self.clockKey {
                    clock = try TallyClock(from: &reader)
                    return
                }
                let parts = key.split(separator: "/", maxSplits: 1)
                guard parts.count == 2, let start = Int64(parts[0]) else {
                    throw StateFault.invalid("the key '\(key)'")
                }
                var cell = TallyWindow.Cell(series: String(parts[1]), tally: try Tally(from: &reader))
                cell.isChanged = false
                cell.isPinned = false
                read.append((start, cell))
            } catch {
                loader.report(error, store: store, key: key)
            }
        }
        for (start, cell) in read { windows[place(of: start)].insert(cell) }
        if let clock { clockValue = clock }
    }

    public mutating func drainChanges<S: ChangeSink>(into sink: inout S) {
        write(deleted, where: \.isChanged, clock: clockIsChanged, into: &sink)
        deleted.removeAll(keepingCapacity: true)
        clockIsChanged = false
        for index in windows.indices where windows[index].hasChanges { windows[index].markCommitted() }
    }

    public mutating func writeCheckpoint<S: ChangeSink>(into sink: inout S) {
        write(pinnedDeleted, where: \.isPinned, clock: clockIsPinned, into: &sink)
    }

    public func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)? {
        var reader = ByteReader(bytes)
        if key == Self.clockKey { return try TallyClock(from: &reader) }
        return try Tally(from: &reader)
    }

    private func write<S: ChangeSink>(
        _ deleted: Set<String>, where isWanted: (TallyWindow.Cell) -> Bool, clock isClockWanted: Bool,
        into sink: inout S
    ) {
        for key in deleted.sorted() { sink.change(store: id, key: key, value: nil) }
        for window in windows {
            for cell in window.cells where isWanted(cell) {
                var writer: ByteWriter? = ByteWriter(capacity: 24)
                if writer != nil { cell.tally.encode(into: &writer!) }
                sink.change(store: id, key: Self.key(window.start, cell.series), value: writer)
            }
        }
        guard isClockWanted else { return }
        var writer: ByteWriter? = ByteWriter(capacity: 32)
        if writer != nil { clockValue.encode(into: &writer!) }
        sink.change(store: id, key: Self.clockKey, value: writer)
    }

    public mutating func markCheckpointed() {
        pinnedDeleted = deleted
        clockIsPinned = clockIsChanged
        for index in windows.indices { windows[index].markCheckpointed() }
    }

    public var residentCount: Int { windows.reduce(1) { $0 + $1.cells.count } }

    public var pinnedCount: Int {
        windows.reduce(pinnedDeleted.count + (clockIsPinned ? 1 : 0)) { $0 + $1.cells.count(where: \.isPinned) }
    }

    /// Nothing leaves: closing does that.
    public mutating func trim() {}
}
