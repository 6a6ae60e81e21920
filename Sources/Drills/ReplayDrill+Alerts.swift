import Composition
import Foundation
import RdKafka
import Records
import Runtime

extension ReplayDrill {
    /// The policies of the drill: the built-in one for high scores without its wait, its chain (which goes by the wall
    /// clock, so that two runs would differ) and its budget, which the past would have used up; and not the other about
    /// bookings.
    static func policies(deliveringReplays: Bool) -> [(key: String, json: String)] {
        let high =
            #"{"id":"transaction-high-score","version":"drill","record":"scored_transaction","min_score":0.85,"#
            + #""min_amount":"5000.00","severity":[{"min_score":0.85,"severity":"warning"},"#
            + #"{"min_score":0.92,"severity":"error"}],"group_key":"account/{account}","dedup_key":"{policy}/{account}","#
            + #""channels":["file"],"roles":["bank_fraud_desk"],"expires_after_minutes":720,"dedup_window_minutes":60,"#
            + #""deliver_replays":\#(deliveringReplays)}"#
        let through =
            #"{"id":"transaction-pass-through","version":"drill","enabled":false,"record":"scored_transaction","#
            + #""severity":[{"min_score":0,"severity":"warning"}],"group_key":"account/{account}","#
            + #""dedup_key":"{policy}/{account}","channels":["file"],"expires_after_minutes":720,"#
            + #""dedup_window_minutes":60}"#
        return [("transaction-high-score", high), ("transaction-pass-through", through)]
    }

    func putPolicies(on cluster: Cluster) throws {
        let producer = try BulkProducer(cluster)
        for (key, json) in Self.policies(deliveringReplays: false) {
            try producer.send(
                .document(ReferenceDocument(key: key, json: json)), to: .refPolicies,
                timestamp: EventTime(milliseconds: 1_000))
        }
        try producer.finish()
    }

    // MARK: The gateway

    private func deliveredPath(asked: Bool) -> String { "\(folder)/delivered\(asked ? "-asked" : "").jsonl" }

    /// Nil where `prahari-gateway` is not built.
    /// - Parameter asked: it delivers the commands of replays too.
    func startGateway(_ cluster: Cluster, asked: Bool = false) throws -> ChildProcess? {
        let program = ChildProcess.executable.deletingLastPathComponent().appendingPathComponent("prahari-gateway")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            tell("no prahari-gateway beside this program: commands are counted, not delivered")
            return nil
        }
        let file = "\(folder)/gateway\(asked ? "-asked" : "").json"
        let json =
            #"{"channels":{"file":{"kind":"file","path":"\#(deliveredPath(asked: asked))","rate_per_minute":60000,"#
            + #""burst":50}},"recipients":[{"id":"all","addresses":{"file":"all"}}],"deliver_replays":\#(asked)}"#
        try json.write(toFile: file, atomically: true, encoding: .utf8)
        return try ChildProcess(
            ["run", file] + settings(cluster, instance: "gateway"), name: asked ? "gateway-asked" : "gateway",
            folder: folder, program: program)
    }

    /// Lines that the gateway has written so far.
    func deliveredLines() -> Int {
        let data = FileManager.default.contents(atPath: deliveredPath(asked: false)) ?? Data()
        return data.count { $0 == UInt8(ascii: "\n") }
    }

    /// What was published, and what people were told, since the beginning.
    func countAlerts(_ cluster: Cluster, asked: Bool = false) throws -> ReplayAlerts {
        var alerts = ReplayAlerts(runs: ["a", "b", "c", "d", "e"])
        try read(.alertCommands, cluster) { alerts.take(published: $0.value, mark: $0.header("prahari-run-id")) }
        let data = FileManager.default.contents(atPath: deliveredPath(asked: asked)) ?? Data()
        for line in data.split(separator: UInt8(ascii: "\n")) { alerts.take(delivered: line) }
        return alerts
    }

    /// Alerts that a replay's scores would have become, on the live candidates.
    func countCandidates(_ cluster: Cluster) throws -> Int {
        var count = 0
        try read(.alertCandidates, cluster) { if $0.header("prahari-run-id") != nil { count += 1 } }
        return count
    }

    private func read(_ topic: Topic, _ cluster: Cluster, _ body: (ReadRecord) -> Void) throws {
        let reader = try TopicReader(
            cluster, topic: cluster.configuration.runtime.name(of: topic), from: .beginning)
        defer { reader.close() }
        try reader.readToEnd { for record in $0 { body(record) } }
    }

    /// Run e: the last part once more, allowed to alert people, with a gateway that delivers what a replay says. What then
    /// arrives shows that the silence of the others is no accident.
    func allowed(_ cluster: Cluster, _ arguments: [String], tail: LatencyTail) throws -> ReplayAlerts {
        let gateway = try startGateway(cluster, asked: true)
        defer { gateway?.kill() }
        let file = "\(folder)/policy-asked.json"
        let policy = Self.policies(deliveringReplays: true)[0]
        try policy.json.write(toFile: file, atomically: true, encoding: .utf8)
        _ = try replay(
            "e",
            ["--stage", "anomaly", "--stage", "alerts", "--outputs", "live", "--yes", "--deliver", "--reason", "drill"]
                + ["--document", "ref.policies.v1:\(policy.key)=\(file)"] + arguments, cluster, tail: tail,
            beside: [gateway].compactMap(\.self))
        let clock = SystemClock()
        let start = clock.now()
        var alerts = try countAlerts(cluster, asked: true)
        while gateway != nil, alerts.ofRuns(published: false) < alerts.ofRuns(published: true),
            clock.now().milliseconds(since: start) < 30_000
        {
            usleep(500_000)
            alerts = try countAlerts(cluster, asked: true)
        }
        if let gateway, gateway.stop() != 0 {
            throw ClusterFault("the gateway did not stop cleanly:\n" + gateway.lastLines)
        }
        return alerts
    }
}
