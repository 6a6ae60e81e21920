import Adapters
import ArgumentParser
import Composition
import Foundation
import Records
import Runtime
import Wire

struct AdaptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapt",
        abstract: "Turns ISO 20022, UPI and ISO 8583 messages into bookings of bank.transactions.v1.",
        discussion: """
            iso20022: pacs.008, pacs.002, camt.054; upi: ReqPay, RespPay (one message a file); iso8583: JSON objects of fields, one a line.
            Requests wait for their answers among the files given, in their order; --requests takes them at once. On Kafka each booking
            carries its message's hash in the header prahari-origin-sha256; on standard output, --origins writes the hashes to a file.

              prahari adapt iso20022 pacs008-*.xml pacs002-*.xml --bank HDFC
              prahari adapt iso8583 switch.jsonl --card-key card.key --to kafka
            """)

    enum Target: String, ExpressibleByArgument, CaseIterable {
        case kafka
        case standardOutput = "-"
    }

    @OptionGroup var common: CommonOptions
    @Argument(help: "iso20022, upi or iso8583.") var format: String
    @Argument(help: "Files; - is standard input.") var files: [String]
    @Option(help: "kafka, or - for JSON lines on standard output.") var to = Target.standardOutput
    @Option(
        parsing: .singleValue,
        help:
            "Report accounts of this bank only: the beginning of its IFSC or BIC. May be repeated; without it, every account."
    )
    var bank: [String] = []
    @Option(help: "Channel of messages that name none, such as NEFT.") var channel: String?
    @Flag(help: "A request is a booking at once, before its answer.") var requests = false
    @Option(help: "Minutes east of UTC of times without a zone.") var zone: Int16 = 330
    @Option(help: "File with the key of card pseudonyms, 32 bytes or more (iso8583 without account fields).")
    var cardKey: String?
    @Option(help: "When the messages were read, RFC 3339, for dates without a year; default now (iso8583).")
    var reference: String?
    @Option(help: "Write transaction id, hash and place of each booking's message to this file, as JSON lines.")
    var origins: String?
    @Flag(help: "Report messages that are refused and go on, instead of stopping at the first.") var skipBad = false

    func run() throws {
        guard let format = MessageAdapter.Format(rawValue: format) else {
            throw ValidationError("format '\(format)': one of iso20022, upi, iso8583")
        }
        var adapter = MessageAdapter(format, settings: try settings())
        var sink = try AdaptSink(self, format: format)
        for file in files {
            for (number, message) in try LineSource(path: file, whole: format.isWholeFile).enumerated() {
                do throws(AdapterFault) {
                    let adapted = try adapter.read([UInt8](message), firstLine: format.isWholeFile ? 1 : number + 1)
                    sink.take(adapted, file: file, number: number + 1)
                } catch {
                    sink.refused += 1
                    Terminal.error("\(file): \(error)")
                    guard skipBad else {
                        try? sink.finish()
                        throw ExitCode(1)
                    }
                }
                try sink.flush()
            }
        }
        try sink.finish()
        Terminal.note(
            "\(sink.bookings) bookings, \(sink.refused) messages refused, \(adapter.waitingCount) requests without an answer"
                + (adapter.givenUpCount > 0 ? ", \(adapter.givenUpCount) given up" : ""))
        for (note, count) in sink.notes.sorted(by: { $0.key < $1.key }) { Terminal.note("  \(count) x \(note)") }
        if sink.refused > 0 { throw ExitCode(1) }
    }

    private func settings() throws -> AdapterSettings {
        var settings = AdapterSettings()
        settings.banks = bank
        settings.takesRequests = requests
        settings.zoneOffsetMinutes = zone
        if let channel {
            guard let known = BankTransaction.Channel(rawValue: channel) else {
                throw ValidationError(
                    "--channel '\(channel)': one of "
                        + BankTransaction.Channel.allCases.map(\.rawValue).joined(separator: ", "))
            }
            settings.channel = known
        }
        if let cardKey {
            guard let data = FileManager.default.contents(atPath: cardKey), data.count >= 32 else {
                throw ValidationError("--card-key '\(cardKey)': a readable file of at least 32 bytes is expected")
            }
            settings.cardKey = [UInt8](data)
        }
        if let reference {
            guard let time = Timestamp.parse(reference) else {
                throw ValidationError("--reference '\(reference)': expected a time such as 2026-03-01T10:15:00+05:30")
            }
            settings.reference = time.time
        } else {
            settings.reference = EventTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        }
        return settings
    }
}

/// Where adapted bookings go.
private struct AdaptSink {
    private let producer: BulkProducer?
    private let topic: String
    private let format: MessageAdapter.Format
    private let originsFile: FileHandle?
    private var pending: [(booking: BankTransaction, sha256: String)] = []
    private var origins = ""
    var bookings = 0
    var refused = 0
    var notes: [String: Int] = [:]

    init(_ command: AdaptCommand, format: MessageAdapter.Format) throws {
        self.format = format
        if command.to == .kafka {
            let configuration = try command.common.load()
            producer = try BulkProducer(Cluster(configuration))
            topic = configuration.runtime.name(of: .bankTransactions)
        } else {
            producer = nil
            topic = ""
        }
        guard let path = command.origins else {
            originsFile = nil
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw ValidationError("--origins '\(path)': cannot be written")
        }
        originsFile = handle
    }

    mutating func take(_ message: AdaptedMessage, file: String, number: Int) {
        for note in message.notes { notes[note, default: 0] += 1 }
        for booking in message.bookings {
            pending.append((booking, message.sha256))
            guard originsFile != nil else { continue }
            let object: [String: Any] = [
                "transaction_id": booking.transactionID, "sha256": message.sha256, "format": format.rawValue,
                "file": file,
                "message": number,
            ]
            let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
            if let data = try? JSONSerialization.data(withJSONObject: object, options: options) {
                origins += String(decoding: data, as: UTF8.self) + "\n"
            }
        }
    }

    mutating func flush() throws {
        var writer = ByteWriter(capacity: 1_024)
        var text: [UInt8] = []
        for (booking, sha256) in pending {
            writer.clear()
            WireEncoder.encode(.bankTransaction(booking), into: &writer)
            if let producer {
                var headers = HeaderBlock()
                headers.append("prahari-origin-sha256", sha256)
                headers.append("prahari-origin-format", format.rawValue)
                try producer.send(
                    key: Array(booking.account.utf8), value: writer.bytes, to: topic, headers: headers.bytes)
            } else {
                text += writer.bytes + [0x0A]
            }
        }
        bookings += pending.count
        pending.removeAll(keepingCapacity: true)
        if !text.isEmpty { FileHandle.standardOutput.write(Data(text)) }
        if let originsFile, !origins.isEmpty {
            originsFile.write(Data(origins.utf8))
            origins = ""
        }
    }

    mutating func finish() throws {
        try flush()
        try producer?.finish()
        try? originsFile?.close()
    }
}
