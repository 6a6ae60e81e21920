import Foundation
import Records
import Replay
import Runtime
import StageKit
import TestKit
import Testing

@Suite struct ReplayRunTests {
    static let start: Int64 = 1_772_323_200_000
    static let load = LedgerLoad(count: 600, accounts: 20, seed: 11)
    /// The records from the 200th to the 400th.
    static let middle = ReplayRequest.Span.time(
        from: EventTime(milliseconds: start + 200_000), to: EventTime(milliseconds: start + 400_000))

    private func live<S: Stage>(_ stage: S) throws -> Rehearsal<S> {
        let rehearsal = Rehearsal(stage)
        Self.load.produce(to: rehearsal.cluster)
        try rehearsal.driver.startWorker()
        try rehearsal.driver.runUntilIdle()
        return rehearsal
    }

    /// Balances and counts, as the stage wrote them down with each score.
    private func evidence<S: Stage>(_ rehearsal: Rehearsal<S>, _ run: String?, _ plan: ReplayPlan) -> [String] {
        rehearsal.outputs(.scoredTransactions, run: run, plan.manifest).map { output in
            let text = String(decoding: output.value ?? [], as: UTF8.self)
            return output.key + " " + (text.components(separatedBy: #""evidence":"#).last?.prefix(24) ?? "")
        }.sorted()
    }

    @Test func theSameStageOverARangePublishesTheSame() throws {
        let rehearsal = try live(LedgerStage())
        let before = rehearsal.cluster.records(of: "scored.transactions.v1").count
        let plan = try rehearsal.plan("a", Self.middle) { $0.warmUp = .everything }
        rehearsal.create(plan)
        #expect(try rehearsal.run(plan.manifest) == .finished)

        let replayed = rehearsal.outputs(.scoredTransactions, run: "a", plan.manifest)
        #expect(replayed.count > 190)
        #expect(rehearsal.diff(plan.manifest).isEmpty)
        #expect(evidence(rehearsal, "a", plan) == evidence(rehearsal, nil, plan))
        #expect(replayed.allSatisfy { $0.runID == "a" })
        #expect(rehearsal.cluster.records(of: "scored.transactions.v1.run-a").count == replayed.count)
        // Live work noticed nothing.
        #expect(rehearsal.cluster.records(of: "scored.transactions.v1").count == before)
        let refused = rehearsal.cluster.records(of: "ledger.deadletters.v1.run-a")
        #expect(!refused.isEmpty)
        #expect(refused.allSatisfy { $0.timestamp.milliseconds >= Self.start + 200_000 })
    }

    @Test func withoutWarmUpTheStateIsAnother() throws {
        let rehearsal = try live(LedgerStage())
        let plan = try rehearsal.plan("cold", Self.middle)
        rehearsal.create(plan)
        try rehearsal.run(plan.manifest)
        #expect(plan.cautions.contains { $0.contains("state is empty") })
        // Counted from the range's begin: other evidence than live work gave for the same records.
        #expect(evidence(rehearsal, "cold", plan) != evidence(rehearsal, nil, plan))
    }

    @Test func liveWorkGoesOnDuringARun() throws {
        let rehearsal = try live(LimitStage())
        let plan = try rehearsal.plan("b", Self.middle) { $0.rate = 1_000 }
        rehearsal.create(plan)
        #expect(try rehearsal.run(plan.manifest, turns: 2) == .cancelled)
        Self.load.produce(to: rehearsal.cluster, from: 0, to: 50)
        try rehearsal.driver.runUntilIdle()
        #expect(try rehearsal.run(plan.manifest) == .finished)
        #expect(rehearsal.diff(plan.manifest).isEmpty)
    }

    @Test func aCancelledRunGoesOnWhereItStopped() throws {
        let rehearsal = try live(LimitStage())
        rehearsal.driver.settings.pollRecordsMax = 10
        let plan = try rehearsal.plan("c", Self.middle) { $0.warmUp = .milliseconds(100_000) }
        rehearsal.create(plan)
        var attempts = 0
        while try rehearsal.run(plan.manifest, turns: 12) == .cancelled {
            attempts += 1
            try #require(attempts < 100)
        }
        #expect(attempts > 2)
        #expect(rehearsal.diff(plan.manifest).isEmpty)
        let ids = rehearsal.cluster.records(of: "scored.transactions.v1.run-c").compactMap { $0.header("ce_id") }
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: [FaultPlan.Operation.commit, .afterCommit, .produce, .poll], [3])
    func aKilledRunGoesOn(operation: FaultPlan.Operation, call: Int) throws {
        let rehearsal = try live(LedgerStage())
        rehearsal.driver.settings.pollRecordsMax = 20
        let plan = try rehearsal.plan("k", Self.middle) { $0.warmUp = .everything }
        rehearsal.create(plan)
        rehearsal.cluster.faults.crash(operation, call: call)
        #expect(throws: (any Error).self) { try rehearsal.run(plan.manifest) }
        #expect(try rehearsal.run(plan.manifest) == .finished)
        #expect(rehearsal.diff(plan.manifest).isEmpty)
        #expect(evidence(rehearsal, "k", plan) == evidence(rehearsal, nil, plan))
    }

    @Test func aChangedModelShowsAsTheExpectedRows() throws {
        let rehearsal = try live(LimitStage())
        let plan = try rehearsal.plan("new-limit", Self.middle) {
            $0.warmUp = .everything
            $0.tables = [.refModels]
        }
        rehearsal.create(plan)
        rehearsal.cluster.produce(
            "ref.models.v1.run-new-limit", key: "limit", value: Array(#"{"limit": 500000}"#.utf8),
            timestamp: EventTime(milliseconds: Self.start))
        try rehearsal.run(plan.manifest)

        let amounts = rehearsal.outputs(.scoredTransactions, run: nil, plan.manifest)
        let changes = rehearsal.diff(plan.manifest)
        // Amounts run evenly to 10,000.00: half lie between the old limit, which none passes, and the new one.
        #expect(changes.count > amounts.count / 3 && changes.count < amounts.count * 2 / 3)
        #expect(changes.allSatisfy { $0.kind == .score && $0.before == 0.1 && $0.after == 0.9 })
        #expect(changes.allSatisfy { $0.detail == "+OVER -UNDER" })
        #expect(changes.allSatisfy { $0.subject.hasPrefix("t") && $0.key.hasPrefix("acc") })
    }

    @Test func keysAreFilteredAtTheInput() throws {
        let rehearsal = try live(LimitStage())
        let plan = try rehearsal.plan("k", .time(from: nil, to: nil)) { $0.keys = ["acc3", "acc5"] }
        rehearsal.create(plan)
        try rehearsal.run(plan.manifest)
        let replayed = rehearsal.outputs(.scoredTransactions, run: "k", plan.manifest)
        #expect(Set(replayed.map(\.key)) == ["acc3", "acc5"])
        let expected = rehearsal.outputs(.scoredTransactions, run: nil, plan.manifest)
            .filter { ["acc3", "acc5"].contains($0.key) }
        #expect(replayed.map(\.key).count == expected.count)
    }

    @Test func liveOutputsAreMarkedAndStateStaysApart() throws {
        let rehearsal = try live(LimitStage())
        let before = rehearsal.cluster.compacted("limit.changelog.v1")
        let count = rehearsal.cluster.records(of: "scored.transactions.v1").count
        let plan = try rehearsal.plan("live", Self.middle) { $0.outputs = .live }
        #expect(plan.writes.map(\.topic) == ["scored.transactions.v1"])
        rehearsal.create(plan)
        try rehearsal.run(plan.manifest)
        let added = rehearsal.cluster.records(of: "scored.transactions.v1").filter {
            $0.header(RunNames.header) == "live"
        }
        #expect(added.count == rehearsal.cluster.records(of: "scored.transactions.v1").count - count)
        #expect(added.count > 190)
        #expect(added.allSatisfy { $0.valueText.contains(#""run_id":"live""#) })
        #expect(rehearsal.cluster.compacted("limit.changelog.v1") == before)
    }

    /// Each tick of the wall clock opens a transaction; waiting for a loop's quiet must not begin again with each.
    @Test func aStageThatWantsTheWallClockAndLoopsComesToItsEnd() throws {
        var stage = LimitStage()
        stage.descriptor.wantsWallClock = true
        let rehearsal = try live(stage)
        let plan = try rehearsal.plan("wall", Self.middle)
        rehearsal.create(plan)
        #expect(try rehearsal.run(plan.manifest, turns: 2_000, loops: true) == .finished)
        #expect(rehearsal.outputs(.scoredTransactions, run: "wall", plan.manifest).count > 190)
    }

    /// The end of a loop is heard of before the stage has written anything to it; what is over is paused, a loop is not.
    @Test func aLoopThatWasEmptyAtTheBeginningIsReadToItsEnd() throws {
        var stage = LimitStage()
        stage.descriptor.inputs.append(.scoredTransactions)
        let rehearsal = try live(stage)
        let plan = try rehearsal.plan("empty", Self.middle)
        rehearsal.create(plan)
        var handedOut: Int64 = 0
        #expect(try rehearsal.run(plan.manifest, turns: 5_000, loops: true) { handedOut = $0 } == .finished)
        let written = rehearsal.cluster.records(of: RunNames.topic("scored.transactions.v1", run: "empty")).count
        #expect(written > 190)
        #expect(handedOut >= Int64(2 * written))
    }

    /// Nothing came for half a minute, and the end was not reached all the same.
    @Test func aBrokerThatStandsStillIsNotTheEndOfALoop() throws {
        var stage = LimitStage()
        stage.descriptor.inputs.append(.scoredTransactions)
        let rehearsal = try live(stage)
        let plan = try rehearsal.plan("still", Self.middle)
        rehearsal.create(plan)
        let loop = RunNames.topic("scored.transactions.v1", run: "still")
        rehearsal.cluster.stillTopics = [loop]
        let clock = rehearsal.cluster.clock
        let end = clock.now().advanced(byMilliseconds: 30_000)
        var handedOut: Int64 = 0
        let outcome = try rehearsal.run(plan.manifest, turns: 5_000, loops: true) { read in
            handedOut = read
            if clock.now() > end { rehearsal.cluster.stillTopics = [] }
        }
        #expect(outcome == .finished)
        let written = rehearsal.cluster.records(of: loop).count
        #expect(written > 190)
        #expect(handedOut >= Int64(2 * written))
    }

    /// With the alerts stage in a run nothing is marked before a stage, an earlier stage's outputs neither.
    @Test(arguments: [true, false])
    func aLaterStageSeesMarksOnlyWithoutTheAlertsStage(alerts: Bool) throws {
        let rehearsal = try live(LimitStage())
        var manifest = try rehearsal.plan("two", Self.middle).manifest
        rehearsal.create(try rehearsal.plan("two", Self.middle))
        if alerts { manifest.stages.append("alerts") }
        // As if an earlier stage of the run had published the input.
        let own = RunNames.topic("bank.transactions.v1", run: "two")
        manifest.names["bank.transactions.v1"] = own
        rehearsal.cluster.createTopic(own, partitions: 4)
        let mark = [RecordHeader(name: RunNames.header, value: Array("two".utf8))]
        for record in rehearsal.cluster.records(of: "bank.transactions.v1") {
            rehearsal.cluster.produce(
                own, key: record.keyText, value: record.value, headers: mark, timestamp: record.timestamp)
        }
        try rehearsal.run(manifest)

        let found = rehearsal.outputs(.scoredTransactions, run: "two", manifest)
        #expect(found.count > 190)
        #expect(found.allSatisfy { $0.runID == "two" })
        let marked = found.count { String(decoding: $0.value ?? [], as: UTF8.self).contains("run_id") }
        #expect(marked == (alerts ? 0 : found.count))
    }

    @Test func theRateIsHeld() throws {
        let rehearsal = try live(LimitStage())
        let plan = try rehearsal.plan("slow", Self.middle) { $0.rate = 10 }
        rehearsal.create(plan)
        let started = rehearsal.cluster.clock.now()
        try rehearsal.run(plan.manifest)
        let took = rehearsal.cluster.clock.now().milliseconds(since: started)
        #expect(plan.seconds == 20)
        #expect(took >= 19_000)
        #expect(took < 60_000)
    }
}
