import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import Wire

struct TailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Prints the records of a topic, readable or as JSON.",
        discussion: """
            Follows the topic until Ctrl-C unless --no-follow. Any topic can be named; dead letters show why they were
            refused.

              prahari tail alerts.commands.v1 --from beginning --no-follow
              prahari tail scored.transactions.v1 --min-score 0.8
              prahari tail anomaly.deadletters.v1 --json
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "Topic name without prefix.") var topic: String
    @Option(help: "beginning, end, or a number: the last so many offsets of each partition.") var from: String = "end"
    @Flag(inversion: .prefixedNo, help: "Wait for more records.") var follow = true
    @Flag(help: "One JSON object a line: partition, offset, timestamp, key, headers, value.") var json = false
    @Option(help: "Only records of this key.") var key: String?
    @Option(help: "Only records whose value holds this text.") var grep: String?
    @Option(help: "Only records with at least this score.") var minScore: Double?
    @Option(help: "Stop after this many records.") var limit: Int?

    func run() throws {
        let configuration = try common.load()
        let start: TopicReader.Start =
            switch from {
            case "beginning": .beginning
            case "end": .end
            default:
                if let count = Int64(from), count > 0 {
                    .last(count)
                } else {
                    throw ValidationError("--from takes beginning, end or a number of records, not '\(from)'")
                }
            }
        let reader = try TopicReader(
            Cluster(configuration), topic: configuration.runtime.topicPrefix + topic, from: start)
        let decoder = WireDecoder()
        var printed = 0
        while follow || !reader.isAtEnd {
            for record in try reader.next(timeoutMilliseconds: 250) where matches(record) {
                Terminal.line(json ? jsonText(record) : readable(record, decoder: decoder))
                printed += 1
                if let limit, printed >= limit { return }
            }
        }
        if printed == 0 { Terminal.note("no records on \(reader.topic)") }
    }

    private func matches(_ record: ReadRecord) -> Bool {
        if let key, record.keyText != key { return false }
        if let grep, !record.valueText.contains(grep) { return false }
        if let minScore {
            let object = try? JSONSerialization.jsonObject(with: Data(record.value ?? [])) as? [String: Any]
            guard let score = (object?["score"] as? NSNumber)?.doubleValue, score >= minScore else { return false }
        }
        return true
    }

    private func readable(_ record: ReadRecord, decoder: WireDecoder) -> String {
        let place = "\(record.partition.rawValue)@\(record.offset.rawValue)"
        if let reason = record.header("__streams.errors.message") {
            return "\(place) \(record.keyText) REFUSED \(reason) | \(record.valueText.prefix(160))"
        }
        guard let value = record.value else { return "\(place) \(record.keyText) (deleted)" }
        guard let known = Topic(rawValue: topic),
            let decoded = try? decoder.decode(known.recordKind, key: record.keyText, value.span.bytes)
        else { return "\(place) \(record.keyText) \(record.valueText.prefix(400))" }
        return "\(place) " + Summary.line(decoded)
    }

    private func jsonText(_ record: ReadRecord) -> String {
        var headers: [String: Any] = [:]
        for header in record.headers {
            headers[header.name] = header.value.map { String(decoding: $0, as: UTF8.self) } ?? NSNull()
        }
        let value = record.value.map { bytes -> Any in
            (try? JSONSerialization.jsonObject(with: Data(bytes))) ?? Data(bytes).base64EncodedString()
        }
        let object: [String: Any] = [
            "partition": Int(record.partition.rawValue), "offset": record.offset.rawValue,
            "timestamp": record.timestamp.milliseconds, "key": record.keyText, "headers": headers,
            "value": value ?? NSNull(),
        ]
        guard
            let data = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
