internal import CRdKafka

/// One setting of a topic or broker.
public struct KafkaConfigEntry: Sendable, Equatable {
    public var name: String
    /// Nil when the broker does not show it.
    public var value: String?
    /// Not set on the topic itself: the broker's value or Kafka's default.
    public var isDefault: Bool
    public var isReadOnly: Bool
    public var isSensitive: Bool
}

extension KafkaAdmin {
    /// The settings in force of each topic, by topic and by name.
    /// - Throws: naming the first topic the broker has no answer for.
    public func describeConfigs(topics: [String]) throws(KafkaError) -> [String: [String: KafkaConfigEntry]] {
        guard !topics.isEmpty else { return [:] }
        var natives: [OpaquePointer?] = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
        defer { rd_kafka_ConfigResource_destroy_array(&natives, natives.count) }
        return try request(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS) { options in
            rd_kafka_DescribeConfigs(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_DescribeConfigs_result_resources(
                rd_kafka_event_DescribeConfigs_result(event), &count)
            var described: [String: [String: KafkaConfigEntry]] = [:]
            for index in 0..<count {
                guard let resource = results?[index] else { continue }
                try check(resource)
                described[Self.name(of: resource)] = Self.entries(of: resource)
            }
            return described
        }
    }

    /// Sets some settings of a topic and keeps the others it has of its own.
    ///
    /// librdkafka before 2.2 has only the request that replaces all of them, so they are read first; a change by
    /// somebody else in between is lost.
    /// - Parameter values: nil takes a setting back to its default.
    public func alterConfigs(topic: String, _ values: [String: String?]) throws(KafkaError) {
        let own = try describeConfigs(topics: [topic])[topic] ?? [:]
        var merged: [String: String] = [:]
        for entry in own.values where !entry.isDefault && !entry.isReadOnly {
            if entry.isSensitive, values[entry.name] == nil {
                throw KafkaError(
                    RD_KAFKA_RESP_ERR__INVALID_ARG,
                    message: "\(topic): \(entry.name) is not shown by the broker and would be lost; set it as well")
            }
            merged[entry.name] = entry.value
        }
        for (name, value) in values { merged[name] = value }
        try replaceConfigs(topic: topic, merged)
    }

    /// Replaces all settings the topic has of its own.
    private func replaceConfigs(topic: String, _ values: [String: String]) throws(KafkaError) {
        var natives: [OpaquePointer?] = [rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic)]
        defer { rd_kafka_ConfigResource_destroy_array(&natives, natives.count) }
        for name in values.keys.sorted() {
            try handle.check(rd_kafka_ConfigResource_set_config(natives[0], name, values[name]))
        }
        try request(RD_KAFKA_ADMIN_OP_ALTERCONFIGS) { options in
            rd_kafka_AlterConfigs(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_AlterConfigs_result_resources(rd_kafka_event_AlterConfigs_result(event), &count)
            for index in 0..<count {
                guard let resource = results?[index] else { continue }
                try check(resource)
            }
        }
    }

    private static func name(of resource: OpaquePointer) -> String {
        rd_kafka_ConfigResource_name(resource).map { String(cString: $0) } ?? ""
    }

    private func check(_ resource: OpaquePointer) throws(KafkaError) {
        let code = rd_kafka_ConfigResource_error(resource)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        let told = rd_kafka_ConfigResource_error_string(resource).map { String(cString: $0) }
        throw handle.error(code, message: "\(Self.name(of: resource)): \(told ?? "")")
    }

    private static func entries(of resource: OpaquePointer) -> [String: KafkaConfigEntry] {
        var count = 0
        let natives = rd_kafka_ConfigResource_configs(resource, &count)
        var entries: [String: KafkaConfigEntry] = [:]
        for index in 0..<count {
            guard let native = natives?[index], let name = rd_kafka_ConfigEntry_name(native) else { continue }
            let entry = KafkaConfigEntry(
                name: String(cString: name), value: rd_kafka_ConfigEntry_value(native).map { String(cString: $0) },
                isDefault: rd_kafka_ConfigEntry_is_default(native) == 1
                    || rd_kafka_ConfigEntry_source(native) != RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG,
                isReadOnly: rd_kafka_ConfigEntry_is_read_only(native) == 1,
                isSensitive: rd_kafka_ConfigEntry_is_sensitive(native) == 1)
            entries[entry.name] = entry
        }
        return entries
    }
}
