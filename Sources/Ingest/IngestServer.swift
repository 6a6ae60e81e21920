import FlyingFox
import FlyingSocks
import Foundation
import Records
import Synchronization

/// `POST /v1/transactions` over HTTP. TLS ends at a proxy before it; it hears this machine alone unless told otherwise.
public final class IngestServer: Sendable {
    private let server: HTTPServer
    private let task = Mutex<Task<Void, any Error>?>(nil)
    private let service: IngestService

    /// - Parameters:
    ///   - address: IPv4 or IPv6.
    ///   - port: 0 takes a free one.
    public init(_ service: IngestService, address: String = "127.0.0.1", port: UInt16) throws(IngestFault) {
        self.service = service
        if let ip4 = try? sockaddr_in.inet(ip4: address, port: port) {
            server = HTTPServer(address: ip4, timeout: 30, logger: .disabled)
        } else if let ip6 = try? sockaddr_in6.inet6(ip6: address, port: port) {
            server = HTTPServer(address: ip6, timeout: 30, logger: .disabled)
        } else {
            throw IngestFault("ingest address '\(address)': expected an IPv4 or IPv6 address, for instance 127.0.0.1")
        }
    }

    /// Returns the port it listens on, once it does.
    public func start() async throws -> UInt16 {
        let service = service
        await server.appendRoute(HTTPRoute("POST /v1/transactions")) { request in await Self.answer(request, service) }
        await server.appendRoute(HTTPRoute("GET /livez")) { _ in HTTPResponse(statusCode: .ok) }
        let server = server
        let running = Task { try await server.run() }
        task.withLock { $0 = running }
        // A server that cannot listen ends at once, and then nobody would wake the one who waits.
        let failed = Task {
            do { try await running.value } catch {}
            await server.stop()
        }
        defer { failed.cancel() }
        try await server.waitUntilListening()
        switch await server.listeningAddress {
        case .ip4(_, let port)?, .ip6(_, let port)?: return port
        case .unix?, nil: throw IngestFault("ingest: the bound port is unknown")
        }
    }

    /// Stops listening; requests in hand get up to ten seconds, connections without one a second.
    public func stop(timeoutSeconds: Double = 10) async {
        await server.stop(timeout: service.isIdle ? min(1, timeoutSeconds) : timeoutSeconds)
        _ = await task.withLock { $0 }?.result
    }

    private static func answer(_ request: HTTPRequest, _ service: IngestService) async -> HTTPResponse {
        let bytes = request.bodySequence.count
        if let refusal = service.reserve(bytes: bytes) { return response(refusal) }
        defer { service.release(bytes: bytes ?? 0) }
        guard let body = try? await request.bodyData else { return HTTPResponse(statusCode: .badRequest) }
        let headers = IngestDesk.Headers(
            key: request.headers[HTTPHeader("Prahari-Key")],
            timestamp: request.headers[HTTPHeader("Prahari-Timestamp")],
            signature: request.headers[HTTPHeader("Prahari-Signature")])
        let now = EventTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        return response(await service.post(headers, body: [UInt8](body), now: now))
    }

    private static func response(_ answer: IngestService.Answer) -> HTTPResponse {
        var headers: HTTPHeaders = [.contentType: "application/json"]
        if let seconds = answer.retryAfter { headers[HTTPHeader("Retry-After")] = String(seconds) }
        // What was not read is not looked at: the connection ends with the answer.
        if answer.status == 413 || answer.status == 411 { headers[.connection] = "close" }
        return HTTPResponse(
            statusCode: HTTPStatusCode(answer.status, phrase: phrases[answer.status] ?? "Refused"), headers: headers,
            body: Data(answer.body.utf8))
    }

    private static let phrases = [
        202: "Accepted", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict",
        411: "Length Required",
        413: "Content Too Large", 429: "Too Many Requests", 503: "Service Unavailable",
    ]
}
