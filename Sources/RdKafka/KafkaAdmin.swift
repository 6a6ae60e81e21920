internal import CRdKafka

/// Asks and changes a cluster: topics, configurations, groups. Calls wait for the answer; one at a time.
public final class KafkaAdmin {
    let handle: KafkaHandle
    let queue: OpaquePointer
    /// How long a request may take.
    public var timeoutMilliseconds: Int32 = 30_000

    public init(_ configuration: KafkaConfiguration, log: @escaping KafkaLogSink) throws(KafkaError) {
        var configuration = configuration
        if configuration["allow.auto.create.topics"] == nil {
            do {
                // Asking about a topic must not make it.
                configuration = try configuration.overriding(with: ["allow.auto.create.topics": "false"])
            } catch {
                throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: error.description, isFatal: true)
            }
        }
        handle = try KafkaHandle(RD_KAFKA_PRODUCER, configuration, log: log)
        queue = rd_kafka_queue_new(handle.rk)
    }

    deinit { rd_kafka_queue_destroy(queue) }

    /// The cluster's id; nil when the broker gives none in time.
    public func clusterID() -> String? { handle.clusterID(timeoutMilliseconds: timeoutMilliseconds) }

    /// Brokers and topics.
    public func metadata() throws(KafkaError) -> KafkaClusterMetadata {
        try handle.metadata(timeoutMilliseconds: timeoutMilliseconds)
    }

    /// One topic; nil when it does not exist.
    public func metadata(of topic: String) throws(KafkaError) -> KafkaTopicMetadata? {
        try handle.metadata(of: topic, timeoutMilliseconds: timeoutMilliseconds)
    }

    /// The first offset of a partition and the one after its last record; after its last stable one, that is before any
    /// open transaction, unless `isolation.level` says `read_uncommitted`.
    public func range(of partition: KafkaPartition) throws(KafkaError) -> (start: Int64, end: Int64) {
        try handle.range(of: partition, timeoutMilliseconds: timeoutMilliseconds)
    }

    /// Errors told outside of a call since the last look, oldest first: why a request timed out.
    public func takeErrors() -> [KafkaError] {
        rd_kafka_poll(handle.rk, 0)
        return handle.takeErrors()
    }

    /// Sends a request and hands its answer to `read`, which must not keep it.
    func request<R>(
        _ operation: rd_kafka_admin_op_t, _ send: (_ options: OpaquePointer?) -> Void,
        _ read: (_ event: OpaquePointer) throws(KafkaError) -> R
    ) throws(KafkaError) -> R {
        let options = rd_kafka_AdminOptions_new(handle.rk, operation)
        defer { rd_kafka_AdminOptions_destroy(options) }
        var text = [CChar](repeating: 0, count: 256)
        rd_kafka_AdminOptions_set_request_timeout(options, timeoutMilliseconds, &text, text.count)
        send(options)
        // The answer comes in any case, as a timeout at the latest: this wait is only a bound on the bound.
        guard let event = rd_kafka_queue_poll(queue, timeoutMilliseconds + 5_000) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT)
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw handle.error(code, message: rd_kafka_event_error_string(event).map { String(cString: $0) })
        }
        return try read(event)
    }

    /// Names and errors of a request about topics.
    func failures(
        _ results: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int
    ) -> [String: KafkaError] {
        var failures: [String: KafkaError] = [:]
        for index in 0..<count {
            guard let result = results?[index], let name = rd_kafka_topic_result_name(result) else { continue }
            let code = rd_kafka_topic_result_error(result)
            guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
            failures[String(cString: name)] = handle.error(
                code, message: rd_kafka_topic_result_error_string(result).map { String(cString: $0) })
        }
        return failures
    }
}
