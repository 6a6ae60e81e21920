public import Composition
import Delivery
public import Drills
import Foundation
import GatewayHost
import KafkaLog
public import Records
import Runtime
import Synchronization
import Wire

/// A gateway beside all stages, with a webhook on loopback that always says yes: the time from a booking to its receipt.
///
/// The gateway's clock is the simulation's, for `not_before` and `expires_at` are in its time; what is measured is the wall's:
/// a command carries the Kafka timestamp of the record that caused it, and command and receipt have come when a
/// read-committed reader has them.
public final class PipelineGateway: PipelineCompanion {
    public struct Percentiles: Sendable {
        public var p50 = 0.0
        public var p99 = 0.0
    }

    /// Times in milliseconds, of the commands that were delivered.
    public struct Report: Sendable {
        public var commands = 0
        public var delivered = 0
        /// `failed` or `expired`.
        public var otherwise = 0
        /// Without a receipt at the end.
        public var open = 0
        public var toCommand = Percentiles()
        public var fromCommand = Percentiles()
        public var toReceipt = Percentiles()
    }

    private let folder: String
    private let clock = SimulatedClock()
    private let sightings = Sightings()
    private var server: LoopbackServer?
    private var runner: GatewayThread?
    private var readers: [SightingReader] = []
    private var ownTopics: [String] = []
    public private(set) var report = Report()

    /// - Parameter folder: for the gateway's configuration; the benchmark makes and removes it.
    public init(folder: String) { self.folder = folder }

    public func start(_ configuration: Configuration) throws {
        let cluster = Cluster(configuration)
        try GatewayTopics.create(on: cluster)
        let server = try LoopbackServer(Self.saysYes)
        self.server = server
        let path = folder + "/gateway.json"
        let names = ["sms", "push", "email", "webhook", "bank_hold"]
        let channels = names.map { #""\#($0)":{"kind":"webhook","concurrency":64}"# }.joined(separator: ",")
        let addresses = names.map { #""\#($0)":"http://127.0.0.1:\#(server.port)/\#($0)""# }.joined(separator: ",")
        try #"{"channels":{\#(channels)},"recipients":[{"id":"everybody","addresses":{\#(addresses)}}]}"#
            .write(toFile: path, atomically: true, encoding: .utf8)
        let settings = try GatewayConfiguration(path: path)
        let factory = try KafkaLogFactory(configuration.kafkaLogSettings { _ in })
        let topics = Gateway.Topics(prefix: configuration.runtime.topicPrefix)
        ownTopics = [topics.changelog, topics.deadLetters]
        let gateway = try Gateway(
            log: try factory.makeLog(stage: "gateway", slot: 0),
            reader: try factory.makeReader(stage: "gateway", slot: 0), transport: try ProviderTransport(settings),
            plan: settings.plan, zoneOffsetMinutes: 0, topics: topics, clock: clock,
            seal: configuration.sealKey()?.seal(for: "gateway"), tell: { _ in })
        runner = GatewayThread(gateway)
        readers = [Topic.alertCommands, .alertReceipts].map { SightingReader(cluster, $0, sightings) }
        for reader in readers { reader.start() }
    }

    public func reached(_ time: EventTime) { clock.reach(time) }
    public func forget() { sightings.forget() }

    public func finish() throws -> [String] {
        let until = Date(timeIntervalSinceNow: 10)
        while !sightings.isComplete, Date() < until { usleep(20_000) }
        for reader in readers { reader.stop() }
        try runner?.stop()
        server?.stop()
        report = sightings.report
        return ownTopics
    }

    private static let saysYes: @Sendable (Connection) -> Void = { connection in
        while let head = connection.read(until: "\r\n\r\n") {
            let length = head.components(separatedBy: "\r\n").compactMap { line -> Int? in
                guard line.lowercased().hasPrefix("content-length:") else { return nil }
                return Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces))
            }.first
            guard connection.read(count: length ?? 0) != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
    }
}

/// Simulated time, ten minutes ahead of what was sent: a group that waits tells at the end of its wait.
final class SimulatedClock: RuntimeClock {
    private let latest = Atomic<Int64>(0)
    func reach(_ time: EventTime) { _ = latest.max(time.milliseconds + 600_000, ordering: .relaxed) }
    func now() -> EventTime { EventTime(milliseconds: latest.load(ordering: .relaxed)) }
    func monotonicNanoseconds() -> UInt64 { SystemClock().monotonicNanoseconds() }
}

/// A gateway on a thread of its own.
final class GatewayThread: @unchecked Sendable {
    // Invariant of @unchecked Sendable: `gateway` is the thread's alone; the rest is immutable or locked.
    private let gateway: Gateway
    private let isStopping = Atomic<Bool>(false)
    private let ended = DispatchSemaphore(value: 0)
    private let fault = Mutex<LogFault?>(nil)

    init(_ gateway: Gateway) {
        self.gateway = gateway
        Thread { [self] in run() }.start()
    }

    private func run() {
        defer { ended.signal() }
        do throws(LogFault) {
            try gateway.start()
            while !isStopping.load(ordering: .acquiring) { try gateway.turn() }
            try gateway.stop()
        } catch {
            fault.withLock { $0 = error }
        }
    }

    /// Returns when it has ended; throws why, when it did so by itself.
    func stop() throws {
        isStopping.store(true, ordering: .releasing)
        ended.wait()
        if let fault = fault.withLock({ $0 }) { throw ClusterFault("the gateway ended: \(fault)") }
    }
}
