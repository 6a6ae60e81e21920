/// Why the HTTP server did not start.
public enum TelemetryServerFault: Error, Equatable, CustomStringConvertible {
    case portInUse(address: String, port: UInt16)
    case badAddress(String)
    case failed(String)

    public var description: String {
        switch self {
        case .portInUse(let address, let port):
            "http: \(address):\(port) is in use by another process: set http.port to a free one, 0 for any, -1 for none"
        case .badAddress(let address):
            "http.address '\(address)': expected an IPv4 or IPv6 address, for instance 127.0.0.1 or 0.0.0.0"
        case .failed(let what): "http: \(what)"
        }
    }
}

/// Serves `/metrics`, `/livez`, `/readyz` and a page that explains them.
///
/// No authentication: it says nothing about persons, but keep it on an inner network. Started and stopped once.
public final class TelemetryServer: Sendable {
    private let listener: HTTPListener

    /// - Parameters:
    ///   - address: IPv4 or IPv6; `127.0.0.1` hears this machine alone, `0.0.0.0` everyone.
    ///   - port: 0 takes a free one.
    public init(
        address: String = "127.0.0.1", port: UInt16, registry: PrometheusRegistry, health: any HealthReporter
    ) {
        let pages = TelemetryPages(registry: registry, health: health)
        listener = HTTPListener(address: address, port: port) { call in
            guard call.method == "GET", TelemetryPages.paths.contains(call.path) else { return HTTPAnswer(404) }
            let page = pages.page(call.path)
            return HTTPAnswer(page.isAvailable ? 200 : 503, contentType: page.contentType, body: page.body)
        }
    }

    /// Returns the port it listens on, once it does.
    public func start() async throws(TelemetryServerFault) -> UInt16 { try await listener.start() }

    /// Stops listening; answers in progress get up to a second.
    public func stop() async { await listener.stop() }

    /// ``start()`` for a thread that may block; never call it from async code.
    public func startAndWait() throws(TelemetryServerFault) -> UInt16 { try listener.startAndWait() }

    /// ``stop()`` for a thread that may block; never call it from async code.
    public func stopAndWait() { listener.stopAndWait() }
}
