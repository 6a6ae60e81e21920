import HeapModule
public import Records

/// Keyed timers of one clock, kept in memory whole and persisted like any state.
///
/// One due time a key: scheduling again moves it. Due timers come out in order of (time, key), so that the
/// result does not depend on how they went in. Schedule, cancel: O(log n).
public struct TimerStore: StateStore {
    struct Entry: Comparable {
        var due: EventTime
        var key: ByteKey
        static func < (a: Entry, b: Entry) -> Bool { (a.due, a.key) < (b.due, b.key) }
    }

    public let id: StoreID
    private var dueByKey: [ByteKey: EventTime] = [:]
    private var heap = Heap<Entry>()
    private var changed: Set<ByteKey> = []
    private var pinned: Set<ByteKey> = []

    public init(id: UInt8) { self.id = StoreID(id) }

    /// The earliest due time.
    public var nextDue: EventTime? { heap.min?.due }

    public func due(_ key: String) -> EventTime? { dueByKey[ByteKey(key)] }

    public mutating func schedule(_ text: String, at due: EventTime) {
        let key = ByteKey(text)
        if dueByKey[key] == due { return }
        dueByKey[key] = due
        heap.insert(Entry(due: due, key: key))
        touch(key)
    }

    public mutating func cancel(_ text: String) {
        let key = ByteKey(text)
        guard dueByKey.removeValue(forKey: key) != nil else { return }
        touch(key)
        dropStale()
    }

    /// Takes the earliest timer due at or before `time`, if there is one.
    public mutating func popDue(at time: EventTime) -> (key: String, due: EventTime)? {
        dropStale()
        guard let first = heap.min, first.due <= time else { return nil }
        _ = heap.popMin()
        dueByKey[first.key] = nil
        touch(first.key)
        dropStale()
        return (first.key.text, first.due)
    }

    private mutating func dropStale() {
        while let first = heap.min, dueByKey[first.key] != first.due { _ = heap.popMin() }
    }

    private mutating func touch(_ key: ByteKey) {
        changed.insert(key)
        pinned.insert(key)
    }

    public mutating func attach(_ loader: any StateLoader) {
        var read: [(String, EventTime)] = []
        let store = id
        loader.scan(store: store) { key, bytes in
            var reader = ByteReader(bytes)
            do throws(StateFault) {
                read.append((key, EventTime(milliseconds: try reader.integer())))
            } catch {
                loader.report(error, store: store, key: key)
            }
        }
        for (text, due) in read {
            let key = ByteKey(text)
            dueByKey[key] = due
            heap.insert(Entry(due: due, key: key))
        }
    }

    public mutating func drainChanges<S: ChangeSink>(into sink: inout S) {
        write(changed, into: &sink)
        changed.removeAll(keepingCapacity: true)
    }

    public mutating func writeCheckpoint<S: ChangeSink>(into sink: inout S) { write(pinned, into: &sink) }

    private func write<S: ChangeSink>(_ keys: Set<ByteKey>, into sink: inout S) {
        var writer: ByteWriter? = ByteWriter(capacity: 8)
        for key in keys.sorted() {
            guard let due = dueByKey[key] else {
                sink.change(store: id, key: key.text, value: nil)
                continue
            }
            writer?.clear()
            writer?.append(integer: due.milliseconds)
            sink.change(store: id, key: key.text, value: writer)
        }
    }

    public mutating func markCheckpointed() { pinned = changed }

    /// When the timer is due.
    public func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)? {
        var reader = ByteReader(bytes)
        return EventTime(milliseconds: try reader.integer())
    }

    public var residentCount: Int { dueByKey.count }
    public var pinnedCount: Int { pinned.count }
    public mutating func trim() {}
}
