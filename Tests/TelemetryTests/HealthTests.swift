import Records
import Testing

@testable import Runtime
@testable import Telemetry

@Suite struct HealthTests {
    @Test func aProcessWithoutWorkersIsAliveButNotReady() {
        let bench = Bench()
        #expect(bench.health.health() == HealthReport(waiting: ["no worker has started yet"]))
        bench.health.expect(stage: "anomaly", worker: 0)
        #expect(bench.health.health().waiting == ["anomaly/0: starting, its tables are not loaded"])
    }

    @Test func readinessComesStepByStep() {
        let bench = Bench()
        bench.tell(.starting(partitions: 8))
        #expect(!bench.health.health().isReady)
        bench.tell(.tablesLoaded(records: 3, milliseconds: 1))
        #expect(bench.health.health().waiting == ["anomaly/0: waiting for the group to assign partitions"])
        bench.tell(.assigned([Partition(0)]), .restoreStarted(task(0), from: Offset(0), end: Offset(9), local: false))
        #expect(bench.health.health().waiting == ["anomaly/0: restoring partition 0, 9 offsets to read"])
        #expect(bench.health.health().isLive)
        bench.tell(.restoreFinished(task(0), records: 9, milliseconds: 1))
        #expect(bench.health.health() == HealthReport())
    }

    @Test func aRebalanceIsAliveAndNotReady() {
        let bench = Bench(stallMilliseconds: 1_000)
        bench.tell(.assigned([Partition(0)]), lag(0, committed: 5, end: 100), .revoked([Partition(0)]))
        bench.clock.advance(seconds: 3_600)
        #expect(bench.health.health().isLive)
        #expect(!bench.health.health().isReady)
    }

    @Test func aPartitionWithLagThatStandsStillIsDead() {
        let bench = Bench(stallMilliseconds: 60_000)
        bench.tell(
            .assigned([Partition(0), Partition(1)]), lag(0, committed: 5, end: 100), lag(1, committed: 5, end: 5))
        bench.clock.advance(seconds: 60)
        #expect(bench.health.health().isLive)
        bench.clock.advance(seconds: 1)
        let report = bench.health.health()
        #expect(!report.isLive && !report.isReady)
        #expect(
            report.dead == [
                "anomaly/0: bank.transactions.v1-0 has stood still at offset 5 for 61 s with a lag of 95 records"
            ])
        bench.tell(lag(0, committed: 6, end: 100))
        #expect(bench.health.health().isLive)
    }

    @Test func otherPartitionsMovingDoNotHideAStall() {
        let bench = Bench(stallMilliseconds: 10_000)
        bench.tell(.assigned([Partition(0), Partition(1)]))
        for second in 0..<20 {
            bench.tell(lag(0, committed: 5, end: 100), lag(1, committed: Int64(second), end: 100))
            bench.clock.advance(seconds: 1)
        }
        #expect(bench.health.health().dead.count == 1)
    }

    @Test func lagThatBeginsAfterALongQuietIsNoStall() {
        let bench = Bench(stallMilliseconds: 10_000)
        bench.tell(.assigned([Partition(0)]), lag(0, committed: 5, end: 5))
        bench.clock.advance(seconds: 3_600)
        bench.tell(lag(0, committed: 5, end: 6))
        #expect(bench.health.health().isLive)
        bench.clock.advance(seconds: 11)
        #expect(!bench.health.health().isLive)
    }

    @Test func aRestoreMustMoveToo() {
        let bench = Bench(stallMilliseconds: 10_000)
        bench.tell(
            .assigned([Partition(0)]), .restoreStarted(task(0), from: Offset(0), end: Offset(1_000), local: false))
        for step in 1...5 {
            bench.clock.advance(seconds: 8)
            bench.tell(.restoreProgress(task(0), records: step * 10, remaining: Int64(1_000 - step * 10)))
            #expect(bench.health.health().isLive)
        }
        bench.clock.advance(seconds: 8)
        bench.tell(.restoreProgress(task(0), records: 50, remaining: 950))
        bench.clock.advance(seconds: 3)
        #expect(
            bench.health.health().dead.first?.contains("the restore of partition 0 has stood still for 11 s") == true)
    }

    @Test func silenceAfterAHeartbeatIsAHang() {
        let bench = Bench(stallMilliseconds: 10_000)
        bench.tell(.assigned([Partition(0)]))
        bench.clock.advance(seconds: 100)
        #expect(bench.health.health().isLive)
        bench.health.heartbeat(stage: "anomaly", worker: 0)
        bench.clock.advance(seconds: 11)
        #expect(bench.health.health().dead == ["anomaly/0: its loop has not turned for 11 s"])
    }

    @Test func everyWorkerCounts() {
        let bench = Bench()
        bench.health.expect(stage: "anomaly", worker: 1)
        bench.tell(.assigned([Partition(0)]))
        #expect(bench.health.health().waiting == ["anomaly/1: starting, its tables are not loaded"])
        bench.tell(.assigned([]), worker: 1)
        #expect(bench.health.health().isReady)
        bench.tell(.stopped(reason: "asked to stop"), worker: 1)
        #expect(bench.health.health().waiting == ["anomaly/1: stopped: asked to stop"])
        #expect(bench.health.health().isLive)
    }

    @Test func aPausedPartitionIsAliveAndReadyAndSaysWhy() {
        let bench = Bench(stallMilliseconds: 10_000)
        bench.tell(
            .assigned([Partition(0), Partition(1)]), lag(0, committed: 5, end: 100), lag(1, committed: 5, end: 5))
        let hold = StageControl(
            stage: "anomaly", partitions: [Partition(0)], action: .pause, author: "ops.rao",
            reason: "account 38291047562 is looked at", at: EventTime(milliseconds: 1_772_323_200_000))
        bench.tell(.paused(task(0), by: hold))
        bench.clock.advance(seconds: 3_600)
        let report = bench.health.health()
        #expect(report.isLive && report.isReady)
        #expect(
            report.notes == [
                "anomaly/0: partition 0 paused by ops.rao since 2026-03-01T00:00:00Z: account *******7562 is looked at"
            ])
        #expect(bench.lines("prahari_paused{") == ["prahari_paused{partition=\"0\",stage=\"anomaly\"} 1"])
        let page = TelemetryPages(registry: bench.registry, health: bench.health).page("/readyz")
        #expect(page.isAvailable && page.body.contains("\"notes\":[\"anomaly/0: partition 0 paused by ops.rao"))
        bench.tell(.resumed(task(0), reason: "resumed"))
        #expect(bench.health.health() == HealthReport())
        #expect(bench.lines("prahari_paused{").isEmpty)
        bench.clock.advance(seconds: 11)
        #expect(!bench.health.health().isLive)
    }

    @Test func aHoldGoesWithItsPartition() {
        let bench = Bench()
        let hold = StageControl(
            stage: "anomaly", action: .pause, author: "rao", reason: "why", at: EventTime(milliseconds: 0))
        bench.tell(.assigned([Partition(0)]), .paused(task(0), by: hold), .revoked([Partition(0)]))
        #expect(bench.health.health().notes.isEmpty && bench.lines("prahari_paused{").isEmpty)
        #expect(bench.sink.lines.contains { $0.contains("paused by rao since 1970-01-01T00:00:00Z: why") })
    }

    @Test func aControlRecordThatIsLeftOutIsAWarningWithItsOffset() throws {
        let bench = Bench()
        let source = SourceRef(topic: "ops.control.v1", partition: Partition(0), offset: Offset(17))
        bench.tell(.controlFault(source, message: "field 'reason': is missing"))
        let line = try #require(bench.sink.lines.first)
        #expect(line.contains("\"warning\"") && line.contains("17") && line.contains("field 'reason'"))
    }
}
