import GRDB
import Glibc
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
        /// In `bytes`.
        var key: Range<Int>
        /// In `bytes`; nil deletes.
        var value: Range<Int>?
    }

    /// About 8,000 entries of 250 bytes.
    static let runBytesMax = 2 << 20
    static let runChangesMax = 16_384

    private let entries: EntryTable
    @exclusivity(unchecked) private var changes: [Change] = []
    @exclusivity(unchecked) private var bytes: [UInt8] = []
    private var failure: ResultCode?

    init(_ entries: EntryTable) { self.entries = entries }

    func apply(store: StoreID, key: String, value: borrowing ByteWriter?) {
        guard failure == nil else { return }
        let first = bytes.count
        bytes.append(contentsOf: key.utf8)
        let start = bytes.count
        if let value = copy value {
            bytes.append(contentsOf: value.bytes)
            changes.append(Change(store: store.rawValue, key: first..<start, value: start..<bytes.count))
        } else {
            changes.append(Change(store: store.rawValue, key: first..<start, value: nil))
        }
        if bytes.count >= Self.runBytesMax || changes.count >= Self.runChangesMax { flush() }
    }

    /// Writes what is left; the first failure, if there was one.
    func finish() -> ResultCode? {
        flush()
        return failure
    }

    /// In the order of the UTF-8 bytes, as SQLite has them; negative when `a` comes first.
    @inline(__always)
    private static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        guard let left = a.baseAddress, let right = b.baseAddress else { return a.count - b.count }
        let sign = unsafe memcmp(left, right, min(a.count, b.count))
        return sign != 0 ? Int(sign) : a.count - b.count
    }

    private func flush() {
        bytes.withUnsafeBytes { all in
            func key(_ index: Int) -> UnsafeRawBufferPointer {
                unsafe UnsafeRawBufferPointer(rebasing: all[changes[index].key])
            }
            // The order among equal keys is kept: the last change wins.
            let order = changes.indices.sorted { a, b in
                let (left, right) = (changes[a].store, changes[b].store)
                if left != right { return left < right }
                let sign = unsafe Self.compare(key(a), key(b))
                return sign != 0 ? sign < 0 : a < b
            }
            for index in order where failure == nil {
                let change = changes[index]
                if let range = change.value {
                    let value = unsafe UnsafeRawBufferPointer(rebasing: all[range])
                    failure = unsafe entries.put(store: change.store, key: key(index), value: value)
                } else {
                    failure = unsafe entries.remove(store: change.store, key: key(index))
                }
            }
        }
        changes.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
