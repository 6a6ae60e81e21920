public import Records

/// One entry of a ``KeyedState``'s cache.
public struct StateSlot<Value: StateValue> {
    @usableFromInline var key: String
    /// Nil: known to be absent, or deleted.
    @usableFromInline var value: Value?
    /// Since the last commit.
    @usableFromInline var changed: Bool
    /// Changed since the last checkpoint: must stay in memory.
    @usableFromInline var pinned: Bool
    /// Looked at since the clock hand passed.
    @usableFromInline var touched: Bool

    @inlinable
    init(key: String, value: Value?) {
        self.key = key
        self.value = value
        changed = false
        pinned = false
        touched = true
    }
}

/// The loops over slots. They belong to ``KeyedState`` and stand here for one reason: a stage's state reaches the runtime
/// behind a generic interface, where Swift copies each value out and looks its type up in each turn. As requirements of
/// ``StateValue`` with these bodies they are compiled beside the value, with its type known.
extension StateValue {
    @inlinable
    public static func drain(
        _ positions: [Int], of slots: inout ContiguousArray<StateSlot<Self>>,
        into body: (String, borrowing ByteWriter?) -> Void
    ) {
        for position in positions { slots[position].changed = false }
        write(positions, of: slots, into: body)
    }

    @inlinable
    public static func write(
        _ positions: [Int], of slots: ContiguousArray<StateSlot<Self>>,
        into body: (String, borrowing ByteWriter?) -> Void
    ) {
        var writer: ByteWriter? = ByteWriter(capacity: 512)
        for position in positions {
            writer?.clear()
            if slots[position].value?.encode(into: &writer!) == nil {
                body(slots[position].key, nil)
            } else {
                body(slots[position].key, writer)
            }
        }
    }

    @inlinable
    public static func unpin(_ positions: inout [Int], of slots: inout ContiguousArray<StateSlot<Self>>) {
        for position in positions { slots[position].pinned = slots[position].changed }
        positions.removeAll { !slots[$0].pinned }
    }

    @inlinable
    public static func victims(
        _ count: Int, of slots: inout ContiguousArray<StateSlot<Self>>, hand: inout Int
    ) -> [Int] {
        var victims: [Int] = []
        var left = slots.count * 2
        while victims.count < count, left > 0 {
            if hand >= slots.count { hand = 0 }
            let slot = hand
            hand += 1
            left -= 1
            if slots[slot].pinned { continue }
            if slots[slot].touched {
                slots[slot].touched = false
                continue
            }
            // Seen a second time in the same round it is taken already.
            slots[slot].touched = true
            victims.append(slot)
        }
        return victims
    }
}
