import ArgumentParser
import Composition
import Dispatch
import Foundation
import Ingest
import Records
import Runtime
import Synchronization

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Takes bookings over HTTP from banks without Kafka: POST /v1/transactions, JSON lines, signed.",
        discussion: """
            Headers: Prahari-Key, the id of a key; Prahari-Timestamp, Unix seconds; Prahari-Signature, v1= and the hexadecimal HMAC-SHA256,
            under the key's secret, of timestamp, full stop and body. 202 means that Kafka has every line; anything else means: send the
            same again (429 and 503 after Retry-After), or correct it (4xx). A transaction_id that came before is not published again.
            TLS ends at a proxy before it.

            The keys' file: 'id secret [IFSC prefix ...]' a line, # comments, not readable by everybody.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "File of the keys.") var keys: String
    @Option(help: "Address to listen on.") var address = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.") var port: UInt16 = 8_443

    func run() throws {
        Stopper.ignoreBrokenPipes()
        let configuration = try common.load()
        let keys = try readKeys()
        var settings = IngestSettings()
        settings.acknowledgeMilliseconds = 10_000
        let publisher = IngestPublisher(configuration, timeoutMilliseconds: settings.acknowledgeMilliseconds)
        let service = IngestService(keys: keys, settings: settings) { try publisher.publish($0) }
        let server = try IngestServer(service, address: address, port: port)
        let stop = DispatchSemaphore(value: 0)
        Stopper.onSignal { second in
            if second { Foundation.exit(130) }
            stop.signal()
        }
        try Self.wait { Terminal.note("listening on \(address):\(try await server.start()), \(keys.count) keys") }
        stop.wait()
        try Self.wait { await server.stop() }
        let counts = service.counts
        Terminal.note("\(counts.accepted) accepted, \(counts.duplicates) duplicates")
        for (code, count) in counts.refused.sorted(by: { $0.key < $1.key }) {
            Terminal.note("  \(count) requests refused: \(code)")
        }
    }

    private func readKeys() throws -> IngestKeys {
        let attributes = try? FileManager.default.attributesOfItem(atPath: keys)
        guard let data = FileManager.default.contents(atPath: keys), let text = String(data: data, encoding: .utf8)
        else {
            throw ValidationError("--keys '\(keys)': cannot be read")
        }
        if let mode = attributes?[.posixPermissions] as? Int, mode & 0o007 != 0 {
            throw ValidationError("--keys '\(keys)': everybody may read it; chmod 600 it")
        }
        do { return try IngestKeys(text) } catch { throw ValidationError("--keys '\(keys)': \(error)") }
    }

    /// Runs `body` and waits for it; on the main thread only.
    private static func wait(_ body: @escaping @Sendable () async throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        let result = Outcome()
        Task.detached {
            do { try await body() } catch { result.error.withLock { $0 = "\(error)" } }
            done.signal()
        }
        done.wait()
        if let error = result.error.withLock({ $0 }) {
            Terminal.error("ingest: \(error)")
            throw ExitCode(1)
        }
    }

    private final class Outcome: Sendable {
        let error = Mutex<String?>(nil)
    }
}

/// The Kafka side of the ingest. A producer that failed is thrown away with what it had queued, so that nothing of a request that was
/// answered with 503 goes out of order later.
private final class IngestPublisher: @unchecked Sendable {
    // Invariant of @unchecked Sendable: publish is called by the ingest's one publishing thread only.
    private let configuration: Configuration
    private let timeoutMilliseconds: Int32
    private var producer: BulkProducer?

    init(_ configuration: Configuration, timeoutMilliseconds: Int32) {
        self.configuration = configuration
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    func publish(_ records: [IngestRecord]) throws {
        let producer = try self.producer ?? BulkProducer(Cluster(configuration))
        self.producer = producer
        do {
            let topic = configuration.runtime.name(of: .bankTransactions)
            for record in records { try producer.send(key: record.key, value: record.value, to: topic) }
            try producer.finish(timeoutMilliseconds: timeoutMilliseconds)
        } catch {
            Terminal.error("publishing failed: \(error)")
            self.producer = nil
            throw error
        }
    }
}
