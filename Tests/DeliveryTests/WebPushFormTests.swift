import Delivery
import Records
import Testing

@Suite struct WebPushFormTests {
    private let point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    private let auth = "BTBZMqHH6r4Tts7J_aSIgg"

    @Test func headersOfThePushService() throws {
        let subscription = try PushSubscription(
            endpoint: "https://push.example.net/push/abc", p256dh: point, auth: auth)
        let request = WebPushForm.request(message, to: subscription, body: [1, 2], authorization: "vapid t=x, k=y")
        #expect(request.method == "POST" && request.url == "https://push.example.net/push/abc")
        #expect(request.body == [1, 2])
        #expect(
            request.headers == [
                "Content-Type: application/octet-stream", "Content-Encoding: aes128gcm", "TTL: 3600", "Urgency: high",
                "Topic: d0f631ca1ddba8db3bcfcb9e057cdc98", "Authorization: vapid t=x, k=y",
            ])
        var quiet = message
        quiet.command = command(severity: .info)
        quiet.now = quiet.command.expiresAt
        let later = WebPushForm.request(quiet, to: subscription, body: [], authorization: "")
        #expect(later.headers.contains("TTL: 0") && later.headers.contains("Urgency: low"))
    }

    @Test func theTextSaysWhatAServiceWorkerNeeds() throws {
        #expect(
            String(decoding: try WebPushForm.text(message), as: UTF8.self) == """
                {"title":"[CRITICAL] ₹49,000 is about to be drawn near Jayanagar","body":"₹49,000 is about to be drawn near Jayanagar","tag":"d0f631ca1ddba8db3bcfcb9e057cdc98","command_id":"c1","dedup_key":"c1","action":"trigger","severity":"critical"}
                """)
    }

    @Test func aLongTextGivesWayAndLongIdsAreRefused() throws {
        var long = message
        long.command.summary = String(repeating: "👩‍👩‍👧‍👦", count: 500)
        #expect(try WebPushForm.text(long).count <= WebPushForm.textMax)
        #expect(String(decoding: try WebPushForm.text(long), as: UTF8.self).contains("👩‍👩‍👧‍👦"))
        long.command.dedupKey = String(repeating: "k", count: 4_000)
        #expect(throws: FormFault.self) { try WebPushForm.text(long) }
    }

    @Test func subscriptionsAreChecked() throws {
        let good = try PushSubscription(endpoint: "https://Push.Example.net:443/x?y", p256dh: point, auth: auth + "==")
        #expect(good.origin == "https://push.example.net")
        #expect(try PushSubscription(address: good.address) == good)
        #expect(
            try PushSubscription(endpoint: "https://push.example.net:8443/x", p256dh: point, auth: auth).origin
                == "https://push.example.net:8443")
        func fault(_ endpoint: String, _ point: String, _ auth: String) -> String {
            do throws(FormFault) {
                _ = try PushSubscription(endpoint: endpoint, p256dh: point, auth: auth)
                return "none"
            } catch { return error.description }
        }
        for url in [
            "", "push.example.net", "http://push.example.net/x", "https:///x", "https://a b/x", "https://u@h/x",
        ] {
            #expect(fault(url, point, auth).hasPrefix("endpoint: "), "\(url)")
        }
        #expect(fault("http://127.0.0.1:8080/x", point, auth) == "none")
        #expect(fault("https://h/x", auth, auth).hasPrefix("p256dh: "))
        #expect(fault("https://h/x", point, point).hasPrefix("auth: "))
        #expect(fault("https://h/x", point, "not base64!").hasPrefix("auth: "))
        #expect(throws: FormFault.self) { try PushSubscription(address: "https://h/x") }
    }

    @Test func base64URL() {
        for (bytes, text) in [
            ([UInt8](), ""), ([0], "AA"), ([0xFB, 0xFF], "-_8"), ([0xFB, 0xFF, 0xBF], "-_-_"),
            ([1, 2, 3, 4], "AQIDBA"),
        ] {
            #expect(ByteText.base64URL(bytes) == text)
            #expect(ByteText.base64URLDecoded(text) == bytes)
        }
        #expect(ByteText.base64URLDecoded("-_8=") == [0xFB, 0xFF])
        for text in ["A", "AAAAA", "AB", "+/8", "-_8==", "=", "A A"] {
            #expect(ByteText.base64URLDecoded(text) == nil, "\(text)")
        }
    }

    @Test func whatAPushServiceSays() {
        func outcome(_ status: Int, _ after: Int64? = nil) -> Outcome {
            .webPush(status: status, retryAfter: after, detail: "")
        }
        #expect(outcome(201) == .accepted(detail: nil))
        for status in [404, 410] {
            guard case .refused(let why) = outcome(status) else { return #expect(Bool(false), "\(status)") }
            #expect(why == "HTTP \(status): the subscription is gone; the browser must subscribe again")
        }
        for status in [400, 401, 403, 413] {
            guard case .refused = outcome(status) else { return #expect(Bool(false), "\(status)") }
        }
        #expect(
            outcome(429, 7)
                == .retry(afterMilliseconds: 7_000, isUnconfirmed: false, blames: false, detail: "HTTP 429"))
        #expect(
            outcome(503) == .retry(afterMilliseconds: nil, isUnconfirmed: true, blames: true, detail: "HTTP 503"))
    }
}
