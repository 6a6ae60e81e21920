public import Delivery
public import Foundation
import Records
import WebPush

/// The gateway's own configuration: channels, SMS templates and recipients. A JSON file; secrets are elsewhere.
public struct GatewayConfiguration {
    let channels: [String: Channel]
    let templates: [String: SMSTemplate]
    public let plan: DeliveryPlan
    let callbacks: CallbackSettings?
    /// Minutes east of UTC on the receipts.
    public let zoneOffsetMinutes: Int16

    /// - Throws: naming the file, the key, and what would be right.
    public init(path: String) throws(GatewayFault) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GatewayFault("\(path): cannot be read")
        }
        try self.init(json: data, path: path)
    }

    /// - Parameter path: what errors call it.
    public init(json: Data, path: String) throws(GatewayFault) {
        let value: Any
        do {
            value = try JSONSerialization.jsonObject(with: json)
        } catch {
            throw GatewayFault("\(path): is no JSON: \(error.localizedDescription)")
        }
        var top = try ConfigReader(value, path: path)
        let seed = UInt64(try top.number("seed", 0...Int(Int32.max)) ?? 0)
        let zone = try top.number("utc_offset_minutes", -1_439...1_439) ?? 330
        zoneOffsetMinutes = Int16(zone)
        let deliversReplays = try top.flag("deliver_replays")
        var callbacks: CallbackSettings?
        if let reader = try top.object("callbacks") { callbacks = try CallbackSettings(reader) }
        guard var named = try top.object("channels"), !named.keys.isEmpty else {
            throw GatewayFault("\(path).channels is missing: name at least one channel")
        }
        var channels: [String: Channel] = [:]
        for name in named.keys {
            guard var reader = try named.object(name) else { continue }
            channels[name] = try Channel(name, &reader, seed: seed)
            if let callbacks { channels[name]?.callbackURL = callbacks.publicURL + "/callbacks/" + name }
        }
        var templates: [String: SMSTemplate] = [:]
        for reader in try top.objects("sms_templates") {
            let template = try Self.template(reader)
            templates[template.name] = template
        }
        var recipients: [Recipient] = []
        for reader in try top.objects("recipients") {
            recipients.append(try Self.recipient(reader, channels: channels, zone: zone))
        }
        try top.finish()
        self.channels = channels
        self.templates = templates
        self.callbacks = callbacks
        plan = DeliveryPlan(
            channels: channels.values.map(\.policy), recipients: recipients, deliversReplays: deliversReplays,
            keepMilliseconds: callbacks?.keepMilliseconds ?? 0)
        try check(recipients, path)
    }

    private func check(_ recipients: [Recipient], _ path: String) throws(GatewayFault) {
        guard !recipients.isEmpty else { throw GatewayFault("\(path).recipients is missing: name at least one") }
        var ids: Set<String> = []
        var endpoints: [String: String] = [:]
        for recipient in recipients {
            guard ids.insert(recipient.id).inserted else {
                throw GatewayFault("\(path).recipients: the id '\(recipient.id)' stands there twice")
            }
            for (channel, address) in recipient.addresses.sorted(by: { $0.key < $1.key }) {
                guard case .webhook = channels[channel]?.form else { continue }
                // The idempotency key is the command's id: at one URL the second recipient would look like a repetition.
                if let other = endpoints.updateValue(recipient.id, forKey: channel + " " + address) {
                    throw GatewayFault(
                        "\(path).recipients: '\(other)' and '\(recipient.id)' have the same URL on \(channel); "
                            + "make them one recipient, or give each a path of its own")
                }
            }
        }
    }

    private static func template(_ reader: ConfigReader) throws(GatewayFault) -> SMSTemplate {
        var reader = reader
        let name = try reader.text("name")
        let id = try reader.text("registered_id")
        let header = try reader.text("header")
        let text = try reader.text("text")
        let fields = try reader.texts("fields")
        try reader.finish()
        do throws(FormFault) {
            return try SMSTemplate(name: name, registeredID: id, header: header, text: text, fields: fields)
        } catch {
            throw GatewayFault("\(reader.path): \(error)")
        }
    }

    private static func recipient(
        _ reader: ConfigReader, channels: [String: Channel], zone: Int
    ) throws(GatewayFault) -> Recipient {
        var reader = reader
        let recipient = Recipient(
            id: try reader.text("id"), addresses: try addresses(&reader, channels: channels),
            states: Set(try reader.texts("states")), districts: Set(try reader.texts("districts")),
            stations: Set(try reader.texts("stations")), policies: Set(try reader.texts("policies")),
            leastSeverity: try reader.choice("least_severity", Severity.self) ?? .info,
            failOver: try reader.texts("fail_over"), quietHours: try quietHours(&reader, zone: zone),
            roles: Set(try reader.texts("roles")), digest: try digest(&reader, zone: zone),
            dailySummary: try dailySummary(&reader))
        try reader.finish()
        if let channel = recipient.dailySummary?.channel, recipient.addresses[channel] == nil {
            throw GatewayFault("\(reader.path).daily_summary.channel: no address for '\(channel)'")
        }
        for name in recipient.failOver where channels[name] == nil { throw unknown(name, channels, reader.path) }
        guard !recipient.addresses.isEmpty else { throw GatewayFault("\(reader.path).addresses: name at least one") }
        return recipient
    }

    private static func unknown(_ name: String, _ channels: [String: Channel], _ path: String) -> GatewayFault {
        GatewayFault("\(path): unknown channel '\(name)'; one of " + channels.keys.sorted().joined(separator: ", "))
    }

    /// Texts; for Web Push the browser's subscription.
    private static func addresses(
        _ reader: inout ConfigReader, channels: [String: Channel]
    ) throws(GatewayFault) -> [String: String] {
        guard var wish = try reader.object("addresses") else { return [:] }
        var addresses: [String: String] = [:]
        for name in wish.keys {
            guard let channel = channels[name] else { throw unknown(name, channels, reader.path) }
            if case .webPush = channel.form {
                addresses[name] = try subscription(name, &wish)
            } else {
                addresses[name] = try wish.text(name)
            }
        }
        return addresses
    }

    /// As a browser's `JSON.stringify(subscription)` gives it: endpoint, keys {p256dh, auth}, and perhaps an expiry.
    private static func subscription(_ name: String, _ reader: inout ConfigReader) throws(GatewayFault) -> String {
        let wanted = "expected the browser's subscription, {\"endpoint\":..., \"keys\":{\"p256dh\":..., \"auth\":...}}"
        guard reader.isObject(name), var given = try reader.object(name) else {
            throw GatewayFault("\(reader.path).\(name): \(wanted)")
        }
        let endpoint = try given.text("endpoint")
        given.allow("expirationTime")
        guard var keys = try given.object("keys") else {
            throw GatewayFault("\(given.path).keys is missing: \(wanted)")
        }
        let (point, auth) = (try keys.text("p256dh"), try keys.text("auth"))
        try keys.finish()
        try given.finish()
        do throws(FormFault) {
            let subscription = try PushSubscription(endpoint: endpoint, p256dh: point, auth: auth)
            guard P256Key.isPoint(subscription.publicKey) else {
                throw FormFault("p256dh: these 65 bytes are no point on P-256; copy the key again")
            }
            return subscription.address
        } catch {
            throw GatewayFault("\(given.path): \(error)")
        }
    }

    private static func quietHours(_ reader: inout ConfigReader, zone: Int) throws(GatewayFault) -> QuietHours? {
        guard var quiet = try reader.object("quiet_hours") else { return nil }
        let start = try minutes("from", &quiet)
        let end = try minutes("to", &quiet)
        let through = try quiet.choice("lets_through", Severity.self) ?? .error
        let offset = try quiet.number("utc_offset_minutes", -1_439...1_439) ?? zone
        try quiet.finish()
        return QuietHours(start: start, end: end, letsThrough: through, zoneOffsetMinutes: offset)
    }

    private static func digest(_ reader: inout ConfigReader, zone: Int) throws(GatewayFault) -> Digest? {
        guard var wish = try reader.object("digest") else { return nil }
        let texts = try wish.texts("times")
        guard !texts.isEmpty else { throw GatewayFault("\(wish.path).times: name at least one, like 09:00") }
        var times: [Int] = []
        for text in texts { times.append(try minutes(text, of: "\(wish.path).times")) }
        let below = try wish.choice("below", Severity.self) ?? .error
        try wish.finish()
        return Digest(times: times, below: below, zoneOffsetMinutes: zone)
    }

    private static func dailySummary(_ reader: inout ConfigReader) throws(GatewayFault) -> DailySummary? {
        guard var wish = try reader.object("daily_summary") else { return nil }
        let time = try minutes("time", &wish)
        let channel = try wish.optionalText("channel") ?? "email"
        try wish.finish()
        return DailySummary(time: time, channel: channel)
    }

    private static func minutes(_ key: String, _ reader: inout ConfigReader) throws(GatewayFault) -> Int {
        try minutes(try reader.text(key), of: "\(reader.path).\(key)")
    }

    private static func minutes(_ text: String, of path: String) throws(GatewayFault) -> Int {
        let parts = text.split(separator: ":").map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
            (0...59).contains(minute)
        else { throw GatewayFault("\(path) = '\(text)': expected a time of the day like 22:30") }
        return hour * 60 + minute
    }

    /// Whether every secret can be read now.
    public func checkSecrets() throws(GatewayFault) {
        if let secret = callbacks?.acknowledgeSecret {
            do throws(FormFault) { _ = try secret.read() } catch { throw GatewayFault("callbacks: \(error)") }
        }
        for (name, channel) in channels.sorted(by: { $0.key < $1.key }) {
            for secret in channel.secrets {
                do throws(FormFault) { _ = try secret.read() } catch { throw GatewayFault("channel \(name): \(error)") }
            }
            guard case .webPush(let source, _) = channel.form else { continue }
            do throws(FormFault) { _ = try P256Key(text: source.read()) } catch {
                throw GatewayFault("channel \(name): vapid_key: \(error)")
            }
        }
    }
}
