import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

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
    private let address: String
    private let port: UInt16
    private let pages: TelemetryPages
    private let running = Mutex<(server: HTTPServer, task: Task<Void, any Error>)?>(nil)

    /// - Parameters:
    ///   - address: IPv4 or IPv6; `127.0.0.1` hears this machine alone, `0.0.0.0` everyone.
    ///   - port: 0 takes a free one.
    public init(
        address: String = "127.0.0.1", port: UInt16, registry: PrometheusRegistry, health: any HealthReporter
    ) {
        self.address = address
        self.port = port
        pages = TelemetryPages(registry: registry, health: health)
    }

    /// Returns the port it listens on, once it does.
    public func start() async throws(TelemetryServerFault) -> UInt16 {
        let server = try makeServer()
        await addRoutes(server)
        let task = Task { try await server.run() }
        do {
            try await Self.waitUntilListening(server, task)
        } catch {
            task.cancel()
            throw fault(error)
        }
        guard let bound = await Self.port(of: server) else { throw .failed("the bound port is unknown") }
        running.withLock { $0 = (server, task) }
        return bound
    }

    /// Stops listening; answers in progress get up to a second.
    public func stop() async {
        let current = running.withLock { running in
            defer { running = nil }
            return running
        }
        guard let current else { return }
        await current.server.stop(timeout: 1)
        _ = await current.task.result
    }

    /// ``start()`` for a thread that may block; never call it from async code.
    public func startAndWait() throws(TelemetryServerFault) -> UInt16 {
        let result = Mutex<Result<UInt16, TelemetryServerFault>>(.failure(.failed("not started")))
        let box = Box(result: result)
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do throws(TelemetryServerFault) {
                let port = try await self.start()
                box.result.withLock { $0 = .success(port) }
            } catch {
                box.result.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        return try box.result.withLock { $0 }.get()
    }

    /// ``stop()`` for a thread that may block; never call it from async code.
    public func stopAndWait() {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await self.stop()
            done.signal()
        }
        done.wait()
    }

    private final class Box: Sendable {
        let result: Mutex<Result<UInt16, TelemetryServerFault>>
        init(result: consuming Mutex<Result<UInt16, TelemetryServerFault>>) { self.result = result }
    }

    // MARK: Parts

    private func makeServer() throws(TelemetryServerFault) -> HTTPServer {
        if let ip4 = try? sockaddr_in.inet(ip4: address == "localhost" ? "127.0.0.1" : address, port: port) {
            return HTTPServer(address: ip4, timeout: 15, logger: .disabled)
        }
        if let ip6 = try? sockaddr_in6.inet6(ip6: address, port: port) {
            return HTTPServer(address: ip6, timeout: 15, logger: .disabled)
        }
        throw .badAddress(address)
    }

    private func addRoutes(_ server: HTTPServer) async {
        let pages = pages
        for path in TelemetryPages.paths {
            await server.appendRoute(HTTPRoute("GET \(path)")) { _ in Self.response(pages.page(path)) }
        }
    }

    private static func response(_ page: TelemetryPages.Page) -> HTTPResponse {
        HTTPResponse(
            statusCode: page.isAvailable ? .ok : .serviceUnavailable,
            headers: [.contentType: page.contentType, HTTPHeader("Cache-Control"): "no-store"],
            body: Data(page.body.utf8))
    }

    /// Whichever comes first: it listens, or it ended because it could not. A child task that awaits `task` would not
    /// end with its group, so both report to a stream.
    private static func waitUntilListening(_ server: HTTPServer, _ task: Task<Void, any Error>) async throws {
        let (outcomes, report) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        let listening = Task {
            do {
                report.yield(.success(try await server.waitUntilListening()))
            } catch {
                report.yield(.failure(error))
            }
        }
        Task {
            let ended = await task.result
            report.yield(ended.flatMap { .failure(TelemetryServerFault.failed("the server ended at once")) })
            report.finish()
        }
        defer { listening.cancel() }
        for await outcome in outcomes { return try outcome.get() }
    }

    private static func port(of server: HTTPServer) async -> UInt16? {
        switch await server.listeningAddress {
        case .ip4(_, let port)?, .ip6(_, let port)?: port
        case .unix?, nil: nil
        }
    }

    private func fault(_ error: any Error) -> TelemetryServerFault {
        if let fault = error as? TelemetryServerFault { return fault }
        if case .failed(_, let code, _)? = error as? SocketError, code == EADDRINUSE {
            return .portInUse(address: address, port: port)
        }
        return .failed("\(address):\(port): \(error.localizedDescription)")
    }
}
