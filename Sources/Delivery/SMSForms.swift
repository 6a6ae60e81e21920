/// How a provider of SMS is asked. None of the three takes an idempotency key: a retry after an attempt that was not
/// confirmed may come twice.
public enum SMSForm: Sendable {
    /// Twilio's Messages resource. `from` is a number, a header or a messaging service (`MG...`).
    case twilio(account: String, token: Secret, from: String)
    /// MSG91's flow (v5): it renders the template itself from the variables.
    case msg91(key: Secret)
    /// TextLocal's send.
    case textLocal(key: Secret)

    /// - Parameters:
    ///   - base: scheme, host and port instead of the provider's, for tests and gateways in between.
    ///   - callback: where reports are to go; MSG91 knows it from its own settings.
    public func request(
        _ message: Message, template: SMSTemplate, base: String?, callback: String? = nil
    ) throws(FormFault) -> HTTPRequest {
        let digits = try Self.digits(message.address, of: message.recipient)
        let text = try template.render(message.command)
        switch self {
        case .twilio(let account, let token, let from):
            let sender = from.hasPrefix("MG") ? ("MessagingServiceSid", from) : ("From", from)
            return HTTPRequest(
                url: (base ?? "https://api.twilio.com")
                    + "/2010-04-01/Accounts/\(ByteText.percentEncoded(account))/Messages.json",
                type: "application/x-www-form-urlencoded", headers: [HTTPRequest.basic(account, token)],
                body: ByteText.form(
                    [("To", "+" + digits), sender, ("Body", text)] + (callback.map { [("StatusCallback", $0)] } ?? [])))
        case .msg91(let key):
            var recipient: [(String, JSON)] = [("mobiles", .string(digits))]
            for (index, value) in template.values(message.command).enumerated() {
                recipient.append(("var\(index + 1)", .string(value)))
            }
            let body = JSON.object([
                ("template_id", .string(template.registeredID)), ("sender", .string(template.header)),
                ("short_url", .string("0")), ("recipients", .array([.object(recipient)])),
            ])
            return HTTPRequest(
                url: (base ?? "https://control.msg91.com") + "/api/v5/flow/", type: "application/json",
                headers: ["authkey: " + key.text], body: body.text)
        case .textLocal(let key):
            return HTTPRequest(
                url: (base ?? "https://api.textlocal.in") + "/send/", type: "application/x-www-form-urlencoded",
                body: ByteText.form(
                    [
                        ("apikey", key.text), ("numbers", digits), ("sender", template.header), ("message", text),
                        ("custom", message.fingerprint),
                    ] + (callback.map { [("receipt_url", $0)] } ?? [])))
        }
    }

    /// E.164 without the plus sign.
    static func digits(_ address: String, of recipient: String) throws(FormFault) -> String {
        let digits = address.hasPrefix("+") ? String(address.dropFirst()) : address
        guard (8...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            !digits.hasPrefix("0")
        else { throw FormFault("the number of \(recipient) is not like +919800000000") }
        return digits
    }
}
