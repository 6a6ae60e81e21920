import Delivery
import Foundation
import GatewayHost
import Records
import Runtime
import StateSealing
import TestKit
import Testing
import Wire

/// Gives every attempt the next of its outcomes; nil leaves it on its way.
final class ScriptedTransport: Transport {
    var script: [Outcome?]
    var made: [(attempt: Attempt, message: Message)] = []
    private var ended: [(Attempt, Outcome)] = []
    private var open: [Attempt] = []
    var inFlight: Int { ended.count + open.count }

    init(_ script: [Outcome?] = []) { self.script = script }

    func start(_ attempt: Attempt, _ message: Message) {
        made.append((attempt, message))
        let outcome = script.isEmpty ? .accepted(detail: nil) : script.removeFirst()
        if let outcome { ended.append((attempt, outcome)) } else { open.append(attempt) }
    }
    func poll(timeoutMilliseconds: Int) -> [(Attempt, Outcome)] {
        defer { ended.removeAll() }
        return ended
    }
    func cancel(_ attempt: Attempt) { open.removeAll { $0 == attempt } }
}

@Suite struct GatewayTests {
    private let clock = VirtualClock()
    private let cluster: InMemoryCluster
    private let topics = Gateway.Topics(prefix: "")

    init() {
        cluster = InMemoryCluster(clock: clock)
        for topic in [topics.commands, topics.receipts, topics.changelog, topics.deadLetters] {
            cluster.createTopic(topic, partitions: 2)
        }
    }

    private func gateway(_ transport: ScriptedTransport, _ key: SealKey? = nil) throws -> Gateway {
        let factory = InMemoryLogFactory(cluster: cluster)
        let channel = ChannelPolicy(
            name: "sms", backoff: Backoff(baseMilliseconds: 10, limitMilliseconds: 10), concurrency: 100)
        let gateway = Gateway(
            log: try factory.makeLog(stage: "gateway", slot: 0),
            reader: try factory.makeReader(stage: "gateway", slot: 0), transport: transport,
            plan: DeliveryPlan(channels: [channel], recipients: [Recipient(id: "r", addresses: ["sms": "1"])]),
            zoneOffsetMinutes: 330, topics: topics, clock: clock,
            seal: key?.seal(for: "gateway"), tell: { _ in })
        try gateway.start()
        return gateway
    }

    private func produce(_ id: String) {
        let now = clock.now()
        let command = AlertCommand(
            id: id, dedupKey: "key-\(id)", groupKey: "g", action: .trigger, severity: .error, summary: "s",
            reasons: [], sourceRefs: [], caseIDs: [], jurisdiction: Jurisdiction(), cell: nil, terminals: [],
            notBefore: now, expiresAt: now.advanced(byMilliseconds: 600_000), channels: ["sms"], templateID: nil,
            escalationPolicy: nil, policyID: "p", policyVersion: "1", count: 1, runID: nil)
        var writer = ByteWriter()
        WireEncoder.encode(.alertCommand(command), into: &writer)
        cluster.produce(topics.commands, key: "key-\(id)", value: writer.bytes, timestamp: now)
    }

    private func turns(_ gateway: Gateway, _ count: Int = 30) throws {
        for _ in 0..<count {
            try gateway.turn(waitMilliseconds: 0)
            clock.advance(milliseconds: 10)
        }
    }

    private func receipts() throws -> [AlertReceipt] {
        let decoder = WireDecoder()
        return try cluster.records(of: topics.receipts).compactMap { record in
            let value = record.value ?? []
            guard case .alertReceipt(let receipt) = try decoder.decode(.alertReceipt, key: nil, value.span.bytes) else {
                return nil
            }
            #expect(record.keyText == receipt.dedupKey)
            return receipt
        }
    }

    private static func key(_ text: String) throws -> SealKey {
        let path = NSTemporaryDirectory() + "prahari-gateway-\(UUID().uuidString).key"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(String(repeating: text, count: 16).utf8).write(to: URL(fileURLWithPath: path))
        return try SealKey(file: path)
    }

    @Test(arguments: [true, false]) func anAccountInACommandIsReadableInTheChangelogOnlyInClear(sealed: Bool) throws {
        let key = sealed ? try Self.key("a1b2") : nil
        let first = try gateway(ScriptedTransport([.accepted(detail: nil), nil]), key)
        produce("account-38291047562")
        try turns(first)
        produce("account-38291047563")
        try turns(first)
        let records = cluster.records(of: topics.changelog)
        #expect(
            records.contains { $0.keyText.contains("3829104756") || $0.valueText.contains("3829104756") } == !sealed)
        try first.stop()
        // Taken over by another with the same key: nothing is lost, nothing made twice.
        let second = ScriptedTransport()
        let heir = try gateway(second, key)
        try turns(heir)
        #expect(second.made.map(\.attempt.command) == ["account-38291047563"])
        #expect(try receipts().map(\.commandID).sorted() == ["account-38291047562", "account-38291047563"])
        try heir.stop()
        // And not by one with another key, or none.
        for other in [try Self.key("c3d4"), sealed ? nil : try Self.key("a1b2")] {
            let refused = try gateway(ScriptedTransport(), other)
            let fault = #expect(throws: LogFault.self) { try turns(refused) }
            try? refused.stop()
            #expect(fault?.nativeName == "OTHER_KEY" && fault?.message.contains("state.encryption.key.file") == true)
        }
    }

    @Test func commandsBecomeReceiptsUnderTheirKey() throws {
        let transport = ScriptedTransport([
            .retry(afterMilliseconds: nil, isUnconfirmed: true, blames: true, detail: "x")
        ])
        let gateway = try gateway(transport)
        for id in ["a", "b", "c"] { produce(id) }
        try turns(gateway)
        #expect(try receipts().map(\.commandID).sorted() == ["a", "b", "c"])
        #expect(transport.made.count == 4 && gateway.openCount == 0)
        try gateway.stop()
    }

    @Test func anAttemptIsOnRecordBeforeItIsMadeAndMadeAgainAfterAKill() throws {
        let first = ScriptedTransport([.accepted(detail: nil), nil])
        let killed = try gateway(first)
        produce("a")
        try turns(killed)
        produce("b")
        try turns(killed)
        #expect(first.made.map(\.attempt.command) == ["a", "b"] && cluster.compacted(topics.changelog).count == 2)
        // No stop, no close: the next one of the same name takes over from the records.
        let second = ScriptedTransport()
        let heir = try gateway(second)
        try turns(heir)
        #expect(second.made.map(\.attempt.command) == ["b"] && second.made.map(\.attempt.number) == [2])
        #expect(try receipts().map(\.commandID) == ["a", "b"])
        // Should the first one still be alive somewhere, it sends nothing more.
        _ = try? turns(killed)
        #expect(first.made.count == 2)
    }

    @Test func whatIsNoCommandIsADeadLetterAndHoldsNothingUp() throws {
        let gateway = try gateway(ScriptedTransport())
        cluster.produce(topics.commands, key: "k", value: Array("{}".utf8), timestamp: clock.now())
        produce("a")
        try turns(gateway)
        let letters = cluster.records(of: topics.deadLetters)
        #expect(letters.count == 1 && letters[0].valueText == "{}" && letters[0].header("prahari-stage") == "gateway")
        #expect(try receipts().count == 1)
    }

    @Test func finishedCommandsLeaveTheRecordsWhenTheyExpire() throws {
        let gateway = try gateway(ScriptedTransport())
        produce("a")
        try turns(gateway)
        #expect(cluster.compacted(topics.changelog).count == 1)
        clock.advance(milliseconds: 600_000)
        try turns(gateway)
        #expect(cluster.compacted(topics.changelog).isEmpty)
    }
}
