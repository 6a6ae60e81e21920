import Records
import StageKit

/// A message to a browser's push service (RFC 8030), its text encrypted for the browser (RFC 8291).
///
/// `Topic` is the alert's: while the browser is away a newer message of the same alert takes the older one's place, and so
/// does a second one of the same command. The text is JSON for the page's service worker: `title`, `body`, `tag` (again the
/// alert, so that a second notification replaces the first on the screen), and `command_id`, `dedup_key`, `action`,
/// `severity`, `risk`.
public enum WebPushForm {
    /// What fits into the 4,096 bytes that every push service takes (RFC 8291, section 4).
    public static let textMax = 3_993

    /// The text before encryption; the body of the notification gives way when it is too long.
    ///
    /// - Throws: when the ids alone are.
    public static func text(_ message: Message) throws(FormFault) -> [UInt8] {
        let command = message.command
        let title = String(AlertText(command).subject.prefix(100))
        var body = String(command.summary.prefix(500))
        while true {
            let fields: [(String, JSON)] = [
                ("title", .string(title)), ("body", .string(body)), ("tag", .string(topic(command))),
                ("command_id", .string(command.id)), ("dedup_key", .string(command.dedupKey)),
                ("action", .string(command.action.rawValue)), ("severity", .string(command.severity.rawValue)),
            ]
            let risk = command.risk.map { [("risk", JSON.string($0.level.rawValue))] } ?? []
            let text = Array(JSON.object(fields + risk).text.utf8)
            if text.count <= textMax { return text }
            guard !body.isEmpty else { throw FormFault("the alert's ids are too long for a push message") }
            body = String(body.prefix(body.count / 2))
        }
    }

    /// - Parameters:
    ///   - body: ``text(_:)`` encrypted.
    ///   - authorization: the VAPID header's value.
    public static func request(
        _ message: Message, to subscription: PushSubscription, body: [UInt8], authorization: String
    ) -> HTTPRequest {
        HTTPRequest(
            url: subscription.endpoint, type: "application/octet-stream",
            headers: [
                "Content-Encoding: aes128gcm", "TTL: \(message.secondsLeft)",
                "Urgency: " + urgency(message.command.severity), "Topic: " + topic(message.command),
                "Authorization: " + authorization,
            ], body: body)
    }

    /// The claims of RFC 8292, section 2, `expiresAt` in seconds since 1970.
    public static func claims(origin: String, expiresAt: Int64, subject: String) -> String {
        JSON.object([("aud", .string(origin)), ("exp", .integer(expiresAt)), ("sub", .string(subject))]).text
    }

    /// RFC 8030, section 5.3: `high` wakes a device that saves power.
    static func urgency(_ severity: Severity) -> String {
        switch severity {
        case .critical, .error: "high"
        case .warning: "normal"
        case .info: "low"
        }
    }

    /// At most 32 characters of base64url (RFC 8030, section 5.4).
    static func topic(_ command: AlertCommand) -> String {
        String(ByteText.hex(SHA256.digest(Array(command.dedupKey.utf8))).prefix(32))
    }
}

extension Outcome {
    /// By the status of a push service.
    ///
    /// - Parameter retryAfter: the header's seconds.
    public static func webPush(status: Int, retryAfter: Int64?, detail: String) -> Outcome {
        let words = detail.isEmpty ? "" : ": " + detail
        return switch status {
        case 404, 410:
            .refused(detail: "HTTP \(status): the subscription is gone; the browser must subscribe again\(words)")
        case 401, 403:
            .refused(
                detail:
                    "HTTP \(status): the push service refuses the VAPID key, or it is not the subscription's\(words)")
        case 413: .refused(detail: "HTTP 413: the message is too long for the push service\(words)")
        default: http(status: status, retryAfter: retryAfter, detail: detail)
        }
    }
}
