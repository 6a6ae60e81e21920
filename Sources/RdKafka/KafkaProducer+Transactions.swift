internal import CRdKafka

extension KafkaProducer {
    /// Registers the transactional id and ends what a predecessor left open; a living predecessor is fenced.
    /// Resumable: on a retriable error or a timeout call it again.
    public func initTransactions(timeoutMilliseconds: Int32) throws(KafkaError) {
        try handle.check(rd_kafka_init_transactions(handle.rk, timeoutMilliseconds))
    }

    public func beginTransaction() throws(KafkaError) {
        try handle.check(rd_kafka_begin_transaction(handle.rk))
    }

    /// Puts the next offsets to read into the open transaction, with the group's metadata, so that a member the group
    /// has moved on from is refused (KIP-447).
    public func sendOffsets(
        _ offsets: [KafkaPartition: Int64], of consumer: KafkaConsumer, timeoutMilliseconds: Int32
    ) throws(KafkaError) {
        guard !offsets.isEmpty else { return }
        guard let group = rd_kafka_consumer_group_metadata(consumer.handle.rk) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__UNKNOWN_GROUP, message: "the consumer has no group")
        }
        defer { rd_kafka_consumer_group_metadata_destroy(group) }
        let list = PartitionList(offsets)
        try handle.check(
            list.call { rd_kafka_send_offsets_to_transaction(handle.rk, $0, group, timeoutMilliseconds) })
    }

    /// Flushes, then commits. Resumable: after a retriable error the same call goes on where it was.
    public func commitTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
        try handle.check(rd_kafka_commit_transaction(handle.rk, timeoutMilliseconds))
    }

    /// Purges what is queued, then aborts. Resumable: after a retriable error the same call goes on where it was.
    public func abortTransaction(timeoutMilliseconds: Int32) throws(KafkaError) {
        try handle.check(rd_kafka_abort_transaction(handle.rk, timeoutMilliseconds))
    }

    /// Why the open transaction can only be aborted; nil when it can still be committed.
    ///
    /// Some calls answer a spoilt transaction with no more than "erroneous state". Beginning another one changes nothing
    /// while one is open, and is refused with the reason. Must not be called without an open transaction.
    public func spoilingError() -> KafkaError? {
        do {
            try beginTransaction()
            return nil
        } catch {
            return error.txnRequiresAbort || error.isFatal ? error : nil
        }
    }
}
