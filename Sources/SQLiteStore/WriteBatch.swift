import GRDB
import Records
import StageKit

/// The changes of one transaction, on their way to the tables in sorted runs.
///
/// A tree page holds about a dozen entries. Changes come in the order of processing, so that one by one they would read
/// and write nearly a page each once the tree outgrows the cache; a run in key order visits each page once. A run is
/// bounded, so memory is too, however large the checkpoint.
///
/// Stops at the first failure: SQLite may have rolled back by then, and a later change would be a transaction of its
/// own.
final class WriteBatch {
    private struct Change {
        var store: UInt8
        var key: String
        /// Of its value in `bytes`; nil deletes.
        var value: Range<Int>?
    }

    /// About 8,000 entries of 250 bytes.
    static let runBytesMax = 2 << 20
    static let runChangesMax = 16_384

    private let entries: EntryTable
    private var changes: [Change] = []
    private var bytes: [UInt8] = []
    private var failure: ResultCode?

    init(_ entries: EntryTable) { self.entries = entries }

    func apply(store: StoreID, key: String, value: borrowing ByteWriter?) {
        guard failure == nil else { return }
        let start = bytes.count
        if let value = copy value {
            bytes.append(contentsOf: value.bytes)
            changes.append(Change(store: store.rawValue, key: key, value: start..<bytes.count))
        } else {
            changes.append(Change(store: store.rawValue, key: key, value: nil))
        }
        if bytes.count >= Self.runBytesMax || changes.count >= Self.runChangesMax { flush() }
    }

    /// Writes what is left; the first failure, if there was one.
    func finish() -> ResultCode? {
        flush()
        return failure
    }

    private func flush() {
        // The order among equal keys is kept: the last change wins.
        let order = changes.indices.sorted { a, b in
            let (left, right) = (changes[a], changes[b])
            if left.store != right.store { return left.store < right.store }
            return left.key == right.key ? a < b : left.key < right.key
        }
        bytes.withUnsafeBytes { all in
            for index in order where failure == nil {
                let change = changes[index]
                if let range = change.value {
                    let value = unsafe UnsafeRawBufferPointer(rebasing: all[range])
                    failure = unsafe entries.put(store: change.store, key: change.key, value: value)
                } else {
                    failure = entries.remove(store: change.store, key: change.key)
                }
            }
        }
        changes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
