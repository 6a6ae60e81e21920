public import Records

/// A map from key to value that is larger than memory: a bounded cache of decoded values over a ``StateLoader``.
///
/// Values are changed in place and encoded once a commit, not once a record. Entries that changed since the last
/// checkpoint stay in memory; the others leave it in second-chance order once the cache is over its bound.
/// Lookup, change: O(1) in memory, one read of the loader on a miss that cannot be ruled out.
public struct KeyedState<Value: StateValue>: StateStore {
    public let id: StoreID
    @usableFromInline let capacity: Int
    @usableFromInline var index: [ByteKey: Int] = [:]
    @usableFromInline var slots: ContiguousArray<StateSlot<Value>> = []
    @usableFromInline var changedSlots: [Int] = []
    @usableFromInline var pinnedSlots: [Int] = []
    @usableFromInline var hand = 0
    @usableFromInline var loader: (any StateLoader)?
    /// Everything on disk is also in memory: a miss is an absence.
    @usableFromInline var isComplete = true

    /// - Parameters:
    ///   - id: 0...254, unique in the stage.
    ///   - cacheEntries: how many entries may stay in memory, at least 1.
    public init(id: UInt8, cacheEntries: Int) {
        self.id = StoreID(id)
        capacity = max(1, cacheEntries)
    }

    /// The value of `key`, nil when there is none.
    @inlinable
    public mutating func get(_ key: String) -> Value? {
        slots[slot(for: key)].value
    }

    /// Changes the value of `key` in place; set it to nil to delete it.
    @inlinable
    public mutating func update<R>(_ key: String, _ body: (inout Value?) -> R) -> R {
        let slot = slot(for: key)
        markChanged(slot)
        return body(&slots[slot].value)
    }

    /// Sets the value of `key`.
    @inlinable
    public mutating func put(_ value: Value, for key: String) {
        let slot = slot(for: key)
        markChanged(slot)
        slots[slot].value = value
    }

    /// Deletes `key`: a tombstone in the changelog.
    @inlinable
    public mutating func delete(_ key: String) {
        let slot = slot(for: key)
        guard slots[slot].value != nil else { return }
        markChanged(slot)
        slots[slot].value = nil
    }

    @inlinable
    mutating func markChanged(_ slot: Int) {
        if !slots[slot].changed {
            slots[slot].changed = true
            changedSlots.append(slot)
        }
        if !slots[slot].pinned {
            slots[slot].pinned = true
            pinnedSlots.append(slot)
        }
    }

    @inlinable
    mutating func slot(for key: String) -> Int {
        if let found = index[ByteKey(key)] {
            slots[found].touched = true
            return found
        }
        return insert(key)
    }

    @inlinable
    mutating func insert(_ key: String) -> Int {
        var value: Value?
        if !isComplete, let loader, let bytes = loader.load(store: id, key: key) {
            value = Self.decode(bytes, store: id, key: key, loader: loader)
        }
        slots.append(StateSlot(key: key, value: value))
        index[ByteKey(key)] = slots.count - 1
        return slots.count - 1
    }

    @usableFromInline
    static func decode(_ bytes: [UInt8], store: StoreID, key: String, loader: any StateLoader) -> Value? {
        var reader = ByteReader(bytes)
        do throws(StateFault) {
            return try Value(from: &reader)
        } catch {
            loader.report(error, store: store, key: key)
            return nil
        }
    }

    public mutating func attach(_ loader: any StateLoader) {
        self.loader = loader
        let stored = loader.count(store: id)
        isComplete = stored == 0
        guard stored > 0, stored <= capacity else { return }
        // All of it fits: read it once in order instead of key by key at random.
        var loaded: [(String, Value)] = []
        loaded.reserveCapacity(stored)
        let store = id
        loader.scan(store: store) { key, bytes in
            if let value = Self.decode(bytes, store: store, key: key, loader: loader) { loaded.append((key, value)) }
        }
        index.reserveCapacity(loaded.count)
        slots.reserveCapacity(loaded.count)
        for (key, value) in loaded {
            index[ByteKey(key)] = slots.count
            slots.append(StateSlot(key: key, value: value))
        }
        isComplete = true
    }

    public mutating func drainChanges<S: ChangeSink>(into sink: inout S) {
        let id = id
        Value.drain(changedSlots, of: &slots) { key, value in sink.change(store: id, key: key, value: value) }
        changedSlots.removeAll(keepingCapacity: true)
    }

    public mutating func writeCheckpoint<S: ChangeSink>(into sink: inout S) {
        Value.write(pinnedSlots, of: slots) { key, value in sink.change(store: id, key: key, value: value) }
    }

    public mutating func markCheckpointed() { Value.unpin(&pinnedSlots, of: &slots) }

    public func decoded(_ key: String, _ bytes: [UInt8]) throws(StateFault) -> (any Sendable)? {
        var reader = ByteReader(bytes)
        return try Value(from: &reader)
    }

    public var residentCount: Int { slots.count }
    public var pinnedCount: Int { pinnedSlots.count }

    public mutating func trim() {
        guard loader != nil, slots.count > capacity, pinnedSlots.count < slots.count else { return }
        // A little below the bound, so that the next record does not start this again.
        let target = max(pinnedSlots.count, capacity - capacity / 8)
        let evicted = Value.victims(slots.count - target, of: &slots, hand: &hand)
        for slot in evicted { index.removeValue(forKey: ByteKey(slots[slot].key)) }
        guard !evicted.isEmpty else { return }
        isComplete = false
        close(evicted)
    }

    /// Fills the holes that evicted slots left with the slots at the end.
    private mutating func close(_ holes: [Int]) {
        var moved: [Int: Int] = [:]
        let gone = Set(holes)
        let kept = slots.count - holes.count
        var last = slots.count - 1
        for hole in holes.sorted() where hole < kept {
            while gone.contains(last) { last -= 1 }
            slots[hole] = slots[last]
            index[ByteKey(slots[hole].key)] = hole
            moved[last] = hole
            last -= 1
        }
        slots.removeLast(slots.count - kept)
        for position in pinnedSlots.indices {
            pinnedSlots[position] = moved[pinnedSlots[position]] ?? pinnedSlots[position]
        }
        for position in changedSlots.indices {
            changedSlots[position] = moved[changedSlots[position]] ?? changedSlots[position]
        }
        if hand >= slots.count { hand = 0 }
    }
}
