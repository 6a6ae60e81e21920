import Delivery
import Records
import WebPush

/// How a channel is spoken to.
struct Channel {
    enum Kind: String, CaseIterable {
        case webhook, email, twilio, msg91, textlocal, whatsapp, fcm, webpush, file, console
    }

    enum Form {
        case webhook(secret: SecretSource?)
        case email(MailForm, url: String, tls: MailServer.TLS, login: (user: String, password: SecretSource)?)
        case twilio(account: String, token: SecretSource, from: String)
        case msg91(key: SecretSource)
        case textLocal(key: SecretSource)
        case whatsApp(phoneNumberID: String, token: SecretSource, template: String, language: String, fields: [String])
        case fcm(project: String, token: SecretSource)
        case webPush(key: SecretSource, subject: String)
        case file(path: String)
        case console
    }

    var policy: ChannelPolicy
    var form: Form
    /// Instead of the provider's own address.
    var base: String?
    var timeoutMilliseconds: Int
    var caFile: String?
    /// Of the app (WhatsApp) or the address (MSG91, TextLocal) that reports come with; Twilio signs with its token.
    var callbackSecret: SecretSource?
    /// WhatsApp's, for the verification of the address.
    var verifyToken: SecretSource?
    /// `https://host/callbacks/<channel>`, where a provider is told so with each message.
    var callbackURL: String?

    /// Every secret, to see at the start that each is there.
    var secrets: [SecretSource] { formSecrets + [callbackSecret, verifyToken].compactMap { $0 } }

    private var formSecrets: [SecretSource] {
        switch form {
        case .webhook(let secret): secret.map { [$0] } ?? []
        case .email(_, _, _, let login): login.map { [$0.password] } ?? []
        case .twilio(_, let secret, _), .msg91(let secret), .textLocal(let secret), .whatsApp(_, let secret, _, _, _),
            .fcm(_, let secret), .webPush(let secret, _):
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
        case .webPush(let key, let subject): return .http(try webPush(key, subject, message))
        case .file, .console: return nil
        }
    }

    private func webPush(_ key: SecretSource, _ subject: String, _ message: Message) throws(FormFault) -> HTTPRequest {
        let subscription = try PushSubscription(address: message.address)
        let identity = VAPID(key: try P256Key(text: try key.read()), subject: subject)
        return WebPushForm.request(
            message, to: subscription, body: try PushEncryption.body(WebPushForm.text(message), for: subscription),
            authorization: try identity.authorization(origin: subscription.origin, now: message.now))
    }

    private func sms(
        _ form: SMSForm, _ message: Message, _ templates: [String: SMSTemplate]
    ) throws(FormFault) -> CurlJob {
        guard let name = message.command.templateID, let template = templates[name] else {
            throw FormFault(
                "no SMS template '\(message.command.templateID ?? "")' is registered; carriers would drop the text")
        }
        return .http(
            try form.request(message, template: template, base: base, callback: try callback(message)))
    }

    /// Twilio signs the whole address, so our reference can stand in it; TextLocal signs nothing, so its secret must.
    private func callback(_ message: Message) throws(FormFault) -> String? {
        guard let callbackURL else { return nil }
        switch form {
        case .twilio: return callbackURL + "?ref=" + message.fingerprint
        case .textLocal:
            guard let callbackSecret else { return nil }
            return callbackURL + "?token=" + ByteText.percentEncoded(try callbackSecret.read().text)
        default: return nil
        }
    }

    /// How the provider's answers are read.
    var answer: ProviderAnswer {
        switch form {
        case .twilio: .twilio
        case .msg91: .msg91
        case .textLocal: .textLocal
        case .whatsApp: .whatsApp
        case .fcm: .fcm
        case .webPush: .webPush
        case .webhook, .email, .file, .console: .plain
        }
    }

    /// How its reports are checked; nil for a channel that has none.
    var provider: CallbackDesk.Provider? {
        switch form {
        case .twilio(_, let token, _): .init(kind: .twilio, secret: token)
        case .msg91: callbackSecret.map { .init(kind: .msg91, secret: $0) }
        case .textLocal: callbackSecret.map { .init(kind: .textLocal, secret: $0) }
        case .whatsApp: callbackSecret.map { .init(kind: .whatsApp(verifyToken: verifyToken), secret: $0) }
        case .webhook, .email, .fcm, .webPush, .file, .console: nil
        }
    }
}
