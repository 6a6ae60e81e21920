internal import CRdKafka

/// An error of librdkafka or of the broker, with what may be done about it.
public struct KafkaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// librdkafka's number: negative ones are its own, positive ones the broker's.
    public let code: Int32
    /// librdkafka's name without the prefix: `_FENCED`, `COORDINATOR_NOT_AVAILABLE`.
    public let name: String
    public let message: String
    /// The same call may succeed later.
    public let isRetriable: Bool
    /// The client that gave this is of no more use.
    public let isFatal: Bool
    /// The open transaction must be aborted before anything else.
    public let txnRequiresAbort: Bool

    public var description: String { "\(message) [\(name)]" }
}

extension KafkaError {
    init(_ code: rd_kafka_resp_err_t, message: String? = nil, isFatal: Bool = false) {
        self.code = code.rawValue
        self.name = String(cString: rd_kafka_err2name(code))
        self.message = message ?? String(cString: rd_kafka_err2str(code))
        self.isRetriable = !isFatal && Self.retriable.contains(code.rawValue)
        self.isFatal = isFatal || code == RD_KAFKA_RESP_ERR__FATAL
        self.txnRequiresAbort = false
    }

    /// Takes over `error`, which the transactional calls return; nil is success.
    static func check(_ error: OpaquePointer?) throws(KafkaError) {
        guard let error else { return }
        defer { rd_kafka_error_destroy(error) }
        throw KafkaError(borrowing: error)
    }

    init(borrowing error: OpaquePointer) {
        let code = rd_kafka_error_code(error)
        self.code = code.rawValue
        self.name = String(cString: rd_kafka_error_name(error))
        self.message = String(cString: rd_kafka_error_string(error))
        self.isFatal = rd_kafka_error_is_fatal(error) != 0
        self.txnRequiresAbort = rd_kafka_error_txn_requires_abort(error) != 0
        self.isRetriable = rd_kafka_error_is_retriable(error) != 0
    }

    /// Throws unless `code` says that all went well.
    static func check(_ code: rd_kafka_resp_err_t) throws(KafkaError) {
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        throw KafkaError(code)
    }

    /// What passes by itself: brokers and coordinators that move, start or are overloaded. librdkafka flags only the
    /// errors of transactional calls, so the others are judged here.
    private static let retriable: Set<Int32> = [
        RD_KAFKA_RESP_ERR__TRANSPORT.rawValue, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN.rawValue,
        RD_KAFKA_RESP_ERR__RESOLVE.rawValue, RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue,
        // A broker that goes away while TLS begins; a refused certificate is told apart (ConnectionTrouble).
        RD_KAFKA_RESP_ERR__SSL.rawValue,
        RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE.rawValue, RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue,
        RD_KAFKA_RESP_ERR__WAIT_COORD.rawValue, RD_KAFKA_RESP_ERR__WAIT_CACHE.rawValue,
        RD_KAFKA_RESP_ERR__RETRY.rawValue, RD_KAFKA_RESP_ERR__IN_PROGRESS.rawValue,
        RD_KAFKA_RESP_ERR__PREV_IN_PROGRESS.rawValue, RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED.rawValue,
        RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST.rawValue,
        RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART.rawValue, RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION.rawValue, RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT.rawValue,
        RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE.rawValue, RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION.rawValue, RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS.rawValue,
        RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE.rawValue, RD_KAFKA_RESP_ERR_NOT_COORDINATOR.rawValue,
        RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS.rawValue,
        RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND.rawValue,
        RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS.rawValue, RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS.rawValue,
        RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR.rawValue, RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH.rawValue,
        RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH.rawValue, RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT.rawValue,
        RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_PREFERRED_LEADER_NOT_AVAILABLE.rawValue,
        RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED.rawValue, RD_KAFKA_RESP_ERR_NOT_CONTROLLER.rawValue,
    ]
}

extension KafkaError {
    /// The codes callers tell apart, by librdkafka's numbers.
    public enum Code {
        public static let endOfPartition = RD_KAFKA_RESP_ERR__PARTITION_EOF.rawValue
        public static let autoOffsetReset = RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET.rawValue
        public static let offsetOutOfRange = RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE.rawValue
        public static let queueFull = RD_KAFKA_RESP_ERR__QUEUE_FULL.rawValue
        public static let timedOut = RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue
        public static let state = RD_KAFKA_RESP_ERR__STATE.rawValue
        public static let unknownTopicOrPartition = RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART.rawValue
        public static let localUnknownTopic = RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC.rawValue
        public static let topicAlreadyExists = RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS.rawValue
        public static let noOffset = RD_KAFKA_RESP_ERR__NO_OFFSET.rawValue
        public static let illegalGeneration = RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION.rawValue
        public static let unknownMember = RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID.rawValue
        /// Another holder of the same transactional or instance id took over.
        public static let fencing: Set<Int32> = [
            RD_KAFKA_RESP_ERR__FENCED.rawValue, RD_KAFKA_RESP_ERR_PRODUCER_FENCED.rawValue,
            RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH.rawValue, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID.rawValue,
            RD_KAFKA_RESP_ERR_TRANSACTION_COORDINATOR_FENCED.rawValue,
        ]
        static let allBrokersDown = RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN.rawValue
        /// No broker answered, for whatever reason.
        static let unreachable: Set<Int32> = [
            RD_KAFKA_RESP_ERR__TRANSPORT.rawValue, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN.rawValue,
            RD_KAFKA_RESP_ERR__TIMED_OUT.rawValue, RD_KAFKA_RESP_ERR__SSL.rawValue,
        ]
        /// Credentials or ACLs.
        public static let authorisation: Set<Int32> = [
            RD_KAFKA_RESP_ERR__AUTHENTICATION.rawValue, RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED.rawValue,
            RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED.rawValue,
            RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED.rawValue,
            RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED.rawValue,
            RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED.rawValue,
        ]
    }
}
