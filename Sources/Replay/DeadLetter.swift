public import Records
public import Runtime

/// A refused record as it stands on a stage's dead letters, with the reason in words.
public struct DeadLetter: Sendable, Equatable {
    /// Where it stands now; physical topic.
    public var topic: String
    public var partition: Partition
    public var offset: Offset
    /// The original record's Kafka timestamp.
    public var timestamp: EventTime
    public var key: [UInt8]?
    public var value: [UInt8]?
    public var headers: [RecordHeader]

    public init(
        topic: String, partition: Partition, offset: Offset, timestamp: EventTime, key: [UInt8]?, value: [UInt8]?,
        headers: [RecordHeader]
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.headers = headers
    }

    /// `<topic>-<partition>-<offset>`: how it is named in commands and in the ledger.
    public var name: String { "\(topic)-\(partition.rawValue)-\(offset.rawValue)" }
    public var keyText: String { key.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    public var stage: String { text("prahari-stage") ?? "" }
    /// To count by: `bad_number`.
    public var code: String { text("__streams.errors.exception") ?? "unknown" }
    /// For a person.
    public var reason: String { text("__streams.errors.message") ?? "" }
    /// How often it was refused, this time included.
    public var attempt: Int { text("prahari-attempt").flatMap { Int($0) } ?? 1 }
    public var runID: String? { text(RunNames.header) }

    /// The record that was refused; nil where the headers do not say.
    public var origin: SourceRef? {
        guard let topic = text("__streams.errors.topic"),
            let partition = text("__streams.errors.partition").flatMap({ Int32($0) }),
            let offset = text("__streams.errors.offset").flatMap({ Int64($0) })
        else { return nil }
        return SourceRef(topic: topic, partition: Partition(partition), offset: Offset(offset))
    }

    private func text(_ name: String) -> String? {
        headers.last { $0.name == name }.flatMap(\.value).map { String(decoding: $0, as: UTF8.self) }
    }

    private static let added: Set<String> = [
        "__streams.errors.exception", "__streams.errors.message", "__streams.errors.topic",
        "__streams.errors.partition", "__streams.errors.offset", "prahari-stage", "prahari-attempt",
    ]

    /// What is produced to ``origin``'s topic: the headers as they were, and the attempts made so far. The stage counts
    /// on from there, so each redrive that is refused again raises ``attempt`` by one.
    public var redriveHeaders: [RecordHeader] {
        headers.filter { !Self.added.contains($0.name) }
            + [RecordHeader(name: "prahari-attempt", value: Array(String(attempt).utf8))]
    }
}

/// Which dead letters a command means; what is nil or empty does not restrict.
public struct DeadLetterFilter: Sendable {
    public var codes: Set<String> = []
    public var keys: Set<String> = []
    /// Kafka timestamps of the original records, half open.
    public var since: EventTime?
    public var until: EventTime?
    /// ``DeadLetter/name``s.
    public var names: Set<String> = []

    public init() {}

    public func takes(_ letter: DeadLetter) -> Bool {
        if !codes.isEmpty, !codes.contains(letter.code) { return false }
        if !keys.isEmpty, !keys.contains(letter.keyText) { return false }
        if let since, letter.timestamp < since { return false }
        if let until, letter.timestamp >= until { return false }
        return names.isEmpty || names.contains(letter.name)
    }
}

/// What is to be done with dead letters: decided before anything is.
public struct RedrivePlan: Sendable, Equatable {
    /// What somebody did about a dead letter before.
    public enum Mark: String, Sendable, CaseIterable { case redriven, parked }

    /// Why a letter that the filter takes stays where it is.
    public enum Held: Sendable, Equatable {
        case attempts(Int)
        case marked(Mark)
        /// Its headers do not say where it came from.
        case noOrigin
        /// Refused in a replay: its input is there still, replay it again.
        case ofRun(String)

        public var text: String {
            switch self {
            case .attempts(let count): "was refused \(count) times; park it, or raise --max-attempts"
            case .marked(let mark): "was \(mark.rawValue) already; --again does it once more"
            case .noOrigin: "its headers do not say which topic it came from; export it"
            case .ofRun(let run): "was refused in the replay \(run), live work has it still"
            }
        }
    }

    public var redrive: [DeadLetter] = []
    public var held: [(letter: DeadLetter, why: Held)] = []

    /// - Parameters:
    ///   - marks: what was done before, by ``DeadLetter/name``.
    ///   - maxAttempts: letters that were refused so often are held.
    ///   - again: whether letters that were redriven or parked are taken too.
    public init(
        _ letters: [DeadLetter], filter: DeadLetterFilter, marks: [String: Mark], maxAttempts: Int, again: Bool
    ) {
        for letter in letters where filter.takes(letter) {
            if letter.origin == nil {
                held.append((letter, .noOrigin))
            } else if let run = letter.runID {
                held.append((letter, .ofRun(run)))
            } else if !again, let mark = marks[letter.name] {
                held.append((letter, .marked(mark)))
            } else if letter.attempt >= maxAttempts {
                held.append((letter, .attempts(letter.attempt)))
            } else {
                redrive.append(letter)
            }
        }
    }

    public static func == (a: RedrivePlan, b: RedrivePlan) -> Bool {
        a.redrive == b.redrive && a.held.map(\.letter) == b.held.map(\.letter) && a.held.map(\.why) == b.held.map(\.why)
    }
}
