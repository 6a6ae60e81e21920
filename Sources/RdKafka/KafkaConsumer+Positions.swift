internal import CRdKafka

extension KafkaConsumer {
    /// Adds partitions to those that are read, for a consumer without subscription.
    public func add(_ positions: [KafkaPartition: Int64]) throws(KafkaError) {
        wakesLeft = 50
        let list = PartitionList(positions)
        try KafkaError.check(list.call { rd_kafka_incremental_assign(handle.rk, $0) })
    }

    /// Stops reading partitions, for a consumer without subscription.
    public func remove(_ partitions: [KafkaPartition]) throws(KafkaError) {
        let list = PartitionList(partitions)
        try KafkaError.check(list.call { rd_kafka_incremental_unassign(handle.rk, $0) })
    }

    /// The partitions that are read.
    public func assignment() throws(KafkaError) -> [KafkaPartition] {
        var native: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
        try handle.check(rd_kafka_assignment(handle.rk, &native))
        guard let native else { return [] }
        return PartitionList(owning: native).partitions
    }

    /// Whether the group took the partitions away without asking; of use in the rebalance handler.
    public var isAssignmentLost: Bool { rd_kafka_assignment_lost(handle.rk) != 0 }

    /// No more records of the partitions until ``resume(_:)``. What is in the local queue of them is dropped and
    /// fetched again. Partitions that are paused already are left alone.
    public func pause(_ partitions: [KafkaPartition]) throws(KafkaError) {
        let running = partitions.filter { !paused.contains($0) }
        guard !running.isEmpty else { return }
        paused.formUnion(running)
        let list = PartitionList(running)
        try handle.check(list.call { rd_kafka_pause_partitions(handle.rk, $0) })
        try list.checkElements()
    }

    /// Partitions that are not paused are left alone: librdkafka 2.0 would take them back to where they last started,
    /// were paused or sought.
    public func resume(_ partitions: [KafkaPartition]) throws(KafkaError) {
        let resting = partitions.filter { paused.contains($0) }
        guard !resting.isEmpty else { return }
        paused.subtract(resting)
        let list = PartitionList(resting)
        try handle.check(list.call { rd_kafka_resume_partitions(handle.rk, $0) })
        // Where everything was paused the fetcher sleeps and does not notice.
        handle.wakeBrokers()
        wakesLeft = 50
        try list.checkElements()
    }

    /// Continues at `offset`. Records of the old position still in the local queue do not come any more. What is paused
    /// stays paused.
    ///
    /// Where reading stopped with an error (an offset outside of the log) all partitions are taken again, each from its
    /// position: a record or two may then come twice, none is left out.
    public func seek(_ partition: KafkaPartition, to offset: Int64, timeoutMilliseconds: Int32) throws(KafkaError) {
        let list = PartitionList([partition: offset])
        do {
            try KafkaError.check(list.call { rd_kafka_seek_partitions(handle.rk, $0, timeoutMilliseconds) })
        } catch  where error.code == KafkaError.Code.timedOut {
            // Not flagged as retriable, as it is outside of transactions; a busy broker takes longer than we waited.
            throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT, message: error.message)
        }
        do {
            try list.checkElements()
            told[partition] = (offset, try position(of: partition))
            wakesLeft = 50
        } catch  where error.code == KafkaError.Code.state {
            try restart(partition, at: offset)
        }
    }

    private func restart(_ partition: KafkaPartition, at offset: Int64) throws(KafkaError) {
        let paused = paused
        guard isSubscribed else {
            try remove([partition])
            try add([partition: offset])
            if paused.contains(partition) { try pause([partition]) }
            return
        }
        // The members of an eager group cannot change a part of their assignment.
        var positions: [KafkaPartition: Int64] = [:]
        for other in try assignment() {
            let position = try position(of: other)
            let told = told[other]
            positions[other] = told.map { $0.position == position || position < 0 ? $0.offset : position } ?? position
        }
        positions[partition] = offset
        try assign(positions)
        try pause(paused.filter { positions[$0] != nil }.sorted())
    }

    /// The offset after the last record that was handed out; negative before the first.
    private func position(of partition: KafkaPartition) throws(KafkaError) -> Int64 {
        let list = PartitionList([partition])
        try handle.check(list.call { rd_kafka_position(handle.rk, $0) })
        return list.call { $0.pointee.elems[0].offset }
    }

    /// The group's committed offsets; no entry where nothing was committed. With `read_committed` offsets that wait for
    /// a transaction are not given: the call is `UNSTABLE_OFFSET_COMMIT` or waits (KIP-447).
    public func committed(
        _ partitions: [KafkaPartition], timeoutMilliseconds: Int32
    ) throws(KafkaError) -> [KafkaPartition: Int64] {
        guard !partitions.isEmpty else { return [:] }
        let list = PartitionList(partitions)
        try handle.check(list.call { rd_kafka_committed(handle.rk, $0, timeoutMilliseconds) })
        return try list.offsets()
    }

    /// Commits offsets for the group, outside of a transaction, and waits for the answer.
    public func commit(_ offsets: [KafkaPartition: Int64]) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        let list = PartitionList(offsets)
        try handle.check(list.call { rd_kafka_commit(handle.rk, $0, 0) })
        try list.checkElements()
    }

    /// Asks the broker for the first offset and the one after the last record; with `read_committed` after the last
    /// stable one, that is before any open transaction.
    public func range(
        of partition: KafkaPartition, timeoutMilliseconds: Int32
    ) throws(KafkaError) -> (start: Int64, end: Int64) {
        try handle.range(of: partition, timeoutMilliseconds: timeoutMilliseconds)
    }

    /// The range as the last fetch saw it, open transactions included; nil before the first. No request.
    public func cachedRange(of partition: KafkaPartition) -> (start: Int64, end: Int64)? {
        var low: Int64 = 0
        var high: Int64 = 0
        let code = rd_kafka_get_watermark_offsets(handle.rk, partition.topic, partition.partition, &low, &high)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, high >= 0 else { return nil }
        return (low, high)
    }

    /// How many partitions the topic has; nil when there is no such topic.
    public func partitionCount(of topic: String, timeoutMilliseconds: Int32) throws(KafkaError) -> Int? {
        try handle.metadata(of: topic, timeoutMilliseconds: timeoutMilliseconds)?.partitions.count
    }

    /// The cluster's id; nil when the broker gives none in time.
    public func clusterID(timeoutMilliseconds: Int32) -> String? {
        handle.clusterID(timeoutMilliseconds: timeoutMilliseconds)
    }
}
