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

extension OutputRecord {
    private static let runField = Array(#","run_id":""#.utf8)
    private static let nameField = Array(#"{"transaction_id":""#.utf8)

    /// Of the value without its `run_id`: records of equal digests are the same but for whose they are (FNV-1a of 64 bits).
    /// Most of a million records are, and need no parser.
    var digest: UInt64 {
        guard let value else { return 0 }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var at = 0
        while at < value.count {
            if value[at] == Self.runField[0], value[at...].starts(with: Self.runField) {
                at += Self.runField.count
                while at < value.count, value[at] != UInt8(ascii: "\"") { at += 1 }
                at += 1
                continue
            }
            hash = (hash ^ UInt64(value[at])) &* 0x0000_0100_0000_01b3
            at += 1
        }
        return hash
    }

    /// The booking's id, where the value begins with it; nil where a parser must look for the name.
    var leadingName: String? {
        guard let value, value.starts(with: Self.nameField) else { return nil }
        let rest = value[Self.nameField.count...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")), !rest[..<end].contains(UInt8(ascii: "\\")) else {
            return nil
        }
        return String(decoding: rest[..<end], as: UTF8.self)
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
