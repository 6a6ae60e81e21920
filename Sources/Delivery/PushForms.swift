import Records
import StageKit

/// A template message of the WhatsApp Business Cloud API. Texts outside of a conversation must be approved templates.
public struct WhatsAppForm: Sendable {
    public var phoneNumberID: String
    public var token: Secret
    public var template: String
    public var language: String
    /// What goes into the body's `{{1}}`, `{{2}}`...: names as for ``SMSTemplate``.
    public var fields: [String]

    public init(phoneNumberID: String, token: Secret, template: String, language: String, fields: [String]) {
        self.phoneNumberID = phoneNumberID
        self.token = token
        self.template = template
        self.language = language
        self.fields = fields
    }

    public func request(_ message: Message, base: String?) throws(FormFault) -> HTTPRequest {
        let digits = try SMSForm.digits(message.address, of: message.recipient)
        let values = fields.map { field in
            JSON.object([
                ("type", .string("text")), ("text", .string(SMSTemplate.value(of: field, in: message.command))),
            ])
        }
        let body = JSON.object([
            ("messaging_product", .string("whatsapp")), ("recipient_type", .string("individual")),
            ("to", .string(digits)), ("type", .string("template")),
            (
                "template",
                .object([
                    ("name", .string(template)), ("language", .object([("code", .string(language))])),
                    ("components", .array([.object([("type", .string("body")), ("parameters", .array(values))])])),
                ])
            ),
            ("biz_opaque_callback_data", .string(message.fingerprint)),
        ])
        return HTTPRequest(
            url: (base ?? "https://graph.facebook.com") + "/v20.0/\(ByteText.percentEncoded(phoneNumberID))/messages",
            type: "application/json", headers: [HTTPRequest.bearer(token)], body: body.text)
    }
}

/// A message of Firebase Cloud Messaging's HTTP v1. The token is an OAuth 2 access token that something else keeps fresh.
///
/// The collapse key is the alert's: on the device a newer message of the same alert takes the older one's place, and so
/// does a second one of the same command.
public struct FCMForm: Sendable {
    public var project: String
    public var token: Secret

    public init(project: String, token: Secret) {
        self.project = project
        self.token = token
    }

    public func request(_ message: Message, base: String?) -> HTTPRequest {
        let command = message.command
        let text = AlertText(command)
        let collapse = String(ByteText.hex(SHA256.digest(Array(command.dedupKey.utf8))).prefix(32))
        let isUrgent = command.severity >= .error
        let until = message.now.milliseconds / 1_000 + message.secondsLeft
        let body = JSON.object([
            (
                "message",
                .object([
                    ("token", .string(message.address)),
                    (
                        "notification",
                        .object([
                            ("title", .string(String(text.subject.prefix(100)))),
                            ("body", .string(String(command.summary.prefix(500)))),
                        ])
                    ),
                    (
                        "data",
                        .object(
                            [
                                ("command_id", .string(command.id)), ("dedup_key", .string(command.dedupKey)),
                                ("action", .string(command.action.rawValue)),
                                ("severity", .string(command.severity.rawValue)),
                            ] + (command.risk.map { [("risk", .string($0.level.rawValue))] } ?? []))
                    ),
                    (
                        "android",
                        .object([
                            ("priority", .string(isUrgent ? "high" : "normal")),
                            ("ttl", .string("\(message.secondsLeft)s")), ("collapse_key", .string(collapse)),
                        ])
                    ),
                    (
                        "apns",
                        .object([
                            (
                                "headers",
                                .object([
                                    ("apns-priority", .string(isUrgent ? "10" : "5")),
                                    ("apns-expiration", .string(String(until))),
                                    ("apns-collapse-id", .string(collapse)),
                                ])
                            )
                        ])
                    ),
                ])
            )
        ])
        return HTTPRequest(
            url: (base ?? "https://fcm.googleapis.com")
                + "/v1/projects/\(ByteText.percentEncoded(project))/messages:send",
            type: "application/json", headers: [HTTPRequest.bearer(token)], body: body.text)
    }
}
