import Composition
import Foundation
import Records
import Runtime
import Synchronization
import Wire

/// When commands and their receipts were seen, in milliseconds of the wall clock.
final class Sightings: Sendable {
    private struct Seen {
        /// By command: the Kafka timestamp of the record that caused it, and when it was seen itself.
        var commands: [String: (caused: Int64, at: Int64)] = [:]
        /// The first of each command; of two parallel channels there are two. Its reader may be ahead of the commands'.
        var receipts: [String: (at: Int64, isDelivered: Bool)] = [:]
    }

    private let seen = Mutex(Seen())

    /// What comes of commands before this is not counted.
    func forget() { seen.withLock { $0.commands = [:] } }
    var isComplete: Bool { seen.withLock { seen in seen.commands.keys.allSatisfy { seen.receipts[$0] != nil } } }

    func sawCommand(_ id: String, caused: Int64, at now: Int64) {
        seen.withLock { $0.commands[id] = (caused, now) }
    }

    func sawReceipt(_ id: String, isDelivered: Bool, at now: Int64) {
        seen.withLock { seen in
            if seen.receipts[id] == nil { seen.receipts[id] = (now, isDelivered) }
        }
    }

    var report: PipelineGateway.Report {
        let seen = seen.withLock { $0 }
        var report = PipelineGateway.Report()
        var times: [(caused: Int64, command: Int64, receipt: Int64)] = []
        for (id, command) in seen.commands.sorted(by: { $0.key < $1.key }) {
            report.commands += 1
            guard let receipt = seen.receipts[id] else {
                report.open += 1
                continue
            }
            if receipt.isDelivered { times.append((command.caused, command.at, receipt.at)) }
        }
        report.delivered = times.count
        report.otherwise = report.commands - report.delivered - report.open
        report.toCommand = Self.percentiles(times.map { $0.command - $0.caused })
        report.fromCommand = Self.percentiles(times.map { max(0, $0.receipt - $0.command) })
        report.toReceipt = Self.percentiles(times.map { $0.receipt - $0.caused })
        return report
    }

    private static func percentiles(_ values: [Int64]) -> PipelineGateway.Percentiles {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .init() }
        return .init(
            p50: Double(sorted[sorted.count / 2]), p99: Double(sorted[min(sorted.count - 1, sorted.count * 99 / 100)]))
    }
}

/// Follows the commands, or the receipts, on a thread of its own.
final class SightingReader: Sendable {
    private let cluster: Cluster
    private let topic: Topic
    private let sightings: Sightings
    private let isStopped = Atomic<Bool>(false)

    init(_ cluster: Cluster, _ topic: Topic, _ sightings: Sightings) {
        self.cluster = cluster
        self.topic = topic
        self.sightings = sightings
    }

    func start() { Thread { [self] in run() }.start() }
    func stop() { isStopped.store(true, ordering: .releasing) }

    private func run() {
        let name = cluster.configuration.runtime.name(of: topic)
        guard let reader = try? TopicReader(cluster, topic: name, from: .beginning) else { return }
        let (clock, decoder) = (SystemClock(), WireDecoder())
        while !isStopped.load(ordering: .acquiring) {
            guard let records = try? reader.next(timeoutMilliseconds: 10) else { continue }
            let now = clock.now().milliseconds
            for record in records {
                let value = record.value ?? []
                let kind: RecordKind = topic == .alertCommands ? .alertCommand : .alertReceipt
                switch try? decoder.decode(kind, key: nil, value.span.bytes) {
                case .alertCommand(let command):
                    sightings.sawCommand(command.id, caused: record.timestamp.milliseconds, at: now)
                case .alertReceipt(let receipt):
                    sightings.sawReceipt(receipt.commandID, isDelivered: receipt.status == .delivered, at: now)
                default: break
                }
            }
        }
        reader.close()
    }
}
