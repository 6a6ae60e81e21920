internal import CRdKafka

/// What the group says about partitions; see ``KafkaConsumer/subscribe(_:onRebalance:)``.
public enum KafkaRebalance: Sendable {
    /// Ours from now on. To be answered with ``KafkaConsumer/assign(_:)``; not answered, nothing is read.
    case assigned([KafkaPartition])
    /// Still ours until the handler returns: the last chance to commit.
    case revoked([KafkaPartition])
    /// Taken away already: nothing may be committed.
    case lost([KafkaPartition])
    /// The rebalance failed; the group is joined again.
    case failed(KafkaError)
}

/// A group consumer, or with ``assign(_:)`` alone a reader of chosen partitions. Used by one thread.
///
/// Partitions come and go as a whole (eager assignors). Dropped without ``close()`` it leaves the group as a crashed
/// process would: silently.
public final class KafkaConsumer {
    let handle: KafkaHandle
    private let queue: OpaquePointer
    private var buffer: UnsafeMutableBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>
    private var buffered = 0
    /// Messages pulled by the running call before a rebalance: they belong to the assignment that has gone.
    private var stale: Set<UnsafeMutablePointer<rd_kafka_message_t>> = []
    private var topicNames = TopicNames()
    private var answered = false
    var paused: Set<KafkaPartition> = []
    /// Where each partition was told to continue, and where it stood then: until it has moved, its position is the former.
    var told: [KafkaPartition: (offset: Int64, position: Int64)] = [:]
    private(set) var isSubscribed = false
    /// The fetchers are woken each time this much of the local queue's limits was taken out of it.
    let wakeBytes: Int64
    let wakeRecords: Int
    var wakesLeft = 0
    private var bytesSinceWake: Int64 = 0
    private var recordsSinceWake = 0
    public private(set) var isClosed = false

    /// - Parameter configuration: needs `group.id`, also when only ``assign(_:)`` is used.
    public init(_ configuration: KafkaConfiguration, log: @escaping KafkaLogSink) throws(KafkaError) {
        handle = try KafkaHandle(RD_KAFKA_CONSUMER, configuration, log: log)
        // Errors, log events and rebalances then come with the records: one queue to poll.
        rd_kafka_poll_set_consumer(handle.rk)
        guard let queue = rd_kafka_queue_get_consumer(handle.rk) else {
            throw KafkaError(
                RD_KAFKA_RESP_ERR__UNKNOWN_GROUP, message: "a consumer needs group.id", isFatal: true)
        }
        self.queue = queue
        wakeBytes = (Int64(configuration["queued.max.messages.kbytes"] ?? "") ?? 65_536) * 1_024 / 4
        wakeRecords = (Int(configuration["queued.min.messages"] ?? "") ?? 100_000) / 4
        buffer = .allocate(capacity: 1_024)
        buffer.initialize(repeating: nil)
    }

    deinit {
        topicNames.clear()
        rd_kafka_queue_destroy(queue)
        buffer.deallocate()
    }

    /// Joins the group. `onRebalance` is called from inside ``consume(max:timeoutMilliseconds:)`` and ``close()``, on
    /// the calling thread; after it returned from `revoked` or `lost` the partitions are given up.
    public func subscribe(_ topics: [String], onRebalance: @escaping (KafkaRebalance) -> Void) throws(KafkaError) {
        handle.callbacks.onRebalance = { [unowned self] code, partitions in
            rebalance(code, partitions, onRebalance)
        }
        isSubscribed = true
        let list = PartitionList(topics.map { KafkaPartition($0, -1) })
        try handle.check(list.call { rd_kafka_subscribe(handle.rk, $0) })
    }

    private func rebalance(
        _ code: rd_kafka_resp_err_t, _ native: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?,
        _ tell: (KafkaRebalance) -> Void
    ) {
        markStale()
        let partitions = native.map { PartitionList.partitions(of: $0) } ?? []
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            answered = false
            tell(.assigned(partitions))
            // librdkafka waits for an answer: without one the group would stand still.
            if !answered { _ = PartitionList([KafkaPartition]()).call { rd_kafka_assign(handle.rk, $0) } }
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            tell(rd_kafka_assignment_lost(handle.rk) != 0 ? .lost(partitions) : .revoked(partitions))
            rd_kafka_assign(handle.rk, nil)
        default:
            tell(.failed(handle.error(code)))
            rd_kafka_assign(handle.rk, nil)
        }
    }

    /// librdkafka fills the buffer front to back and calls the rebalance callback in the middle of it.
    private func markStale() {
        for message in buffer {
            guard let message else { break }
            stale.insert(message)
        }
    }

    /// Up to `max` messages; waits at most `timeoutMilliseconds` for the first, and not at all for more.
    ///
    /// Messages that were pulled before a rebalance in the same call are dropped here: with the new assignment they
    /// would look like a jump ahead. What earlier calls returned is the caller's to forget in `revoked`.
    public func consume(max: Int, timeoutMilliseconds: Int32) -> KafkaMessageBatch {
        reserve(max)
        // The library's call waits until the batch is full: ask for what is there, and wait only when there is nothing.
        buffered = pull(max, 0)
        var left = timeoutMilliseconds
        while buffered == 0, left > 0 {
            let slice = hurry()
            if pull(1, min(left, slice)) == 1 {
                buffered = 1
                if max > 1 { buffered += pull(max - 1, 0) }
            }
            left -= min(left, slice)
        }
        return takeBatch()
    }

    /// How long to wait in one go. After partitions were taken or resumed the fetchers are woken for a while, for they
    /// may have gone to sleep, for a second, just before there was something to fetch.
    private func hurry() -> Int32 {
        guard wakesLeft > 0 else { return .max }
        wakesLeft -= 1
        handle.wakeBrokers()
        return 20
    }

    private func pull(_ count: Int, _ timeoutMilliseconds: Int32) -> Int {
        Swift.max(
            0,
            rd_kafka_consume_batch_queue(queue, timeoutMilliseconds, buffer.baseAddress! + buffered, count))
    }

    private func takeBatch() -> KafkaMessageBatch {
        var messages: [UnsafeMutablePointer<rd_kafka_message_t>] = []
        var indexes: [UInt16] = []
        messages.reserveCapacity(buffered)
        indexes.reserveCapacity(buffered)
        for position in 0..<buffered {
            guard let message = buffer[position] else { continue }
            buffer[position] = nil
            if !stale.isEmpty, stale.contains(message) {
                rd_kafka_message_destroy(message)
                continue
            }
            bytesSinceWake &+= Int64(message.pointee.len)
            messages.append(message)
            // Errors of the client as a whole have no topic.
            indexes.append(message.pointee.rkt.map { topicNames.index(of: $0, handle.rk) } ?? .max)
        }
        recordsSinceWake += buffered
        buffered = 0
        wakeFetchers()
        stale.removeAll(keepingCapacity: true)
        return KafkaMessageBatch(
            messages: messages, topics: topicNames.names, topicIndexes: indexes, handle: handle)
    }

    /// A fetcher that found the local queue full sleeps for a second, however fast the queue is emptied.
    private func wakeFetchers() {
        guard bytesSinceWake >= wakeBytes || recordsSinceWake >= wakeRecords else { return }
        bytesSinceWake = 0
        recordsSinceWake = 0
        handle.wakeBrokers()
    }

    private func reserve(_ count: Int) {
        guard buffer.count < count else { return }
        buffer.deallocate()
        buffer = .allocate(capacity: count)
        buffer.initialize(repeating: nil)
    }

    /// Takes the partitions, each from its offset, instead of those held so far.
    public func assign(_ positions: [KafkaPartition: Int64]) throws(KafkaError) {
        answered = true
        paused.removeAll()
        told = positions.mapValues { ($0, -1) }
        wakesLeft = 50
        let list = PartitionList(positions)
        try handle.check(list.call { rd_kafka_assign(handle.rk, $0) })
    }

    /// Errors told outside of a call since the last look, oldest first.
    public func takeErrors() -> [KafkaError] { handle.takeErrors() }

    /// Leaves the group, after the rebalance handler heard `revoked`. Static members leave without telling the group.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        rd_kafka_consumer_close(handle.rk)
        handle.callbacks.onRebalance = nil
    }
}
