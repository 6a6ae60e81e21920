import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A request as ``HTTPListener`` hands it over.
public struct HTTPCall: Sendable, Equatable {
    public var method: String
    /// Without the query, percent-decoded.
    public var path: String
    /// As it was sent, without the question mark; empty when there is none.
    public var query: String
    /// Names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]

    public init(
        method: String = "GET", path: String, query: String = "", headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }
}

/// What is answered.
public struct HTTPAnswer: Sendable, Equatable {
    public var status: Int
    public var contentType: String
    public var body: String

    public init(_ status: Int, contentType: String = "text/plain; charset=utf-8", body: String = "") {
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}

/// A small HTTP/1.1 server for a few paths; TLS is the reverse proxy's. Started and stopped once.
///
/// A body of more than 256 KiB is answered with 413 and not kept.
public final class HTTPListener: Sendable {
    private static let bodyMax = 262_144

    private let address: String
    private let port: UInt16
    private let answer: @Sendable (HTTPCall) async -> HTTPAnswer
    private let running = Mutex<(server: HTTPServer, task: Task<Void, any Error>)?>(nil)

    /// - Parameters:
    ///   - address: IPv4 or IPv6; `127.0.0.1` hears this machine alone, `0.0.0.0` everyone.
    ///   - port: 0 takes a free one.
    ///   - answer: called for every request, several at once.
    public init(
        address: String = "127.0.0.1", port: UInt16, answer: @escaping @Sendable (HTTPCall) async -> HTTPAnswer
    ) {
        self.address = address
        self.port = port
        self.answer = answer
    }

    /// Returns the port it listens on, once it does.
    public func start() async throws(TelemetryServerFault) -> UInt16 {
        let server = try makeServer()
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
        let answer = answer
        let handler = ClosureHTTPHandler { request in
            guard let call = try await Self.call(request) else { return Self.response(HTTPAnswer(413)) }
            return Self.response(await answer(call))
        }
        if let ip4 = try? sockaddr_in.inet(ip4: address == "localhost" ? "127.0.0.1" : address, port: port) {
            return HTTPServer(address: ip4, timeout: 15, logger: .disabled, handler: handler)
        }
        if let ip6 = try? sockaddr_in6.inet6(ip6: address, port: port) {
            return HTTPServer(address: ip6, timeout: 15, logger: .disabled, handler: handler)
        }
        throw .badAddress(address)
    }

    /// Nil when the body is too long.
    private static func call(_ request: HTTPRequest) async throws -> HTTPCall? {
        var body: [UInt8] = []
        for try await chunk in request.bodySequence {
            guard body.count + chunk.count <= bodyMax else { return nil }
            body += chunk
        }
        var headers: [String: String] = [:]
        for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
        return HTTPCall(
            method: request.method.rawValue, path: request.path, query: request.target.query(), headers: headers,
            body: body)
    }

    private static func response(_ answer: HTTPAnswer) -> HTTPResponse {
        HTTPResponse(
            statusCode: HTTPStatusCode(answer.status, phrase: phrases[answer.status] ?? "Status"),
            headers: [.contentType: answer.contentType, HTTPHeader("Cache-Control"): "no-store"],
            body: Data(answer.body.utf8))
    }

    private static let phrases = [
        200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 413: "Content Too Large", 503: "Service Unavailable",
    ]

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
