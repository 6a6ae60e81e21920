import Delivery
import WebPush

extension Channel {
    /// A channel of the configuration.
    init(_ name: String, _ reader: inout ConfigReader, seed: UInt64) throws(GatewayFault) {
        guard let kind = try reader.choice("kind", Kind.self) else {
            throw GatewayFault(
                "\(reader.path).kind is missing; one of " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        form = try Self.form(kind, &reader)
        base = try reader.optionalText("base_url")
        timeoutMilliseconds = try reader.number("timeout_ms", 100...600_000) ?? 10_000
        caFile = try reader.optionalText("ca_file")
        if kind == .msg91 || kind == .textlocal || kind == .whatsapp {
            callbackSecret = try Self.optionalSecret("callback_secret", &reader)
        }
        if kind == .whatsapp { verifyToken = try Self.optionalSecret("verify_token", &reader) }
        var policy = ChannelPolicy(name: name)
        policy.isEndToEnd = kind == .webhook || kind == .file || kind == .console
        policy.isShared = kind != .webhook && kind != .webpush
        policy.isParallel = try reader.flag("parallel")
        policy.attemptsMax = try reader.number("attempts_max", 1...1_000) ?? 6
        policy.backoff = Backoff(
            baseMilliseconds: Int64(try reader.number("backoff_ms", 1...600_000) ?? 1_000),
            limitMilliseconds: Int64(try reader.number("backoff_limit_ms", 1...86_400_000) ?? 120_000), seed: seed)
        policy.rate = try Self.rate("rate_per_minute", "burst", &reader)
        policy.recipientRate = try Self.rate("recipient_rate_per_minute", "recipient_burst", &reader)
        policy.breaker = CircuitBreaker.Settings(
            failures: try reader.number("breaker_failures", 1...1_000) ?? 5,
            coolDownMilliseconds: Int64(try reader.number("breaker_cooldown_ms", 10...86_400_000) ?? 10_000),
            coolDownLimitMilliseconds: Int64(
                try reader.number("breaker_cooldown_limit_ms", 10...86_400_000) ?? 300_000))
        policy.concurrency = try reader.number("concurrency", 1...256) ?? 8
        self.policy = policy
        try reader.finish()
    }

    private static func rate(
        _ key: String, _ burst: String, _ reader: inout ConfigReader
    ) throws(GatewayFault) -> Rate? {
        let most = try reader.number(burst, 1...1_000_000)
        guard let count = try reader.number(key, 1...60_000) else { return nil }
        return Rate(count, perMilliseconds: 60_000, burst: most ?? 1)
    }

    private static func secret(_ key: String, _ reader: inout ConfigReader) throws(GatewayFault) -> SecretSource {
        try SecretSource(try reader.text(key), key: "\(reader.path).\(key)")
    }

    static func optionalSecret(_ key: String, _ reader: inout ConfigReader) throws(GatewayFault) -> SecretSource? {
        guard let text = try reader.optionalText(key) else { return nil }
        return try SecretSource(text, key: "\(reader.path).\(key)")
    }

    private static func form(_ kind: Kind, _ reader: inout ConfigReader) throws(GatewayFault) -> Form {
        switch kind {
        case .webhook:
            return .webhook(secret: try optionalSecret("secret", &reader))
        case .email: return try email(&reader)
        case .twilio:
            return .twilio(
                account: try reader.text("account"), token: try secret("token", &reader),
                from: try reader.text("from"))
        case .msg91: return .msg91(key: try secret("key", &reader))
        case .textlocal: return .textLocal(key: try secret("key", &reader))
        case .whatsapp:
            return .whatsApp(
                phoneNumberID: try reader.text("phone_number_id"), token: try secret("token", &reader),
                template: try reader.text("template"), language: try reader.optionalText("language") ?? "en",
                fields: try reader.texts("fields"))
        case .fcm: return .fcm(project: try reader.text("project"), token: try secret("token", &reader))
        case .webpush:
            let key = try secret("vapid_key", &reader)
            let subject = try reader.text("subject")
            guard VAPID.isSubject(subject) else {
                throw GatewayFault(
                    "\(reader.path).subject = '\(subject)': expected mailto:somebody@example.org or https://example.org, "
                        + "where the push service finds whoever is responsible")
            }
            return .webPush(key: key, subject: subject)
        case .file: return .file(path: try reader.text("path"))
        case .console: return .console
        }
    }

    private static func email(_ reader: inout ConfigReader) throws(GatewayFault) -> Form {
        let url = try reader.text("url")
        guard url.hasPrefix("smtp://") || url.hasPrefix("smtps://") else {
            throw GatewayFault("\(reader.path).url = '\(url)': expected smtp://host:587 or smtps://host:465")
        }
        let wanted = try reader.choice("tls", MailServer.TLS.self)
        let tls = url.hasPrefix("smtps://") ? .none : wanted ?? .starttls
        var login: (user: String, password: SecretSource)?
        if let user = try reader.optionalText("user") { login = (user, try secret("password", &reader)) }
        do throws(FormFault) {
            return .email(try MailForm(from: try Self.from(&reader)), url: url, tls: tls, login: login)
        } catch {
            throw GatewayFault("\(reader.path).from: \(error)")
        }
    }

    private static func from(_ reader: inout ConfigReader) throws(FormFault) -> String {
        do throws(GatewayFault) { return try reader.text("from") } catch { throw FormFault("\(error)") }
    }
}
