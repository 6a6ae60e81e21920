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
