import Records
import Replay
import Runtime
import StageKit
import TestKit
import Testing

@Suite struct ReplayPlanTests {
    /// Two partitions with a record each ten seconds, at 0, 10, ... and at 5, 15, ...
    private func cluster() -> InMemoryCluster {
        let cluster = InMemoryCluster()
        for topic in StageTopics.all { cluster.createTopic(topic, partitions: 2) }
        for index in 0..<10 {
            for partition in 0..<2 {
                cluster.produce(
                    "bank.transactions.v1", key: "a\(partition)", value: [1],
                    timestamp: EventTime(milliseconds: Int64(index * 10_000 + partition * 5_000)),
                    partition: Partition(Int32(partition)))
            }
        }
        return cluster
    }

    private enum StageTopics {
        static let all = [
            "bank.transactions.v1", "scored.transactions.v1", "limit.changelog.v1", "limit.deadletters.v1",
            "limit.late.v1", "ref.models.v1",
        ]
    }

    private func plan(
        _ span: ReplayRequest.Span, id: String = "r", _ change: (inout ReplayRequest) -> Void = { _ in }
    ) throws -> ReplayPlan {
        var request = ReplayRequest(id: id, stages: [LimitStage().descriptor], span: span)
        change(&request)
        let reader = StageDescriptor(
            name: "alerts", version: "1", inputs: [.scoredTransactions], outputs: [.alertCommands])
        return try ReplayPlanner(cluster(), prefix: "", all: [LimitStage().descriptor, reader]).plan(request)
    }

    private func time(_ from: Int64?, _ to: Int64?) -> ReplayRequest.Span {
        .time(from: from.map { EventTime(milliseconds: $0) }, to: to.map { EventTime(milliseconds: $0) })
    }

    private func ranges(_ plan: ReplayPlan) -> [[Int64]] { plan.manifest.ranges.map { [$0.warmUp, $0.from, $0.to] } }

    @Test func timesBecomeOffsetsOfEachPartition() throws {
        #expect(ranges(try plan(time(20_000, 45_000))) == [[2, 2, 5], [2, 2, 4]])
        #expect(ranges(try plan(time(nil, nil))) == [[0, 0, 10], [0, 0, 10]])
        #expect(ranges(try plan(time(94_000, nil))) == [[10, 10, 10], [9, 9, 10]])
    }

    @Test func warmUpReadsFromBefore() throws {
        let plan = try plan(time(50_000, 60_000)) { $0.warmUp = .milliseconds(20_000) }
        #expect(ranges(plan) == [[3, 5, 6], [3, 5, 6]])
        #expect(plan.records == 6)
        #expect(plan.warmUpRecords == 4)
        #expect(ranges(try self.plan(time(50_000, 60_000)) { $0.warmUp = .everything }) == [[0, 5, 6], [0, 5, 6]])
    }

    @Test func offsetsOfNamedPartitionsOnly() throws {
        let second = TopicPartition(topic: "bank.transactions.v1", partition: Partition(1))
        let plan = try plan(.offsets([second: 3..<5]))
        #expect(ranges(plan) == [[0, 0, 0], [3, 3, 5]])
        #expect(plan.manifest.window == 35_000..<55_000)
        #expect(throws: ReplayFault.self) { try self.plan(.offsets([second: 3..<11])) }
        let other = TopicPartition(topic: "labels.v1", partition: Partition(0))
        #expect(throws: ReplayFault.self) { try self.plan(.offsets([other: 0..<1])) }
    }

    @Test func itSaysWhatItTouches() throws {
        let plan = try plan(time(20_000, 45_000), id: "x") { $0.rate = 2 }
        #expect(plan.seconds == 3)
        #expect(plan.reads == ["bank.transactions.v1"])
        #expect(plan.writes.isEmpty)
        #expect(
            plan.creates.map(\.topic) == [
                "limit.changelog.v1.run-x", "limit.deadletters.v1.run-x", "limit.late.v1.run-x",
                "replay.ledger.run-x", "scored.transactions.v1.run-x",
            ])
        #expect(plan.creates.map(\.isCompacted) == [true, false, false, true, false])
        let live = try self.plan(time(nil, nil)) { $0.outputs = .live }
        #expect(live.writes.map(\.topic) == ["scored.transactions.v1"])
        #expect(live.writes.map(\.readers) == [["alerts"]])
        #expect(live.text.contains("WRITE TO LIVE scored.transactions.v1, which alerts outside of the run reads"))
    }

    @Test func anEmptySpanIsRefused() {
        #expect(throws: ReplayFault.self) { try plan(time(1_000_000, nil)) }
    }

    @Test func alertsNeedAReason() {
        #expect(throws: ReplayFault.self) {
            try plan(time(nil, nil)) {
                $0.deliver = true
                $0.outputs = .live
            }
        }
        #expect(throws: ReplayFault.self) {
            try plan(time(nil, nil)) {
                $0.deliver = true
                $0.reason = "outage of the alerts stage on 2 March"
            }
        }
    }

    /// Whatever is asked for, an alert command reaches the live topic with `--deliver` only.
    @Test(arguments: RunManifest.Outputs.allCases, [false, true])
    func commandsStayInTheRun(outputs: RunManifest.Outputs, deliver: Bool) throws {
        let alerts = StageDescriptor(
            name: "alerts", version: "1", inputs: [.scoredTransactions], outputs: [.alertCommands])
        let cluster = cluster()
        for topic in ["alerts.commands.v1", "alerts.changelog.v1", "alerts.deadletters.v1", "alerts.late.v1"] {
            cluster.createTopic(topic, partitions: 2)
        }
        cluster.produce("scored.transactions.v1", key: "a", value: [1], timestamp: EventTime(milliseconds: 5))
        var request = ReplayRequest(id: "r", stages: [alerts], span: time(nil, nil))
        request.outputs = outputs
        request.deliver = deliver
        request.reason = deliver ? "why" : nil
        let planner = ReplayPlanner(cluster, prefix: "", all: [alerts])
        if deliver, outputs == .run {
            #expect(throws: ReplayFault.self) { try planner.plan(request) }
            return
        }
        let plan = try planner.plan(request)
        #expect(plan.writes.map(\.topic) == (deliver ? ["alerts.commands.v1"] : []))
        #expect(plan.manifest.marksInputs == (outputs == .live))
    }

    @Test(arguments: ["", "-a", "a-", "A", "a_b", "a.b", String(repeating: "x", count: 41)])
    func idsAreChecked(id: String) { #expect(RunNames.fault(in: id) != nil) }

    @Test func idsOfOutputsAreRead() {
        let id = OutputID("anomaly/2.1.0/dev-a.bank.transactions.v1-3-451-0")
        #expect(
            id?.source
                == SourceRef(topic: "dev-a.bank.transactions.v1", partition: Partition(3), offset: Offset(451)))
        #expect(OutputID("anomaly/2/t-3-451-7@run-a")?.number == 7)
        #expect(OutputID("ledger/1/timer/acc1-1772323290000-0")?.source == nil)
        #expect(OutputID("nothing") == nil)
    }
}
