public import Logging
public import Runtime
public import Telemetry

/// What surrounds the workers of a process: logs, metrics and health.
public final class Station: Sendable {
    public let logger: Logger
    public let observer: any RuntimeObserver
    public let health: HealthMonitor
    private let server: TelemetryServer?

    /// - Parameter stages: expected to run; the process is not ready before all of them are.
    public init(_ configuration: Configuration, stages: [String]) {
        let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
        StructuredLogHandler.bootstrap(format: configuration.logFormat == .json ? .json : .text, level: level)
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

    /// Starts /metrics, /livez and /readyz, unless the port is -1.
    public func startServer() throws {
        guard let server else { return }
        let port = try server.startAndWait()
        logger.info("metrics and health on port \(port): /metrics /livez /readyz")
    }

    public func stopServer() { server?.stopAndWait() }
}
