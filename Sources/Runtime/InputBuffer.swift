import Records
import StageKit

/// What decoding gave.
enum Decoded {
    case envelope(Envelope, headers: [RecordHeader])
    case fault(DecodeFault)
}

/// One input partition of a task: the records that wait, in offset order.
struct InputBuffer {
    let source: TopicPartition
    let topic: Topic
    private var waiting: [RawRecord] = []
    private var first = 0
    /// The first waiting record, decoded, where its event time was asked for.
    var head: Decoded?
    /// The next offset to process: what a commit writes. Older records are stale and dropped.
    private(set) var position: Offset
    /// What the group has committed.
    var committed: Offset
    var isPaused = true
    /// The log told that for now there is nothing after the newest record that came, be it processed or waiting.
    private var sawEnd = false
    var lastArrival: EventTime
    /// When a silent input was last looked into.
    var lastCheck: EventTime
    /// Kafka timestamp of the last processed record.
    var lastTimestamp: EventTime?

    init(source: TopicPartition, topic: Topic, position: Offset, now: EventTime) {
        self.source = source
        self.topic = topic
        self.position = position
        committed = position
        lastArrival = now
        lastCheck = now
    }

    var count: Int { waiting.count - first }
    var isEmpty: Bool { first == waiting.count }

    mutating func append(_ records: ArraySlice<RawRecord>, now: EventTime) {
        var expected = waiting.last?.offset.next ?? position
        let before = waiting.count
        for index in records.indices {
            // Fetched before a rebalance or a seek: it comes again, or was processed already.
            guard records[index].offset >= expected else { continue }
            expected = records[index].offset.next
            waiting.append(records[index])
        }
        guard waiting.count > before else { return }
        sawEnd = false
        lastArrival = now
    }

    /// Nothing waits, here or in the log.
    var isAtEnd: Bool { sawEnd && isEmpty }

    mutating func forgetEnd() { sawEnd = false }

    /// The log was read up to `next`. Told once, and mostly together with the last records: those may still wait.
    mutating func markEnd(_ next: Offset) {
        if next >= waiting.last?.offset.next ?? position { sawEnd = true }
    }

    var next: RawRecord { waiting[first] }

    /// The head was processed.
    mutating func advance() {
        position = waiting[first].offset.next
        lastTimestamp = waiting[first].timestamp
        head = nil
        first += 1
        if first == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            first = 0
        } else if first >= 4_096 {
            waiting.removeFirst(first)
            first = 0
        }
    }

    /// Forgets what waits and starts again at `offset`.
    mutating func reset(to offset: Offset) {
        waiting.removeAll(keepingCapacity: true)
        first = 0
        head = nil
        position = offset
        committed = offset
        sawEnd = false
    }
}
