import Delivery
import Records

/// How a channel is spoken to.
struct Channel {
    enum Kind: String, CaseIterable {
        case webhook, email, twilio, msg91, textlocal, whatsapp, fcm, file, console
    }

    enum Form {
        case webhook(secret: SecretSource?)
        case email(MailForm, url: String, tls: MailServer.TLS, login: (user: String, password: SecretSource)?)
        case twilio(account: String, token: SecretSource, from: String)
        case msg91(key: SecretSource)
        case textLocal(key: SecretSource)
        case whatsApp(phoneNumberID: String, token: SecretSource, template: String, language: String, fields: [String])
        case fcm(project: String, token: SecretSource)
        case file(path: String)
        case console
    }

    var policy: ChannelPolicy
    var form: Form
    /// Instead of the provider's own address.
    var base: String?
    var timeoutMilliseconds: Int
    var caFile: String?

    /// Every secret, to see at the start that each is there.
    var secrets: [SecretSource] {
        switch form {
        case .webhook(let secret): secret.map { [$0] } ?? []
        case .email(_, _, _, let login): login.map { [$0.password] } ?? []
        case .twilio(_, let secret, _), .msg91(let secret), .textLocal(let secret), .whatsApp(_, let secret, _, _, _),
            .fcm(_, let secret):
            [secret]
        case .file, .console: []
        }
    }

    /// The request of an attempt; nil for the channels without a provider.
    func job(_ message: Message, templates: [String: SMSTemplate]) throws(FormFault) -> CurlJob? {
        switch form {
        case .webhook(let secret): return .http(WebhookForm(secret: try secret?.read()).request(message))
        case .email(let form, let url, let tls, let login):
            var server = MailServer(url: url, tls: tls)
            if let login { server.login = (login.user, try login.password.read()) }
            return .mail(try form.mail(message), server)
        case .twilio(let account, let token, let from):
            return try sms(.twilio(account: account, token: try token.read(), from: from), message, templates)
        case .msg91(let key): return try sms(.msg91(key: try key.read()), message, templates)
        case .textLocal(let key): return try sms(.textLocal(key: try key.read()), message, templates)
        case .whatsApp(let id, let token, let template, let language, let fields):
            let form = WhatsAppForm(
                phoneNumberID: id, token: try token.read(), template: template, language: language, fields: fields)
            return .http(try form.request(message, base: base))
        case .fcm(let project, let token):
            return .http(FCMForm(project: project, token: try token.read()).request(message, base: base))
        case .file, .console: return nil
        }
    }

    private func sms(
        _ form: SMSForm, _ message: Message, _ templates: [String: SMSTemplate]
    ) throws(FormFault) -> CurlJob {
        guard let name = message.command.templateID, let template = templates[name] else {
            throw FormFault(
                "no SMS template '\(message.command.templateID ?? "")' is registered; carriers would drop the text")
        }
        return .http(try form.request(message, template: template, base: base))
    }
}
