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
            throw LogFault(cause(error), "produce to \(topic)")
        }
    }

    /// The reason behind an error that only says that the transaction is in the wrong state.
    private func cause(_ error: KafkaError) -> KafkaError {
        guard isInTransaction, error.code == KafkaError.Code.state else { return error }
        return producer.spoilingError() ?? error
    }

    public func sendOffsets(_ offsets: [TopicPartition: Offset]) throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        try patience("send offsets to transaction", exhausted: .abortable) { (timeout) throws(KafkaError) in
            do throws(KafkaError) {
                try producer.sendOffsets(kafkaOffsets(offsets), of: consumer, timeoutMilliseconds: timeout)
            } catch {
                throw cause(error)
            }
        }
    }

    /// Retriable errors resume the same commit. When they do not pass in time nobody knows whether the transaction is
    /// committed: the worker ends, and its successor, by the same id, learns it from the coordinator.
    public func commitTransaction() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        try patience("commit transaction", exhausted: .fatal) { (timeout) throws(KafkaError) in
            try producer.commitTransaction(timeoutMilliseconds: timeout)
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

    /// An abort that found no broker in time is resumed by calling it again.
    public func abortTransaction() throws(LogFault) {
        guard guarantee == .exactlyOnce else { return }
        try patience("abort transaction") { (timeout) throws(KafkaError) in
            try producer.abortTransaction(timeoutMilliseconds: timeout)
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
