import Foundation
import GatewayHost
import Testing

@Suite struct GatewayConfigurationTests {
    private func load(_ channels: String, _ recipients: String, more: String = "") throws(GatewayFault) {
        let text = #"{"channels":{\#(channels)},"recipients":[\#(recipients)]\#(more)}"#
        _ = try GatewayConfiguration(json: Data(text.utf8), path: "g.json")
    }

    private func fault(_ channels: String, _ recipients: String, more: String = "") -> String {
        do throws(GatewayFault) {
            try load(channels, recipients, more: more)
            return "none"
        } catch {
            return error.description
        }
    }

    private let console = #""out":{"kind":"console"}"#
    private let officer = #"{"id":"o","addresses":{"out":"x"}}"#

    @Test func mistakesAreNamedWithWhatWouldBeRight() {
        #expect(fault(console, officer) == "none")
        #expect(fault(console, officer, more: #","seeed":1"#).hasPrefix("g.json.seeed: unknown key; known here: "))
        #expect(fault(#""out":{"kind":"fax"}"#, officer).contains("'fax': expected one of webhook, email"))
        #expect(
            fault(#""out":{"kind":"console","timeout_ms":1}"#, officer)
                == "g.json.channels.out.timeout_ms = 1: expected a whole number in 100...600000")
        #expect(
            fault(#""out":{"kind":"webhook","secret":"hunter2"}"#, officer).contains("expected file:/path or env:NAME"))
        #expect(!fault(#""out":{"kind":"webhook","secret":"hunter2"}"#, officer).contains("hunter2"))
        #expect(fault(console, #"{"id":"o","addresses":{"in":"x"}}"#).contains("unknown channel 'in'"))
        #expect(fault(console, officer + "," + officer).contains("the id 'o' stands there twice"))
        #expect(
            fault(console, #"{"id":"o","addresses":{"out":"x"},"quiet_hours":{"from":"25:00","to":"06:00"}}"#)
                .contains("expected a time of the day like 22:30"))
        let hook = #""hook":{"kind":"webhook"}"#
        let two = ["a", "b"].map { #"{"id":"\#($0)","addresses":{"hook":"http://x/y"}}"# }.joined(separator: ",")
        #expect(fault(hook, two).contains("have the same URL on hook"))
    }

    @Test func mistakesInDigestsSummariesAndCallBacksAreNamed() {
        func officer(_ more: String) -> String { #"{"id":"o","addresses":{"out":"x"},\#(more)}"# }
        #expect(
            fault(
                console,
                officer(
                    #""roles":["station_officer"],"digest":{"times":["09:00","18:00"],"below":"warning"},"#
                        + #""daily_summary":{"time":"07:00","channel":"out"}"#)) == "none")
        #expect(fault(console, officer(#""digest":{"times":[]}"#)).contains("digest.times: name at least one"))
        #expect(
            fault(console, officer(#""digest":{"times":["9"]}"#)).contains("times = '9': expected a time of the day"))
        #expect(
            fault(console, officer(#""daily_summary":{"time":"07:00"}"#)).contains("no address for 'email'"))
        #expect(
            fault(console, officer(#""roles":[]"#), more: #","callbacks":{"public_url":"gw.example"}"#)
                == "g.json.callbacks.public_url = 'gw.example': expected an address like https://alerts.example.org")
        #expect(
            fault(
                console, officer(#""roles":[]"#),
                more: #","callbacks":{"public_url":"http://x","acknowledge_secret":"s"}"#
            )
            .contains("callbacks.acknowledge_secret: a secret is not written here"))
    }

    @Test func missingSecretsAreFoundAtTheStart() throws {
        let text =
            #"{"channels":{"h":{"kind":"webhook","secret":"file:/nowhere"}},"recipients":[{"id":"o","addresses":{"h":"http://x"}}]}"#
        let configuration = try GatewayConfiguration(json: Data(text.utf8), path: "g.json")
        #expect(
            throws: GatewayFault("channel h: g.json.channels.h.secret: the file /nowhere cannot be read or is empty")
        ) {
            try configuration.checkSecrets()
        }
    }
}

@Suite struct WebPushConfigurationTests {
    private let point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    private let channel = #""kind":"webpush","vapid_key":"env:NO_SUCH_KEY","subject":"mailto:a@b.example""#

    private func fault(_ channel: String, _ address: String) -> String {
        let text = #"{"channels":{"push":{\#(channel)}},"recipients":[{"id":"o","addresses":{"push":\#(address)}}]}"#
        do throws(GatewayFault) {
            _ = try GatewayConfiguration(json: Data(text.utf8), path: "g.json")
            return "none"
        } catch {
            return error.description
        }
    }

    private func subscription(_ point: String, _ more: String = "") -> String {
        #"{"endpoint":"https://push.example.net/x"\#(more),"keys":{"p256dh":"\#(point)","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}"#
    }

    @Test func theBrowsersOwnTextIsTheAddress() {
        #expect(fault(channel, subscription(point)) == "none")
        #expect(fault(channel, subscription(point, #","expirationTime":null"#)) == "none")
        #expect(fault(channel, subscription(point, #","colour":1"#)).contains("addresses.push.colour: unknown key"))
        #expect(fault(channel, #""token""#).contains("addresses.push: expected the browser's subscription"))
        #expect(fault(channel, #"{"endpoint":"https://h/x"}"#).contains("addresses.push.keys is missing"))
        #expect(fault(channel, subscription("AAAA")).contains("addresses.push: p256dh: expected 65 bytes"))
        #expect(
            fault(channel, subscription(String(point.dropLast()) + "8")).contains(
                "p256dh: these 65 bytes are no point on P-256"))
        #expect(
            fault(channel, subscription(point).replacingOccurrences(of: "https", with: "ftp")).contains("endpoint: "))
    }

    @Test func keyAndContactAreNeeded() throws {
        #expect(
            fault(#""kind":"webpush","subject":"mailto:a@b.c""#, subscription(point)).contains("vapid_key is missing"))
        #expect(
            fault(#""kind":"webpush","vapid_key":"yfWP","subject":"mailto:a@b.c""#, subscription(point))
                .contains("expected file:/path or env:NAME"))
        #expect(
            fault(#""kind":"webpush","vapid_key":"env:K","subject":"ops""#, subscription(point))
                .contains("push.subject = 'ops': expected mailto:"))
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "not a key".write(toFile: path, atomically: true, encoding: .utf8)
        let text =
            #"{"channels":{"push":{"kind":"webpush","vapid_key":"file:\#(path)","subject":"mailto:a@b.c"}},"#
            + #""recipients":[{"id":"o","addresses":{"push":\#(subscription(point))}}]}"#
        let configuration = try GatewayConfiguration(json: Data(text.utf8), path: "g.json")
        #expect(throws: GatewayFault.self) { try configuration.checkSecrets() }
        try "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw\n".write(toFile: path, atomically: true, encoding: .utf8)
        try configuration.checkSecrets()
    }
}
