import Records
import StageKit

/// Changelog records on their way into a local store.
struct ChangelogBatch {
    private var changes: [StateChange] = []

    var count: Int { changes.count }

    /// Takes one changelog record; one without a store in its key is left out.
    mutating func append(_ record: RawRecord) {
        guard let key = record.keyCopy, let store = key.first else { return }
        changes.append(
            StateChange(
                store: StoreID(store), key: String(decoding: key.dropFirst(), as: UTF8.self), value: record.valueCopy))
    }

    mutating func removeAll() { changes.removeAll(keepingCapacity: true) }

    /// Writes the last change of each key and the checkpoint, in one transaction, and forgets them; when it fails all
    /// are kept.
    mutating func write(to backend: any StateBackend, _ checkpoint: Checkpoint) throws(BackendFault) {
        var last: [ChangeKey: Int] = [:]
        for (index, change) in changes.enumerated() {
            last[ChangeKey(store: change.store, key: change.key)] = index
        }
        let changes = changes
        try backend.write(checkpoint) { writer in
            for (index, change) in changes.enumerated()
            where last[ChangeKey(store: change.store, key: change.key)] == index {
                var value: ByteWriter?
                if let bytes = change.value {
                    value = ByteWriter()
                    value?.bytes = bytes
                }
                writer.change(store: change.store, key: change.key, value: value)
            }
        }
        removeAll()
    }
}

private struct ChangeKey: Hashable {
    var store: StoreID
    var key: String
}
