import Records
import StageKit

/// A signed POST to the recipient's own URL.
///
/// Headers: `Idempotency-Key`, the command's id, the same for every attempt; `Prahari-Timestamp`, Unix seconds;
/// `Prahari-Signature`, `v1=` and the lower-case hexadecimal HMAC-SHA256, under the shared secret, of the timestamp, a
/// full stop and the body; `Prahari-Attempt`, from 1. The body is `{"recipient":...,"command":{...}}`, the command as on
/// the topic. A receiver checks the signature over the raw body, refuses timestamps more than five minutes off, and
/// answers 2xx for a key that it has seen already.
public struct WebhookForm: Sendable {
    public var secret: Secret?

    public init(secret: Secret?) { self.secret = secret }

    public func request(_ message: Message) -> HTTPRequest {
        let body =
            "{\"recipient\":" + JSON.quoted(message.recipient) + ",\"command\":"
            + String(decoding: message.commandJSON, as: UTF8.self) + "}"
        let seconds = message.now.milliseconds / 1_000
        var headers = [
            "Idempotency-Key: " + Self.field(message.command.id), "Prahari-Timestamp: \(seconds)",
            "Prahari-Attempt: \(message.attempt)",
        ]
        if let secret {
            headers.append("Prahari-Signature: " + Self.signature(secret: secret, seconds: seconds, body: body))
        }
        return HTTPRequest(url: message.address, type: "application/json", headers: headers, body: body)
    }

    public static func signature(secret: Secret, seconds: Int64, body: String) -> String {
        let signed = Array("\(seconds).".utf8) + Array(body.utf8)
        return "v1=" + ByteText.hex(SHA256.hmac(key: Array(secret.text.utf8), message: signed))
    }

    /// Printable ASCII, so that an id cannot add a header.
    static func field(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 > 0x20 && $0 < 0x7F ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }
}
