import Delivery
import Foundation

/// A webhook's receiver and a push service with its browser: checks signatures, decrypts, and fails in every way there is.
struct HTTPProvider: Sendable {
    let ledger: ProviderLedger
    let secret: Secret
    let browser: Browser

    func serve(_ connection: Connection) {
        var last: Int?
        defer { if let last, connection.isReset { ledger.unheard(last) } }
        while let head = connection.read(until: "\r\n\r\n") {
            // Whoever asks again has read the last answer.
            last = nil
            let lines = head.components(separatedBy: "\r\n")
            let fields = Dictionary(
                lines.dropFirst().compactMap { line -> (String, String)? in
                    guard let colon = line.firstIndex(of: ":") else { return nil }
                    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                    return (line[..<colon].lowercased(), value)
                }, uniquingKeysWith: { first, _ in first })
            let draw = ledger.draw()
            if (96..<98).contains(draw) { return misbehave("http closed in the middle of the request") }
            guard let body = connection.read(count: Int(fields["content-length"] ?? "") ?? 0) else { return }
            let isPush = lines[0].contains("/push")
            let key = isPush ? browser.command(body, fields) : fields["idempotency-key"]
            let arrived = ledger.arrived(key ?? "")
            if key == nil || !(isPush || isSigned(body, fields)) { ledger.badSignature() }
            let request = Request(
                key: key ?? "", channel: isPush ? "push" : "webhook",
                attempt: Int(fields["prahari-attempt"] ?? "") ?? 0, arrived: arrived,
                isRefused: lines[0].contains("/refused"), draw: draw)
            guard answer(request, connection, &last) else { return }
        }
    }

    private func isSigned(_ body: [UInt8], _ fields: [String: String]) -> Bool {
        let seconds = Int64(fields["prahari-timestamp"] ?? "") ?? 0
        return fields["prahari-signature"]
            == WebhookForm.signature(secret: secret, seconds: seconds, body: String(decoding: body, as: UTF8.self))
    }

    private struct Request {
        var key: String
        var channel: String
        var attempt: Int
        var arrived: Int64
        var isRefused: Bool
        var draw: Int
    }

    private func misbehave(_ how: String) { ledger.misbehaved(how) }

    private func accept(_ request: Request) -> Int {
        ledger.accepted(request.key, channel: request.channel, attempt: request.attempt, arrived: request.arrived)
    }

    /// Returns whether the connection goes on.
    private func answer(_ request: Request, _ connection: Connection, _ last: inout Int?) -> Bool {
        func reply(_ status: String, _ more: String = "") -> Bool {
            connection.write("HTTP/1.1 \(status)\r\n\(more)Content-Length: 0\r\n\r\n")
        }
        if request.isRefused { return reply("410 Gone") }
        switch request.draw {
        case 60..<68:
            misbehave("http 429")
            return reply("429 Too Many Requests", request.draw % 2 == 0 ? "Retry-After: 1\r\n" : "")
        case 68..<74:
            misbehave("http 503")
            return reply("503 Service Unavailable")
        case 74..<79:
            misbehave("http 500 after taking it")
            _ = accept(request)
            return reply("500 Internal Server Error")
        case 79..<84:
            misbehave("http closed after taking it")
            _ = accept(request)
            return false
        case 84..<87:
            misbehave("http hung after taking it")
            _ = accept(request)
            connection.hang()
            return false
        case 87..<90:
            misbehave("http hung")
            connection.hang()
            return false
        case 90..<94:
            misbehave("http closed before taking it")
            return false
        case 94..<96:
            misbehave("http answer cut off")
            _ = accept(request)
            connection.write("HTTP/1.1 200 O")
            return false
        case 98..<100:
            misbehave("http 400")
            return reply("400 Bad Request")
        default:
            let index = accept(request)
            if connection.isPeerGone { ledger.unheard(index) }
            let isWritten = reply("200 OK")
            if isWritten {
                ledger.answered(index)
                last = index
            }
            return isWritten
        }
    }
}
