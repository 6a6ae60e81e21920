import Delivery
import Foundation
import Records
import Runtime
import Telemetry

/// What the call-back listener answers: checks who speaks, reads what is said, and hands it to the gateway.
///
///     POST /callbacks/<channel>    delivery reports of Twilio, MSG91, TextLocal and WhatsApp Business
///     GET  /callbacks/<channel>    WhatsApp Business's verification of the address
///     POST /acknowledge            {"command_id", "recipient", "by"}, signed like our own webhooks
///
/// 200 known or unknown (a provider would only come again), 404 for an acknowledgement of what nobody knows, 401 without
/// a signature, 403 with a wrong one, 400 for what cannot be read, 503 while the gateway is not ready.
struct CallbackDesk: Sendable {
    struct Provider: Sendable {
        enum Kind: Sendable { case twilio, msg91, textLocal, whatsApp(verifyToken: SecretSource?) }
        var kind: Kind
        var secret: SecretSource
    }

    let providers: [String: Provider]
    /// As the providers know it, without the slash at the end.
    let publicURL: String
    let acknowledgeSecret: SecretSource?
    let inbox: CallbackInbox
    let metrics: GatewayMetrics
    let clock: any RuntimeClock

    func answer(_ call: HTTPCall) async -> HTTPAnswer {
        if call.path == "/acknowledge" { return await acknowledge(call) }
        let parts = call.path.split(separator: "/").map(String.init)
        guard parts.count == 2, parts[0] == "callbacks", let provider = providers[parts[1]] else {
            return HTTPAnswer(404)
        }
        return await report(call, channel: parts[1], provider)
    }

    // MARK: Reports

    private func report(_ call: HTTPCall, channel: String, _ provider: Provider) async -> HTTPAnswer {
        let query = ByteText.formFields(call.query)
        if case .whatsApp(let token) = provider.kind, call.method == "GET" { return verify(query, token) }
        // TextLocal may report by GET; then the fields are in the query.
        guard call.method == "POST" || call.method == "GET" else { return HTTPAnswer(405) }
        if let refusal = refusal(call, query, channel, provider) {
            metrics.callback(channel, refusal == 503 ? "unavailable" : "refused")
            return HTTPAnswer(refusal)
        }
        guard let reports = CallbackReader.reports(call, query, channel, provider.kind) else {
            metrics.callback(channel, "unreadable")
            return HTTPAnswer(400, body: "the report cannot be read\n")
        }
        let verdicts = await inbox.submit(reports.map(CallbackInbox.Item.report))
        for verdict in verdicts { metrics.callback(channel, "\(verdict)") }
        return HTTPAnswer(verdicts.contains(.unavailable) ? 503 : 200)
    }

    /// Nil when the signature is right.
    private func refusal(
        _ call: HTTPCall, _ query: [(String, String)], _ channel: String, _ provider: Provider
    ) -> Int? {
        // The secret's file has gone: not the provider's fault, so it shall come again.
        guard let secret = try? provider.secret.read() else { return 503 }
        let given: String?
        let expected: String
        switch provider.kind {
        case .twilio:
            let url = publicURL + "/callbacks/" + channel + (call.query.isEmpty ? "" : "?" + call.query)
            let fields = ByteText.formFields(String(decoding: call.body, as: UTF8.self))
            expected = CallbackSignature.twilio(url: url, fields: fields, token: secret)
            given = call.headers["x-twilio-signature"]
        case .whatsApp:
            expected = CallbackSignature.hub(body: call.body, secret: secret)
            given = call.headers["x-hub-signature-256"]
        case .msg91, .textLocal:
            // They sign nothing: what only they and we know stands in the address or in a header.
            expected = secret.text
            given = call.headers["x-callback-token"] ?? query.first { $0.0 == "token" }?.1
        }
        guard let given else { return 401 }
        return CallbackSignature.isSame(given, expected) ? nil : 403
    }

    private func verify(_ query: [(String, String)], _ token: SecretSource?) -> HTTPAnswer {
        func field(_ name: String) -> String { query.first { $0.0 == name }?.1 ?? "" }
        guard let token, let expected = try? token.read(), field("hub.mode") == "subscribe",
            CallbackSignature.isSame(field("hub.verify_token"), expected.text)
        else { return HTTPAnswer(403) }
        return HTTPAnswer(200, body: String(field("hub.challenge").prefix(1_000)))
    }

    // MARK: Acknowledgements

    private func acknowledge(_ call: HTTPCall) async -> HTTPAnswer {
        guard let acknowledgeSecret else { return HTTPAnswer(404) }
        guard call.method == "POST" else { return HTTPAnswer(405) }
        guard let secret = try? acknowledgeSecret.read() else { return HTTPAnswer(503) }
        guard let signature = call.headers["prahari-signature"], let stamp = call.headers["prahari-timestamp"] else {
            metrics.callback("acknowledge", "refused")
            return HTTPAnswer(401)
        }
        guard
            CallbackSignature.isOwn(
                signature, timestamp: stamp, body: call.body, secret: secret, now: clock.now())
        else {
            metrics.callback("acknowledge", "refused")
            return HTTPAnswer(403)
        }
        let body = (try? JSONSerialization.jsonObject(with: Data(call.body))) as? [String: Any] ?? [:]
        guard let command = body["command_id"] as? String, let recipient = body["recipient"] as? String else {
            metrics.callback("acknowledge", "unreadable")
            return HTTPAnswer(400, body: "expected an object with command_id and recipient\n")
        }
        let word = Acknowledgement(commandID: command, recipient: recipient, by: body["by"] as? String ?? "")
        let verdict = await inbox.submit([.acknowledgement(word)]).first ?? .unavailable
        metrics.callback("acknowledge", "\(verdict)")
        switch verdict {
        case .known: return HTTPAnswer(200)
        case .unknown: return HTTPAnswer(404, body: "no open command of that id was for that recipient\n")
        case .unavailable: return HTTPAnswer(503)
        }
    }
}
