internal import RdKafka
public import Records
public import Runtime

/// ``RecordLog`` over librdkafka: a member of the stage's group and a producer, transactional for exactly-once.
///
/// Retriable errors are retried inside, with pauses, for the settings' patience; what is thrown as `retriable` after that
/// has been tried. Records of an assignment that went during the same poll are dropped here; records of earlier polls are
/// the caller's to forget when it hears `revoked` or `lost`.
public final class KafkaRecordLog: RecordLog {
    let consumer: KafkaConsumer
    let producer: KafkaProducer
    let guarantee: ProcessingGuarantee
    let patience: Patience
    let commitPatience: Patience
    /// `transaction.timeout.ms`: the coordinator ends a transaction that is open for longer.
    let transactionMilliseconds: Int64
    var isInTransaction = false
    /// By the monotonic clock.
    var transactionBegan: Int64 = 0
    /// A commit was asked for and never answered: the open transaction may be committed or not.
    var isCommitInDoubt = false

    /// - Parameter commitPatience: how long a commit without an answer is asked about. As long as `max.poll.interval.ms`:
    ///   after that the group gives the partitions to another member, and waiting serves nobody.
    init(
        consumer: KafkaConsumer, producer: KafkaProducer, guarantee: ProcessingGuarantee, patience: Patience,
        commitPatience: Patience, transactionMilliseconds: Int64
    ) {
        self.commitPatience = commitPatience
        self.transactionMilliseconds = transactionMilliseconds
        self.consumer = consumer
        self.producer = producer
        self.guarantee = guarantee
        self.patience = patience
    }

    public func subscribe(_ topics: [String], listener: any RebalanceListener) throws(LogFault) {
        do {
            // The consumer lets go of the listener when it is closed.
            try consumer.subscribe(topics) { rebalance in
                switch rebalance {
                case .assigned(let partitions): listener.assigned(partitions.map(TopicPartition.init))
                case .revoked(let partitions): listener.revoked(partitions.map(TopicPartition.init))
                case .lost(let partitions): listener.lost(partitions.map(TopicPartition.init))
                case .failed: listener.lost([])
                }
            }
        } catch {
            throw LogFault(error, "subscribe")
        }
    }

    public func start(_ positions: [TopicPartition: Offset]) throws(LogFault) {
        do {
            try consumer.assign(kafkaOffsets(positions))
            try consumer.pause(positions.keys.map(\.kafka))
        } catch {
            throw LogFault(error, "assign")
        }
    }

    public func poll(
        maxRecords: Int, timeoutMilliseconds: Int, into records: inout [RawRecord], events: inout [LogEvent]
    ) throws(LogFault) {
        producer.poll(timeoutMilliseconds: 0)
        let batch = consumer.consume(max: maxRecords, timeoutMilliseconds: Int32(clamping: timeoutMilliseconds))
        KafkaDelivery.append(batch, into: &records, events: &events)
        for error in consumer.takeErrors() { events.append(.fault(LogFault(error, "consume"))) }
        for error in producer.takeErrors() { events.append(.fault(withCause(LogFault(error, "produce")))) }
    }

    public func pause(_ partitions: [TopicPartition]) throws(LogFault) {
        do { try consumer.pause(partitions.map(\.kafka)) } catch { throw LogFault(error, "pause") }
    }

    public func resume(_ partitions: [TopicPartition]) throws(LogFault) {
        do { try consumer.resume(partitions.map(\.kafka)) } catch { throw LogFault(error, "resume") }
    }

    public func seek(_ partition: TopicPartition, to offset: Offset) throws(LogFault) {
        try patience("seek \(partition)") { (timeout) throws(KafkaError) in
            try consumer.seek(partition.kafka, to: offset.rawValue, timeoutMilliseconds: timeout)
        }
    }

    public func committed(_ partitions: [TopicPartition]) throws(LogFault) -> [TopicPartition: Offset] {
        let found = try patience("committed offsets") { (timeout) throws(KafkaError) in
            try consumer.committed(partitions.map(\.kafka), timeoutMilliseconds: timeout)
        }
        var offsets: [TopicPartition: Offset] = [:]
        for (partition, offset) in found { offsets[TopicPartition(partition)] = Offset(offset) }
        return offsets
    }

    public func range(of partition: TopicPartition) throws(LogFault) -> (start: Offset, end: Offset) {
        let range = try patience("range of \(partition)") { (timeout) throws(KafkaError) in
            try consumer.range(of: partition.kafka, timeoutMilliseconds: timeout)
        }
        return (Offset(range.start), Offset(range.end))
    }

    public func cachedEnd(of partition: TopicPartition) -> Offset? {
        consumer.cachedRange(of: partition.kafka).map { Offset($0.end) }
    }

    public func partitionCount(of topic: String) throws(LogFault) -> Int? {
        try patience("metadata of \(topic)") { (timeout) throws(KafkaError) in
            try consumer.partitionCount(of: topic, timeoutMilliseconds: timeout)
        }
    }

    public func clusterID() throws(LogFault) -> String {
        consumer.clusterID(timeoutMilliseconds: 10_000) ?? ""
    }

    public func close() {
        consumer.close()
        // The listener has committed in `revoked`; what is open now was given up.
        if isInTransaction, !isCommitInDoubt { try? producer.abortTransaction(timeoutMilliseconds: 5_000) }
        isInTransaction = false
        if guarantee == .atLeastOnce { try? producer.flush(timeoutMilliseconds: 5_000) }
    }
}
