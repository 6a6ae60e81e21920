import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import Wire

struct ProduceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "produce",
        abstract: "Publishes JSON lines on a topic.",
        discussion: """
            Each line is one record of the topic, checked against it before it is sent; the Kafka key is taken from the
            record itself. Reference documents (ref.policies.v1, ref.taxonomy.v1, ...) need --key.

              prahari produce --topic bank.transactions.v1 --from transactions.jsonl --rate 5000
              prahari produce --topic ref.policies.v1 --key mule-cash --from policy.json --whole
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Logical topic name, such as bank.transactions.v1.") var topic: String
    @Option(help: "A file, or - for standard input.") var from: String = "-"
    @Option(help: "Records a second; 0 is as fast as possible.") var rate: Int = 0
    @Option(help: "Kafka key of every record, instead of the record's own.") var key: String?
    @Flag(help: "The whole input is one record.") var whole = false
    @Flag(help: "Report lines that are no records and go on, instead of stopping at the first.") var skipBad = false

    func run() throws {
        let configuration = try common.load()
        guard let topic = Topic(rawValue: topic) else {
            Terminal.error(
                "unknown topic '\(topic)'; one of: " + Topic.allCases.map(\.rawValue).joined(separator: ", "))
            throw ExitCode(2)
        }
        let producer = try BulkProducer(Cluster(configuration))
        let pacer = Pacer(perSecond: rate)
        let stopping = StopFlag.raisedByCtrlC()
        let decoder = WireDecoder()
        var bad = 0
        for (number, line) in try LineSource(path: from, whole: whole).enumerated() {
            if stopping.isRaised {
                try producer.finish()
                Terminal.note("interrupted: \(producer.sent) records sent, the next would be \(from):\(number + 1)")
                throw ExitCode(130)
            }
            do {
                let record = try decode(line, topic: topic, decoder: decoder)
                pacer.wait(before: producer.sent)
                try producer.send(
                    key: Array((key ?? record.key).utf8), value: Array(line), to: configuration.runtime.name(of: topic))
            } catch let fault as DecodeFault {
                bad += 1
                Terminal.error("\(from):\(number + 1): " + Redaction.mask("\(fault)"))
                guard skipBad else { throw ExitCode(1) }
            }
            if producer.sent % 50_000 == 0, producer.sent > 0 { Terminal.note("\(producer.sent) records sent") }
        }
        try producer.finish()
        Terminal.note("\(producer.sent) records sent to \(configuration.runtime.name(of: topic)), \(bad) refused")
        if bad > 0 { throw ExitCode(1) }
    }

    private func decode(_ line: Data, topic: Topic, decoder: WireDecoder) throws -> DomainRecord {
        let bytes = [UInt8](line)
        return try decoder.decode(topic.recordKind, key: key ?? "", bytes.span.bytes)
    }
}

/// The lines of a file or of standard input, read piece by piece.
struct LineSource: Sequence, IteratorProtocol {
    private let handle: FileHandle
    private var buffer = Data()
    private var isAtEnd = false
    private let whole: Bool

    init(path: String, whole: Bool = false) throws {
        self.whole = whole
        if path == "-" {
            handle = .standardInput
        } else {
            guard let opened = FileHandle(forReadingAtPath: path) else {
                Terminal.error("cannot read '\(path)': no such file, or no permission")
                throw ExitCode(2)
            }
            handle = opened
        }
    }

    mutating func next() -> Data? {
        if whole {
            guard !isAtEnd else { return nil }
            isAtEnd = true
            return try? handle.readToEnd()
        }
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = buffer[buffer.startIndex..<end]
                buffer = buffer[buffer.index(after: end)...]
                if line.isEmpty { continue }
                return Data(line)
            }
            guard !isAtEnd else {
                defer { buffer = Data() }
                return buffer.isEmpty ? nil : Data(buffer)
            }
            guard let more = try? handle.read(upToCount: 1 << 20), !more.isEmpty else {
                isAtEnd = true
                continue
            }
            buffer = Data(buffer) + more
        }
    }
}

/// Holds a rate by waiting before a record that would be too early.
struct Pacer {
    private let perSecond: Int
    private let started = DispatchTime.now().uptimeNanoseconds

    init(perSecond: Int) { self.perSecond = perSecond }

    func wait(before sent: Int) {
        guard perSecond > 0 else { return }
        let due = started + UInt64(Double(sent) / Double(perSecond) * 1_000_000_000)
        let now = DispatchTime.now().uptimeNanoseconds
        if due > now + 1_000_000 { usleep(UInt32(min(1_000_000, (due - now) / 1_000))) }
    }
}
