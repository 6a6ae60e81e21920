public import Records

/// What a stage is called, reads and writes: everything the runtime and ops need to know without running it.
public struct StageDescriptor: Sendable, Equatable {
    /// A noun, lower case: `anomaly`. Names the consumer group, the directory of the state and the stage's own topics.
    public var name: String
    /// Bumped whenever the same input could give another output; part of every `ce_id`.
    public var version: String
    /// Co-partitioned inputs: same partition count, same key.
    public var inputs: [Topic]
    /// Compacted topics read whole before the first record and followed after.
    public var tables: [Topic]
    public var outputs: [Topic]
    /// How far behind the watermark a record may be before it goes to the late topic. Nil: never late.
    public var allowedLatenessMilliseconds: Int64?
    /// How much an event's time may lag behind the latest seen before the watermark passes it.
    public var outOfOrdernessMilliseconds: Int64
    /// Whether the stage wants wall-clock ticks (escalation, expiry).
    public var wantsWallClock: Bool

    public init(
        name: String, version: String, inputs: [Topic], tables: [Topic] = [], outputs: [Topic],
        allowedLatenessMilliseconds: Int64? = nil, outOfOrdernessMilliseconds: Int64 = 0,
        wantsWallClock: Bool = false
    ) {
        self.name = name
        self.version = version
        self.inputs = inputs
        self.tables = tables
        self.outputs = outputs
        self.allowedLatenessMilliseconds = allowedLatenessMilliseconds
        self.outOfOrdernessMilliseconds = outOfOrdernessMilliseconds
        self.wantsWallClock = wantsWallClock
    }

    /// The stage's compacted changelog, co-partitioned with its inputs.
    public var changelogTopic: String { "\(name).changelog.v1" }
    /// Where undecodable and refused records go, with their original bytes.
    public var deadLetterTopic: String { "\(name).deadletters.v1" }
    /// Where records behind the watermark go, with their original bytes.
    public var lateTopic: String { "\(name).late.v1" }
}
