internal import RdKafka
public import Records
public import Runtime

extension KafkaRecordLog {
    public func initTransactions() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        try patience("init transactions") { (timeout) throws(KafkaError) in
            try producer.initTransactions(timeoutMilliseconds: timeout)
        }
    }

    public func beginTransaction() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        do {
            _ = producer.takeUndelivered()
            try producer.beginTransaction()
            isInTransaction = true
            transactionBegan = KafkaPatience.monotonicMilliseconds()
        } catch {
            throw LogFault(error, "begin transaction")
        }
    }

    public func produce(
        topic: String, partition: Partition?, key: RawSpan?, value: RawSpan?, headers: RawSpan?, timestamp: EventTime?
    ) throws(LogFault) {
        do {
            try producer.produce(
                topic: topic, partition: partition?.rawValue ?? -1, key: key, value: value, headers: headers,
                timestampMilliseconds: timestamp?.milliseconds ?? 0, queueFullMilliseconds: patience.milliseconds)
        } catch {
            throw withCause(LogFault(cause(error), "produce to \(topic)"))
        }
    }

    /// A fence that may be the coordinator's own: it ends a transaction that was open for too long by the same means, a
    /// higher epoch, as another process with this transactional id. A restart tells them apart: it takes the id back, and
    /// if there is another process, that one is fenced in turn and ends for good.
    func withCause(_ fault: LogFault) -> LogFault {
        let open = KafkaPatience.monotonicMilliseconds() - transactionBegan
        guard fault.kind == .fenced, isInTransaction, open >= transactionMilliseconds else { return fault }
        var fault = fault
        fault.kind = .fatal
        fault.message +=
            "; the transaction was open for \(open / 1_000) s, and its coordinator ends one after "
            + "\(transactionMilliseconds) ms: a restart goes on from the last commit"
        return fault
    }

    /// The reason behind an error that only says that the transaction is in the wrong state.
    private func cause(_ error: KafkaError) -> KafkaError {
        guard isInTransaction, error.code == KafkaError.Code.state else { return error }
        return producer.spoilingError() ?? error
    }

    public func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        do throws(LogFault) {
            try patience("send offsets to transaction", exhausted: .abortable) { (timeout) throws(KafkaError) in
                do throws(KafkaError) {
                    try producer.sendOffsets(kafkaOffsets(offsets), of: consumer, timeoutMilliseconds: timeout)
                } catch {
                    throw cause(error)
                }
            }
        } catch {
            throw withCause(error)
        }
    }

    /// Retriable errors resume the same commit: whoever gave up while the broker is away would only come back to wait for
    /// it. When they do not pass within `max.poll.interval.ms` nobody knows whether the transaction is committed: the
    /// worker ends, and its successor, by the same id, learns it from the coordinator.
    public func commitTransaction() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        do throws(LogFault) {
            try commitPatience("commit transaction", exhausted: .fatal) { (timeout) throws(KafkaError) in
                try producer.commitTransaction(timeoutMilliseconds: timeout)
            }
        } catch {
            let fault = withCause(error)
            isCommitInDoubt = fault.kind == .fatal
            throw fault
        }
        isInTransaction = false
        // librdkafka spoils the transaction of a record it could not deliver. Should it ever not, this must be known.
        if let undelivered = producer.takeUndelivered() {
            throw LogFault(
                kind: .fatal, operation: "commit transaction",
                message: "\(undelivered.count) records were not delivered: \(undelivered.first.message)",
                nativeName: undelivered.first.name, nativeCode: Int(undelivered.first.code))
        }
    }

    /// An abort that found no broker in time is resumed by calling it again. A commit in doubt cannot be aborted, and
    /// librdkafka answers the attempt with a retriable error for ever: that is refused here, at once.
    public func abortTransaction() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        guard !isCommitInDoubt else {
            throw LogFault(
                kind: .fatal, operation: "abort transaction",
                message: "its commit has no answer yet; the coordinator knows how it ends",
                nativeName: "_STATE", nativeCode: Int(KafkaError.Code.state))
        }
        do throws(LogFault) {
            try patience("abort transaction") { (timeout) throws(KafkaError) in
                try producer.abortTransaction(timeoutMilliseconds: timeout)
            }
        } catch {
            throw withCause(error)
        }
        isInTransaction = false
        // What the abort purged.
        _ = producer.takeUndelivered()
    }

    public func flushAndCommit(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        try patience("flush") { (timeout) throws(KafkaError) in
            try producer.flush(timeoutMilliseconds: timeout)
        }
        if let undelivered = producer.takeUndelivered() {
            var fault = LogFault(undelivered.first, "flush", requiresAbort: true)
            fault.message = "\(undelivered.count) records were not delivered: \(fault.message)"
            // They are gone from the queue, so the call cannot be repeated: work goes on from the last commit.
            if fault.kind == .retriable { fault.kind = .abortable }
            throw fault
        }
        try patience("commit offsets", exhausted: .abortable) { (_) throws(KafkaError) in
            try consumer.commit(kafkaOffsets(offsets))
        }
    }
}
