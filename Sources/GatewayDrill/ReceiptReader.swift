import Composition
import Records
import Runtime
import Wire

/// Reads receipts as they come, committed ones only.
struct ReceiptReader {
    private let reader: TopicReader
    private let decoder = WireDecoder()
    /// By command.
    private(set) var found: [String: [AlertReceipt]] = [:]

    init(_ cluster: Cluster, topic: String) throws {
        reader = try TopicReader(cluster, topic: topic, from: .beginning)
    }

    mutating func read() throws {
        for record in try reader.next() { try take(record) }
    }

    mutating func readToEnd() throws {
        repeat { try read() } while !reader.isAtEnd
    }

    private mutating func take(_ record: ReadRecord) throws {
        let value = record.value ?? []
        guard case .alertReceipt(let receipt) = try decoder.decode(.alertReceipt, key: nil, value.span.bytes) else {
            throw DrillFault("a receipt that is none")
        }
        guard record.keyText == receipt.dedupKey else { throw DrillFault("a receipt under the key \(record.keyText)") }
        found[receipt.commandID, default: []].append(receipt)
    }
}
