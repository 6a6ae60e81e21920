internal import CRdKafka

/// Owns a batch of consumed messages and the memory their keys, values and headers live in.
///
/// Everything ``KafkaMessage`` points at is valid as long as the batch lives, and the batch keeps the native client
/// alive. Headers are parsed when asked for, by librdkafka and inside of the message, so one thread at a time may use
/// a batch.
public final class KafkaMessageBatch {
    private let messages: [UnsafeMutablePointer<rd_kafka_message_t>]
    private let topics: [String]
    private let topicIndexes: [UInt16]
    private let handle: KafkaHandle

    init(
        messages: [UnsafeMutablePointer<rd_kafka_message_t>], topics: [String], topicIndexes: [UInt16],
        handle: KafkaHandle
    ) {
        self.messages = messages
        self.topics = topics
        self.topicIndexes = topicIndexes
        self.handle = handle
    }

    deinit { for message in messages { rd_kafka_message_destroy(message) } }

    public var count: Int { messages.count }
    public var isEmpty: Bool { messages.isEmpty }

    /// The message at `index`, in the order in which they arrived. No allocation, no copy.
    public subscript(index: Int) -> KafkaMessage {
        let message = messages[index]
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let timestamp = rd_kafka_message_timestamp(message, &kind)
        return KafkaMessage(
            topic: topic(at: index), partition: message.pointee.partition,
            offset: message.pointee.offset, timestampMilliseconds: timestamp,
            key: message.pointee.key.map { UnsafeRawBufferPointer(start: $0, count: message.pointee.key_len) },
            value: message.pointee.payload.map { UnsafeRawBufferPointer(start: $0, count: message.pointee.len) },
            errorCode: message.pointee.err.rawValue)
    }

    /// Empty for an error of the client as a whole.
    private func topic(at index: Int) -> String {
        let position = Int(topicIndexes[index])
        return position < topics.count ? topics[position] : ""
    }

    /// Why there is no record at `index`; nil when there is one.
    public func error(at index: Int) -> KafkaError? {
        let message = messages[index]
        guard message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return handle.error(message.pointee.err, message: String(cString: rd_kafka_message_errstr(message)))
    }

    /// The headers of the message at `index`, copied; `value` is nil where the header has none.
    public func headers(at index: Int) -> [(name: String, value: [UInt8]?)] {
        var native: OpaquePointer?
        guard rd_kafka_message_headers(messages[index], &native) == RD_KAFKA_RESP_ERR_NO_ERROR, let native else {
            return []
        }
        var headers: [(name: String, value: [UInt8]?)] = []
        headers.reserveCapacity(rd_kafka_header_cnt(native))
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while rd_kafka_header_get_all(native, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
            headers.append(
                (
                    name: name.map { String(cString: $0) } ?? "",
                    value: value.map { Array(UnsafeRawBufferPointer(start: $0, count: size)) }
                ))
        }
        return headers
    }
}

/// A view of one consumed message: valid while its ``KafkaMessageBatch`` lives.
public struct KafkaMessage {
    public let topic: String
    public let partition: Int32
    public let offset: Int64
    /// Create or log-append time; -1 when the broker gave none.
    public let timestampMilliseconds: Int64
    public let key: UnsafeRawBufferPointer?
    /// Nil for a tombstone, which is not the same as empty.
    public let value: UnsafeRawBufferPointer?
    /// 0 for a record; else see ``KafkaMessageBatch/error(at:)``.
    public let errorCode: Int32
}
