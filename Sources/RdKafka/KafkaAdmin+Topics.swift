internal import CRdKafka

/// A topic to create.
public struct KafkaNewTopic: Sendable, Equatable {
    public var name: String
    public var partitions: Int
    /// -1 for the broker's default.
    public var replicas: Int
    public var configs: [String: String]
    public init(name: String, partitions: Int, replicas: Int = -1, configs: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicas = replicas
        self.configs = configs
    }
}

extension KafkaAdmin {
    /// Creates topics.
    /// - Parameter validateOnly: the broker only says whether it would.
    /// - Returns: what failed, by topic; empty when all went well.
    /// - Throws: when the request as a whole failed or a value cannot be sent.
    public func createTopics(
        _ topics: [KafkaNewTopic], validateOnly: Bool = false
    ) throws(KafkaError) -> [String: KafkaError] {
        guard !topics.isEmpty else { return [:] }
        var natives: [OpaquePointer?] = []
        defer { rd_kafka_NewTopic_destroy_array(&natives, natives.count) }
        for topic in topics { natives.append(try native(topic)) }
        return try request(RD_KAFKA_ADMIN_OP_CREATETOPICS) { options in
            if validateOnly {
                var text = [CChar](repeating: 0, count: 256)
                rd_kafka_AdminOptions_set_validate_only(options, 1, &text, text.count)
            }
            rd_kafka_CreateTopics(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)
            return failures(results, count)
        }
    }

    private func native(_ topic: KafkaNewTopic) throws(KafkaError) -> OpaquePointer {
        var text = [CChar](repeating: 0, count: 256)
        guard
            let native = rd_kafka_NewTopic_new(
                topic.name, Int32(clamping: topic.partitions), Int32(clamping: topic.replicas), &text, text.count)
        else {
            let told = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: "\(topic.name): \(told)")
        }
        for key in topic.configs.keys.sorted() {
            let code = rd_kafka_NewTopic_set_config(native, key, topic.configs[key])
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                rd_kafka_NewTopic_destroy(native)
                throw KafkaError(code, message: "\(topic.name): \(key)")
            }
        }
        return native
    }

    /// Deletes topics with everything in them.
    /// - Returns: what failed, by topic.
    public func deleteTopics(_ names: [String]) throws(KafkaError) -> [String: KafkaError] {
        guard !names.isEmpty else { return [:] }
        var natives: [OpaquePointer?] = names.map { rd_kafka_DeleteTopic_new($0) }
        defer { rd_kafka_DeleteTopic_destroy_array(&natives, natives.count) }
        return try request(RD_KAFKA_ADMIN_OP_DELETETOPICS) { options in
            rd_kafka_DeleteTopics(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count)
            return failures(results, count)
        }
    }

    /// Grows a topic to `total` partitions. Keys then go elsewhere: never for a topic whose partition matters.
    public func createPartitions(topic: String, total: Int) throws(KafkaError) {
        var text = [CChar](repeating: 0, count: 256)
        guard let native = rd_kafka_NewPartitions_new(topic, total, &text, text.count) else {
            let told = text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            throw KafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, message: "\(topic): \(told)")
        }
        var natives: [OpaquePointer?] = [native]
        defer { rd_kafka_NewPartitions_destroy_array(&natives, natives.count) }
        let failed = try request(RD_KAFKA_ADMIN_OP_CREATEPARTITIONS) { options in
            rd_kafka_CreatePartitions(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_CreatePartitions_result_topics(
                rd_kafka_event_CreatePartitions_result(event), &count)
            return failures(results, count)
        }
        if let error = failed[topic] { throw error }
    }
}
