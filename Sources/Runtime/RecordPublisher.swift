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
    /// What ids start with: `<stage>/<version>/`.
    private let stagePrefix: [UInt8]
    private let openTime = HeaderBlock.opening("ce_time")
    /// By the topic's place in the descriptor's outputs: a stage has few, a scan is cheaper than hashing.
    private let outputs: [Output]
    @exclusivity(unchecked) private(set) var changelogRecords = 0
    private let changelogTopic: String

    /// One output topic, and the headers of a record made of an input record up to the input's offset: all that its
    /// neighbours have in common. Records come in runs of one partition.
    private final class Output {
        let topic: Topic
        let name: String
        /// Without the id: of every record of the topic.
        let fixedHeaders: HeaderBlock
        private(set) var openHeaders = HeaderBlock()
        private(set) var idLength = HeaderBlock.OpenValue()
        private var sourceTopic = ""
        private var sourcePartition = Partition(-1)

        init(topic: Topic, name: String, stage: String) {
            self.topic = topic
            self.name = name
            var block = HeaderBlock()
            block.append("ce_specversion", "1.0")
            block.append("ce_type", "prahari." + topic.rawValue)
            block.append("ce_source", "/prahari/" + stage)
            block.append("content-type", "application/json")
            fixedHeaders = block
        }

        func aim(at source: SourceRef, stage: [UInt8]) {
            guard source.partition != sourcePartition || source.topic != sourceTopic else { return }
            sourceTopic = source.topic
            sourcePartition = source.partition
            openHeaders = fixedHeaders
            idLength = openHeaders.open("ce_id")
            openHeaders.write(stage)
            openHeaders.write(Array("\(sourceTopic)-\(sourcePartition.rawValue)-".utf8))
        }
    }

    init(log: any RecordLog, descriptor: StageDescriptor, settings: RuntimeSettings) {
        self.log = log
        self.descriptor = descriptor
        self.settings = settings
        outputs = descriptor.outputs.map { topic in
            Output(topic: topic, name: settings.name(of: topic), stage: descriptor.name)
        }
        stagePrefix = Array("\(descriptor.name)/\(descriptor.version)/".utf8)
        changelogTopic = settings.topicPrefix + descriptor.changelogTopic
    }

    /// Publishes what a stage emitted while it worked on the record at `source`.
    ///
    /// `ce_id` is `<stage>/<version>/<topic>-<partition>-<offset>-<n>`: the same input and version give the same id.
    func publish(
        _ emissions: ArraySlice<Effects.Emission>, source: SourceRef, inherited: [RecordHeader], runID: String?,
        timestamp: EventTime
    ) throws(LogFault) {
        for index in emissions.indices {
            let emission = emissions[index]
            guard let output = output(for: emission.topic) else { throw undeclared(emission.topic) }
            headers.clear()
            switch emission.origin {
            case .record:
                output.aim(at: source, stage: stagePrefix)
                headers.append(contentsOf: output.openHeaders)
                headers.close(output.idLength) { writer in
                    writer.append(decimal: source.offset.rawValue)
                    writer.append(UInt8(ascii: "-"))
                    writer.append(decimal: Int64(emission.sequence))
                }
            case .timer(let key, let at):
                headers.append(contentsOf: output.fixedHeaders)
                headers.append("ce_id") { writer in
                    writer.bytes.append(contentsOf: stagePrefix)
                    writer.append("timer/")
                    writer.append(utf8: key)
                    writer.append("-")
                    writer.append(decimal: at.milliseconds)
                    writer.append("-")
                    writer.append(decimal: Int64(emission.sequence))
                }
            }
            headers.append(opened: openTime) { writer in Timestamp.append(emission.time, to: &writer) }
            // A timer is nobody's: the record that moved the watermark past it did not cause it.
            if case .record = emission.origin {
                for header in inherited where header.name == "traceparent" || header.name == "tracestate" {
                    headers.append(header)
                }
                if let runID { headers.append("prahari-run-id", runID) }
            }
            key.clear()
            key.append(utf8: emission.record.key)
            value.clear()
            if !emission.isTombstone { WireEncoder.encode(emission.record, into: &value) }
            try send(
                output.name, partition: nil, hasValue: !emission.isTombstone, hasHeaders: true, timestamp: timestamp)
        }
    }

    private func output(for topic: Topic) -> Output? {
        for index in outputs.indices where outputs[index].topic == topic { return outputs[index] }
        return nil
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
