public import Logging
public import Runtime
public import Telemetry

/// What surrounds the workers of a process: logs, metrics and health.
public final class Station: Sendable {
    public let logger: Logger
    public let observer: any RuntimeObserver
    public let health: HealthMonitor
    private let server: TelemetryServer?
    private let level: LogLevelDial

    /// - Parameter stages: expected to run; the process is not ready before all of them are.
    public init(_ configuration: Configuration, stages: [String]) {
        level = LogLevelDial(Logger.Level(rawValue: configuration.logLevel) ?? .info)
        StructuredLogHandler.bootstrap(format: configuration.logFormat == .json ? .json : .text, dial: level)
        logger = Logger(label: "prahari")
        let registry = PrometheusRegistry()
        health = HealthMonitor(stallMilliseconds: configuration.stallMilliseconds)
        for stage in stages {
            for worker in 0..<configuration.workers { health.expect(stage: stage, worker: worker) }
        }
        observer = TelemetryObserver(
            registry: registry, health: health, logger: logger, groupName: { configuration.group(of: $0) })
        server =
            configuration.httpPort < 0
            ? nil
            : TelemetryServer(
                address: configuration.httpAddress, port: UInt16(configuration.httpPort), registry: registry,
                health: health)
    }

    /// Makes a running process go by what a configuration read anew says, as far as that is possible, and tells the log.
    ///
    /// - Parameters:
    ///   - host: what runs the workers.
    ///   - current: what was read before; becomes `next`.
    public func take(_ next: Configuration, insteadOf current: inout Configuration, host: ProcessHost) {
        let changes = current.changes(to: next)
        current = next
        guard !changes.isEmpty else { return logger.notice("configuration read again: nothing changed") }
        level.level = Logger.Level(rawValue: next.logLevel) ?? .info
        host.adopt(next.runtime.pace)
        for change in changes {
            if change.isLive {
                logger.notice("configuration: \(change)")
            } else {
                logger.warning("configuration: \(change) holds from the next start on")
            }
        }
    }

    /// Starts /metrics, /livez and /readyz, unless the port is -1.
    public func startServer() throws {
        guard let server else { return }
        let port = try server.startAndWait()
        logger.info("metrics and health on port \(port): /metrics /livez /readyz")
    }

    public func stopServer() { server?.stopAndWait() }
}
