internal import CRdKafka

/// Kinds of requests, by Kafka's protocol numbers.
public struct KafkaRequest: RawRepresentable, Sendable, Hashable {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }
    public static let produce = KafkaRequest(rawValue: 0)
    public static let fetch = KafkaRequest(rawValue: 1)
    public static let listOffsets = KafkaRequest(rawValue: 2)
    public static let metadata = KafkaRequest(rawValue: 3)
    public static let offsetCommit = KafkaRequest(rawValue: 8)
    public static let offsetFetch = KafkaRequest(rawValue: 9)
    public static let findCoordinator = KafkaRequest(rawValue: 10)
    public static let joinGroup = KafkaRequest(rawValue: 11)
    public static let heartbeat = KafkaRequest(rawValue: 12)
    public static let leaveGroup = KafkaRequest(rawValue: 13)
    public static let syncGroup = KafkaRequest(rawValue: 14)
    public static let initProducerID = KafkaRequest(rawValue: 22)
    public static let addPartitionsToTransaction = KafkaRequest(rawValue: 24)
    public static let addOffsetsToTransaction = KafkaRequest(rawValue: 25)
    public static let endTransaction = KafkaRequest(rawValue: 26)
    public static let transactionOffsetCommit = KafkaRequest(rawValue: 28)
}

/// Errors a broker may answer with, by Kafka's protocol numbers.
public struct KafkaBrokerError: RawRepresentable, Sendable, Hashable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let none = KafkaBrokerError(rawValue: 0)
    public static let notLeaderForPartition = KafkaBrokerError(rawValue: 6)
    public static let requestTimedOut = KafkaBrokerError(rawValue: 7)
    public static let coordinatorLoadInProgress = KafkaBrokerError(rawValue: 14)
    public static let coordinatorNotAvailable = KafkaBrokerError(rawValue: 15)
    public static let notCoordinator = KafkaBrokerError(rawValue: 16)
    public static let notEnoughReplicas = KafkaBrokerError(rawValue: 19)
    public static let illegalGeneration = KafkaBrokerError(rawValue: 22)
    public static let unknownMember = KafkaBrokerError(rawValue: 25)
    public static let topicAuthorizationFailed = KafkaBrokerError(rawValue: 29)
    public static let groupAuthorizationFailed = KafkaBrokerError(rawValue: 30)
    public static let invalidProducerEpoch = KafkaBrokerError(rawValue: 47)
    public static let concurrentTransactions = KafkaBrokerError(rawValue: 51)
    public static let transactionalIDAuthorizationFailed = KafkaBrokerError(rawValue: 53)
    public static let fencedInstanceID = KafkaBrokerError(rawValue: 82)
    public static let unstableOffsetCommit = KafkaBrokerError(rawValue: 88)
    public static let producerFenced = KafkaBrokerError(rawValue: 90)
}

/// librdkafka's brokers inside this process, for tests: they fail on demand.
///
/// About 5 MB of memory a partition; aborted records are not hidden; topics come into being when asked about; no admin
/// requests.
public final class MockCluster {
    private let handle: KafkaHandle
    private let native: OpaquePointer

    /// Brokers get the ids 1 ... `brokers`.
    public init(brokers: Int = 1) throws(KafkaError) {
        do {
            handle = try KafkaHandle(
                RD_KAFKA_PRODUCER, KafkaConfiguration(["client.id": "mock"]), log: { _ in })
        } catch let error as KafkaError {
            throw error
        } catch {
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: "\(error)")
        }
        guard let native = rd_kafka_mock_cluster_new(handle.rk, Int32(brokers)) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__FAIL, message: "no mock cluster")
        }
        self.native = native
    }

    deinit { prk_mock_destroy(native) }

    public var bootstrapServers: String { String(cString: rd_kafka_mock_cluster_bootstraps(native)) }

    public func createTopic(_ name: String, partitions: Int, replicas: Int = 1) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_topic_create(native, name, Int32(partitions), Int32(replicas)))
    }

    /// The next requests of this kind, whichever broker they go to, are answered with these errors, one each.
    public func push(_ errors: [KafkaBrokerError], on request: KafkaRequest) {
        let codes = errors.map { rd_kafka_resp_err_t(rawValue: $0.rawValue) }
        rd_kafka_mock_push_request_errors_array(native, request.rawValue, codes.count, codes)
    }

    /// The next request of this kind to `broker` is answered with `error` after `roundTripMilliseconds`.
    public func push(
        _ error: KafkaBrokerError, on request: KafkaRequest, broker: Int32, roundTripMilliseconds: Int32
    ) throws(KafkaError) {
        try KafkaError.check(
            prk_mock_push_error_rtt(
                native, broker, request.rawValue, rd_kafka_resp_err_t(rawValue: error.rawValue),
                roundTripMilliseconds))
    }

    public func clearErrors(on request: KafkaRequest) {
        rd_kafka_mock_clear_request_errors(native, request.rawValue)
    }

    /// Every request about the topic is answered with `error` until it is set to ``KafkaBrokerError/none``.
    public func setTopicError(_ error: KafkaBrokerError, topic: String) {
        rd_kafka_mock_topic_set_error(native, topic, rd_kafka_resp_err_t(rawValue: error.rawValue))
    }

    /// Closes the broker's connections and refuses new ones.
    public func setDown(_ broker: Int32) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_broker_set_down(native, broker))
    }

    public func setUp(_ broker: Int32) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_broker_set_up(native, broker))
    }

    /// Every answer of the broker takes at least this long.
    public func setLatency(milliseconds: Int32, broker: Int32) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_broker_set_rtt(native, broker, milliseconds))
    }

    /// Makes `broker` the coordinator of a consumer group.
    public func setGroupCoordinator(_ broker: Int32, group: String) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_coordinator_set(native, "group", group, broker))
    }

    /// Makes `broker` the coordinator of a transactional id.
    public func setTransactionCoordinator(_ broker: Int32, transactionalID: String) throws(KafkaError) {
        try KafkaError.check(rd_kafka_mock_coordinator_set(native, "transaction", transactionalID, broker))
    }

    /// Moves the leadership of a partition.
    public func setLeader(_ broker: Int32, of partition: KafkaPartition) throws(KafkaError) {
        try KafkaError.check(
            rd_kafka_mock_partition_set_leader(native, partition.topic, partition.partition, broker))
    }
}
