import Delivery
import Foundation
import Records
import Synchronization
import Testing

@testable import GatewayDrill
@testable import GatewayHost

@Suite struct TransportTests {
    private func message(_ attempt: Attempt, address: String) -> Message {
        let now = EventTime(milliseconds: 1_772_340_362_000)
        let command = AlertCommand(
            id: attempt.command, dedupKey: "k", groupKey: "k", action: .trigger, severity: .error, summary: "s",
            reasons: [], sourceRefs: [], caseIDs: [], jurisdiction: Jurisdiction(), cell: nil, terminals: [],
            notBefore: now, expiresAt: now.advanced(byMilliseconds: 600_000), channels: [], templateID: nil,
            escalationPolicy: nil, policyID: "p", policyVersion: "1", count: 1, runID: nil)
        return Message(
            command: command, commandJSON: Array("{}".utf8), recipient: "r", address: address, attempt: attempt.number,
            now: now)
    }

    /// libcurl waits for the answer to a mail's last line and does nothing else: on a thread of its own nobody minds.
    @Test func aMailRelayThatSaysNothingHoldsNothingElseUp() throws {
        let hasMail = DispatchSemaphore(value: 0)
        let relay = try LoopbackServer { connection in
            connection.write("220 relay\r\n")
            while let line = connection.read(until: "\r\n") {
                connection.write(line.hasPrefix("DATA") ? "354 go on\r\n" : "250 ok\r\n")
                guard line.hasPrefix("DATA") else { continue }
                _ = connection.read(until: "\r\n.\r\n")
                hasMail.signal()
                return connection.hang()
            }
        }
        let hook = try LoopbackServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            connection.hang()
        }
        defer { for server in [relay, hook] { server.stop() } }
        let transport = try ProviderTransport(
            GatewayConfiguration(
                json: Data(
                    """
                    {"channels":{"hook":{"kind":"webhook"},"email":{"kind":"email","tls":"none","from":"a@b.example",
                    "url":"smtp://127.0.0.1:\(relay.port)","timeout_ms":60000}},
                    "recipients":[{"id":"r","addresses":{"hook":"http://127.0.0.1:\(hook.port)/"}}]}
                    """.utf8), path: "g.json"))
        let mail = Attempt(command: "a", index: 0, recipient: "r", channel: "email", number: 1)
        transport.start(mail, message(mail, address: "c@d.example"))
        #expect(hasMail.wait(timeout: .now() + .seconds(10)) == .success)
        let call = Attempt(command: "b", index: 0, recipient: "r", channel: "hook", number: 1)
        transport.start(call, message(call, address: "http://127.0.0.1:\(hook.port)/"))
        let ended = transport.poll(timeoutMilliseconds: 10_000)
        #expect(ended.map(\.0) == [call] && ended.map(\.1) == [.accepted(detail: "HTTP 200")])
        #expect(transport.inFlight == 1)
        // What is given up gives nothing any more, and its thread takes the next mail or ends.
        transport.cancel(mail)
        #expect(transport.inFlight == 0 && transport.poll(timeoutMilliseconds: 0).isEmpty)
    }

    /// The answer that did not come in time would be read as the answer to the next mail's first line.
    @Test func aConnectionWithAnAnswerOwedTakesNoOtherMail() throws {
        let connections = Mutex(0)
        let relay = try LoopbackServer { connection in
            let isFirst = connections.withLock { count in
                count += 1
                return count == 1
            }
            connection.write("220 relay\r\n")
            while let line = connection.read(until: "\r\n") {
                connection.write(line.hasPrefix("DATA") ? "354 go on\r\n" : "250 ok\r\n")
                guard line.hasPrefix("DATA") else { continue }
                _ = connection.read(until: "\r\n.\r\n")
                if isFirst { return connection.hang() }
                connection.write("250 taken\r\n")
            }
        }
        defer { relay.stop() }
        let transport = try ProviderTransport(
            GatewayConfiguration(
                json: Data(
                    """
                    {"channels":{"email":{"kind":"email","tls":"none","from":"a@b.example",
                    "url":"smtp://127.0.0.1:\(relay.port)","timeout_ms":300}},
                    "recipients":[{"id":"r","addresses":{"email":"c@d.example"}}]}
                    """.utf8), path: "g.json"))
        var outcomes: [Outcome] = []
        for number in 1...2 {
            let mail = Attempt(command: "a", index: 0, recipient: "r", channel: "email", number: number)
            transport.start(mail, message(mail, address: "c@d.example"))
            while transport.inFlight > 0 { outcomes += transport.poll(timeoutMilliseconds: 10_000).map(\.1) }
        }
        #expect(outcomes.count == 2 && outcomes.first?.isUnconfirmed == true)
        #expect(outcomes.last == .accepted(detail: "SMTP 250"))
        #expect(connections.withLock { $0 } == 2)
    }

    @Test func whatCannotBeAskedIsRefusedAtOnce() throws {
        let transport = try ProviderTransport(
            GatewayConfiguration(
                json: Data(
                    #"{"channels":{"hook":{"kind":"webhook"}},"recipients":[{"id":"r","addresses":{"hook":"x"}}]}"#
                        .utf8), path: "g.json"))
        let call = Attempt(command: "b", index: 0, recipient: "r", channel: "hook", number: 1)
        transport.start(call, message(call, address: "gopher://127.0.0.1/"))
        let ended = transport.poll(timeoutMilliseconds: 10_000)
        #expect(ended.map(\.0) == [call])
        guard case .refused = ended.first?.1 else { return #expect(Bool(false), "\(ended)") }
    }
}
