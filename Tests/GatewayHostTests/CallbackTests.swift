import Delivery
import Foundation
import Records
import Runtime
import Synchronization
import Telemetry
import TestKit
import Testing
import Wire

@testable import GatewayHost

/// Call-backs from the request to the receipt, without a network.
@Suite struct CallbackTests {
    private let clock = VirtualClock()
    private let cluster: InMemoryCluster
    private let topics = Gateway.Topics(prefix: "")
    private let inbox = CallbackInbox()
    private let metrics = GatewayMetrics(registry: PrometheusRegistry())
    private let secrets: String

    init() throws {
        cluster = InMemoryCluster(clock: clock)
        for topic in [topics.commands, topics.receipts, topics.changelog, topics.deadLetters] {
            cluster.createTopic(topic, partitions: 1)
        }
        secrets = NSTemporaryDirectory() + "prahari-callbacks-\(UUID().uuidString)"
        try "token-1".write(toFile: secrets, atomically: true, encoding: .utf8)
    }

    private func configuration() throws -> GatewayConfiguration {
        let text = """
            {"callbacks":{"public_url":"https://gw.example/","acknowledge_secret":"file:\(secrets)"},
            "channels":{
            "sms":{"kind":"twilio","account":"AC1","token":"file:\(secrets)","from":"+15005550006"},
            "sms2":{"kind":"msg91","key":"file:\(secrets)","callback_secret":"file:\(secrets)"},
            "sms3":{"kind":"textlocal","key":"file:\(secrets)","callback_secret":"file:\(secrets)"},
            "wa":{"kind":"whatsapp","phone_number_id":"1","token":"file:\(secrets)","template":"t",
                  "callback_secret":"file:\(secrets)","verify_token":"file:\(secrets)"}},
            "recipients":[{"id":"r","addresses":{"sms":"+919800000000","sms2":"+919800000000","sms3":"+919800000000",
                           "wa":"+919800000000"}}]}
            """
        return try GatewayConfiguration(json: Data(text.utf8), path: "g.json")
    }

    private func desk() throws -> CallbackDesk {
        let settings = try configuration()
        return CallbackDesk(
            providers: settings.channels.compactMapValues(\.provider), publicURL: "https://gw.example",
            acknowledgeSecret: settings.callbacks?.acknowledgeSecret, inbox: inbox, metrics: metrics, clock: clock)
    }

    private func gateway(_ transport: ScriptedTransport) throws -> Gateway {
        let factory = InMemoryLogFactory(cluster: cluster)
        let gateway = Gateway(
            log: try factory.makeLog(stage: "gateway", slot: 0),
            reader: try factory.makeReader(stage: "gateway", slot: 0), transport: transport,
            plan: try configuration().plan, zoneOffsetMinutes: 330, topics: topics, clock: clock,
            surroundings: .init(inbox: inbox, metrics: metrics), tell: { _ in })
        try gateway.start()
        return gateway
    }

    /// A gateway that has sent the command "a" over `channel`, whose provider calls it `id`.
    private func sent(_ channel: String, id: String?) throws -> Gateway {
        let gateway = try gateway(ScriptedTransport([.accepted(detail: nil, providerID: id)]))
        let now = clock.now()
        let command = AlertCommand(
            id: "a", dedupKey: "key-a", groupKey: "g", action: .trigger, severity: .error, summary: "s", reasons: [],
            sourceRefs: [], caseIDs: [], jurisdiction: Jurisdiction(), cell: nil, terminals: [], notBefore: now,
            expiresAt: now.advanced(byMilliseconds: 600_000), channels: [channel], templateID: nil,
            escalationPolicy: nil, policyID: "p", policyVersion: "1", count: 1, runID: nil)
        var writer = ByteWriter()
        WireEncoder.encode(.alertCommand(command), into: &writer)
        cluster.produce(topics.commands, key: "key-a", value: writer.bytes, timestamp: now)
        for _ in 0..<10 { try gateway.turn(waitMilliseconds: 0) }
        return gateway
    }

    private func statuses() throws -> [String] {
        let decoder = WireDecoder()
        return try cluster.records(of: topics.receipts).compactMap { record in
            let value = record.value ?? []
            guard case .alertReceipt(let receipt) = try decoder.decode(.alertReceipt, key: nil, value.span.bytes) else {
                return nil
            }
            #expect(record.keyText == "key-a" && receipt.commandID == "a")
            return receipt.status.rawValue
        }
    }

    private final class Box: Sendable {
        private let found = Mutex<HTTPAnswer?>(nil)
        var answer: HTTPAnswer? {
            get { found.withLock { $0 } }
            set { found.withLock { $0 = newValue } }
        }
    }

    /// The answer to a call, while the gateway turns.
    private func answer(_ call: HTTPCall, _ gateway: Gateway) async throws -> HTTPAnswer {
        let desk = try desk()
        let box = Box()
        Task { box.answer = await desk.answer(call) }
        while true {
            if let answer = box.answer { return answer }
            try gateway.turn(waitMilliseconds: 0)
            await Task.yield()
        }
    }

    private func twilio(_ status: String, id: String = "SM1", signature: String? = nil) -> HTTPCall {
        let fields = [("MessageSid", id), ("MessageStatus", status), ("To", "+919800000000")]
        let url = "https://gw.example/callbacks/sms?ref=x"
        let right = CallbackSignature.twilio(url: url, fields: fields, token: Secret("token-1"))
        return HTTPCall(
            method: "POST", path: "/callbacks/sms", query: "ref=x",
            headers: ["x-twilio-signature": signature ?? right], body: Array(ByteText.form(fields).utf8))
    }

    @Test func twiliosReportsBecomeReceipts() async throws {
        let gateway = try sent("sms", id: "SM1")
        #expect(try await answer(twilio("sent"), gateway).status == 200)
        #expect(try statuses() == ["sent"])
        #expect(try await answer(twilio("delivered"), gateway).status == 200)
        // Written down when the answer is there.
        #expect(try statuses() == ["sent", "delivered"])
        #expect(try await answer(twilio("delivered", id: "SM2"), gateway).status == 200)
        #expect(try await answer(twilio("failed", signature: "AAAA"), gateway).status == 403)
        var unsigned = twilio("failed")
        unsigned.headers = [:]
        #expect(try await answer(unsigned, gateway).status == 401)
        #expect(try statuses() == ["sent", "delivered"])
        let text = metrics.registry.exposition()
        for (result, count) in [("known", 1), ("unknown", 1), ("refused", 2)] {
            #expect(text.contains("prahari_gateway_callbacks_total{channel=\"sms\",result=\"\(result)\"} \(count)\n"))
        }
        #expect(text.contains("prahari_gateway_receipts_total{channel=\"sms\",status=\"delivered\"} 1\n"))
        #expect(text.contains("prahari_gateway_receipt_seconds_count{channel=\"sms\",status=\"sent\"} 1\n"))
    }

    @Test func aReportAfterARestartStillFindsItsCommand() async throws {
        let first = try sent("sms", id: "SM1")
        try first.stop()
        let heir = try gateway(ScriptedTransport())
        for _ in 0..<10 { try heir.turn(waitMilliseconds: 0) }
        #expect(heir.partitions.count == 1)
        #expect(try await answer(twilio("undelivered"), heir).status == 200)
        #expect(try statuses() == ["sent", "failed"])
    }

    @Test func msg91ReportsInAFormAndAsJSON() async throws {
        let gateway = try sent("sms2", id: "346")
        let list = #"[{"requestId":"346","report":[{"number":"919800000000","status":"1","desc":"DELIVERED"}]}]"#
        func call(_ body: String, token: String = "token-1") -> HTTPCall {
            HTTPCall(
                method: "POST", path: "/callbacks/sms2", query: "token=\(token)", body: Array(body.utf8))
        }
        #expect(try await answer(call(ByteText.form([("data", list)]), token: "wrong"), gateway).status == 403)
        #expect(try await answer(call("nonsense"), gateway).status == 400)
        #expect(try await answer(call(ByteText.form([("data", list)])), gateway).status == 200)
        #expect(try statuses() == ["sent", "delivered"])
        let single = #"{"requestId":"346","status":"2","desc":"FAILED","number":"919800000000"}"#
        #expect(try await answer(call(single), gateway).status == 200)
        #expect(try statuses() == ["sent", "delivered"])
    }

    @Test func textLocalReportsByOurReference() async throws {
        let gateway = try sent("sms3", id: nil)
        let reference = Message.fingerprint(command: "a", recipient: "r")
        let call = HTTPCall(
            method: "POST", path: "/callbacks/sms3", headers: ["x-callback-token": "token-1"],
            body: Array(ByteText.form([("number", "9"), ("status", "U"), ("customID", reference)]).utf8))
        #expect(try await answer(call, gateway).status == 200)
        #expect(try statuses() == ["sent", "failed"])
    }

    @Test func whatsAppVerifiesTheAddressAndSignsItsReports() async throws {
        let gateway = try sent("wa", id: "wamid.1")
        func verification(_ token: String) -> HTTPCall {
            HTTPCall(
                path: "/callbacks/wa",
                query: ByteText.form([
                    ("hub.mode", "subscribe"), ("hub.verify_token", token), ("hub.challenge", "1158201444"),
                ]))
        }
        #expect(try await answer(verification("token-1"), gateway) == HTTPAnswer(200, body: "1158201444"))
        #expect(try await answer(verification("other"), gateway).status == 403)
        let body = Array(
            #"{"object":"x","entry":[{"changes":[{"value":{"statuses":[{"id":"wamid.1","status":"sent"},{"id":"wamid.1","status":"delivered"}]}}]}]}"#
                .utf8)
        let signature = CallbackSignature.hub(body: body, secret: Secret("token-1"))
        var call = HTTPCall(
            method: "POST", path: "/callbacks/wa", headers: ["x-hub-signature-256": signature], body: body)
        #expect(try await answer(call, gateway).status == 200)
        #expect(try statuses() == ["sent", "delivered"])
        call.body += [0x20]
        #expect(try await answer(call, gateway).status == 403)
    }

    @Test func signedAcknowledgementsBecomeReceipts() async throws {
        let gateway = try sent("sms", id: "SM1")
        func call(_ command: String, signature: String? = nil) -> HTTPCall {
            let body = #"{"command_id":"\#(command)","recipient":"r","by":"si.rao"}"#
            let seconds = clock.now().milliseconds / 1_000
            let right = WebhookForm.signature(secret: Secret("token-1"), seconds: seconds, body: body)
            return HTTPCall(
                method: "POST", path: "/acknowledge",
                headers: ["prahari-timestamp": "\(seconds)", "prahari-signature": signature ?? right],
                body: Array(body.utf8))
        }
        #expect(try await answer(call("a", signature: "v1=00"), gateway).status == 403)
        #expect(try await answer(call("b"), gateway).status == 404)
        #expect(try await answer(call("a"), gateway).status == 200)
        #expect(try await answer(call("a"), gateway).status == 200)
        #expect(try statuses() == ["sent", "acknowledged"])
        #expect(try await answer(HTTPCall(method: "POST", path: "/callbacks/none"), gateway).status == 404)
    }

    @Test func whoIsNotReadySaysComeAgain() async throws {
        #expect(await (try desk()).answer(twilio("delivered")).status == 503)
        let gateway = try sent("sms", id: "SM1")
        try gateway.stop()
        inbox.close()
        #expect(await (try desk()).answer(twilio("delivered")).status == 503)
    }

    @Test func healthIsTheLoopsAndTheGroups() {
        let health = GatewayHealth(stallMilliseconds: 5_000, clock: clock)
        #expect(health.health().isLive && !health.health().isReady)
        health.ready()
        #expect(health.health().isReady)
        clock.advance(milliseconds: 6_000)
        #expect(!health.health().isLive)
        health.turned()
        #expect(health.health().isReady)
    }
}

@Suite struct ProviderAnswerTests {
    private func outcome(_ answer: ProviderAnswer, _ body: String, status: Int = 200) -> Outcome {
        answer.outcome(status: status, retryAfter: nil, words: "w", body: Array(body.utf8))
    }

    @Test func idsAreReadAndANoWithStatus200IsANo() {
        func yes(_ id: String?) -> Outcome { .accepted(detail: "HTTP 200", providerID: id) }
        #expect(outcome(.twilio, #"{"sid":"SM1","status":"queued"}"#) == yes("SM1"))
        #expect(outcome(.msg91, #"{"message":"346","type":"success"}"#) == yes("346"))
        #expect(outcome(.textLocal, #"{"messages":[{"id":1151346216}],"status":"success"}"#) == yes("1151346216"))
        #expect(outcome(.whatsApp, #"{"messages":[{"id":"wamid.1"}]}"#) == yes("wamid.1"))
        #expect(outcome(.plain, "thanks") == yes(nil))
        #expect(
            outcome(.textLocal, #"{"errors":[{"code":204,"message":"Invalid message content"}],"status":"failure"}"#)
                == .refused(detail: "TextLocal 204: Invalid message content"))
        #expect(
            outcome(.msg91, #"{"message":"template id missing","type":"error"}"#)
                == .refused(detail: "MSG91: template id missing"))
        #expect(outcome(.twilio, "", status: 400) == .refused(detail: "HTTP 400: w"))
    }
}
