public import Records
public import StageKit

/// The segments of one partition, all in memory: a place a segment, so that a booking finds its own without hashing.
///
/// Kept as any store: changed segments go to the changelog with the commit, under their names, and to the local file with the
/// checkpoint.
public struct SegmentStore: StateStore {
    public let id: StoreID
    private var segments: ContiguousArray<SegmentState>
    /// A bit a segment: changed since the last commit, and since the last checkpoint.
    private var changed: UInt32 = 0
    private var pinned: UInt32 = 0
    public private(set) var residentCount = 0

    public init(id: UInt8) {
        self.id = StoreID(id)
        segments = ContiguousArray(repeating: SegmentState(), count: Segment.count)
    }

    /// Changes a segment in place.
    mutating func update<R>(_ segment: Segment, _ body: (inout SegmentState) -> R) -> R {
        let bit: UInt32 = 1 << UInt32(segment.rawValue)
        changed |= bit
        if pinned & bit == 0 {
            pinned |= bit
            if segments[segment.rawValue].isEmpty { residentCount += 1 }
        }
        return body(&segments[segment.rawValue])
    }

    public mutating func attach(_ loader: any StateLoader) {
        guard loader.count(store: id) > 0 else { return }
        var loaded: [(Segment, SegmentState)] = []
        let store = id
        loader.scan(store: store) { key, bytes in
            var reader = ByteReader(bytes)
            do throws(StateFault) {
                guard let segment = Segment(name: key) else { throw StateFault.invalid("the segment '\(key)'") }
                loaded.append((segment, try SegmentState(from: &reader)))
            } catch {
                loader.report(error, store: store, key: key)
            }
        }
        for (segment, state) in loaded { segments[segment.rawValue] = state }
        residentCount = loaded.count
    }

    public mutating func drainChanges<S: ChangeSink>(into sink: inout S) {
        write(changed, into: &sink)
        changed = 0
    }

    public mutating func writeCheckpoint<S: ChangeSink>(into sink: inout S) { write(pinned, into: &sink) }

    private func write<S: ChangeSink>(_ bits: UInt32, into sink: inout S) {
        for segment in Segment.all where bits & (1 << UInt32(segment.rawValue)) != 0 {
            var writer = ByteWriter(capacity: 512)
            segments[segment.rawValue].encode(into: &writer)
            sink.change(store: id, key: segment.name, value: writer)
        }
    }

    public func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)? {
        var reader = ByteReader(bytes)
        return try SegmentState(from: &reader)
    }

    public mutating func markCheckpointed() { pinned = changed }

    public var pinnedCount: Int { pinned.nonzeroBitCount }

    /// Nothing leaves: there are few segments.
    public mutating func trim() {}
}
