internal import CRdKafka

/// What the cluster says about a topic.
public struct KafkaTopicMetadata: Sendable, Equatable {
    public struct PartitionInfo: Sendable, Equatable {
        public var id: Int32
        /// Id of the leading broker; -1 when there is none now.
        public var leader: Int32
        public var replicas: [Int32]
        public var inSyncReplicas: [Int32]
    }
    public var name: String
    /// By partition number.
    public var partitions: [PartitionInfo]
}

/// What the cluster says about itself.
public struct KafkaClusterMetadata: Sendable, Equatable {
    public struct Broker: Sendable, Equatable {
        public var id: Int32
        public var host: String
        public var port: Int32
    }
    public var brokers: [Broker]
    /// By name; topics in error are left out.
    public var topics: [KafkaTopicMetadata]
}

extension KafkaHandle {
    /// Nil when the topic does not exist.
    func metadata(of topic: String, timeoutMilliseconds: Int32) throws(KafkaError) -> KafkaTopicMetadata? {
        guard let native = rd_kafka_topic_new(rk, topic, nil) else { throw error(rd_kafka_last_error()) }
        defer { rd_kafka_topic_destroy(native) }
        var found: UnsafePointer<rd_kafka_metadata>?
        try check(askForMetadata(all: 0, native, &found, timeoutMilliseconds))
        guard let found else { return nil }
        defer { rd_kafka_metadata_destroy(found) }
        guard found.pointee.topic_cnt > 0 else { return nil }
        let entry = found.pointee.topics[0]
        switch entry.err {
        case RD_KAFKA_RESP_ERR_NO_ERROR: return Self.topic(entry)
        case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC: return nil
        default: throw error(entry.err, message: "\(topic): \(String(cString: rd_kafka_err2str(entry.err)))")
        }
    }

    func metadata(timeoutMilliseconds: Int32) throws(KafkaError) -> KafkaClusterMetadata {
        var found: UnsafePointer<rd_kafka_metadata>?
        try check(askForMetadata(all: 1, nil, &found, timeoutMilliseconds))
        guard let found else { return KafkaClusterMetadata(brokers: [], topics: []) }
        defer { rd_kafka_metadata_destroy(found) }
        let brokers = (0..<Int(found.pointee.broker_cnt)).map { index in
            let broker = found.pointee.brokers[index]
            return KafkaClusterMetadata.Broker(
                id: broker.id, host: broker.host.map { String(cString: $0) } ?? "", port: broker.port)
        }
        let topics = (0..<Int(found.pointee.topic_cnt)).compactMap { index in
            let entry = found.pointee.topics[index]
            return entry.err == RD_KAFKA_RESP_ERR_NO_ERROR ? Self.topic(entry) : nil
        }
        return KafkaClusterMetadata(brokers: brokers, topics: topics.sorted { $0.name < $1.name })
    }

    /// `rd_kafka_metadata`, most clients' first request, in three turns of a second, two, and what is left: a broker that
    /// refused this client will not answer, and one that is slow needs a long turn.
    private func askForMetadata(
        all: Int32, _ topic: OpaquePointer?, _ found: inout UnsafePointer<rd_kafka_metadata>?,
        _ timeoutMilliseconds: Int32
    ) -> rd_kafka_resp_err_t {
        let deadline = KafkaPatience.monotonicMilliseconds() + Int64(timeoutMilliseconds)
        for turn: Int64 in [1_000, 2_000] {
            let left = deadline - KafkaPatience.monotonicMilliseconds()
            guard left > turn else { break }
            let code = rd_kafka_metadata(rk, all, topic, &found, Int32(clamping: turn))
            guard KafkaError.Code.unreachable.contains(code.rawValue) else { return code }
            if callbacks.lately?.isRefusal == true { return code }
        }
        let left = max(1, deadline - KafkaPatience.monotonicMilliseconds())
        return rd_kafka_metadata(rk, all, topic, &found, Int32(clamping: left))
    }

    private static func topic(_ entry: rd_kafka_metadata_topic) -> KafkaTopicMetadata {
        let partitions = (0..<Int(entry.partition_cnt)).map { index in
            let partition = entry.partitions[index]
            return KafkaTopicMetadata.PartitionInfo(
                id: partition.id, leader: partition.leader,
                replicas: (0..<Int(partition.replica_cnt)).map { partition.replicas[$0] },
                inSyncReplicas: (0..<Int(partition.isr_cnt)).map { partition.isrs[$0] })
        }
        return KafkaTopicMetadata(
            name: entry.topic.map { String(cString: $0) } ?? "", partitions: partitions.sorted { $0.id < $1.id })
    }
}
