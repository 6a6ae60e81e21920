import Records
import StageKit
import Wire

/// Turns effects, changed state and refused records into records on the log. One a worker; its buffers are reused.
final class RecordPublisher {
    private let log: any RecordLog
    private let descriptor: StageDescriptor
    private let settings: RuntimeSettings
    // Unchecked as in `StageTask`: with every record, by one thread, and the log does not call back.
    @exclusivity(unchecked) private var value = ByteWriter(capacity: 2_048)
    @exclusivity(unchecked) private var key = ByteWriter(capacity: 128)
    @exclusivity(unchecked) private var headers = HeaderBlock()
    @exclusivity(unchecked) private var idPrefix: IDPrefix
    /// By the topic's place in the descriptor's outputs: a stage has few, a scan is cheaper than hashing.
    private let outputs: [Output]
    @exclusivity(unchecked) private(set) var changelogRecords = 0
    private let changelogTopic: String

    /// What the ids of one input partition's records start with: `<stage>/<version>/<topic>-<partition>-`. Records come
    /// in runs of one.
    private struct IDPrefix {
        let stage: [UInt8]
        private(set) var bytes: [UInt8] = []
        private var topic = ""
        private var partition = Partition(-1)

        init(_ descriptor: StageDescriptor) { stage = Array("\(descriptor.name)/\(descriptor.version)/".utf8) }

        mutating func set(_ source: SourceRef) {
            guard source.partition != partition || source.topic != topic else { return }
            topic = source.topic
            partition = source.partition
            bytes = stage + Array("\(topic)-\(partition.rawValue)-".utf8)
        }
    }

    /// One output topic, with what its records' headers have in common.
    private struct Output {
        let topic: Topic
        let name: String
        let fixedHeaders: HeaderBlock
    }

    init(log: any RecordLog, descriptor: StageDescriptor, settings: RuntimeSettings) {
        self.log = log
        self.descriptor = descriptor
        self.settings = settings
        outputs = descriptor.outputs.map { topic in
            var block = HeaderBlock()
            block.append("ce_specversion", "1.0")
            block.append("ce_type", "prahari." + topic.rawValue)
            block.append("ce_source", "/prahari/" + descriptor.name)
            block.append("content-type", "application/json")
            return Output(topic: topic, name: settings.name(of: topic), fixedHeaders: block)
        }
        changelogTopic = settings.topicPrefix + descriptor.changelogTopic
        idPrefix = IDPrefix(descriptor)
    }

    /// Publishes what a stage emitted while it worked on the record at `source`.
    ///
    /// `ce_id` is `<stage>/<version>/<topic>-<partition>-<offset>-<n>`: the same input and version give the same id.
    func publish(
        _ emissions: ArraySlice<Effects.Emission>, source: SourceRef, inherited: [RecordHeader], runID: String?,
        timestamp: EventTime
    ) throws(LogFault) {
        for index in emissions.indices {
            guard let place = outputs.firstIndex(where: { $0.topic == emissions[index].topic }) else {
                throw undeclared(emissions[index].topic)
            }
            let record = emissions[index].record
            let isTombstone = emissions[index].isTombstone
            headers.clear()
            headers.append(contentsOf: outputs[place].fixedHeaders)
            headers.append("ce_id") { writer in
                switch emissions[index].origin {
                case .record:
                    idPrefix.set(source)
                    writer.bytes.append(contentsOf: idPrefix.bytes)
                    writer.append(decimal: source.offset.rawValue)
                case .timer(let key, let at):
                    writer.bytes.append(contentsOf: idPrefix.stage)
                    writer.append("timer/")
                    writer.append(utf8: key)
                    writer.append("-")
                    writer.append(decimal: at.milliseconds)
                }
                writer.append("-")
                writer.append(decimal: Int64(emissions[index].sequence))
            }
            headers.append("ce_time") { writer in Timestamp.append(emissions[index].time, to: &writer) }
            // A timer is nobody's: the record that moved the watermark past it did not cause it.
            if emissions[index].origin == .record {
                for header in inherited where header.name == "traceparent" || header.name == "tracestate" {
                    headers.append(header)
                }
                if let runID { headers.append("prahari-run-id", runID) }
            }
            key.clear()
            key.append(utf8: record.key)
            value.clear()
            if !isTombstone { WireEncoder.encode(record, into: &value) }
            try send(
                outputs[place].name, partition: nil, hasValue: !isTombstone, hasHeaders: true, timestamp: timestamp)
        }
    }

    private func undeclared(_ topic: Topic) -> LogFault {
        LogFault(
            kind: .fatal, operation: "produce",
            message: "stage \(descriptor.name) emitted to \(topic.rawValue), which its descriptor does not name",
            nativeName: "UNDECLARED_OUTPUT", nativeCode: 0)
    }

    /// Sends what the reused buffers hold.
    private func send(
        _ topic: String, partition: Partition?, hasValue: Bool, hasHeaders: Bool, timestamp: EventTime?
    ) throws(LogFault) {
        try key.withBytes { (key) throws(LogFault) in
            try value.withBytes { (value) throws(LogFault) in
                try headers.withBytes { (headers) throws(LogFault) in
                    try log.produce(
                        topic: topic, partition: partition, key: key, value: hasValue ? value : nil,
                        headers: hasHeaders ? headers : nil, timestamp: timestamp)
                }
            }
        }
    }

    /// Publishes a refused record with its original key, bytes and headers.
    func deadLetter(_ raw: RawRecord, code: String, message: String) throws(LogFault) {
        headers.clear()
        var attempt = 1
        for header in raw.headers {
            if header.name == "prahari-attempt", let value = header.value {
                attempt = (Int(String(decoding: value, as: UTF8.self)) ?? 0) + 1
            }
            if Self.ownErrorHeaders.contains(header.name) { continue }
            headers.append(header)
        }
        headers.append("__streams.errors.exception", code)
        // The reason is read, counted and copied where the record itself is not.
        headers.append("__streams.errors.message", Redaction.mask(message))
        appendOrigin(of: raw)
        headers.append("prahari-stage", descriptor.name)
        headers.append("prahari-attempt", String(attempt))
        try pass(raw, to: settings.topicPrefix + descriptor.deadLetterTopic)
    }

    /// Publishes a record that came too late for its window, as it was.
    func late(_ raw: RawRecord, behindMilliseconds: Int64) throws(LogFault) {
        headers.clear()
        for header in raw.headers where !Self.ownErrorHeaders.contains(header.name) { headers.append(header) }
        headers.append("__streams.errors.exception", "late_record")
        headers.append("__streams.errors.message", "the record is \(behindMilliseconds) ms behind the watermark")
        appendOrigin(of: raw)
        headers.append("prahari-stage", descriptor.name)
        try pass(raw, to: settings.topicPrefix + descriptor.lateTopic)
    }

    private static let ownErrorHeaders: Set<String> = [
        "__streams.errors.exception", "__streams.errors.message", "__streams.errors.topic",
        "__streams.errors.partition", "__streams.errors.offset", "prahari-stage", "prahari-attempt",
    ]

    private func appendOrigin(of raw: RawRecord) {
        headers.append("__streams.errors.topic", raw.topic)
        headers.append("__streams.errors.partition", String(raw.partition.rawValue))
        headers.append("__streams.errors.offset", String(raw.offset.rawValue))
    }

    private func pass(_ raw: RawRecord, to topic: String) throws(LogFault) {
        try raw.withKey { (key) throws(LogFault) in
            try raw.withValue { (value) throws(LogFault) in
                try headers.withBytes { (headers) throws(LogFault) in
                    try log.produce(
                        topic: topic, partition: nil, key: key, value: value, headers: headers,
                        timestamp: raw.timestamp)
                }
            }
        }
    }

    /// Publishes one changed key to the changelog.
    func changelog(_ partition: Partition, store: StoreID, key stateKey: String, value: borrowing ByteWriter?)
        throws(LogFault)
    {
        key.clear()
        key.append(store.rawValue)
        key.append(utf8: stateKey)
        changelogRecords += 1
        guard let bytes = copy value else {
            try send(changelogTopic, partition: partition, hasValue: false, hasHeaders: false, timestamp: nil)
            return
        }
        try key.withBytes { (key) throws(LogFault) in
            try bytes.withBytes { (value) throws(LogFault) in
                try log.produce(
                    topic: changelogTopic, partition: partition, key: key, value: value, headers: nil, timestamp: nil)
            }
        }
    }

    func takeChangelogCount() -> Int {
        defer { changelogRecords = 0 }
        return changelogRecords
    }
}
