import Foundation
public import Records

/// One record that a stage published, read back to be compared or promoted.
public struct OutputRecord: Sendable, Equatable {
    /// The live topic, also when the record stands on the run's.
    public var topic: String
    public var partition: Partition
    public var offset: Offset
    public var timestamp: EventTime
    public var key: String
    /// Nil for a tombstone.
    public var value: [UInt8]?
    /// `ce_id`.
    public var id: String?
    public var runID: String?

    public init(
        topic: String, partition: Partition, offset: Offset, timestamp: EventTime, key: String, value: [UInt8]?,
        id: String?, runID: String?
    ) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
        self.key = key
        self.value = value
        self.id = id
        self.runID = runID
    }
}

/// What of an output is compared: what it is about, its score, its reasons, and a digest of the rest.
struct OutputRow: Sendable, Equatable {
    /// The record's own name: of `transaction_id`, `fir_id`, ... the first there is; else the key alone.
    var subject: String
    var score: Double?
    var reasons: [String]
    /// Everything but where it came from, which run and which versions made it.
    var content: String

    private static let names = [
        // Not the command's id, which counts the groups' lives: what an alert is about is its dedup key.
        "dedup_key", "transaction_id", "fir_id", "post_id", "forecast_id", "id", "hop_id",
    ]
    /// What may differ although nothing did.
    private static let ignored: Set<String> = [
        "source", "source_refs", "versions", "run_id", "command_id", "score", "reasons",
    ]

    init(_ record: OutputRecord) {
        guard let value = record.value else {
            self.init(subject: record.key, score: nil, reasons: [], content: "deleted")
            return
        }
        guard let object = (try? JSONSerialization.jsonObject(with: Data(value))) as? [String: Any] else {
            self.init(subject: record.key, score: nil, reasons: [], content: Data(value).base64EncodedString())
            return
        }
        // A trigger and its resolve share a name.
        let action = (object["action"] as? String).map { " " + $0 } ?? ""
        let name = Self.names.lazy.compactMap { object[$0] as? String }.first ?? Self.place(record)
        let reasons = (object["reasons"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
        let rest = object.filter { !Self.ignored.contains($0.key) }
        let data = try? JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys, .withoutEscapingSlashes])
        self.init(
            subject: name + action, score: (object["score"] as? NSNumber)?.doubleValue, reasons: reasons.sorted(),
            content: data.map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    /// What has no name of its own (a segment's drift) is told by each partition of the input; those of one partition come
    /// in the same order in every run, those of several do not.
    private static func place(_ record: OutputRecord) -> String {
        guard let source = record.id.flatMap({ OutputID($0)?.source }) else { return record.key }
        return "\(record.key) of partition \(source.partition.rawValue)"
    }

    private init(subject: String, score: Double?, reasons: [String], content: String) {
        self.subject = subject
        self.score = score
        self.reasons = reasons
        self.content = content
    }
}
