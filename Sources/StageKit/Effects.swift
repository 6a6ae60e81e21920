public import Records

/// What a stage wants done, as values. State changes are effects too: they gather in the ``StageState`` itself.
public struct Effects: Sendable {
    /// What caused an emission: with the stage's version it makes the emission's id.
    public enum Origin: Sendable, Equatable {
        /// The input record that is being processed.
        case record
        /// A timer or tick, which has no input record: its key and due time.
        case timer(key: String, at: EventTime)
    }

    /// One record to publish.
    public struct Emission: Sendable {
        public var topic: Topic
        public var record: DomainRecord
        /// Kafka timestamp and `ce_time` of the output.
        public var time: EventTime
        public var origin: Origin
        /// Position among the emissions of one origin.
        public var sequence: Int
        /// A tombstone instead of the record's value: deletes the key from a compacted topic.
        public var isTombstone: Bool
    }

    public private(set) var emissions: [Emission] = []
    @usableFromInline var origin: Origin = .record
    @usableFromInline var sequence = 0

    public init() {}

    /// Publishes `record` on `topic` under the record's own key.
    public mutating func emit(_ record: DomainRecord, to topic: Topic, at time: EventTime) {
        emissions.append(
            Emission(topic: topic, record: record, time: time, origin: origin, sequence: sequence, isTombstone: false))
        sequence += 1
    }

    /// Deletes the key of `record` from the compacted `topic`.
    public mutating func emitTombstone(for record: DomainRecord, to topic: Topic, at time: EventTime) {
        emissions.append(
            Emission(topic: topic, record: record, time: time, origin: origin, sequence: sequence, isTombstone: true))
        sequence += 1
    }

    /// Starts the emissions of the next input record; the mark is for ``rollBack(to:)``.
    public mutating func beginRecord() -> Int {
        origin = .record
        sequence = 0
        return emissions.count
    }

    /// Starts the emissions of a timer.
    public mutating func beginTimer(key: String, at time: EventTime) {
        origin = .timer(key: key, at: time)
        sequence = 0
    }

    /// Forgets what was emitted since `mark`.
    public mutating func rollBack(to mark: Int) { emissions.removeLast(emissions.count - mark) }

    /// Empties the list and keeps its memory.
    public mutating func clear() { emissions.removeAll(keepingCapacity: true) }
}
