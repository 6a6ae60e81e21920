internal import CRdKafka

extension KafkaAdmin {
    /// The committed offsets of a group; no entry where nothing was committed.
    /// - Parameter requireStable: offsets that wait for an open transaction are an error instead of the old ones.
    public func committedOffsets(
        group: String, requireStable: Bool = false
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        var natives: [OpaquePointer?] = [rd_kafka_ListConsumerGroupOffsets_new(group, nil)]
        defer { rd_kafka_ListConsumerGroupOffsets_destroy_array(&natives, natives.count) }
        return try request(RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS) { options in
            if requireStable, let error = rd_kafka_AdminOptions_set_require_stable_offsets(options, 1) {
                rd_kafka_error_destroy(error)
            }
            rd_kafka_ListConsumerGroupOffsets(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_ListConsumerGroupOffsets_result_groups(
                rd_kafka_event_ListConsumerGroupOffsets_result(event), &count)
            guard count > 0, let result = results?[0] else { return [:] }
            if let error = rd_kafka_group_result_error(result) { throw KafkaError(borrowing: error) }
            guard let list = rd_kafka_group_result_partitions(result) else { return [:] }
            // The list belongs to the answer.
            return try PartitionList(owning: rd_kafka_topic_partition_list_copy(list)).offsets()
        }
    }

    /// Sets the committed offsets of a group that has no members: for a replay from elsewhere.
    public func setOffsets(group: String, _ offsets: [KafkaPartition: Int64]) throws(KafkaError) {
        let list = PartitionList(offsets)
        var natives: [OpaquePointer?] = [
            list.call { rd_kafka_AlterConsumerGroupOffsets_new(group, $0) }
        ]
        defer { rd_kafka_AlterConsumerGroupOffsets_destroy_array(&natives, natives.count) }
        try request(RD_KAFKA_ADMIN_OP_ALTERCONSUMERGROUPOFFSETS) { options in
            rd_kafka_AlterConsumerGroupOffsets(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_AlterConsumerGroupOffsets_result_groups(
                rd_kafka_event_AlterConsumerGroupOffsets_result(event), &count)
            guard count > 0, let result = results?[0] else { return }
            if let error = rd_kafka_group_result_error(result) { throw KafkaError(borrowing: error) }
            guard let list = rd_kafka_group_result_partitions(result) else { return }
            try PartitionList(owning: rd_kafka_topic_partition_list_copy(list)).checkElements()
        }
    }

    /// Deletes groups without members, with their offsets.
    /// - Returns: what failed, by group.
    public func deleteGroups(_ groups: [String]) throws(KafkaError) -> [String: KafkaError] {
        guard !groups.isEmpty else { return [:] }
        var natives: [OpaquePointer?] = groups.map { rd_kafka_DeleteGroup_new($0) }
        defer { rd_kafka_DeleteGroup_destroy_array(&natives, natives.count) }
        return try request(RD_KAFKA_ADMIN_OP_DELETEGROUPS) { options in
            rd_kafka_DeleteGroups(handle.rk, &natives, natives.count, options, queue)
        } _: { (event) throws(KafkaError) in
            var count = 0
            let results = rd_kafka_DeleteGroups_result_groups(rd_kafka_event_DeleteGroups_result(event), &count)
            var failures: [String: KafkaError] = [:]
            for index in 0..<count {
                guard let result = results?[index], let error = rd_kafka_group_result_error(result),
                    let name = rd_kafka_group_result_name(result)
                else { continue }
                failures[String(cString: name)] = KafkaError(borrowing: error)
            }
            return failures
        }
    }
}

extension KafkaAdmin {
    /// How many members a group has; 0 for one that does not exist.
    public func memberCount(group: String) throws(KafkaError) -> Int {
        try describe(group) { rd_kafka_ConsumerGroupDescription_member_count($0) } ?? 0
    }

    /// The names of a group's members: `group.instance.id`, and `client.id` for a member without one. In no order.
    public func memberNames(group: String) throws(KafkaError) -> [String] {
        try describe(group) { description in
            (0..<rd_kafka_ConsumerGroupDescription_member_count(description)).map { index in
                let member = rd_kafka_ConsumerGroupDescription_member(description, index)
                let name =
                    rd_kafka_MemberDescription_group_instance_id(member) ?? rd_kafka_MemberDescription_client_id(member)
                return name.map { String(cString: $0) } ?? ""
            }
        } ?? []
    }

    /// Nil when the broker knows no such group.
    private func describe<R>(_ group: String, _ read: (OpaquePointer) -> R) throws(KafkaError) -> R? {
        // The name must live until the request is sent, which is inside.
        let bytes = Array(group.utf8CString)
        return try bytes.withUnsafeBufferPointer { (name) throws(KafkaError) -> R? in
            var names: [UnsafePointer<CChar>?] = [name.baseAddress]
            return try request(RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS) { options in
                rd_kafka_DescribeConsumerGroups(handle.rk, &names, names.count, options, queue)
            } _: { (event) throws(KafkaError) -> R? in
                var count = 0
                let groups = rd_kafka_DescribeConsumerGroups_result_groups(
                    rd_kafka_event_DescribeConsumerGroups_result(event), &count)
                guard count > 0, let group = groups?[0] else { return nil }
                if let error = rd_kafka_ConsumerGroupDescription_error(group),
                    rd_kafka_error_code(error) != RD_KAFKA_RESP_ERR_NO_ERROR
                {
                    throw KafkaError(borrowing: error)
                }
                return read(group)
            }
        }
    }
}
