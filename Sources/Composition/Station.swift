public import Logging
public import Runtime

/// What surrounds the workers of a process: logs, metrics and health.
public final class Station: Sendable {
    public let logger: Logger
    public let observer: any RuntimeObserver

    public init(_ configuration: Configuration, stages: [String]) {
        var logger = Logger(label: "prahari", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
        self.logger = logger
        observer = LoggingObserver(logger)
    }

    public func startServer() throws {}
    public func stopServer() {}
}
