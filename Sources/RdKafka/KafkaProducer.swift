internal import CRdKafka

/// A producer, transactional when its configuration has `transactional.id`. Used by one thread.
///
/// Expects `delivery.report.only.error`: only failures are counted. A record that was queued is delivered or counted in
/// ``takeUndelivered()``; none is dropped silently.
public final class KafkaProducer {
    let handle: KafkaHandle
    @exclusivity(unchecked) private var topics: [(name: String, native: OpaquePointer)] = []
    @exclusivity(unchecked) private var lastTopic = 0

    public init(_ configuration: KafkaConfiguration, log: @escaping KafkaLogSink) throws(KafkaError) {
        handle = try KafkaHandle(RD_KAFKA_PRODUCER, configuration, log: log)
    }

    deinit {
        // What was not flushed is given up: the caller flushes or aborts before it lets go.
        rd_kafka_purge(
            handle.rk, Int32(RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING))
        for topic in topics { rd_kafka_topic_destroy(topic.native) }
    }

    /// Queues a record; everything is copied before it returns. Under a microsecond without headers.
    ///
    /// - Parameters:
    ///   - partition: -1 leaves the choice to the configured partitioner.
    ///   - key: nil for a record without key.
    ///   - value: nil for a tombstone.
    ///   - headers: a flat block, repeated: name length (1 byte), name, value length (4 bytes little-endian, all ones
    ///     for nil), value.
    ///   - timestampMilliseconds: 0 for now.
    ///   - queueFullMilliseconds: how long to wait for room in the queue; then the error is retriable and the record
    ///     is not queued.
    public func produce(
        topic: String, partition: Int32, key: RawSpan?, value: RawSpan?, headers: RawSpan?,
        timestampMilliseconds: Int64, queueFullMilliseconds: Int64
    ) throws(KafkaError) {
        let native = try self.native(topic)
        var code = queue(native, partition, key, value, headers, timestampMilliseconds)
        if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
        let deadline = prk_monotonic_ms() + queueFullMilliseconds
        while code == RD_KAFKA_RESP_ERR__QUEUE_FULL, prk_monotonic_ms() < deadline {
            // Successes are not reported, so nothing wakes this: look again soon.
            rd_kafka_poll(handle.rk, 1)
            code = queue(native, partition, key, value, headers, timestampMilliseconds)
        }
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else { throw handle.error(code) }
    }

    @inline(__always)
    private func queue(
        _ topic: OpaquePointer, _ partition: Int32, _ key: RawSpan?, _ value: RawSpan?, _ headers: RawSpan?,
        _ timestamp: Int64
    ) -> rd_kafka_resp_err_t {
        let rk = handle.rk
        return Self.withBytes(key) { key, keyCount in
            Self.withBytes(value) { value, valueCount in
                Self.withBytes(headers) { headers, headersCount in
                    prk_produce(
                        rk, topic, partition, key, keyCount, value, valueCount, timestamp, headers, headersCount)
                }
            }
        }
    }

    @inline(__always)
    private static func withBytes<R>(_ span: RawSpan?, _ body: (UnsafeRawPointer?, Int64) -> R) -> R {
        guard let span else { return body(nil, -1) }
        return span.withUnsafeBytes { body($0.baseAddress, Int64($0.count)) }
    }

    /// The native topic: one lookup a topic, then a comparison or two a record.
    private func native(_ topic: String) throws(KafkaError) -> OpaquePointer {
        if lastTopic < topics.count, topics[lastTopic].name == topic { return topics[lastTopic].native }
        if let index = topics.firstIndex(where: { $0.name == topic }) {
            lastTopic = index
            return topics[index].native
        }
        guard let native = rd_kafka_topic_new(handle.rk, topic, nil) else {
            throw handle.error(rd_kafka_last_error(), message: "topic \(topic)")
        }
        lastTopic = topics.count
        topics.append((topic, native))
        return native
    }

    /// Lets callbacks run: failed deliveries and errors are heard. Waits at most `timeoutMilliseconds` for one.
    public func poll(timeoutMilliseconds: Int32) { rd_kafka_poll(handle.rk, timeoutMilliseconds) }

    /// Waits until everything queued is acknowledged or has failed.
    public func flush(timeoutMilliseconds: Int32) throws(KafkaError) {
        try handle.check(rd_kafka_flush(handle.rk, timeoutMilliseconds))
    }

    /// Gives up everything queued and in flight; it is counted as undelivered.
    public func purge() {
        rd_kafka_purge(handle.rk, Int32(RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT))
        rd_kafka_poll(handle.rk, 0)
    }

    /// Records queued or in flight.
    public var queuedCount: Int { Int(rd_kafka_outq_len(handle.rk)) }

    /// How many records could not be delivered since the last call, and why the first of them could not; nil for none.
    public func takeUndelivered() -> (count: Int, first: KafkaError)? {
        guard handle.callbacks.undelivered > 0, let first = handle.callbacks.firstUndelivered else { return nil }
        defer {
            handle.callbacks.undelivered = 0
            handle.callbacks.firstUndelivered = nil
        }
        return (handle.callbacks.undelivered, first)
    }

    /// Errors told outside of a call since the last look, oldest first.
    public func takeErrors() -> [KafkaError] { handle.takeErrors() }
}
