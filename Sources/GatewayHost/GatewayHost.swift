public import Composition
import Foundation
import KafkaLog
public import Logging
import RdKafka
import Records
import Runtime
import Synchronization

/// Runs gateways until asked to stop; makes a new one, from what is written down, when the broker was away.
public final class GatewayHost: Sendable {
    private let configuration: Configuration
    private let path: String
    private let logger: Logger
    private let stopping = Atomic<Bool>(false)

    /// - Parameters:
    ///   - configuration: broker, prefixes and the instance's name.
    ///   - path: of the gateway's own configuration.
    public init(_ configuration: Configuration, gateway path: String, logger: Logger) {
        self.configuration = configuration
        self.path = path
        self.logger = logger
    }

    /// Safe from any thread.
    public func requestStop() { stopping.store(true, ordering: .releasing) }
    private var isStopping: Bool { stopping.load(ordering: .acquiring) }

    /// Returns the exit code: 0 stopped, 1 failed, 3 fenced or not authorised, 4 changelog sealed under another key.
    ///
    /// - Throws: for a configuration that cannot be.
    public func run() throws -> Int32 {
        let settings = try GatewayConfiguration(path: path)
        try settings.checkSecrets()
        let logger = logger
        let sealKey = try configuration.sealKey { logger.warning("\($0)") }
        let factory = try KafkaLogFactory(
            configuration.kafkaLogSettings { line in logger.debug("librdkafka \(line.facility): \(line.message)") })
        let front = try GatewayFront(configuration, settings, logger: logger)
        try front.start()
        defer { front.stop() }
        var wait = 500
        while !isStopping {
            do {
                try GatewayTopics.create(on: Cluster(configuration))
                try runOne(settings, factory, sealKey, front.surroundings)
                return 0
            } catch let fault as LogFault {
                front.surroundings.health?.waits(for: "starting again after: \(fault)")
                switch fault.kind {
                case .fenced, .unauthorised:
                    logger.error("\(fault)")
                    return 3
                case .fatal:
                    logger.error("\(fault)")
                    return fault.nativeName == Gateway.otherKeyName ? 4 : 1
                case .retriable, .abortable:
                    logger.warning("\(fault); starting again from what is written down, in \(wait) ms")
                }
            } catch let fault as KafkaError where fault.isRetriable {
                logger.warning("\(fault); trying again in \(wait) ms")
            }
            pause(milliseconds: wait, front.surroundings.health)
            wait = min(wait * 2, 30_000)
        }
        return 0
    }

    private func runOne(
        _ settings: GatewayConfiguration, _ factory: KafkaLogFactory, _ sealKey: (any StateSealKey)?,
        _ surroundings: Gateway.Surroundings
    ) throws {
        let log = try factory.makeLog(stage: "gateway", slot: 0)
        let reader = try factory.makeReader(stage: "gateway", slot: 0)
        let logger = logger
        var surroundings = surroundings
        surroundings.trace = { line in logger.debug("\(line)") }
        let gateway = Gateway(
            log: log, reader: reader, transport: try ProviderTransport(settings), plan: settings.plan,
            zoneOffsetMinutes: settings.zoneOffsetMinutes,
            topics: Gateway.Topics(prefix: configuration.runtime.topicPrefix), clock: SystemClock(),
            surroundings: surroundings, seal: sealKey?.seal(for: "gateway"), tell: { logger.info("\($0)") })
        defer { surroundings.inbox?.close() }
        do {
            try gateway.start()
            var told = gateway.counts
            var next = DispatchTime.now() + .seconds(60)
            while !isStopping {
                try gateway.turn()
                guard DispatchTime.now() > next else { continue }
                next = DispatchTime.now() + .seconds(60)
                if gateway.counts != told { logger.info("\(Self.words(gateway))") }
                told = gateway.counts
            }
            try gateway.stop()
            logger.info("stopped: \(Self.words(gateway))")
        } catch {
            // Closed clients leave the group and end their transaction, so that the next one does not wait for them.
            log.close()
            reader.close()
            throw error
        }
    }

    private static func words(_ gateway: Gateway) -> String {
        let counts = gateway.counts
        let receipts = counts.receipts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(counts.commands) commands, \(counts.attempts) attempts, \(gateway.openCount) open, receipts: "
            + (receipts.isEmpty ? "none" : receipts.joined(separator: ", "))
            + (counts.deadLetters > 0 ? ", \(counts.deadLetters) dead letters" : "")
    }

    private func pause(milliseconds: Int, _ health: GatewayHealth?) {
        let until = DispatchTime.now() + .milliseconds(milliseconds)
        while !isStopping, DispatchTime.now() < until {
            health?.turned()
            usleep(20_000)
        }
    }
}
